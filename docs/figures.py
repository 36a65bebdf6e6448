"""Write the table of measured figures in README.md from bench/results.json, which `make bench` writes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
RESULTS = ROOT / "bench" / "results.json"
FROZEN = {"blind": "English", "french": "French", "russian": "Russian"}
BEGIN, END = "<!-- figures: written by make docs -->", "<!-- end of figures -->"
BETWEEN = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
FOLDERS = {"real": "a folder of real reports and letters", "example": "the bundled example"}
Found = dict[str, Any]


def table(results: Found) -> str:
    """Give the table in Markdown: a line for each figure that was measured, none for one that was not."""
    run = results.get("run", {})
    rows = [
        *commands(run),
        *copies(run),
        *parts(results),
        *paper(results),
        *who_is_who(results),
        *lists(results.get("lists", {})),
    ]
    rows += quality(results.get("evaluation", {}))
    lines = [f"| {what} | {figure} |" for what, figure in rows]
    machine = f"\nMeasured on {run['machine']}.\n" if "machine" in run else ""
    return "\n".join(["| what | measured |", "|---|---|", *lines, machine])


def commands(run: Found) -> list[tuple[str, str]]:
    """Give the figures of whole commands, as a person waits for them."""
    folder = FOLDERS[run["documents"]]
    return [
        ("`khronika --help`", f"{run['help_s']:.2f} s"),
        (f"`khronika run` on {folder}", cost(run["run"])),
        ("the same again, with nothing new in the folder", cost(run["run_again"])),
        ("`khronika documents` on that chronicle", f"{run['documents_s']:.2f} s"),
        ("`khronika claims --json` on that chronicle", f"{run['claims_s']:.2f} s"),
    ]


def copies(run: Found) -> list[tuple[str, str]]:
    """Give the figures of runs over many varied copies, the fewest first: memory should stay flat."""
    counts = sorted(int(key.removeprefix("run_")) for key in run if re.fullmatch(r"run_\d+", key))
    return [(f"`khronika run` on {count} varied copies of them", cost(run[f"run_{count}"])) for count in counts]


def parts(results: Found) -> list[tuple[str, str]]:
    """Give the figures of single rooms: reading, extraction, ledger."""
    rows: list[tuple[str, str]] = []
    if reading := results.get("reading"):
        rows += [
            ("reading a text of 40 kB in its own confined process", f"{reading['text_40_kb_ms']:.0f} ms"),
            ("reading a text of 20 MB", f"{reading['text_20_mb_s']:.1f} s"),
            ("reading a PDF, pages a second of processor time", f"{reading['pdf_pages_per_second']:,}"),
        ]
    if extraction := results.get("extraction"):
        rows += [
            ("words searched for claims a second, one process", f"{extraction['words_per_second']:,}"),
            ("the same against the bare parser on the same text", f"{extraction['ratio']:.2f} of its speed"),
            ("memory after one text, after five times as much", _memory(extraction)),
        ]
    if ledger := results.get("ledger"):
        rows += [
            ("entries recorded a second", f"{ledger['ledger_entries_per_second']:,}"),
            ("the same against plain `executemany` of finished rows", f"{ledger['ratio']:.2f} of its speed"),
        ]
    return rows


def paper(results: Found) -> list[tuple[str, str]]:
    """Give how well printed pages, scans and damaged files are read, and what becomes of passages read again."""
    rows: list[tuple[str, str]] = []
    if pages := results.get("layout"):
        for order, drawn in (("in_order", "in order"), ("interleaved", "line by line across both columns")):
            peer = pages.get(f"pypdf_words_{order}")
            beside = f" (pypdf {peer:.3f})" if peer else ""
            figure = f"{pages[f'{order}_words']:.3f}{beside}, {pages[f'{order}_paragraphs']:.3f} of paragraphs whole"
            rows.append((f"words in order on pages of two columns, drawn {drawn}", figure))
    if scans := results.get("recognition"):
        rows.append(("a clean scan in three languages: wrong characters", f"{scans['clean_character_error']:.2%}"))
        for page in ("noisy", "worst"):
            right = scans[f"{page}_words"] - scans[f"{page}_wrong"]
            marked = f"{scans[f'{page}_wrong_marked']} of {scans[f'{page}_wrong']}"
            figure = f"{marked}, and {scans[f'{page}_right_marked']} of {right} right ones"
            rows.append((f"misread words of the {page} one that are marked as doubtful", figure))
    if damaged := results.get("mutations"):
        ended = f"{damaged['read']:,} read, {damaged['partial']:,} in part, {damaged['refused']:,} refused"
        left = sum(damaged[what] for what in ("parent_broke", "orphans", "files_left"))
        rows.append((f"{damaged['files']:,} files damaged on purpose", f"{ended}; {left} crashes, orphans, files left"))
    if opened := results.get("corpora"):
        rows.append(
            ("of public test PDFs that pypdf opens, opened", f"{opened['share']:.1%} of {opened['peer_opens']:,}")
        )
    if anchors := results.get("anchors"):
        figure = f"{anchors['moved_wrongly']} of {anchors['passages']:,}"
        rows.append((f"passages moved wrongly in {anchors['readings']:,} altered readings", figure))
    return rows


def who_is_who(results: Found) -> list[tuple[str, str]]:
    """Give the figures of names, people, judgements and comparisons, each beside its peer where one was measured."""
    rows: list[tuple[str, str]] = []
    if names := results.get("names"):
        for key, what in (
            ("kazakh", "a parliament's names in three spellings"),
            ("cases", "a public set of 548 names"),
        ):
            peer = names[key].get("logic_v2")
            beside = f" (LogicV2 {peer['f1']:.3f})" if peer else ""
            ours = names[key]["khronika"]
            rows.append((f"{what}: F1", f"{ours['f1']:.3f} at precision {ours['precision']:.3f}{beside}"))
        speed = names["speed_of_pairs_sharing_a_word"]["pairs_per_cpu_s"]
        rows.append(("pairs of names compared a second of processor time", f"{speed:,}"))
    if people := results.get("people"):
        rows.append(
            ("one new document among 100,000 persons, usually", f"{people['new_document_median_ms']:.0f} ms"),
        )
        if look_up := people.get("look_up"):
            rows.append(("one mention against a million, usually", f"{look_up['mention_median_ms']:.1f} ms"))
    if judged := results.get("judgements"):
        rows += [
            ("judgements of who is who folded a second", f"{judged['events_per_second']:,}"),
            ("one of 100,000 taken back, at the longest", f"{judged['undo_longest_ms']:.1f} ms"),
        ]
    if compared := results.get("comparison"):
        rows.append(
            ("10,000 claims about 200 events compared", f"{compared['cpu_s']['10000']:.1f} s of processor time")
        )
    return rows


LISTS = {
    "rldata10000": "RLdata10000, pairs",
    "febrl4": "FEBRL4, pairs",
    "historical_50k": "50,000 historical figures, clusters",
    "victims_arabic": "two lists of victims in Arabic, one to one",
    "victims_english": "the same in English spelling",
}


def lists(measured: Found) -> list[tuple[str, str]]:
    """Give how well public lists are matched by the one model, and what it costs."""
    rows = [
        (f"{what}: F1", f"{found['f1']:.3f} at precision {found['precision']:.3f}")
        for name, what in LISTS.items()
        if (found := measured.get(name))
    ]
    for name, what in (("invented_100k", "100,000"), ("invented_1m", "1,000,000")):
        if found := measured.get(name):
            cost = f"{found['cpu_s']:.0f} s of processor time, {found['peak_mb']:,.0f} MB"
            rows.append((f"duplicates found in a list of {what} rows", cost))
    return rows


def quality(evaluation: Found) -> list[tuple[str, str]]:
    """Give how well the frozen sets of documents are read, each with the interval in which 95 of 100 draws fall."""
    rows = []
    for name, language in FROZEN.items():
        for kind in ("count", "step", "person"):
            if found := evaluation.get(name, {}).get(kind):
                figure = f"{found['f1_value']:.2f} ({found['f1_low']:.2f} to {found['f1_high']:.2f})"
                rows.append((f"{kind}s in unseen documents, {language}: F1", f"{figure}, {found['rows']} coded"))
    return rows


def _memory(extraction: Found) -> str:
    return f"{extraction['peak_mb_once']:.0f} MB, {extraction['peak_mb_5_times_more']:.0f} MB"


def cost(run: Found) -> str:
    """Give what one run took."""
    return f"{run['wall_s']:.1f} s, at most {run['peak_mb']:.0f} MB of memory"


def tabled(readme: str, results: Found) -> str:
    """Give README with the table between its marks written anew."""
    return BETWEEN.sub(lambda _: f"{BEGIN}\n{table(results)}\n{END}", readme)


if __name__ == "__main__":
    found = json.loads(RESULTS.read_text(encoding="utf-8"))
    README.write_text(tabled(README.read_text(encoding="utf-8"), found), encoding="utf-8")
    print(f"Written: the figures in {README}")
