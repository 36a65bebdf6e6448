"""From how many bits on two rows are one person: on judged pairs where there are enough, else at a stated default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.vocabulary.lists import Threshold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DEFAULT = 0.0  # bits: as probable as not
ENOUGH = 30  # judged pairs of each kind
STEP = 0.01  # bits by which a threshold stands beside the pair that it lets in or keeps out
MOST = 60.0  # bits beyond which a chance is 0 or 1

Judged = tuple[float, bool]  # bits, and whether people say that the two are one


def choose(
    judged: Sequence[Judged], best: Iterable[float] = (), *, bits: float | None = None, balanced: bool = False
) -> Threshold:
    """Give the threshold with its errors on the judged pairs: `bits` where somebody says so.

    Else the one with the fewest errors on them, or `balanced`, with as many false as missed ones: in counting an
    overlap, errors that cancel out matter more than few errors. Without enough judged pairs it is the default, or
    balanced by what the model expects of `best`, the bits of each row's strongest pair.
    """
    same = sum(one for _, one in judged)
    by = "given"
    if bits is None and min(same, len(judged) - same) >= ENOUGH:
        steps = sorted({DEFAULT, *(each - STEP for each, one in judged if one), *(each + STEP for each, _ in judged)})
        bits = min(steps, key=lambda step: (_cost(judged, step, balanced=balanced), abs(step)))
        by = "judgements, balanced" if balanced else "judgements"
    elif bits is None:
        bits, by = (_expected(sorted(best, reverse=True)), "model, balanced") if balanced else (DEFAULT, "default")
    joined = [one for each, one in judged if each > bits]
    return Threshold(bits, by, len(joined), len(joined) - sum(joined), same, same - sum(joined))


def _cost(judged: Sequence[Judged], step: float, *, balanced: bool) -> tuple[int, int]:
    false = sum(bits > step and not one for bits, one in judged)
    missed = sum(bits <= step and one for bits, one in judged)
    return (abs(false - missed), false + missed) if balanced else (false + missed, abs(false - missed))


def _expected(best: Sequence[float]) -> float:
    """Give the bits above which the model expects as many false pairs as true ones below."""
    chances = [1 / (1 + 2.0 ** -max(min(bits, MOST), -MOST)) for bits in best]
    missed, false = sum(chances), 0.0
    for bits, chance in zip(best, chances, strict=True):
        if false + 1 - chance > missed - chance:
            return bits
        false, missed = false + 1 - chance, missed - chance
    return DEFAULT
