"""Where sums meet in circles: z3 says which sets of atoms can hold, and every answer is used up before the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from khronika.comparison.contradiction.components import LOWER
from khronika.comparison.contradiction.families import bits, largest, smallest, tied

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.comparison.contradiction.budget import Budget
    from khronika.comparison.contradiction.components import Component

EXCHANGE = 10  # of z3's own units of work to one step
SEARCH = 0.7  # share of a budget for the search; the rest proves that what it found is minimal


class Found(NamedTuple):
    """Minimal sets; maximal sets, each with the atoms among which it is one; and whether these are all."""

    minimal: list[int]
    maximal: list[tuple[int, int]]
    complete: bool


class Oracle:
    """Asks z3 whether the atoms of a label can hold together."""

    def __init__(self, component: Component, budget: Budget) -> None:
        import z3

        self.budget = budget
        context = z3.Context()  # of its own: what was asked before must not change what is found here
        self._z3, self._solver = z3, z3.Solver(ctx=context)
        self._atoms = [z3.Bool(f"a{number}", context) for number in range(len(component.atoms))]
        unknowns = [z3.Int(f"u{number}", context) for number in range(len(component.unknowns))]
        sums = [z3.Sum([factor * unknowns[at] for at, factor in terms]) for terms in component.sums]
        for one in component.given:
            place = (unknowns + sums)[one.place]
            bound = place >= one.value if one.side == LOWER else place <= one.value
            self._solver.add(z3.Implies(z3.And([*self._of(one.label), z3.BoolVal(val=True, ctx=context)]), bound))
        self._spent = 0

    def _of(self, label: int) -> list[Any]:
        return [self._atoms[bit.bit_length() - 1] for bit in bits(label)]

    def contradicted(self, label: int) -> int | None:
        """Give the atoms of a label that cannot hold, or -1 where all can; None where z3 did not find out."""
        if not self.budget.spend(1):
            return None
        self._solver.set("rlimit", max(1, self.budget.steps * EXCHANGE))
        self._solver.set("timeout", max(1, int(self.budget.seconds * 1000)))
        answer = self._solver.check(*self._of(label))
        self._account()
        if answer == self._z3.unsat:
            return sum(1 << int(str(atom)[1:]) for atom in self._solver.unsat_core())
        return -1 if answer == self._z3.sat else None

    def _account(self) -> None:
        statistics = self._solver.statistics()
        total = int(statistics.get_key_value("rlimit count"))
        self.budget.spend((total - self._spent) // EXCHANGE)
        self._spent = total

    def shrunk(self, label: int) -> int | None:
        """Leave out, one after the other, what a contradiction does not need; None where z3 did not find out."""
        for bit in bits(label):
            if label & bit:
                less = self.contradicted(label ^ bit)
                if less is None:
                    return None
                label = label if less < 0 else less
        return label


def solved(component: Component, known: Iterable[int], budget: Budget) -> Found:
    """Find all minimal and maximal sets, starting from some sets that are known not to hold.

    What the known sets allow is asked for, the largest first: it holds, and is a maximal set; or it does not, and what
    it is shrunk to is a minimal set that was not known. Once all that is allowed holds, the known sets without those
    that contain others are all minimal sets (maximal sets and minimal sets determine each other).
    """
    search, known = budget.part(SEARCH), list(known)
    oracle, holding = Oracle(component, search), set[int]()
    while True:
        known = smallest(known)
        allowed, whole = largest(component.everything, known, search)
        new: list[int] = []
        for one in allowed:
            against = -1 if one in holding else oracle.contradicted(one)
            against = oracle.shrunk(against) if against is not None and against >= 0 else against
            if against is None:
                return _so_far(component, known + new, holding, oracle, budget)
            if against >= 0:
                new.append(against)
            else:
                holding.add(one)
        known += new
        if not new:
            return factored(known, search) if whole else _so_far(component, known, holding, oracle, budget)


def factored(known: Iterable[int], budget: Budget) -> Found:
    """Give the maximal sets of each group of atoms that minimal sets, all of them, tie together."""
    minimal, maximal, complete = smallest(known), [], True
    for union in tied(minimal):
        sets, whole = largest(union, [label for label in minimal if label & union or not label], budget)
        maximal += [(one, union) for one in sets]
        complete = complete and whole
    return Found(minimal, maximal, complete)


def _so_far(component: Component, known: Iterable[int], holding: set[int], oracle: Oracle, budget: Budget) -> Found:
    """Give what was found before the budget ended, without the sets that are not proven minimal."""
    oracle.budget = budget
    minimal = set()
    for label in smallest(known):
        proven = _proven(label, holding, oracle)
        if proven is not None:
            minimal.add(proven)
    return Found(smallest(minimal), [(one, component.everything) for one in sorted(holding)], complete=False)


def _proven(label: int, holding: Iterable[int], oracle: Oracle) -> int | None:
    """Give the label where all but any one of its atoms can hold, else one inside it that is minimal; None: unknown."""
    for bit in bits(label):
        less = label ^ bit
        if any(less & ~one == 0 for one in holding):
            continue
        against = oracle.contradicted(less)
        if against is None:
            return None
        if against >= 0:
            return oracle.shrunk(against)
    return label
