"""Measure bulk append: claims into the ledger, against a plain `executemany` of finished rows into the same tables.

The figures are printed and go to bench/results.json, from which tables in documents are made.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from kept import keep

from khronika.ledger import open_ledger
from khronika.ledger.opening import SETTINGS, driver
from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import day
from khronika.vocabulary.documents import Passage, Revision

ENTRIES = 20_000
ROUNDS = 5


def claims(number: int) -> list[Claim]:
    """Invent claims of usual size, each at a place of its own."""
    sentence = "The prosecutor's office acknowledges that at least 15 people were killed. "
    revision = Revision("a" * 64, sentence * number, (), "bench@1", "none")
    speakers = (
        Speaker("Prosecutor's office", Role.AUTHORITY, "acknowledges", Stance.ACKNOWLEDGED),
        Speaker("Rights League", Role.AUTHOR, None, Stance.REPORTED),
    )
    body = Count("killed", "people", "all", 15, None, Qualifier.AT_LEAST)
    when = day(2031, 5, 16, "16 May")
    places = range(0, len(revision.text), len(sentence))
    passages = [Passage.cut(revision, at, at + len(sentence) - 1) for at in places]
    return [
        Claim(
            kind=Kind.COUNT,
            file="report.pdf",
            document=revision.document,
            passage=passage,
            speakers=speakers,
            stance=Stance.ACKNOWLEDGED,
            polarity=Polarity.AFFIRMED,
            when=when,
            where=None,
            body=body,
            method="bench@1",
        )
        for passage in passages
    ]


def append(folder: Path, values: list[Claim]) -> float:
    """Time one `record` of everything, with hashes, nonces and the check for what is there already; seconds."""
    with open_ledger(folder / "ours.db", create=True) as ledger:
        begun = time.perf_counter()
        ledger.record(values, by="bench")
        return time.perf_counter() - begun


def plain(folder: Path) -> float:
    """Time plain `executemany` of the same finished rows into the same two tables with their guards; seconds."""
    with open_ledger(folder / "plain.db", create=True):
        pass
    source = driver().connect(folder / "ours.db")
    entries = source.execute('SELECT seq, leaf, kind, at, "by" FROM entry').fetchall()
    payloads = source.execute("SELECT leaf, nonce, json, key FROM payload").fetchall()
    source.close()
    target = driver().connect(folder / "plain.db", isolation_level=None)
    for setting in SETTINGS:
        target.execute(f"PRAGMA {setting}")
    begun = time.perf_counter()
    target.execute("BEGIN IMMEDIATE")
    target.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", entries)
    target.executemany("INSERT INTO payload VALUES (?, ?, ?, ?)", payloads)
    target.execute("COMMIT")
    taken = time.perf_counter() - begun
    target.close()
    return taken


def main() -> None:
    """Print entries per second of both, best of several rounds, and their ratio; `--json` for a machine."""
    values = claims(ENTRIES)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            ours.append(append(Path(folder), values))
            theirs.append(plain(Path(folder)))
    figures = {
        "entries": ENTRIES,
        "ledger_entries_per_second": round(ENTRIES / min(ours)),
        "executemany_entries_per_second": round(ENTRIES / min(theirs)),
        "ratio": round(min(theirs) / min(ours), 2),
    }
    keep("ledger", figures)
    if "--json" in sys.argv:
        print(json.dumps(figures))
        return
    print(f"ledger.record       {figures['ledger_entries_per_second']:>9,} entries/s (best of {ROUNDS} x {ENTRIES:,})")
    print(f"plain executemany   {figures['executemany_entries_per_second']:>9,} entries/s, same tables and guards")
    print(f"ratio               {figures['ratio']:>9.2f}")


if __name__ == "__main__":
    main()
