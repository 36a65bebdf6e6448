"""Krippendorff's alpha: how far people's codes agree beyond chance; any number of people, gaps allowed.

After Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): alpha = 1 - observed / expected disagreement,
both taken from the matrix of values that met in one unit.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    Distance = Callable[[Hashable, Hashable], float]


class Level(StrEnum):
    """How values are compared: as names, as ranks, by their difference, or by their difference in proportion."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def alpha(units: Iterable[Sequence[Hashable]], level: Level = Level.NOMINAL) -> float | None:
    """Give alpha over units, each the values that people gave it (None: gave none); 1 is perfect, 0 is chance.

    None where no unit has two values, or where all values are one and the same: then nothing can be told apart.
    Values of every level but nominal are numbers.
    """
    weighed: dict[tuple[Hashable, Hashable], float] = {}
    for unit in units:
        said = [value for value in unit if value is not None]
        for pair, times in Counter(permutations(said, 2)).items():
            weighed[pair] = weighed.get(pair, 0.0) + times / (len(said) - 1)
    totals: dict[Hashable, float] = {}
    for (value, _), weight in weighed.items():
        totals[value] = totals.get(value, 0.0) + weight
    count = sum(totals.values())
    distance = _distance(level, totals)
    expected = sum(
        totals[one] * totals[other] * distance(one, other) for one in totals for other in totals if one != other
    )
    if not expected:
        return None
    observed = sum(weight * distance(*pair) for pair, weight in weighed.items() if pair[0] != pair[1])
    return 1 - (count - 1) * observed / expected


def _distance(level: Level, totals: Mapping[Hashable, float]) -> Distance:
    """Give the squared difference of two unequal values; that of ranks needs how often each value was given."""
    if level is Level.NOMINAL:
        return lambda _one, _other: 1.0
    if level is Level.INTERVAL:
        return lambda one, other: _squared(_number(one) - _number(other))
    if level is Level.RATIO:
        return lambda one, other: _squared(_proportion(_number(one), _number(other)))
    return lambda one, other: _squared(_ranks(one, other, totals))


def _ranks(one: Hashable, other: Hashable, totals: Mapping[Hashable, float]) -> float:
    low, high = sorted((_number(one), _number(other)))
    between = sum(total for value, total in totals.items() if low <= _number(value) <= high)
    return between - (totals[one] + totals[other]) / 2


def _proportion(one: float, other: float) -> float:
    return (one - other) / (one + other) if one + other else 0.0


def _squared(value: float) -> float:
    return value * value


def _number(value: Hashable) -> float:
    if not isinstance(value, (int, float)):
        raise TypeError(value)
    return float(value)
