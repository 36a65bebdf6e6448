"""Krippendorff's alpha gives what its author published, whatever is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khronika.evaluation.alpha import Level, alpha

GAP = None
# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section E: four observers, twelve units.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3),
    (GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP),
)
UNITS = list(zip(*OBSERVERS, strict=True))
# The same, section A: two observers, ten units, two values.
BINARY = list(zip((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0), strict=True))


@pytest.mark.parametrize(
    ("level", "published"),
    [(Level.NOMINAL, 0.743), (Level.ORDINAL, 0.815), (Level.INTERVAL, 0.849), (Level.RATIO, 0.797)],
)
def test_four_observers_and_twelve_units_give_the_published_values(level: Level, published: float) -> None:
    assert alpha(UNITS, level) == pytest.approx(published, abs=0.0005)


def test_two_observers_and_two_values_give_the_published_value() -> None:
    assert alpha(BINARY) == pytest.approx(0.095, abs=0.0005)


def test_a_unit_that_one_person_coded_changes_nothing() -> None:
    assert alpha([*UNITS, (5, GAP, GAP, GAP)]) == alpha(UNITS)


def test_agreement_in_everything_is_one_and_systematic_disagreement_is_below_chance() -> None:
    assert alpha([(1, 1), (2, 2), (3, 3)]) == 1
    assert (alpha([(1, 2), (2, 1)]) or 0) < 0


def test_where_nothing_varies_or_nobody_met_there_is_no_answer() -> None:
    assert alpha([(1, 1), (1, 1)]) is None
    assert alpha([(1, GAP), (GAP, 2)]) is None
    assert alpha([]) is None


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=3, max_size=3), max_size=12))
def test_neither_the_order_of_people_nor_that_of_units_matters(units: list[list[int | None]]) -> None:
    shuffled = [list(reversed(unit)) for unit in reversed(units)]
    for level in Level:
        one, other = alpha(units, level), alpha(shuffled, level)
        assert (one is None) == (other is None)
        assert one == pytest.approx(other)
