"""Measure text recognition on invented pages: characters read wrongly, wrong words that are marked, and what it costs.

`python bench/recognition.py` takes three minutes; it needs Tesseract's packs eng, rus, kaz and osd and the fonts
DejaVu (.ci/needs brings them). The figures go to bench/results.json.
"""

from __future__ import annotations

import runpy
import tempfile
import time
from pathlib import Path

from kept import keep

from khronika.reading import read
from khronika.reading.recognition.looking import look_at
from khronika.reading.recognition.packs import installed
from khronika.vocabulary.documents import MarkKind, Revision
from khronika.vocabulary.doubtful import doubtful

SCANS = runpy.run_path(str(Path(__file__).parents[1] / "tests" / "scans.py"))
PARAGRAPHS = [SCANS[language] for language in ("ENGLISH", "RUSSIAN", "KAZAKH")] * 2


def pages() -> dict[str, tuple[object, list[str]]]:
    """Give the pages, each with its lines."""
    clean, lines = SCANS["picture"](PARAGRAPHS)
    small, small_lines = SCANS["picture"](PARAGRAPHS, size=14, width=1020)
    return {
        "serif": SCANS["picture"](PARAGRAPHS, face=SCANS["SERIF"]),
        "typewriter": SCANS["picture"](PARAGRAPHS, face=SCANS["TYPEWRITER"]),
        "photograph": (SCANS["photographed"](clean), lines),
        "clean": (clean, lines),
        "small": (small, small_lines),
        "grain": (SCANS["copied"](clean, grain=40), lines),
        "noisy": (SCANS["copied"](clean, grain=80), lines),
        "worst": (SCANS["copied"](clean, grain=100, seed=3), lines),
        "turned": (clean.rotate(90, expand=True), lines),
    }


def processor(page: object) -> float:
    """Give the seconds of processor time that one page takes, its choice of packs among all installed included."""
    begun = time.process_time()
    look_at(page, installed(), 60_000, chosen=False)
    return time.process_time() - begun


def measure(page: object, lines: list[str], folder: Path) -> dict[str, float]:
    """Read one page and compare."""
    file = folder / "page.png"
    page.save(file)
    found = read(file, file.name, "0" * 64)
    if not isinstance(found, Revision):
        raise SystemExit(found.reason)
    words = found.marked(MarkKind.RECOGNISED)
    unsure = {mark.start for mark in doubtful(found)}
    right = SCANS["right_words"]([found.text[each.start : each.end] for each in words], " ".join(lines).split())
    wrong = [each for at, each in enumerate(words) if at not in right]
    return {
        "character_error": round(SCANS["character_error"](found.text, " ".join(lines)), 4),
        "words": len(words),
        "wrong": len(wrong),
        "wrong_marked": sum(each.start in unsure for each in wrong),
        "right_marked": sum(words[at].start in unsure for at in right),
        "figures_wrong_unmarked": sum(
            each.start not in unsure and any(map(str.isdigit, found.text[each.start : each.end])) for each in wrong
        ),
    }


def main() -> None:
    """Measure every page and keep the figures."""
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        every = pages()
        for name, (page, lines) in every.items():
            found = measure(page, lines, Path(folder))
            figures |= {f"{name}_{what}": value for what, value in found.items()}
            print(name, found)
    for name in ("clean", "noisy"):
        figures[f"{name}_cpu_s"] = round(processor(every[name][0]), 1)
    print(figures["clean_cpu_s"], figures["noisy_cpu_s"], "s of processor time, clean and noisy;", *installed())
    keep("recognition", figures)


if __name__ == "__main__":
    main()
