"""The chronology: dated steps, figures, acts and statements by day, with those who say so."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.publishing import wording
from khronika.publishing.saying import gist
from khronika.vocabulary.bodies import Act, Count, Statement, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.dates import When

TALLEST = 40.0  # pixels of the strip above the chronology


@dataclass(frozen=True)
class Moment:
    """One thing said to have happened on one date, and every claim that says so in the same words."""

    gist: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Date:
    """One date, as precise as its sources, with what is said of it."""

    words: str
    earliest: str
    moments: tuple[Moment, ...]

    @property
    def year(self) -> str:
        """Give the year in which it begins."""
        return self.earliest[:4]

    @property
    def claims(self) -> int:
        """Give the number of claims."""
        return sum(len(moment.claims) for moment in self.moments)


@dataclass(frozen=True, slots=True)
class Pillar:
    """One date on the strip: where it stands in per cent, how high in pixels."""

    left: float
    height: float


@dataclass(frozen=True)
class Strip:
    """The whole chronology at one glance: a pillar a date, a tick at each new year."""

    pillars: tuple[Pillar, ...]
    years: tuple[tuple[str, float], ...]
    most: int


def dated(claim: Claim) -> When | None:
    """Give the date under which a claim stands: for a figure the day for which it was counted."""
    if isinstance(claim.body, Count):
        return claim.body.as_of or claim.when
    return claim.when if isinstance(claim.body, (Step, Act, Statement)) else None


def as_of(claim: Claim) -> str:
    """Give the date under which a claim stands, in words; "" where it has none."""
    return wording.date(dated(claim))


def chronology(evidence: Evidence) -> tuple[Date, ...]:
    """Give every dated claim by date; a date that is less precise stands before the days in it."""
    dates: dict[tuple[str, str, str], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in evidence.standing:
        when = dated(claim)
        if when and when.earliest:
            latest = when.latest or "9999"
            dates[when.earliest, latest, wording.date(when)][gist(claim)].append(claim)
    ordered = sorted(dates.items(), key=lambda item: (item[0][0], _reversed(item[0][1]), item[0][2]))
    return tuple(
        Date(words, earliest, tuple(Moment(said, tuple(claims)) for said, claims in moments.items()))
        for (earliest, _, words), moments in ordered
    )


def _reversed(iso: str) -> int:
    return -int(iso.replace("-", ""))


def strip(dates: Sequence[Date]) -> Strip | None:
    """Give the strip; None where fewer than two dates are known."""
    days = [dt.date.fromisoformat(date.earliest).toordinal() for date in dates]
    if not days or days[0] == days[-1]:
        return None
    first, last, most = days[0], days[-1], max(date.claims for date in dates)

    def left(at: int) -> float:
        return round(1 + 98 * (at - first) / (last - first), 2)

    pillars = (
        Pillar(left(at), round(4 + (TALLEST - 4) * date.claims / most, 1)) for at, date in zip(days, dates, strict=True)
    )
    span = range(int(dates[0].year), int(dates[-1].year) + 1)
    stride = 1 + len(span) // 8
    years = ((str(y), left(max(first, dt.date(y, 1, 1).toordinal()))) for y in span[::stride])
    return Strip(tuple(pillars), tuple(years), most)
