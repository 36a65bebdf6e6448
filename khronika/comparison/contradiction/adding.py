"""Bounds added up until every unknown cancels out (Farkas' lemma): z3 seeks a sum that asks more than nought of 0."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from math import lcm
from typing import TYPE_CHECKING, Any

from khronika.comparison.contradiction.families import bits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khronika.comparison.contradiction.budget import Budget
    from khronika.comparison.contradiction.components import Component, Given

EXCHANGE = 150  # of z3's own units of work, when it works with fractions, to one step
SLACK = 2  # z3 stops by the clock on the wall, which on a busy machine runs ahead of the work


class Addition:
    """Finds sets of atoms that cannot hold, be it in fractions; each bound is taken so many times, none or more."""

    def __init__(self, component: Component, budget: Budget) -> None:
        import z3

        context = z3.Context()  # of its own: what was asked before must not change what is found here
        self._z3, self._budget, self._component = z3, budget, component
        self._solver = z3.Solver(ctx=context)
        self._atoms = [z3.Bool(f"a{number}", context) for number in range(len(component.atoms))]
        self._without = [z3.Not(atom) for atom in self._atoms]
        self._times = [z3.Real(f"t{number}", context) for number in range(len(component.given))]
        forms = [((at, 1),) for at in range(len(component.unknowns))] + list(component.sums)
        cancelled: dict[int, list[Any]] = defaultdict(list)
        for times, one in zip(self._times, component.given, strict=True):
            self._solver.add(times >= 0)
            untaken = times <= 0
            self._solver.add(*(z3.Or(untaken, atom) for atom in _chosen(self._atoms, one.label)))
            for at, factor in forms[one.place]:
                cancelled[at].append(times * (one.side * factor))
        self._solver.add(*(z3.Sum(terms) == 0 for terms in cancelled.values()))
        left = [times * (one.side * one.value) for times, one in zip(self._times, component.given, strict=True)]
        self._solver.add(z3.Sum(left) == 1)

    def leave_out(self, label: int) -> None:
        """Ask for nothing that contains this set any more."""
        nothing = self._z3.BoolVal(val=False, ctx=self._solver.ctx)
        self._solver.add(self._z3.Or(_chosen(self._without, label)) if label else nothing)

    def another(self, within: int) -> int | None:
        """Give a set that cannot hold, or -1 where there is no other; None where z3 did not find out."""
        outside = _chosen(self._without, self._component.everything & ~within)
        answer = asked(self._solver, outside, self._budget, EXCHANGE)
        if answer == "sat":
            used = [one.label for times, one in self.shares() if times]
            return sum({bit for label in used for bit in bits(label)})
        return -1 if answer == "unsat" else None

    def shares(self) -> list[tuple[int, Given]]:
        """Give how many times each bound is taken in what was found last."""
        model = self._solver.model()
        shares = [model.eval(times, model_completion=True).as_fraction() for times in self._times]
        whole = lcm(*(share.denominator for share in shares))
        return [(int(share * whole), one) for share, one in zip(shares, self._component.given, strict=True)]


def _chosen(literals: Sequence[Any], label: int) -> list[Any]:
    return [literals[bit.bit_length() - 1] for bit in bits(label)]


def asked(solver: Any, literals: list[Any], budget: Budget, exchange: int) -> str:  # noqa: ANN401 - z3 has no types
    """Check under literals within a budget, of which z3's work is taken off; `unknown` is no answer."""
    if not budget.spend():
        return "unknown"
    before = _work(solver)
    solver.set("rlimit", max(1, budget.steps * exchange))
    solver.set("timeout", max(1, int(budget.seconds * 1000 * SLACK)))
    answer = str(solver.check(*literals))
    budget.spend((_work(solver) - before) // exchange)
    return answer


def _work(solver: Any) -> int:  # noqa: ANN401 - z3 has no types
    statistics = solver.statistics()
    return int(statistics.get_key_value("rlimit count")) if "rlimit count" in statistics.keys() else 0  # noqa: SIM118


def fractions_suffice(component: Component) -> bool:
    """Say whether sums are such that what fractions satisfy, some whole numbers do, too (total unimodularity).

    That is sure where factors are one and, after leaving out unknowns that stand in one sum only and sums with one
    unknown left, which changes nothing about it, the sums make a network.
    """
    rows = [dict(terms) for terms in component.sums]
    if any(factor not in (1, -1) for row in rows for factor in row.values()):
        return False
    before = -1
    while before != (before := sum(map(len, rows))):
        often = Counter(chain.from_iterable(rows))
        rows = [{at: factor for at, factor in row.items() if often[at] > 1} for row in rows]
        rows = [row for row in rows if len(row) > 1]
    columns: dict[int, dict[int, int]] = defaultdict(dict)
    for number, row in enumerate(rows):
        for at, factor in row.items():
            columns[at][number] = factor
    return _network(rows) or _network(list(columns.values()))


def _network(lines: Sequence[Mapping[int, int]]) -> bool:
    """Say whether every line has two ends, and the signs at some ends can be turned so that they differ on every line.

    A matrix whose rows, or columns, are such lines is totally unimodular (Heller and Tompkins 1956).
    """
    near: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for line in lines:
        if len(line) > 2:  # noqa: PLR2004 - two ends
            return False
        (one, sign), (other, its) = line.items()
        near[one].append((other, -sign * its))
        near[other].append((one, -sign * its))
    turned: dict[int, int] = {}
    for start in near:
        waiting = [] if start in turned else [start]
        turned.setdefault(start, 1)
        for one in waiting:
            for other, equal in near[one]:
                waiting += [] if other in turned else [other]
                if turned.setdefault(other, turned[one] * equal) != turned[one] * equal:
                    return False
    return True
