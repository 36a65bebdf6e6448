"""Linear constraints of claims in; the smallest sets that cannot all be true, and the largest that can, out."""

from __future__ import annotations

import time
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from khronika.comparison.contradiction.adding import Addition
from khronika.comparison.contradiction.answers import Contradictions, MaximalSet, MinimalSet
from khronika.comparison.contradiction.bounds import clashes
from khronika.comparison.contradiction.budget import Budget
from khronika.comparison.contradiction.components import components
from khronika.comparison.contradiction.constraints import Constraint, Measure, Unknown, within
from khronika.comparison.contradiction.derivation import added, chain, fractions_only
from khronika.comparison.contradiction.families import bits
from khronika.comparison.contradiction.solving import factored, solved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khronika.comparison.contradiction.bounds import Clash
    from khronika.comparison.contradiction.components import Component

__all__ = [
    "Constraint",
    "Contradictions",
    "MaximalSet",
    "Measure",
    "MinimalSet",
    "Unknown",
    "contradictions",
    "within",
]

TREE, CIRCLE = 0.7, 0.5  # share of what is left of a budget that passing on bounds may use before z3 is asked
TELLING = 4  # steps to tell one minimal set
FEW = 10  # sets that are told whatever was spent before


def contradictions(
    constraints: Iterable[Constraint],
    unknowns: Iterable[Unknown] = (),
    *,
    seconds: float,
    without: frozenset[str] = frozenset(),
) -> Contradictions:
    """Give which claims and assumptions cannot all hold, and why, and which can; the order of the input is no matter.

    An unknown that is not listed is a number from nought up. `without` switches assumptions off: what rests on one of
    them is not asked. `seconds` are those of the processor; before the clock, steps are counted, so that a search that
    does not come to its end finds the same on every machine that is fast enough. What hangs together with few other
    claims comes first, so that one great knot takes nothing from the others.
    """
    begun, budget = time.thread_time(), Budget(seconds)
    parts = components(constraints, unknowns, frozenset(without))
    searched = [_searched(component, budget) for component in parts]
    ends = [sum(not one.all_minimal for one in searched), sum(not one.all_maximal for one in searched)]
    return Contradictions(
        tuple(sorted((one for part in searched for one in part.minimal), key=_by_size)),
        tuple(sorted((one for part in searched for one in part.maximal), key=lambda one: one.claims)),
        complete=not any(ends),
        sentence=_unfinished(ends[0], ends[1], len(parts), budget),
        seconds=time.thread_time() - begun,
    )


class _Searched(NamedTuple):
    minimal: list[MinimalSet]
    maximal: list[MaximalSet]
    all_minimal: bool
    all_maximal: bool


def _searched(component: Component, budget: Budget) -> _Searched:
    found, to_the_end = clashes(component, budget.part(TREE if component.is_tree else CIRCLE))
    answer = factored(found, budget) if to_the_end and component.is_tree else solved(component, found, budget)
    labels = answer.minimal
    if answer.all_minimal:  # else there are few, and each was proven minimal
        labels = [*labels[:FEW], *takewhile(lambda _: budget.spend(TELLING), labels[FEW:])]
    minimal = [_minimal(component, label, found) for label in labels]
    maximal = [_maximal(component, one, among) for one, among in answer.maximal]
    return _Searched(minimal, maximal, answer.all_minimal and len(minimal) == len(answer.minimal), answer.all_maximal)


def _by_size(one: MinimalSet) -> tuple[object, ...]:
    return len(one.claims) + len(one.assumptions), one.claims, one.assumptions


def _minimal(component: Component, label: int, found: Mapping[int, Clash]) -> MinimalSet:
    claims, assumptions = _named(component, label)
    alike = tuple(component.alike[claim] for claim in claims)
    return MinimalSet(claims, assumptions, _told(component, label, found), alike)


def _told(component: Component, label: int, found: Mapping[int, Clash]) -> tuple[str, ...]:
    """Tell the chain of bounds; where none was found, one that uses nothing but the set; else what adding up gives."""
    clash = found.get(label) or clashes(component, Budget(1), within=label)[0].get(label)
    if clash:
        return chain(component, clash)
    adding = Addition(component, Budget(1))
    if adding.another(label) == label:
        return added(component, [share for share in adding.shares() if share[0]])
    return fractions_only(component, [one for one in component.given if one.label & ~label == 0])


def _maximal(component: Component, one: int, among: int) -> MaximalSet:
    claims, assumptions = _named(component, one)
    left_out, given_up = _named(component, among & ~one)
    claims, left_out = (tuple(sorted(n for c in some for n in component.alike[c])) for some in (claims, left_out))
    return MaximalSet(claims, assumptions, left_out, given_up)


def _named(component: Component, label: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    atoms = [component.atoms[bit.bit_length() - 1] for bit in bits(label)]
    claims = tuple(atom.name for atom in atoms if not atom.is_assumption)
    return claims, tuple(atom.name for atom in atoms if atom.is_assumption)


def _unfinished(minimal: int, maximal: int, parts: int, budget: Budget) -> str:
    """Say what is missing in how many groups; nothing where nothing is."""
    told = []
    if minimal:
        told.append(f"The search for contradictions ended before its time in {_of(minimal, parts)}; there may be more.")
    if maximal:
        told.append(f"Not all that can be true together was listed in {_of(maximal, parts)}.")
    if told:
        told.append("What is shown is right.")
        told.append("The clock ended it: the next run may find another part." if budget.ended_by_clock else "")
    return " ".join(told).strip()


def _of(number: int, parts: int) -> str:
    return f"{number} of {parts} groups of claims that hang together" if parts > 1 else "all that hangs together here"
