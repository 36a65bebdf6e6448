"""Where sums meet in circles: z3 seeks what bounds passed on do not find, and says when there is no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from khronika.comparison.contradiction.adding import Addition, asked, fractions_suffice
from khronika.comparison.contradiction.bounds import clashes
from khronika.comparison.contradiction.components import LOWER
from khronika.comparison.contradiction.families import MOST, bits, largest, smallest, tied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from khronika.comparison.contradiction.budget import Budget
    from khronika.comparison.contradiction.components import Component

SEARCH = 0.7  # share of what is left of a budget; the rest proves that what was found is minimal
LISTING = 0.4  # for what can be true together, where all is known that cannot: the rest tells why
EXCHANGE = 15  # of z3's own units of work, when it works with whole numbers, to one step
LEAVING = 4  # steps to tell z3 of a set that is known


class Found(NamedTuple):
    """Minimal sets; maximal sets, each with the atoms among which it is one; and whether these are all of each."""

    minimal: list[int]
    maximal: list[tuple[int, int]]
    all_minimal: bool
    all_maximal: bool


class Chains:
    """Asks, where sums form a tree, the passing on of bounds whether the atoms of a label can hold together."""

    def __init__(self, component: Component, budget: Budget) -> None:
        self.budget, self._component = budget, component

    def contradicted(self, label: int) -> int | None:
        """Give the atoms of a label that cannot hold, or -1 where all can; None where the budget ended."""
        found, done = clashes(self._component, self.budget, within=label)
        return smallest(found)[0] if found else -1 if done else None


class Oracle:
    """Asks z3 whether the atoms of a label can hold together in whole numbers."""

    def __init__(self, component: Component, budget: Budget) -> None:
        import z3

        self.budget = budget
        context = z3.Context()
        self._solver = z3.Solver(ctx=context)
        self._atoms = [z3.Bool(f"a{number}", context) for number in range(len(component.atoms))]
        places = [z3.Int(f"u{number}", context) for number in range(len(component.unknowns))]
        places += [z3.Sum([factor * places[at] for at, factor in terms]) for terms in component.sums]
        always = z3.BoolVal(val=True, ctx=context)
        for one in component.given:
            bound = places[one.place] >= one.value if one.side == LOWER else places[one.place] <= one.value
            self._solver.add(z3.Implies(z3.And([always, *self._of(one.label)]), bound))

    def _of(self, label: int) -> list[Any]:
        return [self._atoms[bit.bit_length() - 1] for bit in bits(label)]

    def contradicted(self, label: int) -> int | None:
        """Give the atoms of a label that cannot hold, or -1 where all can; None where z3 did not find out."""
        answer = asked(self._solver, self._of(label), self.budget, EXCHANGE)
        if answer == "unsat":
            return sum(1 << int(str(atom)[1:]) for atom in self._solver.unsat_core())
        return -1 if answer == "sat" else None


def shrunk(label: int, contradicted: Callable[[int], int | None]) -> int | None:
    """Leave out, one after the other, what a contradiction does not need; None where z3 did not find out."""
    for bit in bits(label):
        if label & bit:
            less = contradicted(label ^ bit)
            if less is None:
                return None
            label = label if less < 0 else less
    return label


def factored(known: Iterable[int], budget: Budget) -> Found:
    """Give the maximal sets of each group of atoms that minimal sets, all of them, tie together."""
    minimal, maximal, all_maximal = smallest(known), list[tuple[int, int]](), True
    budget = budget.part(LISTING)
    for union in tied(minimal):
        sets, whole = largest(union, [label for label in minimal if label & union or not label], budget)
        maximal += [(one, union) for one in sets]
        all_maximal = all_maximal and whole
    return Found(minimal, maximal, all_minimal=True, all_maximal=all_maximal)


def solved(component: Component, known: Iterable[int], budget: Budget) -> Found:
    """Find all minimal and maximal sets where passing on bounds did not, from some sets that are known not to hold.

    Where fractions suffice, sums of bounds that cancel out are sought until there are no more.
    """
    if component.is_tree or not fractions_suffice(component):
        return _in_whole_numbers(component, smallest(known), budget)
    known, complete = _added(component, smallest(known), budget.part(SEARCH))
    return factored(known, budget) if complete else _in_whole_numbers(component, known, budget)


def _added(component: Component, known: list[int], budget: Budget) -> tuple[list[int], bool]:
    addition = Addition(component, budget)
    for label in known:
        if not budget.spend(LEAVING):
            return known, False
        addition.leave_out(label)
    while True:
        another = addition.another(component.everything)
        another = another if another is None or another < 0 else shrunk(another, addition.another)
        if another is None or another < 0:
            return smallest(known), another is not None
        known.append(another)
        addition.leave_out(another)


def _in_whole_numbers(component: Component, known: list[int], budget: Budget) -> Found:
    """Ask of all that the known sets allow, the largest first, whether it holds: then it is a maximal set.

    Else what it is shrunk to is a minimal set that was not known. Once all that is allowed holds, the known sets
    without those that contain others are the minimal sets: maximal and minimal sets determine each other.
    """
    search = budget.part(SEARCH)
    oracle: Oracle | Chains = (Chains if component.is_tree else Oracle)(component, search)
    holding: set[int] = set()
    while True:
        allowed, whole = largest(component.everything, known, search)
        new: list[int] = []
        for one in allowed:
            against = -1 if one in holding else oracle.contradicted(one)
            if against is not None and against >= 0:
                against = shrunk(against, oracle.contradicted)
            if against is None:
                return _so_far(component, known + new, holding, oracle, budget)
            if against >= 0:
                new.append(against)
            else:
                holding.add(one)
        known = smallest(known + new)
        if not new:
            return factored(known, search) if whole else _so_far(component, known, holding, oracle, budget)


def _so_far(
    component: Component, known: Iterable[int], holding: set[int], oracle: Oracle | Chains, budget: Budget
) -> Found:
    """Give what was found before the budget ended, without the sets that are not proven minimal."""
    oracle.budget = budget
    checked: dict[int, int | None] = {}

    def contradicted(label: int) -> int | None:
        if label not in checked:
            checked[label] = -1 if any(label & ~one == 0 for one in holding) else oracle.contradicted(label)
        return checked[label]

    shrinking = (shrunk(label, contradicted) for label in smallest(known)[:MOST])
    minimal = smallest(label for label in shrinking if label is not None)
    maximal = [(one, component.everything) for one in sorted(holding)]
    return Found(minimal, maximal, all_minimal=False, all_maximal=False)
