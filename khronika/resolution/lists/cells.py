"""A sheet as it was read becomes the rows of a list: the cells under the heads that the column map names."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from khronika.errors import UsageError
from khronika.resolution.lists.rows import Listed
from khronika.resolution.words import words
from khronika.vocabulary.canonical import digest
from khronika.vocabulary.documents import MarkKind
from khronika.vocabulary.lists import Field, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khronika.vocabulary.documents import Revision
    from khronika.vocabulary.lists import ColumnMap, Register

Cells = dict[int, tuple[int, int]]  # by column, counted from 1: where a cell begins and ends
Lines = list[tuple[int, Cells]]


def rows_of(register: Register, revision: Revision) -> tuple[Row, ...]:
    """Give the rows of a list; each has an id that it keeps in the next version of the file.

    It is made of the list's own id of the row where the map names one, else of what the row says; of rows that say the
    same, each next one counts up. Raises `UsageError` where no table has all the heads of the map.
    """
    heads = [column.head for column in register.map.columns]
    for table in _tables(revision):
        for at, (_, cells) in enumerate(table):
            named = {_folded(revision.text[start:end]): column for column, (start, end) in cells.items()}
            if all(_folded(head) in named for head in heads):
                places = [named[_folded(head)] for head in heads]
                return tuple(_rows(register, revision, places, table[at + 1 :]))
    seen = sorted({revision.text[start:end] for table in _tables(revision)[:1] for start, end in _first(table)})
    raise UsageError(
        f"No table in it has the columns {', '.join(heads)}. Its first row has: {', '.join(filter(None, seen))}."
        if seen
        else "There is no table in it; a list is a sheet (CSV, XLSX) or a table of a document."
    )


def listed(register: Register, rows: Sequence[Row]) -> Listed:
    """Give a list as linking takes it; what says nothing to be compared stays behind."""
    columns = register.map.columns
    cells: dict[Field, list[str]] = {}
    for at, column in enumerate(columns):
        if column.field not in (Field.ID, Field.FATE):
            values = [row.cells[at] for row in rows]
            known = cells.get(column.field)  # two columns of one meaning are read as one
            cells[column.field] = (
                values if known is None else [f"{a} {b}".strip() for a, b in zip(known, values, strict=True)]
            )
    return Listed(register.name, [row.id for row in rows], cells, register.map.order, register.map.sole)


def pseudonymous(rows: Iterable[Row], text: str) -> frozenset[str]:
    """Give the ids of rows in which, whatever the column, stands that a name is not the real one."""
    mark = said("pseudonym")
    return frozenset(row.id for row in rows if mark.search(text, row.start, row.end))


def said(*tables: str) -> re.Pattern[str]:
    """Give what finds the words of these tables of the word list of rows."""
    known = "|".join(word for table in tables for word in words("rows")[table]["words"])
    return re.compile(rf"\b(?:{known})\b", re.IGNORECASE)


def _rows(register: Register, revision: Revision, places: Sequence[int], lines: Lines) -> Iterator[Row]:
    mapped: ColumnMap = register.map
    own = next((at for at, column in enumerate(mapped.columns) if column.field is Field.ID), None)
    times: Counter[str] = Counter()
    for number, spans in lines:
        cells = tuple(revision.text[slice(*spans.get(place, (0, 0)))] for place in places)
        if not any(cells):
            continue
        name = digest({"list": register.name, "row": cells[own] if own is not None and cells[own] else list(cells)})
        times[name] += 1
        identity = name if times[name] == 1 else digest({"row": name, "again": times[name]})
        starts, ends = zip(*spans.values(), strict=True)
        yield Row(identity, register.name, number, min(starts), max(ends), cells)


def _tables(revision: Revision) -> list[Lines]:
    """Give the tables of a text, each as its rows; a row number that falls back begins a new one."""
    tables: list[Lines] = []
    last = 0
    for mark in revision.marked(MarkKind.CELL):
        row, _, column = (mark.value or "").partition(",")
        if not (row.isdigit() and column.isdigit()):
            continue
        number = int(row)
        if not tables or number < last:
            tables.append([])
        if not tables[-1] or tables[-1][-1][0] != number:
            tables[-1].append((number, {}))
        tables[-1][-1][1][int(column)] = (mark.start, mark.end)
        last = number
    return tables


def _first(table: Lines) -> Iterable[tuple[int, int]]:
    return max((cells for _, cells in table[:5]), key=len).values() if table else ()


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
