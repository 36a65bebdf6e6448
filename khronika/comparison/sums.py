"""Sums and parts that the documents state, and whether they hold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from khronika.comparison.intervals import exactly, phrase
from khronika.comparison.words import families, family_of
from khronika.vocabulary.accounts import Check

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.comparison.figures import Figure

MANY = 10  # parts from which a breakdown is sought; with more, sums fit by accident
TWO = 2
ADDABLE = ("killed", "injured", "missing")  # families whose parts in one document can be meant to add up


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole and its parts, with the check."""

    whole: Figure
    parts: tuple[Figure, ...]
    check: Check


def sums(figures: Sequence[Figure]) -> list[Sum]:
    """Give every check over the figures of one event, in the order of the documents."""
    by_document: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_document[figure.claim.document].append(figure)
    found = _chains(figures)
    found += trials(figures)
    for here in by_document.values():
        for family in ADDABLE:
            found += _implied([figure for figure in here if family_of(figure.count.quantity) == family], found)
    return found


def trials(figures: Iterable[Figure]) -> list[Sum]:
    """Give the sums of the outcomes that a document tells of its one trial."""
    by_document: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_document[figure.claim.document].append(figure)
    return [one for here in by_document.values() for one in _trials(here)]


def _chains(figures: Sequence[Figure]) -> list[Sum]:
    """Check parts that name their whole."""
    parts: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.count.of:
            parts[figure.count.of].append(figure)
    found = []
    for whole in figures:
        mine = [part for part in parts.get(whole.claim.id, []) if not part.vague]
        if not mine or whole.vague:
            continue
        found += _stated_sum(whole, mine) or [_part(whole, part) for part in mine]
    return found


def _stated_sum(whole: Figure, parts: list[Figure]) -> list[Sum]:
    total, numbers = exactly(whole.count), [exactly(part.count) for part in parts]
    if total is None or None in numbers or len(parts) < TWO:
        return []
    added = sum(n for n in numbers if n is not None)
    if added == total:
        return [_sum(whole, parts, "=", holds=True, reason=f"The stated parts add up to the stated {total}.")]
    if added > total and exclusive(parts):
        reason = f"The parts exclude one another and add up to {added}, more than the stated {total}."
        return [_sum(whole, parts, "=", holds=False, reason=reason)]
    return []


def exclusive(parts: Iterable[Figure]) -> bool:
    """Say whether figures are of different outcomes of which nobody can have two."""
    quantities = [part.quantity for part in parts]
    distinct = len(set(quantities)) == len(quantities)
    return distinct and any(set(quantities) <= set(one) for one in families()["disjoint"]["sets"])


def _part(whole: Figure, part: Figure) -> Sum:
    top = whole.interval.high
    holds = top is None or part.interval.low <= top
    said = f"{phrase(part.count)} of {phrase(whole.count)}"
    reason = f"The part, {said}, is not more than the whole." if holds else f"The part is more than the whole: {said}."
    return _sum(whole, [part], "≥", holds=holds, reason=reason)


def _sum(whole: Figure, parts: Sequence[Figure], sign: str, *, holds: bool | None, reason: str) -> Sum:
    terms = " + ".join(phrase(part.count) for part in parts)
    ids = (whole.claim.id, *(part.claim.id for part in parts))
    return Sum(whole, tuple(parts), Check(f"{phrase(whole.count)} {sign} {terms}", ids, holds, reason))


def _trials(here: Sequence[Figure]) -> list[Sum]:
    """Check the outcomes that a document tells of one trial against the number tried."""
    totals = [figure for figure in here if figure.count.quantity == "tried" and (exactly(figure.count) or 0) > TWO]
    if not totals or len({exactly(figure.count) for figure in totals}) > 1:
        return []
    total = totals[0]
    outcomes = _distinct(f for f in here if f.quantity in families()["proceedings"]["outcomes"] and _free(f, totals))
    parts = _breakdown(exactly(total.count) or 0, outcomes)
    if parts:
        reason = f"The outcomes that this document tells add up to the {phrase(total.count)} who were tried."
        return [_sum(total, parts, "=", holds=True, reason=reason)]
    added = sum(exactly(f.count) or 0 for f in outcomes)
    if len(outcomes) >= TWO and exclusive(outcomes) and added > (exactly(total.count) or 0):
        reason = f"The outcomes add up to {added}: some may be of another trial, or counted twice."
        return [_sum(total, outcomes, "=", holds=None, reason=reason)]
    return []


def _free(figure: Figure, totals: Iterable[Figure]) -> bool:
    whole = figure.count.of
    return exactly(figure.count) is not None and (whole is None or whole in {total.claim.id for total in totals})


def _distinct(figures: Iterable[Figure]) -> list[Figure]:
    first: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        first.setdefault((figure.quantity, figure.count.low), figure)
    return list(first.values())


def _breakdown(total: int, outcomes: Sequence[Figure]) -> tuple[Figure, ...] | None:
    """Give the smallest set of outcomes, each of another kind, that adds up to the whole."""
    if len(outcomes) > MANY:
        return None
    for size in range(TWO, len(outcomes) + 1):
        for parts in combinations(outcomes, size):
            if len({part.quantity for part in parts}) == size and sum(exactly(p.count) or 0 for p in parts) == total:
                return parts
    return None


def _implied(here: Sequence[Figure], known: Sequence[Sum]) -> list[Sum]:
    """Find a total that follows, in one document, the figures that add up to it."""
    exact = [f for f in here if exactly(f.count) and f.count.of is None and f.group in ("all", "civilians", "other")]
    exact = _distinct(exact)
    top = max(exact, key=lambda f: exactly(f.count) or 0, default=None)
    if top is None or any(one.whole is top for one in known):
        return []
    parts = [f for f in exact if f is not top and f.claim.passage.start < top.claim.passage.start]
    fits = TWO <= len(parts) <= MANY and sum(exactly(f.count) or 0 for f in parts) == exactly(top.count)
    if not fits or len(parts) + 1 < len(exact):
        return []
    reason = f"All figures that stand before it add up to {phrase(top.count)}; the sum is implied, not stated."
    shifted = [part for part in parts if part.quantity != top.quantity]
    for part in shifted:
        told, now = part.quantity.replace("_", " "), top.quantity.replace("_", " ")
        reason += f" The {phrase(part.count)} who “{told}” are “{now}” in the sum."
    return [_sum(top, parts, "=", holds=True, reason=reason)]


def sums_by_figure(stated: Sequence[Sum]) -> dict[str, Sum]:
    """Give, by claim, the sum that makes up a whole."""
    return {one.whole.claim.id: one for one in stated if one.check.holds and len(one.parts) >= TWO}


def partial(one: Sum, added: int) -> tuple[Figure, ...] | None:
    """Give the parts, not all, that add up to a number; None where none do."""
    for size in range(TWO, len(one.parts)):
        for parts in combinations(one.parts, size):
            if sum(exactly(part.count) or 0 for part in parts) == added:
                return parts
    return None
