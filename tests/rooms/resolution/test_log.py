"""The log of judgements: who wins, who does not, and what is set aside."""

from __future__ import annotations

from khronika.resolution.log import Log
from khronika.resolution.opinions import Fate, fate
from khronika.vocabulary.people import Sameness

SAME, APART, UNSURE = Sameness.SAME, Sameness.APART, Sameness.UNSURE


def log(*said: tuple[str, str, Sameness, str]) -> Log:
    made = Log()
    for number, (a, b, verdict, by) in enumerate(said):
        made.apply(str(number), [(a, b)], verdict, by, f"reason {number}")
    return made


def test_joined_pairs_are_one_cluster() -> None:
    assert log(("a", "b", SAME, "Ada"), ("c", "b", SAME, "Ben")).clusters() == [("a", "b", "c")]


def test_a_third_judgement_never_joins_what_was_parted() -> None:
    made = log(("a", "b", SAME, "Ada"), ("a", "c", APART, "Ada"), ("b", "c", SAME, "Ada"))
    assert made.clusters() == [("a", "b")]
    assert made.set_aside() == [("b", "c")]
    assert fate(made, "2") == (Fate.CONTRADICTS, ("0", "1"))
    made.retract("1")
    assert made.clusters() == [("a", "b", "c")]


def test_the_older_judgements_stand_when_somebody_parts_a_chain() -> None:
    made = log(("a", "b", SAME, "Ada"), ("b", "c", SAME, "Ada"), ("a", "c", APART, "Ada"))
    assert made.clusters() == [("a", "b")]
    assert fate(made, "1") == (Fate.CLOSED, ("0", "2"))
    other = log(("a", "b", SAME, "Ada"), ("b", "c", SAME, "Ada"), ("a", "c", APART, "Ben"))
    assert fate(other, "1") == (Fate.CONTRADICTS, ("0", "2"))


def test_what_is_set_aside_comes_back_when_the_way_is_free() -> None:
    made = log(("a", "b", SAME, "Ada"), ("a", "c", UNSURE, "Ben"), ("b", "c", SAME, "Ada"), ("c", "d", SAME, "Ada"))
    assert made.clusters() == [("a", "b"), ("c", "d")]
    made.retract("0")
    assert made.clusters() == [("b", "c", "d")]
    assert fate(made, "2") == (Fate.STANDS, ())


def test_people_who_differ_leave_a_doubt_and_the_same_person_does_not() -> None:
    made = log(("a", "b", SAME, "Ada"), ("b", "a", APART, "Ben"))
    assert made.clusters() == []
    assert [fate(made, key) for key in "01"] == [(Fate.DISPUTED, ("1",)), (Fate.DISPUTED, ("0",))]
    made.apply("2", [("a", "b")], SAME, "Ben", "after all")
    assert made.clusters() == [("a", "b")]
    assert fate(made, "1") == (Fate.REPLACED, ("2",))


def test_nobody_is_apart_from_themselves_and_an_empty_judgement_reaches_nobody() -> None:
    made = log(("a", "a", APART, "Ada"))
    assert list(made.parted()) == []
    assert fate(made, "0") == (Fate.NOBODY, ())
