"""Two names of one person that a slip of the pen parts: Khronika asks, and joins nobody.

Every name is invented. `people("Rosa Tulegenova @ a")` stands for one mention in document `a`.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from khronika.resolution import resolve
from khronika.resolution.doubts import doubts
from khronika.vocabulary.people import Entity, EntityKind, Mention, Sameness

SLIPS = [
    ("Rosa Tulegenova", "Rosa Tulgenova", "a letter left out"),
    ("Vladimir Ostrunin", "Vladmir Ostrunin", "a letter left out of the given name"),
    ("Bolatbek Nurbaev", "Bolatbak Nurbaev", "another letter"),
    ("Nurbaev Bolatbek", "Bolatbak Nurbaev", "another letter, in the other order"),
]
NONE = [
    ("Rosa Tulegenova", "Roza Tulegenova", "two spellings are joined"),
    ("Talgat Saktanov", "Talgat Saktanova", "a man and a woman"),
    ("Marat Nurpeis", "Murat Nurpeis", "two names a letter apart"),
    ("Ivan Petrov", "Ivan Petrav", "a short word"),
    ("Daulet Karimov", "Daulet Senbek", "two surnames"),
]


def people(*told: str) -> list[Entity]:
    made = []
    for number, line in enumerate(told):
        name, _, document = line.partition(" @ ")
        at = number * 100
        made.append(
            Mention(EntityKind.PERSON, f"r{document}", document, f"{document}.txt", at, at + len(name), name, name)
        )
    return resolve(made)


@pytest.mark.parametrize(("one", "other", "why"), SLIPS, ids=[why for *_, why in SLIPS])
def test_a_slip_between_two_documents_is_asked_about_and_joins_nobody(one: str, other: str, why: str) -> None:
    found = people(f"{one} @ a", f"{other} @ b")
    assert len(found) == 2, why
    (doubt,) = doubts(found, [])
    assert doubt.link.verdict is Sameness.UNSURE
    assert {doubt.a.name, doubt.b.name} == {one, other}
    assert doubt.link.reason.endswith("the names differ by one letter of a long word only.")


@pytest.mark.parametrize(("one", "other", "why"), NONE, ids=[why for *_, why in NONE])
def test_what_is_no_slip_is_not_asked_about(one: str, other: str, why: str) -> None:
    assert doubts(people(f"{one} @ a", f"{other} @ b"), []) == [], why


def test_two_people_of_one_document_are_two() -> None:
    found = people("Rosa Tulegenova @ a", "Rosa Tulgenova @ a", "Rosa Tulgenova @ b")
    assert [each.link.by for each in doubts(found, []) if each.link.by == "rule:slip"] == []


def test_nobody_protected_stands_beside_a_public_name() -> None:
    found = people("Rosa Tulegenova @ a", "Rosa Tulgenova @ b")
    assert doubts([replace(found[0], protected=True), found[1]], []) == []


def test_a_reason_ends_in_one_full_stop() -> None:
    found = people("Bolat Nurbaev Jr. @ a", "Bolat Nurbaev @ b", "Rosa Tulegenova @ a", "Rosa Tulgenova @ b")
    reasons = [link.reason for each in found for link in each.links] + [each.link.reason for each in doubts(found, [])]
    assert reasons
    assert not [reason for reason in reasons if not reason.endswith(".") or reason.endswith("..")]
