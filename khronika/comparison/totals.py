"""Sums beside a total: places told apart, one trial beside all convictions, and what only happens to fit."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from khronika.comparison.building import build
from khronika.comparison.intervals import exactly, phrase
from khronika.comparison.sums import MANY, Sum, trials
from khronika.comparison.words import families, family_of
from khronika.vocabulary.accounts import Account, Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khronika.comparison.figures import Figure

TWO, THREE = 2, 3  # terms of a sum that fits by accident; with more of them nearly every number fits


def place_sums(figures: Iterable[Figure]) -> list[Sum]:
    """Hold the figures that one document gives for different places against what it gives for no place."""
    told: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if not figure.proceeding and not figure.vague:
            told[figure.claim.document, figure.quantity, figure.group].append(figure)
    return [one for mine in told.values() for one in _places(mine)]


def spread_accounts(told: Mapping[str | None, Sequence[Figure]]) -> list[Account]:
    """Hold the places of one document against its total where they are filed under several events.

    Only what holds is told: a total that is lower may be of one of the events alone.
    """
    homes: dict[str, set[str | None]] = defaultdict(set)
    for event, figures in told.items():
        for figure in figures:
            homes[figure.claim.id].add(event)
    everything = {figure.claim.id: figure for figures in told.values() for figure in figures}
    sums = (one for one in place_sums(everything.values()) if one.check.holds)
    spread = [one for one in sums if not set.intersection(*(homes[claim] for claim in one.check.claims))]
    return [
        build(one.whole.quantity, None, Verdict.DIFFERENT_POPULATION, one.check.reason, figures, checks=[one.check])
        for one in spread
        for figures in [(one.whole, *one.parts)]
    ]


def _places(mine: Sequence[Figure]) -> Iterator[Sum]:
    parts: dict[str, Figure] = {}
    for figure in mine:
        if figure.place and exactly(figure.count) is not None:
            parts.setdefault(figure.place, figure)
    apart = not any(a != b and a in b for a in parts for b in parts) if len(parts) <= MANY else False
    for total in mine if len(parts) >= TWO and apart else ():
        if total.place is None and total.narrowing is None:
            yield _beside(total, list(parts.values()))


def _beside(total: Figure, parts: Sequence[Figure]) -> Sum:
    added = sum(exactly(part.count) or 0 for part in parts)
    terms, whole, top = " + ".join(phrase(part.count) for part in parts), phrase(total.count), total.interval.high
    ids = (total.claim.id, *(part.claim.id for part in parts))
    if top is not None and added > top:
        reason = f"The places of this document add up to {added}, more than its total of {whole}."
        return Sum(total, tuple(parts), Check(f"{whole} ≥ {terms}", ids, holds=False, reason=reason))
    if added >= total.interval.low:
        reason = f"The places of this document add up to {added}, which is {whole}."
        return Sum(total, tuple(parts), Check(f"{terms} ≥ {total.interval.low}", ids, holds=True, reason=reason))
    reason = f"The places of this document add up to {added}; its total of {whole} leaves room for other places."
    return Sum(total, tuple(parts), Check(f"{whole} ≥ {terms}", ids, holds=True, reason=reason))


def conviction_accounts(figures: Sequence[Figure], event: str | None) -> list[Account]:
    """Hold the convictions of one trial, of which a document tells every outcome, against all that others count."""
    accounts = []
    for one in trials(figures):
        guilty = [part for part in one.parts if part.quantity not in families()["proceedings"]["not_guilty"]]
        added = sum(exactly(part.count) or 0 for part in guilty)
        for total in figures if one.check.holds and guilty else ():
            number = exactly(total.count)
            elsewhere = total.claim.document != one.whole.claim.document and total.count.of is None
            if elsewhere and total.quantity == "convicted" and number is not None and number >= added:
                accounts.append(_convictions(total, guilty, number - added, event))
    return accounts


def _convictions(total: Figure, guilty: Sequence[Figure], left: int, event: str | None) -> Account:
    terms = " + ".join(phrase(part.count) for part in guilty)
    reason = f"All convictions against those of one trial: the other {left} must be of other trials, if any are meant."
    claims = (total.claim.id, *(part.claim.id for part in guilty))
    check = Check(f"{phrase(total.count)} ≥ {terms}", claims, holds=True, reason=reason)
    return build("convicted", event, Verdict.DIFFERENT_POPULATION, reason, (total, *guilty), checks=[check])


def accidental_accounts(figures: Sequence[Figure], event: str | None) -> list[Account]:
    """Give the sums of one document that happen to be another one's total; no text says so, and none holds."""
    told: dict[tuple[str | None, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if (exactly(figure.count) or 0) > 0:
            told[family_of(figure.quantity), figure.claim.document].append(figure)
    found: dict[str | None, list[tuple[Figure, ...]]] = defaultdict(list)
    for (family, document), totals in told.items():
        for (other, elsewhere), parts in told.items():
            if other == family and elsewhere != document and len(parts) <= MANY:
                some = [s for size in (TWO, THREE) for s in combinations(parts, size)]
                found[family] += [(t, *s) for t in totals for s in some if _adds_up(t, s)]
    return [_accidental(family or "", sums, event) for family, sums in found.items() if sums]


def _adds_up(total: Figure, parts: Iterable[Figure]) -> bool:
    return exactly(total.count) == sum(exactly(part.count) or 0 for part in parts)


def _accidental(family: str, found: Sequence[tuple[Figure, ...]], event: str | None) -> Account:
    reason = "Accidental: no text says that these parts make up that total, so the sum links and confirms nothing."
    checks = [
        Check(
            f"{phrase(total.count)} = {' + '.join(phrase(part.count) for part in parts)}",
            (total.claim.id, *(part.claim.id for part in parts)),
            holds=None,
            reason=reason,
        )
        for total, *parts in found
    ]
    told = [figure for one in found for figure in one]
    return build(family, event, Verdict.DIFFERENT_POPULATION, reason, told, checks=checks)
