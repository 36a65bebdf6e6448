"""What is compared between two rows, and how like they can be: the columns that a list has decide, nothing else.

`l` and `r` are the two rows. Every condition is plain SQL over columns made before, the same on every engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

ELSE = "else"


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of likeness: its condition, what it says, and how often two rows of one person are so like.

    The share is where training begins, and what counts where there is too little to train on. `frequency` is the
    column whose value weighs the more the rarer it is; such a condition is that the column is the same.
    """

    sql: str
    says: str
    share: float
    frequency: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: the columns it looks at, where nothing can be said, and its levels from the nearest on."""

    name: str
    columns: tuple[str, ...]
    missing: str
    levels: tuple[Level, ...]


def same(column: str) -> str:
    """Say in SQL that both rows have the same in a column."""
    return f"l.{column} = r.{column}"


def near(column: str, likeness: float) -> str:
    """Say in SQL that the words of both rows are so like, by Jaro and Winkler."""
    return f"jaro_winkler_similarity(l.{column}, r.{column}) >= {likeness}"


def missing(*columns: str) -> str:
    """Say in SQL that a row has nothing in one of the columns."""
    return " or ".join(f"l.{column} is null or r.{column} is null" for column in columns)


def comparisons(columns: Collection[str]) -> list[Comparison]:
    """Give the comparisons that lists with these columns allow."""
    found = [_name("given", "given name")] if "given" in columns else []
    if "line" in columns:
        found.append(_lineage(columns))
    elif "family" in columns:
        found.append(_name("family", "family name"))
    if "born_year" in columns:
        found.append(_born() if "born" in columns else _year())
    found += [build() for column, build in _ONES.items() if column in columns]
    return found + [_words(column) for column in ("place", "address", "postcode") if column in columns]


def _name(column: str, noun: str) -> Comparison:
    bone = f"{column}_bone"
    levels = (
        Level(same(column), f"the same {noun}", 0.7, column),
        Level(same(bone), f"the same {noun} in another spelling", 0.12, bone),
        Level(near(column, 0.92), f"nearly the same {noun}", 0.08),
        Level(near(column, 0.8), f"a similar {noun}", 0.04),
        Level(ELSE, f"another {noun}", 0.06),
    )
    return Comparison(column, (column, bone), missing(column), levels)


def _lineage(columns: Collection[str]) -> Comparison:
    """Compare father, grandfather and family as one: brothers share all three, so each alone would count thrice."""
    father, grandfather, family = (_part(c) if c in columns else None for c in ("father", "grandfather", "family"))

    def alike(part: str | None, *, unless_missing: bool = False) -> str:
        return f"coalesce({part}, {unless_missing})" if part else str(unless_missing)

    fathers = f"{alike(father)} and {alike(grandfather, unless_missing=True)}"
    either = f"({alike(father)} or {alike(grandfather)})"
    slip = "length(l.line_bone) > 5 and levenshtein(l.line_bone, r.line_bone) <= 1"
    levels = (
        Level(same("line"), "the same lineage", 0.6, "line"),
        Level(same("line_bone"), "the same lineage in another spelling", 0.25, "line_bone"),
        Level(slip, "the same lineage but for one sound", 0.04),
        Level(f"{alike(family)} and {fathers}", "nearly the same lineage", 0.04),
        Level(f"{alike(father)} and {alike(grandfather)}", "the same forefathers and another family name", 0.02),
        Level(f"{alike(family)} and {either}", "the same family name and one forefather", 0.02),
        Level(alike(family), "the same family name and other forefathers", 0.01),
        Level(either, "one forefather of the same name", 0.01),
        Level(ELSE, "another lineage", 0.01),
    )
    parts = [each for each in ("father", "grandfather", "family") if each in columns]
    looked_at = ("line", "line_bone", *parts, *(f"{each}_bone" for each in parts))
    return Comparison("lineage", looked_at, missing("line"), levels)


def _part(column: str) -> str:
    """Say in SQL that one name of the lineage is nearly the same; null where one row has none."""
    bone = f"{column}_bone"
    return f"({same(bone)} or {near(column, 0.85)} or {near(bone, 0.85)})"


def _born() -> Comparison:
    year, month, day = same("born_year"), same("born_month"), same("born_day")
    slip = (
        f"({year} and ({month} or {day})) or ({year} and l.born_month = r.born_day and l.born_day = r.born_month) "
        f"or ({month} and {day} and damerau_levenshtein(l.born[:4], r.born[:4]) <= 1)"
    )
    levels = (
        Level(same("born"), "the same date of birth", 0.75, "born"),
        Level(slip, "a date of birth with one slip", 0.12),
        Level(f"{year} or damerau_levenshtein(l.born, r.born) <= 2", "the same year of birth", 0.06),
        Level(f"abs(l.born_year - r.born_year) <= 1 or ({month} and {day})", "a similar date of birth", 0.03),
        Level(ELSE, "another date of birth", 0.04),
    )
    return Comparison("born", ("born", "born_year", "born_month", "born_day"), missing("born_year"), levels)


def _year() -> Comparison:
    """Compare years of birth, where no list has a whole date."""
    levels = (
        Level(same("born_year"), "the same year of birth", 0.8, "born_year"),
        Level("abs(l.born_year - r.born_year) <= 1", "a year of birth beside it", 0.12),
        Level(ELSE, "another year of birth", 0.08),
    )
    return Comparison("born", ("born_year",), missing("born_year"), levels)


def _age() -> Comparison:
    def within(years: int) -> str:
        return f"abs(l.age - r.age) <= {years}"

    levels = (
        Level(same("age"), "the same age", 0.5),
        Level(within(1), "an age that differs by a year", 0.35),
        Level(within(3), "an age that differs by two or three years", 0.07),
        Level(within(10), "an age that differs by up to ten years", 0.05),
        Level(ELSE, "another age", 0.03),
    )
    return Comparison("age", ("age",), missing("age"), levels)


def _sex() -> Comparison:
    levels = (Level(same("sex"), "the same sex", 0.99), Level(ELSE, "another sex", 0.01))
    return Comparison("sex", ("sex",), missing("sex"), levels)


def _date() -> Comparison:
    levels = (
        Level(same("date"), "the same date", 0.8),
        Level("l.date[:7] = r.date[:7]", "a date in the same month", 0.1),
        Level(ELSE, "another date", 0.1),
    )
    return Comparison("date", ("date",), missing("date"), levels)


def _occupation() -> Comparison:
    same_one = Level(same("occupation"), "the same occupation", 0.8, "occupation")
    levels = (same_one, Level(ELSE, "another occupation", 0.2))
    return Comparison("occupation", ("occupation",), missing("occupation"), levels)


def _number() -> Comparison:
    def slips(number: int) -> str:
        return f"damerau_levenshtein(l.number, r.number) <= {number}"

    levels = (
        Level(same("number"), "the same number", 0.9),
        Level(slips(1), "a number with one slip", 0.05),
        Level(slips(2), "a number with two slips", 0.02),
        Level(ELSE, "another number", 0.03),
    )
    return Comparison("number", ("number",), missing("number"), levels)


def _words(column: str) -> Comparison:
    levels = (
        Level(same(column), f"the same {column}", 0.7, column),
        Level(near(column, 0.9), f"nearly the same {column}", 0.12),
        Level(near(column, 0.75), f"a similar {column}", 0.06),
        Level(ELSE, f"another {column}", 0.12),
    )
    return Comparison(column, (column,), missing(column), levels)


_ONES: dict[str, Callable[[], Comparison]] = {
    "age": _age,
    "sex": _sex,
    "date": _date,
    "occupation": _occupation,
    "number": _number,
}
