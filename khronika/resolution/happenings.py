"""Dated claims of violence grouped into happenings: one place, days in a row, however many documents tell of it.

A document may tell of two towns on one day: each has its own. What names no place belongs to the happening of those
days that its document tells of most; what one sentence alone puts in another town (a hospital, a prison) does so too.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from khronika.resolution.whereabouts import level_of
from khronika.resolution.words import words
from khronika.vocabulary.bodies import Act, Count, Statement
from khronika.vocabulary.claims import Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khronika.resolution.whereabouts import Whereabouts
    from khronika.vocabulary.claims import Claim

NEAR = 3  # days that may lie between two claims of one happening
LONG = 7  # days: a wider date does not say when it was
BESIDE = 400  # characters within which violence is told in one breath
SPOT = 200  # characters between two places of a text that are not one sentence


@dataclass(frozen=True, slots=True)
class Seed:
    """A dated claim of violence, with one key for its place where a town is named."""

    claim: Claim
    first: dt.date
    last: dt.date
    place: str | None


@dataclass(frozen=True, slots=True)
class Happening:
    """Seeds that tell of one place and time; the place is one key, None where no claim names a town."""

    place: str | None
    seeds: tuple[Seed, ...]

    @property
    def first(self) -> dt.date:
        """The first day."""
        return min(seed.first for seed in self.seeds)

    @property
    def last(self) -> dt.date:
        """The last day."""
        return max(seed.last for seed in self.seeds)

    @property
    def documents(self) -> frozenset[str]:
        """The documents that tell of it."""
        return frozenset(seed.claim.document for seed in self.seeds)

    @property
    def firm(self) -> bool:
        """Whether more than one sentence puts it in its place."""
        spots = sorted((s.claim.document, s.claim.passage.start) for s in self.seeds if s.place)
        return any(a[0] != b[0] or b[1] - a[1] > SPOT for a, b in pairwise(spots))

    def near(self, first: dt.date, last: dt.date) -> bool:
        """Whether days lie within it or no more than a few days from it."""
        return (first - self.last).days <= NEAR and (self.first - last).days <= NEAR


def violent(claim: Claim) -> bool:
    """Say whether a claim tells of violence that is an event of its own."""
    body, table = claim.body, words("events")["seeds"]
    if isinstance(body, Count):
        return body.quantity in table["quantities"]
    return isinstance(body, Act) and body.act in table["acts"]


def days(claim: Claim) -> tuple[dt.date, dt.date] | None:
    """Give the first and last day that a claim's own date allows."""
    when = claim.when
    if when is None or not when.earliest or not when.latest:
        return None
    return dt.date.fromisoformat(when.earliest), dt.date.fromisoformat(when.latest)


def town_of(claim: Claim, whereabouts: Whereabouts) -> str | None:
    """Give one key for the town in which a claim is placed; a country or a region narrows nothing."""
    if claim.where is None or whereabouts.is_country(claim.where.text) or level_of(claim.where.text) == "regions":
        return None
    return whereabouts.key(claim.document, claim.where.text)


def seeds_of(claims: Sequence[Claim], whereabouts: Whereabouts) -> list[Seed]:
    """Give the dated claims of violence, without those whose date is the day on which somebody told of it."""
    seeds = []
    for claim in claims:
        told = days(claim)
        if violent(claim) and told and claim.polarity is not Polarity.NEGATED and (told[1] - told[0]).days <= LONG:
            seeds.append(Seed(claim, *told, town_of(claim, whereabouts)))
    said = {(c.document, day) for c in claims if isinstance(c.body, Statement) and (day := days(c))}
    by_hearsay = {
        seed
        for seed in seeds
        if len(seed.claim.speakers) > 1 and (seed.claim.document, (seed.first, seed.last)) in said
    }
    known: dict[str, dt.date] = {}
    for seed in seeds:
        if seed not in by_hearsay:
            known[seed.claim.document] = min(seed.first, known.get(seed.claim.document, seed.first))
    return [s for s in seeds if s not in by_hearsay or s.first <= known.get(s.claim.document, s.first)]


def happenings(
    claims: Sequence[Claim], named: Mapping[str, Mapping[str, int]], whereabouts: Whereabouts
) -> list[Happening]:
    """Group the seeds among claims; `named` says how often each document names each place (by key)."""
    seeds = seeds_of(claims, whereabouts)
    ordered = sorted(seeds, key=lambda seed: (seed.first, seed.last, seed.claim.id))
    by_place: dict[str, list[Seed]] = defaultdict(list)
    for seed in ordered:
        if seed.place:
            by_place[seed.place].append(seed)
    placed = [Happening(place, run) for place, told in by_place.items() for run in _runs(told)]
    firm, weak = _settled(placed)
    loose = [seed for seed in ordered if not seed.place] + [seed for one in weak for seed in one.seeds]
    beside: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.where and violent(claim):
            beside[claim.document].append(claim)
    return [_placed_beside(one, beside, whereabouts) for one in _attached(firm, loose, named)]


def _placed_beside(one: Happening, beside: Mapping[str, Sequence[Claim]], whereabouts: Whereabouts) -> Happening:
    """Give a happening without a place the only town in which more than one claim right beside it places violence."""
    if one.place:
        return one
    starts: dict[str, set[int]] = defaultdict(set)
    for seed in one.seeds:
        for claim in beside.get(seed.claim.document, ()):
            told, start = days(claim), claim.passage.start
            close = abs(start - seed.claim.passage.start) <= BESIDE and (told is None or one.near(*told))
            if close and (town := town_of(claim, whereabouts)):
                starts[town].add(start)
    towns = list(starts)
    return Happening(towns[0], one.seeds) if len(towns) == 1 and len(starts[towns[0]]) > 1 else one


def _runs(seeds: Iterable[Seed]) -> list[tuple[Seed, ...]]:
    """Cut seeds in the order of time where more than a few days lie between two."""
    runs: list[list[Seed]] = []
    for seed in seeds:
        if runs and (seed.first - max(one.last for one in runs[-1])).days <= NEAR:
            runs[-1].append(seed)
        else:
            runs.append([seed])
    return [tuple(run) for run in runs]


def _settled(placed: list[Happening]) -> tuple[list[Happening], list[Happening]]:
    """Part those that stand for themselves from those of one sentence beside a firm one of its document and days."""
    firm = [one for one in placed if one.firm]
    weak = [one for one in placed if not one.firm]
    hosted = [one for one in weak if any(o.documents & one.documents and o.near(one.first, one.last) for o in firm)]
    return firm + [one for one in weak if one not in hosted], hosted


def _attached(placed: list[Happening], loose: list[Seed], named: Mapping[str, Mapping[str, int]]) -> list[Happening]:
    """Give each loose seed to the happening of its days that its document tells of, or else whose place it names."""
    added: dict[Happening, list[Seed]] = defaultdict(list)
    left: dict[str, list[Seed]] = defaultdict(list)
    for seed in loose:
        near = [one for one in placed if one.near(seed.first, seed.last)]
        host = _host(seed, near, named.get(seed.claim.document, {}))
        if host:
            added[host].append(seed)
        else:
            left[seed.claim.document].append(seed)
    whole = [Happening(one.place, (*one.seeds, *added[one])) for one in placed]
    return whole + [Happening(None, run) for seeds in left.values() for run in _runs(seeds)]


def _host(seed: Seed, near: list[Happening], named: Mapping[str, int]) -> Happening | None:
    """Give the happening of most seeds of the same document, else the one whose place the document names most."""

    def told(one: Happening) -> int:
        return sum(other.claim.document == seed.claim.document for other in one.seeds)

    def rank(one: Happening) -> tuple[int, int, str]:
        return (-told(one), -named.get(one.place or "", 0), one.place or "")

    fits = [one for one in near if told(one) or named.get(one.place or "")]
    return min(fits, key=rank, default=None)
