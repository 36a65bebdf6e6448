"""What documents ask of whom, read from texts that were coded before any rule was written for them.

A demand is found where most of its words are; strictly, where its force and its addressee are right as well. The floors
stand a little below what the grammar reaches; whoever raises it raises them. `pytest -rP` shows what is missed.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from khronika.extraction import extract
from khronika.reading.layout import lay_out
from khronika.vocabulary.bodies import Demand
from khronika.vocabulary.documents import Document, Revision, Sensitivity

FILE = Path(__file__).parent / "data" / "demands.toml"
FLOORS = {"precision": 0.97, "recall": 0.96, "strict": 0.93}
ALIKE = 0.6  # of the words of what is asked, for two tellings to be of one thing


@dataclass(frozen=True)
class Asked:
    """One line of the file or one demand of the grammar."""

    force: str
    addressee: tuple[str, ...]
    action: str

    def alike(self, other: Asked) -> bool:
        mine, theirs = _words(self.action), _words(other.action)
        shared = sum((mine & theirs).values())
        return 2 * shared >= ALIKE * (mine.total() + theirs.total())

    def same(self, told: Asked) -> bool:
        force = "*" in self.force or told.force in self.force.split(" / ")
        return force and ("*" in self.addressee or bool({*self.addressee} & {*told.addressee}))


def _words(text: str) -> Counter[str]:
    return Counter(text.lower().replace(",", "").split())


def _coded(line: str) -> Asked:
    force, whom, action = line.split(" > ")
    return Asked(force, tuple(whom.lower().split(" / ")), action)


def read(text: str) -> list[Asked]:
    """Give what the grammar finds asked in a text that is laid out as in a text file."""
    revision = Revision("d", text, lay_out(text), "test", "none")
    claims = extract(revision, Document("d", "letter.txt", len(text), Sensitivity.INTERNAL)).claims
    bodies = [claim.body for claim in claims if isinstance(claim.body, Demand)]
    return [Asked(str(b.force), ((b.addressee or "-").lower(),), b.action) for b in bodies]


def compare(text: str, lines: list[str]) -> tuple[Counter[str], list[str]]:
    """Pair what is coded with what is read; give how many were found, right, missed and wrong, and a line for each."""
    left, tally, misses = read(text), Counter[str](), list[str]()
    for coded in map(_coded, lines):
        found = next((one for one in left if coded.alike(one)), None)
        tally["coded"] += 1
        if found is None:
            misses.append(f"missed   {coded}")
            continue
        left.remove(found)
        tally["found"] += 1
        tally["strict"] += coded.same(found)
        misses += [] if coded.same(found) else [f"differs  {coded} <> {found}"]
    tally["wrong"] += len(left)
    return tally, [*misses, *(f"wrong    {one}" for one in left)]


def test_what_is_asked_is_found_with_its_force_and_addressee() -> None:
    total = Counter[str]()
    for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["text"]:
        tally, misses = compare(row["words"], row["asks"])
        total += tally
        for miss in misses:
            sys.stdout.write(f"{miss} in “{' '.join(row['words'].split())[:90]}”\n")
    reached = {
        "precision": total["found"] / (total["found"] + total["wrong"]),
        "recall": total["found"] / total["coded"],
        "strict": total["strict"] / total["coded"],
    }
    sys.stdout.write(f"{ {name: round(value, 3) for name, value in reached.items()} }\n")
    assert {name: value for name, value in reached.items() if value < FLOORS[name]} == {}
