"""How far a share may move by chance: the percentile interval of a seeded bootstrap over whole units."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED = 1968
TIMES = 2000
TAIL = 0.025  # on each side: an interval of 95 in a hundred
Sums = Mapping[str, int]
Statistic = Callable[[Sums], float | None]


@dataclass(frozen=True, slots=True)
class Share:
    """A share and its interval; null where nothing was asked, or where one unit alone leaves nothing to draw."""

    value: float | None
    low: float | None
    high: float | None


def draws(units: Sequence[Mapping[str, int]], *, seed: int = SEED, times: int = TIMES) -> list[Sums]:
    """Draw as many units as there are, with replacement, `times` times; give the sums of each draw."""
    if len(units) < 2:  # noqa: PLR2004 - one unit can only be drawn again as it is
        return []
    chance = random.Random(seed)  # noqa: S311 - the same figures each time, no secret
    columns = {name: [unit.get(name, 0) for unit in units] for unit in units for name in unit}
    drawn = (chance.choices(range(len(units)), k=len(units)) for _ in range(times))
    return [
        Counter({name: sum(map(column.__getitem__, places)) for name, column in columns.items()}) for places in drawn
    ]


def shared(total: Sums, drawn: Sequence[Sums], statistic: Statistic) -> Share:
    """Give a statistic of all units, and the interval of what it was in the draws."""
    value = statistic(total)
    seen = sorted(each for sums in drawn if (each := statistic(sums)) is not None)
    if value is None or not seen:
        return Share(value, None, None)
    last = len(seen) - 1
    return Share(value, seen[round(TAIL * last)], seen[round((1 - TAIL) * last)])
