"""Written dates whose words alone settle them, once the year is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.glosses import month_names
from khronika.vocabulary import dates

if TYPE_CHECKING:
    from khronika.vocabulary.dates import When

MONTH_END = 31


def month_of(text: str | None) -> int | None:
    """The number of a month by its name, None where it is none."""
    return month_names().get(text.lower()) if text else None


def settled_by_year(name: str, said: dict[str, str], text: str) -> When:
    """A year, a part of one, or a span of years."""
    year = int(said["year"])
    if name == "years":
        return dates.span(f"{year}-01-01", f"{said['year2']}-12-31", text)
    if name == "half":
        first = said["part"].lower() == "first"
        return dates.span(f"{year}-{'01-01' if first else '07-01'}", f"{year}-{'06-30' if first else '12-31'}", text)
    if name == "part_year":
        low, high = {"e": (1, 4), "b": (1, 4), "m": (5, 8), "l": (9, 12)}[_part(said["part"])]
        return dates.span(dates.month(year, low).earliest or "", dates.month(year, high).latest or "", text)
    return dates.year(year, text)


def _part(word: str) -> str:
    return {"early": "e", "the beginning of": "b", "late": "l", "the end of": "l"}.get(word.lower(), "m")


def settled_by_day(name: str, said: dict[str, str], year: int, month: int, text: str) -> When:
    """A day, days, a month or months of a known year."""
    if name in {"iso", "dotted", "day"}:
        return dates.day(year, month, int(said["day"]), text)
    if name in {"days", "months_days"}:
        month2 = month_of(said.get("month2")) or month
        began = int(said["year1"]) if said.get("year1") else year - (month2 < month)
        first, last = dates.day(began, month, int(said["day"])), dates.day(year, month2, int(said["day2"]))
        return dates.span(first.earliest or "", last.latest or "", text)
    if name == "months":
        return dates.span(
            dates.month(year, month).earliest or "",
            dates.month(year, month_of(said["month2"]) or month).latest or "",
            text,
        )
    whole = dates.month(year, month, text)
    if name == "part":
        low, high = {"e": (1, 10), "b": (1, 10), "m": (11, 20), "l": (21, MONTH_END)}[_part(said["part"])]
        end = min(high, int((whole.latest or "")[8:]))
        return dates.span(f"{year}-{month:02d}-{low:02d}", f"{year}-{month:02d}-{end:02d}", text)
    return whole
