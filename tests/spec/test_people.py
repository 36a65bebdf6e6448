"""Names of many cultures, what a passage says of their bearers, and names that must stay hidden: coded by hand.

A person is found where the name is, without its title; roles, age, year of birth, relation and pseudonym are asked of
what was found. `pytest -rP` shows what is missed in the half that may be tuned on.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khronika.extraction import extract
from khronika.vocabulary.bodies import Person
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from khronika.vocabulary.extractions import Extraction

FILE = Path(__file__).parent / "data" / "people.jsonl"
FLOORS = {"tune": {"names": 0.98, "said": 0.8}, "measure": {"names": 0.95, "said": 0.8}}
Row = dict[str, Any]


class Score:
    """What was found, missed and wrongly found in one half, with a line for each miss."""

    def __init__(self) -> None:
        self.tally: Counter[str] = Counter()
        self.misses: list[str] = []

    def add(self, what: str, row: Row, line: object = "") -> None:
        self.tally[what] += 1
        if line:
            self.misses.append(f"{what}: {line} in “{row['text']}”")

    @property
    def names(self) -> float:
        found, missed, wrong = (self.tally[f"name {how}"] for how in ("found", "missed", "wrong"))
        return 2 * found / max(1, 2 * found + missed + wrong)

    def said(self, what: str) -> float:
        right, wrong = self.tally[f"{what} right"], self.tally[f"{what} wrong"]
        return right / (right + wrong) if right + wrong else 1.0


def extraction(text: str) -> Extraction:
    revision = Revision("0" * 64, text, (Mark(MarkKind.PARAGRAPH, 0, len(text)),), "example", "none")
    return extract(revision, Document("0" * 64, "example.txt", len(text), Sensitivity.INTERNAL))


def score_row(score: Score, row: Row) -> None:
    found = extraction(row["text"])
    mentions = {m.name: m for m in found.mentions if m.kind is EntityKind.PERSON}
    told = [claim.body for claim in found.claims if isinstance(claim.body, Person)]
    for gold in row["persons"]:
        bodies = [person for person in told if person.name == gold["name"]]
        if gold["name"] not in mentions:
            score.add("name missed", row, f"{gold['name']}, found {sorted(mentions)}")
            continue
        score.add("name found", row)
        hidden = mentions[gold["name"]].pseudonym
        _asked(score, row, gold, bodies, hidden=hidden)
    expected = {gold["name"] for gold in row["persons"]}
    whole = row["persons"] and row["text"]
    for name in mentions:
        if name not in expected and not any(name in one for one in expected if whole):
            score.add("name wrong", row, name)


def _asked(score: Score, row: Row, gold: Row, bodies: list[Person], *, hidden: bool) -> None:
    got: dict[str, object] = {
        "age": next((one.age for one in bodies if one.age), None),
        "born": next((one.born for one in bodies if one.born), None),
        "relation": next(({"to": r.to, "kind": r.kind} for one in bodies if (r := one.relation)), None),
        "pseudonym": True if hidden else None,
    }
    for key, value in got.items():
        if gold[key] or value:
            right = gold[key] == value
            score.add(f"{key} {'right' if right else 'wrong'}", row, "" if right else f"{value} for {gold[key]}")
    roles = " | ".join(role.lower() for one in bodies for role in one.roles)
    for role in gold["roles"]:
        right = role.lower() in roles
        score.add(f"role {'right' if right else 'wrong'}", row, "" if right else f"{roles or None} for {role}")


def measured(half: str) -> Score:
    score = Score()
    for line in FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["half"] == half:
            score_row(score, row)
    return score


@pytest.mark.parametrize("half", FLOORS)
def test_persons_are_found_with_what_is_said_of_them(half: str) -> None:
    score, floor = measured(half), FLOORS[half]
    if half == "tune":
        sys.stdout.write("\n".join(score.misses))
    assert score.names >= floor["names"]
    for what in ("role", "age", "born", "relation", "pseudonym"):
        assert score.said(what) >= floor["said"]


def hidden(text: str) -> set[str]:
    return {m.name for m in extraction(text).mentions if m.kind is EntityKind.PERSON and m.pseudonym}


def test_where_names_were_changed_throughout_a_given_name_alone_and_a_name_in_quotation_marks_are_hidden() -> None:
    told = "“Nang Si”, a teacher, fled. Hamid, a farmer, was beaten. Judge Ana Kolm said nothing."
    assert hidden(told) == set()
    assert hidden(f"The names of all witnesses have been changed. {told}") == {"Nang Si", "Hamid"}


def test_a_code_is_no_initial_of_a_name() -> None:
    assert hidden("Witness B told the court of it.") == {"Witness B"}
    assert hidden("Witness B. Kolm told the court of it, under Article S of the Act.") == set()
