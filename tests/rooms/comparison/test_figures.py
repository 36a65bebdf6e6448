"""Figures as intervals, and who speaks with one voice."""

from __future__ import annotations

import pytest

from khronika.comparison.figures import aliases_of, origin_key
from khronika.comparison.grouping import group
from khronika.comparison.intervals import Interval, interval, number, phrase
from khronika.comparison.pairs import Relation
from khronika.vocabulary.accounts import Verdict
from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.people import Entity, EntityKind


def count(low: int | None, high: int | None, qualifier: Qualifier) -> Count:
    return Count("killed", "people", "all", low, high, qualifier)


SHAPES = [
    (15, 15, Qualifier.EXACT, Interval(15, 15), "15"),
    (15, None, Qualifier.AT_LEAST, Interval(15, None), "at least 15"),
    (100, None, Qualifier.MORE_THAN, Interval(100, None), "more than 100"),
    (None, 70, Qualifier.UP_TO, Interval(0, 70), "up to 70"),
    (700, 700, Qualifier.ABOUT, Interval(630, 770), "about 700"),
    (3, 3, Qualifier.ABOUT, Interval(2, 4), "about 3"),
    (20, 30, Qualifier.RANGE, Interval(20, 30), "20 to 30"),
    (None, None, Qualifier.VAGUE, Interval(0, None), "no number"),
    (None, None, Qualifier.MAJORITY, Interval(0, None), "most"),
]


@pytest.mark.parametrize(("low", "high", "qualifier", "opened", "written"), SHAPES)
def test_a_figure_leaves_open_what_its_words_leave_open(
    low: int | None, high: int | None, qualifier: Qualifier, opened: Interval, written: str
) -> None:
    figure = count(low, high, qualifier)
    assert interval(figure) == opened
    assert phrase(figure) == written


def test_the_number_is_the_same_under_another_qualifier() -> None:
    assert number(count(15, None, Qualifier.AT_LEAST)) == number(count(15, 15, Qualifier.EXACT)) == (15, 15)


def by(name: str | None, document: str = "a") -> Claim:
    speaker = Speaker(name, Role.AUTHORITY, "said", Stance.ASSERTED)
    said = Passage("r", 0, 2, "15", "", ""), (speaker,), Stance.ASSERTED, Polarity.AFFIRMED, None, None
    return Claim(Kind.COUNT, f"{document}.txt", document, *said, count(15, 15, Qualifier.EXACT), "test")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Prosecutor General", "the General Prosecutor's Office"), ("Ministry", "a spokesperson of the Ministry")],
)
def test_an_office_and_who_speaks_for_it_are_one_voice(one: str, other: str) -> None:
    assert origin_key(by(one), {}) == origin_key(by(other), {})


def test_spellings_of_one_entity_are_one_voice_and_protected_ones_are_no_alias() -> None:
    names = ("National Safety Service", "NSS")
    entity = Entity("e", EntityKind.ORGANISATION, names[0], names, protected=False, mentions=())
    assert origin_key(by("NSS"), aliases_of([entity])) == origin_key(by(names[0]), {})
    hidden = Entity("p", EntityKind.PERSON, "Temir T.", ("Temir T.", "Temir"), protected=True, mentions=())
    assert aliases_of([hidden]) == {}


def test_sources_without_a_name_are_one_in_their_document_only() -> None:
    assert origin_key(by(None), {}) == origin_key(by(None), {})
    assert origin_key(by(None, "a"), {}) != origin_key(by(None, "b"), {})


def test_same_takes_in_who_restates_and_conflict_does_not() -> None:
    verdicts = {(1, 2): Verdict.SAME, (2, 3): Verdict.RESTATES, (1, 4): Verdict.CONFLICT}

    def relate(a: int, b: int) -> Relation | None:
        return Relation(verdicts[a, b], "because") if (a, b) in verdicts else None

    groups = {found.verdict: found.members for found in group([1, 2, 3, 4], relate)}
    assert groups == {Verdict.CONFLICT: (1, 4), Verdict.SAME: (1, 2, 3), Verdict.RESTATES: (2, 3)}
