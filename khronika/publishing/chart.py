"""Marks for figures: where an interval stands on the scale, and how its open ends are drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.vocabulary.bodies import Qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.vocabulary.bodies import Count

ROOM = 88.0  # per cent of the width that the greatest figure may take: the rest is for arrows
SPREAD = 25  # greatest over median figure from which on a plain scale would hide the small ones
STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: a shape at `left` (and `right`) in per cent of the width; `none` where no bound is stated."""

    shape: str  # dot, ring, bar, hollow_bar, from, over, to, under, none
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from zero to the greatest figure, plain or logarithmic, with its ticks."""

    top: int
    logarithmic: bool
    ticks: tuple[int, ...]

    def at(self, value: int) -> float:
        """Give where a figure stands, in per cent of the width."""
        if not self.top:
            return 0.0
        part = math.log1p(value) / math.log1p(self.top) if self.logarithmic else value / self.top
        return round(1 + part * ROOM, 2)


def scale(counts: Iterable[Count]) -> Scale:
    """Give the scale on which all figures can be told apart."""
    bounds = sorted(value for count in counts for value in (count.low, count.high) if value is not None)
    top = bounds[-1] if bounds else 0
    logarithmic = bool(bounds) and top > SPREAD * max(1, bounds[len(bounds) // 2])
    return Scale(top, logarithmic, _log_ticks(top) if logarithmic else _plain_ticks(top))


def _plain_ticks(top: int) -> tuple[int, ...]:
    if top < 1:
        return (0,)
    power = 10 ** max(0, len(str(top)) - 2)
    stride = next(s for s in (n * power * tens for tens in (1, 10) for n in STEPS) if top / s <= len(STEPS) + 2)
    return tuple(range(0, top + 1, stride))


def _log_ticks(top: int) -> tuple[int, ...]:
    return (0, *(10**power for power in range(len(str(top)))))


def mark(count: Count, on: Scale) -> Mark:
    """Give the mark of one figure: an arrow to each open side, a bar for a range, a hollow shape for "about"."""
    low, high, about = count.low, count.high, count.qualifier is Qualifier.ABOUT
    if low is None and high is None:
        return Mark("none")
    if low is None or high is None:
        return _open_mark(count, on)
    if low != high:
        return Mark("hollow_bar" if about else "bar", on.at(low), on.at(high))
    return Mark("ring" if about else "dot", on.at(low), on.at(low))


def _open_mark(count: Count, on: Scale) -> Mark:
    if count.high is None:
        at = on.at(count.low or 0)
        return Mark("over" if count.qualifier is Qualifier.MORE_THAN else "from", at, at)
    at = on.at(count.high)
    return Mark("under" if count.qualifier is Qualifier.FEWER_THAN else "to", at, at)
