"""Whatever is asked of a few unknowns: the same minimal and maximal sets as by trying out everything."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.comparison.contradiction import Constraint, Contradictions, Unknown, contradictions
from khronika.comparison.contradiction.budget import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Pick = Callable[[int, int], int]  # a whole number between two, both inclusive

CASES, TIMES = 10_000, 10
TOP = 3  # of the domain of each unknown, which is small enough to try out every value
UNKNOWNS = [Unknown(name, 0, TOP) for name in "xyz"]
Atoms = frozenset[str]  # claims are c…, assumptions a…


def invented(pick: Pick) -> list[Constraint]:
    """Make a few constraints: bounds, sums and orders, on up to three claims, two assumptions, or nothing."""
    made = []
    for _ in range(pick(1, 7)):
        names = "xyz"[: pick(1, 3)] if pick(0, 1) else "xyz"[pick(0, 2)]
        terms = tuple((factor, name) for name in names if (factor := pick(-2, 2) if pick(0, 3) == 0 else pick(-1, 1)))
        claims = tuple({f"c{pick(0, 4)}" for _ in range(pick(0, 5) and 1 + (pick(0, 6) == 0))})
        assumptions = (f"a{pick(0, 1)}",) if pick(0, 3) == 0 else ()
        relation = "=" if pick(0, 2) == 0 else "<="
        made += [Constraint(terms, relation, pick(-3, 5), claims, assumptions, "it is told")] if terms else []
    return made


def atoms(one: Constraint) -> Atoms:
    return frozenset(one.claims) | frozenset(one.assumptions)


def can_hold(some: Atoms, constraints: Sequence[Constraint]) -> bool:
    asked = [one for one in constraints if atoms(one) <= some]
    names = sorted({name for one in asked for _, name in one.terms})
    worlds = (dict(zip(names, values, strict=True)) for values in product(range(TOP + 1), repeat=len(names)))
    return any(all(_true(one, world) for one in asked) for world in worlds)


def _true(one: Constraint, world: dict[str, int]) -> bool:
    left = sum(factor * world[name] for factor, name in one.terms)
    return left == one.constant if one.relation == "=" else left <= one.constant


def subsets(some: Iterable[str]) -> list[Atoms]:
    ordered = sorted(some)
    return [frozenset(few) for size in range(len(ordered) + 1) for few in combinations(ordered, size)]


def reference(constraints: Sequence[Constraint]) -> tuple[set[Atoms], dict[Atoms, bool]]:
    """Give the minimal sets, and for every set of atoms whether it can hold."""
    everything = frozenset[str]().union(*(atoms(one) for one in constraints))
    holds = {some: can_hold(some, constraints) for some in subsets(everything)}
    minimal = {some for some, can in holds.items() if not can and all(holds[some - {one}] for one in some)}
    return minimal, holds


def check(constraints: Sequence[Constraint], found: Contradictions) -> None:
    """Hold an answer against the reference."""
    minimal, holds = reference(constraints)
    assert found.complete
    assert not found.sentence
    if frozenset() in minimal:  # what always holds contradicts itself: said once for what hangs together with it
        assert ((), ()) in {(one.claims, one.assumptions) for one in found.minimal}
        return
    told = [frozenset(claims) | frozenset(one.assumptions) for one in found.minimal for claims in one.expanded()]
    assert len(told) == len(set(told))
    assert set(told) == minimal
    assert all(one.derivation for one in found.minimal)
    groups: dict[Atoms, set[Atoms]] = {}
    for one in found.maximal:
        kept = frozenset(one.claims + one.assumptions)
        groups.setdefault(kept | frozenset(one.claims_left_out + one.assumptions_left_out), set()).add(kept)
    for among, sets in groups.items():
        can = [some for some in subsets(among) if holds[some]]
        assert sets == {some for some in can if not any(some < other for other in can)}
    assert frozenset().union(*minimal) == frozenset().union(*groups)


@pytest.mark.parametrize("seed", range(TIMES))
def test_ten_thousand_small_cases_are_solved_as_by_trying_out_everything(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same cases every time
    contradicted = 0
    for _ in range(CASES // TIMES):
        constraints = invented(chance.randint)
        found = contradictions(constraints, UNKNOWNS, seconds=60)
        check(constraints, found)
        contradicted += bool(found.minimal)
    assert contradicted > CASES / TIMES / 4


@st.composite
def told(draw: st.DrawFn) -> list[Constraint]:
    return invented(lambda low, high: draw(st.integers(low, high)))


@settings(deadline=None)
@given(told())
def test_small_cases_are_solved_as_by_trying_out_everything(constraints: list[Constraint]) -> None:
    check(constraints, contradictions(constraints, UNKNOWNS, seconds=60))


@settings(deadline=None, max_examples=50)
@given(told(), st.randoms(use_true_random=False))
def test_the_order_of_the_constraints_changes_nothing(constraints: list[Constraint], chance: random.Random) -> None:
    before = contradictions(constraints, UNKNOWNS, seconds=60)
    chance.shuffle(constraints)
    turned = [replace(one, terms=one.terms[::-1], claims=one.claims[::-1]) for one in constraints]
    assert contradictions(turned, UNKNOWNS[::-1], seconds=60) == before


@settings(deadline=None, max_examples=50)
@given(told())
def test_an_assumption_switched_off_is_as_if_it_were_never_made(constraints: list[Constraint]) -> None:
    never = [one for one in constraints if "a0" not in one.assumptions]
    off = contradictions(constraints, UNKNOWNS, seconds=60, without=frozenset({"a0"}))
    assert off == contradictions(never, UNKNOWNS, seconds=60)


@settings(deadline=None, max_examples=50)
@given(told(), st.integers(0, 60))
def test_what_is_found_before_the_work_ends_is_right(constraints: list[Constraint], steps: int) -> None:
    found = contradictions(constraints, UNKNOWNS, seconds=steps / STEPS)
    minimal, holds = reference(constraints)
    assert found.complete is (not found.sentence)
    if frozenset() not in minimal:
        assert {frozenset(one.claims + one.assumptions) for one in found.minimal} <= minimal
        assert all(holds[frozenset(one.claims + one.assumptions)] for one in found.maximal)
