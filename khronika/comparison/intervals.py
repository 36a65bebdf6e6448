"""A figure as the interval of whole numbers that it leaves open, and how its words say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.vocabulary.bodies import Qualifier

if TYPE_CHECKING:
    from khronika.vocabulary.bodies import Count

ROUGH = 10  # "about 700" leaves open a tenth of itself on either side, and one at the least

PHRASES = {
    Qualifier.AT_LEAST: "at least {low}",
    Qualifier.MORE_THAN: "more than {low}",
    Qualifier.UP_TO: "up to {high}",
    Qualifier.FEWER_THAN: "fewer than {high}",
    Qualifier.ABOUT: "about {low}",
    Qualifier.RANGE: "{low} to {high}",
}


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole numbers from low to high, both inclusive; None: no upper end."""

    low: int
    high: int | None

    def meets(self, other: Interval) -> bool:
        """Say whether one number lies in both."""
        return (other.high is None or self.low <= other.high) and (self.high is None or other.low <= self.high)


def interval(count: Count) -> Interval:
    """Give what a count leaves open; a vague word leaves open everything."""
    low, high = count.low or 0, count.high
    if count.qualifier is Qualifier.ABOUT and count.low is not None:
        top = high if high is not None else count.low
        return Interval(low - max(1, low // ROUGH), top + max(1, top // ROUGH))
    return Interval(low, high)


def is_vague(count: Count) -> bool:
    """Say whether a count names no number."""
    return count.low is None and count.high is None


def number(count: Count) -> tuple[int, int] | None:
    """Give the number or numbers in the words, whatever stands around them: "at least 15" and "15" are both 15."""
    low = count.low if count.low is not None else count.high
    high = count.high if count.high is not None else count.low
    return None if low is None or high is None else (low, high)


def exactly(count: Count) -> int | None:
    """Give the number where the count is exact."""
    return count.low if count.qualifier is Qualifier.EXACT and count.low == count.high else None


def phrase(count: Count) -> str:
    """Write a figure as its source gives it."""
    if is_vague(count):
        return "most" if count.qualifier is Qualifier.MAJORITY else "no number"
    low = count.low if count.low is not None else count.high
    high = count.high if count.high is not None else count.low
    shape = PHRASES.get(count.qualifier, "{low}" if low == high else "{low} to {high}")
    return shape.format(low=low, high=high)
