"""A date as precise as its source: earliest and latest day, the precision, and the words as written."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from khronika.errors import InvalidValue


class Precision(StrEnum):
    """How precisely the words name the date."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class When:
    """Days as ISO dates, local to the place, both inclusive; `clock` is a local time such as "20:00"."""

    text: str | None
    earliest: str | None
    latest: str | None
    precision: Precision
    clock: str | None = None

    def __post_init__(self) -> None:
        for day in (self.earliest, self.latest):
            if day is not None and dt.date.fromisoformat(day).isoformat() != day:
                msg = f"A day is written as 2011-12-16, not as {day}."
                raise InvalidValue(msg)
        if self.earliest and self.latest and self.earliest > self.latest:
            msg = f"A date cannot end ({self.latest}) before it begins ({self.earliest})."
            raise InvalidValue(msg)

    @property
    def edtf(self) -> str:
        """The date in the Extended Date/Time Format (ISO 8601-2:2019, level 1)."""
        if not self.earliest or not self.latest:
            return ".." if not (self.earliest or self.latest) else f"{self.earliest or '..'}/{self.latest or '..'}"
        cut = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}.get(self.precision)
        return self.earliest[:cut] if cut else f"{self.earliest}/{self.latest}"

    def meets(self, other: When) -> bool:
        """Say whether both can name one day; an open end meets everything on its side."""
        return (self.earliest or "") <= (other.latest or "9999") and (other.earliest or "") <= (self.latest or "9999")


def day(year: int, month: int, number: int, text: str | None = None, clock: str | None = None) -> When:
    """Give a single day; raises ValueError where the calendar has no such day."""
    iso = dt.date(year, month, number).isoformat()
    return When(text, iso, iso, Precision.DAY, clock)


def month(year: int, number: int, text: str | None = None) -> When:
    """Give a whole month."""
    last = calendar.monthrange(year, number)[1]
    return When(text, dt.date(year, number, 1).isoformat(), dt.date(year, number, last).isoformat(), Precision.MONTH)


def year(number: int, text: str | None = None) -> When:
    """Give a whole year."""
    return When(text, f"{number:04d}-01-01", f"{number:04d}-12-31", Precision.YEAR)


def span(earliest: str, latest: str, text: str | None = None) -> When:
    """Give a range of days, both inclusive."""
    return When(text, earliest, latest, Precision.RANGE)


def unknown(text: str) -> When:
    """Give words that name a date which cannot be resolved; the doubt stays."""
    return When(text, None, None, Precision.UNKNOWN)
