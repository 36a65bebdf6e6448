"""Bounds passed on from unknown to unknown, each with the claims it rests on, until two of them clash."""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from khronika.comparison.contradiction.components import LOWER, UPPER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.comparison.contradiction.budget import Budget
    from khronika.comparison.contradiction.components import Component


class Bound(NamedTuple):
    """A bound that holds if the atoms of its label do; `over` numbers the sum by which it follows from its premises."""

    place: int
    side: int
    value: int
    label: int
    why: str
    over: int = -1
    premises: tuple[Bound, ...] = ()
    passed: int = 0  # a bit for each sum passed on the way: none is passed twice
    length: int = 1


class Clash(NamedTuple):
    """A lower bound above an upper bound of the same."""

    low: Bound
    high: Bound


def clashes(component: Component, budget: Budget, within: int | None = None) -> tuple[dict[int, Clash], bool]:
    """Give by label what clashes, with the shortest chain for each, and whether that was searched to the end.

    Where the sums form a tree, every set that cannot hold contains one of these labels; else only some do.
    `within` takes a label: nothing but its atoms is used.
    """
    spread = Spread(component, budget)
    done = spread.run(component.everything if within is None else within)
    return spread.found, done


class Spread:
    """Takes bounds with few atoms first, so that what is found before a budget ends is what is smallest."""

    def __init__(self, component: Component, budget: Budget) -> None:
        self.found: dict[int, Clash] = {}
        self._component, self._budget = component, budget
        self._first_sum = len(component.unknowns)
        self._kept: dict[tuple[int, int], list[Bound]] = defaultdict(list)
        self._waiting: list[tuple[int, int, int, Bound]] = []
        self._best: dict[tuple[int, int, int], int] = {}  # what was derived for a side under a label
        self._factors = [dict(terms) for terms in component.sums]
        self._near: dict[int, list[int]] = defaultdict(list)
        for number, terms in enumerate(component.sums):
            for place in (self._first_sum + number, *(unknown for unknown, _ in terms)):
                self._near[place].append(number)

    def run(self, within: int) -> bool:
        """Pass everything on; False where the budget ended first."""
        for one in self._component.given:
            if one.label & ~within == 0:
                heappush(self._waiting, (one.label.bit_count(), 1, -one.value * one.side, Bound(*one)))
        while self._waiting:
            bound = heappop(self._waiting)[-1]
            kept = self._kept[bound.place, bound.side]
            known = len(self.found)
            if any(one.label & ~bound.label == 0 and one.value * one.side >= bound.value * bound.side for one in kept):
                continue
            kept.append(bound)
            self._clash(bound)
            if not self._budget.spend(1 + len(kept) // 64 + len(self.found) - known):
                return False
            if not all(self._pass_on(bound, number) for number in self._near[bound.place]):
                return False
        return True

    def _clash(self, bound: Bound) -> None:
        for other in self._kept[bound.place, -bound.side]:
            if bound.value * bound.side > other.value * bound.side:
                low, high = (bound, other) if bound.side == LOWER else (other, bound)
                known = self.found.get(low.label | high.label)
                if known is None or low.length + high.length < known.low.length + known.high.length:
                    self.found[low.label | high.label] = Clash(low, high)

    def _pass_on(self, bound: Bound, number: int) -> bool:
        for target in () if bound.passed >> number & 1 else self._component.ahead[number]:
            for side in (LOWER, UPPER) if target != bound.place else ():
                choices = self._choices(bound, number, target, side)
                if not self._budget.spend(prod(map(len, choices))):
                    return False
                for premises in product(*choices):
                    self._derive(number, target, side, premises)
        return True

    def _choices(self, bound: Bound, number: int, target: int, side: int) -> list[list[Bound]]:
        """Give the bounds, the new one among them, that together bound the target: one for the sum, one a term."""
        wanted = list(_wanted(self._component.sums[number], target, side, self._first_sum + number))
        if (bound.place, bound.side) not in wanted:
            return [[]]
        free = ([one for one in self._kept[place] if not one.passed >> number & 1] for place in wanted)
        return [
            [bound] if place == (bound.place, bound.side) else some for place, some in zip(wanted, free, strict=True)
        ]

    def _derive(self, number: int, target: int, side: int, premises: tuple[Bound, ...]) -> None:
        factors = self._factors[number]
        rest = premises[0].value - sum(one.value * factors[one.place] for one in premises[1:])
        value = -(-rest // factors[target]) if side == LOWER else rest // factors[target]
        label, passed, length = 0, 1 << number, 1
        for one in premises:
            label, passed, length = label | one.label, passed | one.passed, length + one.length
        if value * side > self._best.get((target, side, label), value * side - 1):
            self._best[target, side, label] = value * side
            new = Bound(target, side, value, label, premises[0].why, number, premises, passed, length)
            heappush(self._waiting, (label.bit_count(), length, -value * side, new))


def _wanted(terms: Sequence[tuple[int, int]], target: int, side: int, place: int) -> Iterator[tuple[int, int]]:
    """Give place and side of what bounds the target on one side, the sum first."""
    by = next(factor for unknown, factor in terms if unknown == target)
    of_sum = side if by > 0 else -side
    yield place, of_sum
    for unknown, factor in terms:
        if unknown != target:
            yield unknown, -of_sum if factor > 0 else of_sum
