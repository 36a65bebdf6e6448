"""Surnames alone, initials, ranks and transliterations where several fit: who is meant, and where a person is asked.

Every name is invented. `people("Captain|Ihor Lyshko @ a")` stands for one mention in document `a`, its title before it.
"""

from __future__ import annotations

import pytest

from khronika.resolution import resolve
from khronika.vocabulary.people import EntityKind, Mention, Sameness


def people(*told: str) -> list[set[str]]:
    """The spellings of each person; a surname alone is given with its title."""
    return [
        {" ".join((*mention.titles, mention.name)) for mention in entity.mentions} for entity in resolve(mentions(told))
    ]


def mentions(told: tuple[str, ...]) -> list[Mention]:
    made = []
    for number, line in enumerate(told):
        name, _, document = line.partition(" @ ")
        *titles, name = name.split("|")
        at = number * 100
        place = ("r" + document, document, f"{document}.txt", at, at + len(name), name, name)
        made.append(Mention(EntityKind.PERSON, *place, tuple(titles), None, False))  # noqa: FBT003 - no pseudonym
    return made


def test_a_surname_with_a_rank_is_the_one_who_has_that_rank() -> None:
    found = people("Lieutenant Colonel|Mahmud Sharaf @ a", "Brigadier|Faris Sharaf @ a", "Lt. Col.|Sharaf @ a")
    assert {"Lieutenant Colonel Mahmud Sharaf", "Lt. Col. Sharaf"} in found


def test_a_rank_says_nothing_where_the_rank_of_the_other_is_not_told() -> None:
    assert {"Colonel Sharaf"} in people("Colonel|Mahmud Sharaf @ a", "Faris Sharaf @ a", "Colonel|Sharaf @ a")


def test_two_surnames_alone_with_two_ranks_are_two_people() -> None:
    assert people("Capt.|Lyshko @ a", "Maj.|Lyshko @ a", "Captain|Lyshko @ a") == [
        {"Capt. Lyshko", "Captain Lyshko"},
        {"Maj. Lyshko"},
    ]


def test_a_surname_in_the_captains_document_is_proposed_to_him_and_not_to_the_major() -> None:
    entities = resolve(mentions(("Captain|Ihor Lyshko @ a", "Major|Viktor Lyshko @ a", "Capt.|Lyshko @ b")))
    asked = {link.reason for one in entities for link in one.links if link.verdict is Sameness.UNSURE}
    assert [reason for reason in asked if "Ihor" in reason]
    assert not [reason for reason in asked if "Viktor" in reason]


def test_both_initials_name_the_son_and_not_the_father() -> None:
    found = people("Pavlo Petrovych Demko @ a", "Petro Demko @ a", "P. P. Demko @ a")
    assert {"Pavlo Petrovych Demko", "P. P. Demko"} in found


SAME = [
    (("Abdel-Rahman Jaber @ a", "Jaber @ a", "Abdul Rahman Jabir @ b", "Jabir @ b"), "surnames alone add nothing"),
    (("Halyna Bondra @ a", "Galina Bondra @ b", "H. Bondra @ c"), "an initial fits one of two spellings"),
    (("Serhiy Hrytsuk @ a", "Sergei Gritsuk @ b"), "Ukrainian h is Russian g"),
    (("Oleh Hryhorenko @ a", "Oleg Grigorenko @ b"), "twice"),
]
APART = [
    (("S. V. Gritsuk @ a", "Sergei Ivanovich Gritsuk @ b"), "the second initial is of another father"),
    (("S.V. Gritsuk @ a", "Sergei I. Gritsuk @ b"), "the second initials differ"),
    (("Oleg Hanenko @ a", "Oleg Kanenko @ b"), "h is never k"),
    (("Ahmad Hassan @ a", "Ahmad Gassan @ b"), "h is g in Ukrainian surnames only"),
]


@pytest.mark.parametrize(("told", "why"), SAME, ids=[why for _, why in SAME])
def test_one_person(told: tuple[str, ...], why: str) -> None:
    assert len(people(*told)) == 1, why


@pytest.mark.parametrize(("told", "why"), APART, ids=[why for _, why in APART])
def test_two_people(told: tuple[str, ...], why: str) -> None:
    assert len(people(*told)) == len(told), why
