"""Sentences of the genre with every act they tell of, coded by hand: half to tune on, half to measure on.

An act is found where its words, its name and its polarity are; victims and perpetrators are asked of what was found.
What is found beside the coded and the optional acts is wrong. The floors stand a little below what the grammar reaches.
`pytest -rP` shows what is missed in the half that may be tuned on.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khronika.extraction import extract
from khronika.vocabulary.bodies import Act, Party
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.vocabulary.claims import Claim

FILE = Path(__file__).parent / "data" / "acts.jsonl"
DOCUMENTS = Path(__file__).parent.parent / "evaluation" / "acts"
SHOWN = 200  # characters of a text
PARAGRAPH = re.compile(r"\S.*")
FLOORS = {
    "tune": {"recall": 0.95, "precision": 0.95, "victims": 0.86, "perpetrators": 0.91},
    "documents": {"recall": 0.86, "precision": 0.95, "victims": 0.86, "perpetrators": 0.92},
    "measure": {"recall": 0.82, "precision": 0.87, "victims": 0.75, "perpetrators": 0.85},
}
POINTING = {"i", "we", "he", "she", "they", "me", "us", "him", "her", "them", "his", "their", "those", "who", "my"}
EMPTY = {"the", "a", "an", "of", "to", "in", "by", "his", "her", "their", "its", "and", "two", "three"}
Row = dict[str, Any]


class Score:
    """What was found, missed and wrongly found in one half, with a line for each miss."""

    def __init__(self) -> None:
        self.tally: Counter[str] = Counter()
        self.misses: list[str] = []

    def add(self, what: str, text: str, line: object = "") -> None:
        self.tally[what] += 1
        if line:
            self.misses.append(f"{what}: {line} in “{text[:SHOWN]}”")

    def share(self, *, right: str, wrong: str) -> float:
        return self.tally[right] / max(1, self.tally[right] + self.tally[wrong])


def acts(text: str) -> list[Claim]:
    marks = tuple(Mark(MarkKind.PARAGRAPH, *found.span()) for found in PARAGRAPH.finditer(text))
    revision = Revision("0" * 64, text, marks, "example", "none")
    claims = extract(revision, Document("0" * 64, "example.txt", len(text), Sensitivity.INTERNAL)).claims
    return [claim for claim in claims if isinstance(claim.body, Act)]


def meets(row: Row, gold: Row, claim: Claim, *, any_act: bool = False) -> bool:
    start = gold.get("locator_start", row["text"].find(gold["exact"]))
    overlap = start < claim.passage.end and claim.passage.start < start + len(gold["exact"])
    same = isinstance(claim.body, Act) and (any_act or claim.body.act in gold["act_any"])
    denied = claim.polarity == "negated" or claim.stance == "denied"
    return overlap and same and (any_act or denied is (gold["polarity"] == "negated"))


def words(parties: Sequence[str]) -> set[str]:
    return {word.lower().rstrip("s").removesuffix("'") for party in parties for word in party.split()} - EMPTY


def right_party(wanted: Sequence[str], got: Sequence[Party]) -> bool:
    """Whether one of the parties shares a word with those wanted; a pronoun alone may stay without a name."""
    names = [party.name or party.population or "" for party in got]
    if not wanted or not names:
        return not names and (not wanted or all(words([one]) <= POINTING for one in wanted))
    return bool(words(wanted) & words(names))


def score_row(score: Score, row: Row) -> None:
    left, text = acts(row["text"]), row["text"]
    free = list(left)
    for gold in row["acts"]:
        chosen = next((claim for claim in left if meets(row, gold, claim)), None)
        if chosen is None:
            score.add("missed", text, f"{gold['act']} ({gold['exact']})")
            continue
        left.remove(chosen)
        score.add("found", text)
        assert isinstance(chosen.body, Act)
        for who, got in (("victims", chosen.body.victims), ("perpetrators", chosen.body.perpetrators)):
            right = right_party(gold[who], got)
            told = [party.name or party.population for party in got]
            score.add(f"{who} {'right' if right else 'wrong'}", text, "" if right else f"{told} for {gold[who]}")
    for claim in left:
        known = any(meets(row, gold, claim) for gold in row["acts"])
        known = known or any(meets(row, gold, claim, any_act=True) for gold in row["optional"])
        if not known and claim in free:
            score.add("wrong", text, f"{claim.body.act if isinstance(claim.body, Act) else ''} ({claim.passage.exact})")


def lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def documents() -> list[Row]:
    found = []
    for path in sorted((DOCUMENTS / "texts").glob("*.txt")):
        here = [row for row in lines(DOCUMENTS / "acts.jsonl") if row["file"] == path.name]
        told = {kind: [row for row in here if row["optional"] is (kind == "optional")] for kind in ("acts", "optional")}
        found.append({"text": path.read_text(encoding="utf-8"), **told})
    return found


def measured(half: str) -> Score:
    score = Score()
    for row in documents() if half == "documents" else (row for row in lines(FILE) if row["half"] == half):
        score_row(score, row)
    return score


@pytest.mark.parametrize("half", FLOORS)
def test_acts_are_found_with_whom_they_befell_and_who_did_them(half: str) -> None:
    score, floor = measured(half), FLOORS[half]
    if half == "tune":
        sys.stdout.write("\n".join(score.misses))
    assert score.share(right="found", wrong="missed") >= floor["recall"]
    assert score.share(right="found", wrong="wrong") >= floor["precision"]
    for who in ("victims", "perpetrators"):
        assert score.share(right=f"{who} right", wrong=f"{who} wrong") >= floor[who]
