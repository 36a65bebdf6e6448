"""Rows as columns of keys, made in plain Python once a value, so that all comparing is plain SQL."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from khronika.resolution.lists.keys import bone, clean, parts
from khronika.vocabulary.lists import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Columns = dict[str, list[Any]]
NAMED = (Field.GIVEN, Field.FATHER, Field.GRANDFATHER, Field.FAMILY)
WORDED = (Field.PLACE, Field.ADDRESS, Field.POSTCODE, Field.OCCUPATION, Field.NUMBER)
DATE = re.compile(
    r"(?P<y>\d{4})[-./]?(?P<m>\d{2})[-./]?(?P<d>\d{2})|(?P<d2>\d{1,2})[-./](?P<m2>\d{1,2})[-./](?P<y2>\d{4})"
)
YEAR = re.compile(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)")
OLDEST = 120
ALWAYS = ("unique_id", "list", "sole")


@cache
def date_parts(value: str) -> tuple[int | None, int | None, int | None]:
    """Give year, month and day, each None where it is not said."""
    if found := DATE.search(value):
        year, month, day = (int(found[a] or found[b]) for a, b in (("y", "y2"), ("m", "m2"), ("d", "d2")))
        return year, month, day
    year_only = YEAR.search(value)
    return (int(year_only[0]) if year_only else None), None, None


@cache
def age_of(value: str) -> int | None:
    """Give an age in whole years; an age in days or months is 0."""
    number = re.fullmatch(r"\s*(\d{1,3})(?:\.0)?\s*(?:y\w*\.?)?\s*", value)
    if number:
        return int(number[1]) if int(number[1]) <= OLDEST else None
    return 0 if re.search(r"\b(day|days|week|weeks|month|months|newborn)\b", value.casefold()) else None


@cache
def sex_of(value: str) -> str | None:
    """Give "f" or "m"."""
    short = value.strip().casefold()[:1]
    return {"f": "f", "w": "f", "ж": "f", "أ": "f", "ا": "f", "m": "m", "м": "m", "ذ": "m"}.get(short)


def each(key: Callable[[str], object], values: Sequence[Any]) -> list[Any]:
    """Give the key of each value, made once a distinct value; nothing and an empty key are None."""
    made = {value: None if not value and value != 0 else _filled(key(value)) for value in set(values)}
    return list(map(made.__getitem__, values))


def _filled(key: object) -> object:
    return None if key == "" else key


def keyed(said: Mapping[Field, Sequence[str]], order: Sequence[Field]) -> Columns:
    """Give the columns of keys of one list, each as long as the list; `said` holds its cells by what they say."""
    columns: Columns = {}
    named = {field: each(clean, said[field]) for field in NAMED if field in said}
    if Field.NAME in said:
        named |= {field: values for field, values in _named(said[Field.NAME], order).items() if field not in named}
    for field, values in named.items():
        columns[field] = values
        columns[f"{field}_bone"] = each(bone, values)
    for field in WORDED:
        if field in said:
            columns[field] = each(clean, said[field])
    columns |= _born(said)
    if Field.DATE in said:
        columns[Field.DATE] = each(lambda value: _iso(date_parts(value)), said[Field.DATE])
    for field, reader in ((Field.AGE, age_of), (Field.SEX, sex_of)):
        if field in said:
            columns[field] = each(reader, said[field])
    return {str(name): values for name, values in columns.items()}


def together(lists: Sequence[tuple[Columns, bool]]) -> Columns:
    """Put the columns of several lists below one another; a list without some column has nothing in it.

    Each list comes with whether it is free of duplicates. Rows are numbered from 0 on.
    """
    whole: Columns = {"unique_id": [], "list": [], "sole": []}
    names = dict.fromkeys(name for columns, _ in lists for name in columns)
    for at, (columns, sole) in enumerate(lists):
        number = max(map(len, columns.values()), default=0)
        whole["unique_id"] += range(len(whole["unique_id"]), len(whole["unique_id"]) + number)
        whole["list"] += [at] * number
        whole["sole"] += [sole] * number
        for name in names:
            whole.setdefault(name, []).extend(columns.get(name) or [None] * number)
    if "father" in whole and "family" in whole:
        parts = [name for name in ("father", "grandfather", "family") if name in whole]
        whole["line"] = _joined([whole[name] for name in parts], " ")
        whole["line_bone"] = _joined([whole[f"{name}_bone"] for name in parts], "")
    return {name: values for name, values in whole.items() if any(value is not None for value in values)}


def _joined(columns: list[list[object]], by: str) -> list[object]:
    return [by.join(filter(None, values)) or None for values in zip(*columns, strict=True)]


def _named(written: Sequence[str], order: Sequence[Field]) -> dict[Field, list[str | None]]:
    """Give the parts of full names: of too many, the last is the last; of too few, those in the middle are missing."""
    found: dict[Field, list[str | None]] = {field: [] for field in order}
    for value in written:
        name = parts(value)
        first = name[: len(order) - 1] if len(name) >= len(order) else name[:-1]
        for field, part in zip(order[:-1], (*first, *[None] * len(order)), strict=False):
            found[field].append(part)
        found[order[-1]].append(name[-1] if len(name) > 1 else None)
        if len(name) == 1:
            found[order[0]][-1] = name[0]
    return found


def _born(said: Mapping[Field, Sequence[str]]) -> Columns:
    if Field.BORN in said:
        triples = [date_parts(value) for value in said[Field.BORN]]
    elif Field.BORN_YEAR in said:
        given = [said.get(each) for each in (Field.BORN_YEAR, Field.BORN_MONTH, Field.BORN_DAY)]
        number = len(said[Field.BORN_YEAR])
        columns = [[_number(v) for v in values] if values else [None] * number for values in given]
        triples = list(zip(*columns, strict=True))
    else:
        return {}
    return {
        "born_year": [each[0] for each in triples],
        "born_month": [each[1] for each in triples],
        "born_day": [each[2] for each in triples],
        "born": [_iso(each) for each in triples],
    }


def _number(value: str) -> int | None:
    return int(value) if value.strip().isdecimal() else None


@cache
def _iso(when: tuple[int | None, int | None, int | None]) -> str | None:
    year, month, day = when
    return f"{year:04}-{month:02}-{day:02}" if year and month and day else None


def silence(columns: Columns, rows: Iterable[int]) -> None:
    """Take from some rows all that could bring them near others."""
    for row in rows:
        for name, values in columns.items():
            if name not in ALWAYS:
                values[row] = None
