"""What claims about whole numbers cannot all be true, told so that a person can follow it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from khronika.comparison.contradiction import Constraint, Measure, Unknown, contradictions, within
from khronika.errors import InvalidValue

MADE = ("parts",)
WHOLE = Constraint(
    ((1, "civilians"), (1, "officers"), (-1, "killed")), "=", 0, (), MADE, "civilians and officers are all who died"
)
UNKNOWNS = [Unknown("killed", label="killed in Karad"), Unknown("civilians"), Unknown("officers")]
TOLL = [
    *within("killed", 14, 14, claims=("watch",), why="the Watch counts 14"),
    *within("killed", 15, 15, claims=("ministry",), why="the Ministry counts 15"),
    *within("killed", 15, 15, claims=("herald",), why="the Herald counts 15"),
    *within("civilians", 12, None, claims=("union",), why="the union names at least 12"),
    *within("officers", 3, 3, claims=("court",), why="the court names 3"),
    WHOLE,
]


def test_two_figures_for_one_quantity_are_a_pair_and_equal_ones_are_told_once() -> None:
    pair, _ = contradictions(TOLL, UNKNOWNS, seconds=9).minimal
    assert pair.claims == ("herald", "watch")
    assert pair.alike == (("herald", "ministry"), ("watch",))
    assert list(pair.expanded()) == [("herald", "watch"), ("ministry", "watch")]
    assert pair.derivation == (
        "Killed in Karad: at least 15, because the Herald counts 15.",
        "Killed in Karad: at most 14, because the Watch counts 14.",
        "Killed in Karad cannot be at least 15 and at most 14 at once.",
    )


def test_parts_that_are_more_than_their_whole_are_added_up_in_words() -> None:
    _, three = contradictions(TOLL, UNKNOWNS, seconds=9).minimal
    assert (three.claims, three.assumptions) == (("court", "union", "watch"), MADE)
    assert three.derivation == (
        "Civilians: at least 12, because the union names at least 12.",
        "Officers: at least 3, because the court names 3.",
        "Killed in Karad: at least 15 (12 + 3), because civilians and officers are all who died.",
        "Killed in Karad: at most 14, because the Watch counts 14.",
        "Killed in Karad cannot be at least 15 and at most 14 at once.",
    )


def test_an_assumption_can_be_switched_off() -> None:
    found = contradictions(TOLL, UNKNOWNS, seconds=9, without=frozenset(MADE))
    assert [one.claims for one in found.minimal] == [("herald", "watch")]
    assert [one.claims for one in found.maximal] == [("herald", "ministry"), ("watch",)]


def test_what_can_be_true_together_names_what_it_leaves_out() -> None:
    found = contradictions(TOLL, UNKNOWNS, seconds=9)
    assert found.complete
    together = {one.claims: (one.assumptions, one.claims_left_out) for one in found.maximal}
    assert together["court", "herald", "ministry", "union"] == (MADE, ("watch",))
    assert together["union", "watch"] == (MADE, ("court", "herald", "ministry"))
    assert together["court", "union", "watch"] == ((), ("herald", "ministry"))


def test_days_are_told_as_dates() -> None:
    day = date(2031, 5, 16).toordinal()
    told = [
        *within("charge", day, day, claims=("a",), why="the file says so"),
        *within("release", day - 9, day, claims=("b",), why="his sister says so"),
        Constraint(((1, "charge"), (-1, "release")), "<=", -1, why="nobody is released before the charge"),
    ]
    days = [Unknown("charge", measure=Measure.DAY), Unknown("release", measure=Measure.DAY)]
    assert contradictions(told, days, seconds=9).minimal[0].derivation == (
        "Charge: 2031-05-16 or later, because the file says so.",
        "Release: 2031-05-16 or earlier, because his sister says so.",
        "Charge: 2031-05-15 or earlier (2031-05-16 − 1), because nobody is released before the charge.",
        "Charge cannot be 2031-05-16 or later and 2031-05-15 or earlier at once.",
    )


def test_a_yes_or_no_is_told_as_such() -> None:
    told = within("shot", 1, 1, claims=("a",), why="the doctor says so") + within("shot", 0, 0, claims=("b",))
    derivation = contradictions(told, [Unknown("shot", 0, 1, Measure.YES_OR_NO)], seconds=9).minimal[0].derivation
    assert derivation == ("Shot: yes, because the doctor says so.", "Shot: no.", "Shot cannot be yes and no at once.")


def test_an_order_in_a_circle_is_added_up() -> None:
    orders = [
        Constraint(((1, one), (-1, other)), "<=", -1, (one,), (), f"{one} came before {other}")
        for one, other in (("a", "b"), ("b", "c"), ("c", "a"))
    ]
    (found,) = contradictions(orders, seconds=9).minimal
    assert found.claims == ("a", "b", "c")
    assert found.derivation[0] == "A: at most b − 1, because a came before b."
    assert (
        found.derivation[-1] == "Added up, everything cancels out but the numbers, and 0 would have to be at least 3."
    )


def test_what_only_whole_numbers_cannot_do_is_found_and_said() -> None:
    told = [
        Constraint(((1, "men"), (-1, "women")), "=", 0, ("a",), (), "there were as many men as women"),
        Constraint(((1, "men"), (1, "women")), "=", 7, ("b",), (), "there were seven"),
    ]
    (found,) = contradictions(told, seconds=9).minimal
    assert found.claims == ("a", "b")
    assert found.derivation[-1] == "Fractions could satisfy all of this, whole numbers cannot."


def test_a_claim_that_cannot_be_true_alone_is_a_set_of_one() -> None:
    found = contradictions(within("killed", 5, 3, claims=("a",), why="it says 5 to 3"), seconds=9)
    assert [one.claims for one in found.minimal] == [("a",)]
    assert [(one.claims, one.claims_left_out) for one in found.maximal] == [((), ("a",))]


def test_a_knot_ends_within_its_work_and_says_so() -> None:
    flat = [one for n in range(200) for one in within("killed", n, n, claims=(f"{n}",), why=f"source {n} says so")]
    found, again = (contradictions(flat, seconds=0.2) for _ in range(2))
    assert not found.complete
    assert "may be more" in found.sentence
    assert all(len(one.claims) == 2 for one in found.minimal)
    assert len(found.minimal) < 200 * 199 / 2
    assert found.minimal or "clock" in found.sentence, "a machine that stands still finds nothing, and says why"
    assert found == again or "clock" in found.sentence + again.sentence
    assert contradictions(flat, seconds=60).complete


def test_a_knot_takes_nothing_from_others() -> None:
    knot = [one for n in range(200) for one in within("killed", n, n, claims=(f"{n}",))]
    pair = [*within("injured", 1, 1, claims=("a",)), *within("injured", 2, 2, claims=("b",))]
    found = contradictions([*knot, *pair], seconds=0.2)
    assert not found.complete
    assert ("a", "b") in [one.claims for one in found.minimal]


def test_bounds_that_meet_do_not_need_z3() -> None:
    script = (
        "import sys; from khronika.comparison.contradiction import contradictions, within;"
        "found = contradictions([*within('x', 1, 1, claims=('a',)), *within('x', 2, 2, claims=('b',))], seconds=9);"
        "assert found.minimal and 'z3' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("terms", [(), ((0, "x"),), ((1, "x"), (2, "x"))])
def test_terms_that_say_nothing_are_refused(terms: tuple[tuple[int, str], ...]) -> None:
    with pytest.raises(InvalidValue):
        Constraint(terms, "<=", 1)


def test_a_relation_or_bounds_that_do_not_exist_are_refused() -> None:
    with pytest.raises(InvalidValue):
        Constraint(((1, "x"),), ">", 1)
    with pytest.raises(InvalidValue):
        Unknown("x", 2, 1)
