"""The figures that count everybody an event took, apart from those that count some, and what they leave open."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from khronika.comparison.figures import EYEWITNESSES, main_place
from khronika.comparison.intervals import Interval, number, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.comparison.figures import Figure


def apart(figure: Figure, main: str | None) -> str | None:
    """Say why a figure does not count everybody; None where it does. `main` is the event's place."""
    if figure.part:
        return "it is told as a part of a larger number, or another number adds to it"
    if figure.group != "all":
        return f"it counts {figure.group} only"
    if figure.narrowing:
        return f"it counts only some (“{figure.narrowing}”)"
    if figure.claim.origin.role in EYEWITNESSES:
        return "it is what one person saw or knew, not how many there were"
    place = figure.place
    if place and main and place not in main and main not in place:
        return f"it is told of another place, {figure.claim.where.text if figure.claim.where else place}"
    return "it names no number" if figure.vague else None


def whole(figures: Sequence[Figure]) -> tuple[list[Figure], list[tuple[Figure, str]]]:
    """Part the figures of one quantity into those that count everybody, and the others with the reason."""
    main = main_place(figures)
    kept, others = [], []
    for figure in figures:
        why = apart(figure, main)
        others.append((figure, why)) if why else kept.append(figure)
    return kept, others


def superseded(figures: Sequence[Figure]) -> dict[str, str]:
    """Give, by claim, why a figure gave way: the same origin counted otherwise as of a later date."""
    by_origin: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_origin[figure.origin].append(figure)
    gone = {}
    for mine in by_origin.values():
        for old in mine:
            later = [new for new in mine if _after(new, old) and number(new.count) != number(old.count)]
            if later:
                last = max(later, key=lambda f: (f.count.as_of.earliest or "" if f.count.as_of else "", f.claim.id))
                when = last.count.as_of.edtf if last.count.as_of else ""
                gone[old.claim.id] = f"the same origin gives {phrase(last.count)} as of {when}"
    return gone


def _after(new: Figure, old: Figure) -> bool:
    a, b = old.count.as_of, new.count.as_of
    return bool(a and b and a.latest and b.earliest and a.latest < b.earliest)


def narrowed(figures: Iterable[Figure]) -> dict[str, Interval]:
    """Give, by claim, what all tellings of one number by one origin leave open: "at least 15" and "15" are 15."""
    told: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        told[figure.origin, number(figure.count)].append(figure)
    found: dict[str, Interval] = {}
    for mine in told.values():
        tops = [figure.interval.high for figure in mine if figure.interval.high is not None]
        both = Interval(max(figure.interval.low for figure in mine), min(tops, default=None))
        found |= {figure.claim.id: both for figure in mine}
    return found


def segments(intervals: Iterable[Interval]) -> list[Interval]:
    """Cut the whole numbers where an interval begins or ends, so that each allows all of a piece or none of it."""
    ends = {end for each in intervals for end in (each.low, each.high + 1 if each.high is not None else 0)}
    cuts = sorted({0, *ends})
    return [Interval(low, high - 1) for low, high in pairwise(cuts)] + [Interval(cuts[-1], None)]


def common(figures: Iterable[Figure]) -> bool:
    """Say whether one number makes all figures true."""
    intervals = [figure.interval for figure in figures]
    tops = [each.high for each in intervals if each.high is not None]
    return not tops or max(each.low for each in intervals) <= min(tops)
