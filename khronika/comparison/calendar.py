"""A date in the words of a letter, as precise as its source and no more."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from khronika.vocabulary.dates import Precision

if TYPE_CHECKING:
    from khronika.vocabulary.dates import When

# Written out, since the calendar module speaks the language of the machine.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def dated(when: When | None) -> str:
    """Write when something happened: " on 5 March 2031", " in March 2031"; "" where it is not known."""
    words = in_words(when)
    wide = when is not None and when.precision in (Precision.MONTH, Precision.YEAR)
    return f" {'in' if wide else 'on'} {words}" if words else ""


def in_words(when: When | None) -> str:
    """Write a date: "5 March 2031", "March 2031", "5–9 March 2031"; "" where it is not known."""
    if when is None or not (when.earliest and when.latest):
        return ""
    first, last = dt.date.fromisoformat(when.earliest), dt.date.fromisoformat(when.latest)
    if when.precision is Precision.YEAR:
        return str(first.year)
    month = f"{MONTHS[first.month - 1]} {first.year}"
    if when.precision is Precision.MONTH:
        return month
    if first == last:
        return f"{first.day} {month}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {month}"
    return f"{first.day} {month} to {last.day} {MONTHS[last.month - 1]} {last.year}"
