"""Columns: what a person says of the columns of a list, on the command line or in a file that can be kept beside it."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

from khronika.errors import UsageError
from khronika.vocabulary.lists import Column, ColumnMap, Field

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAMES = frozenset({Field.NAME, Field.GIVEN, Field.FAMILY})
PARTS = (Field.GIVEN, Field.FATHER, Field.GRANDFATHER, Field.FAMILY)  # of a name in one cell
UNREADABLE = "{} cannot be read as a column map; it is a TOML or JSON file with columns."


def column_map(
    columns: Iterable[str], *, order: str | None = None, sole: bool = False, file: Path | None = None
) -> ColumnMap | None:
    """Read a column map as a person gives it: FIELD=HEAD each, or a TOML or JSON file with `columns` and `order`.

    Raises `UsageError` where it names no field of a list or no name. None where nothing was said.
    """
    told = _read_map(file) if file else {}
    pairs = [*_pairs(told.get("columns", {})), *(_split(each) for each in columns)]
    parts = str(told.get("order", "")) if order is None else order
    if not pairs:
        if parts or sole:
            raise UsageError("Say what the columns are as well: --column name=HEAD for each, or --map FILE.")
        return None
    mapped = tuple(Column(_field(field), head) for field, head in pairs)
    if not NAMES & {column.field for column in mapped}:
        raise UsageError("A list needs a column with names: name=HEAD, or given=HEAD and family=HEAD.")
    free = told.get("duplicate_free", False)
    if not isinstance(free, bool):
        raise UsageError("duplicate_free of a map is true or false.")
    return ColumnMap(mapped, _order(parts), sole or free) if parts else ColumnMap(mapped, sole=sole or free)


def _read_map(file: Path) -> dict[str, object]:
    try:
        text = file.read_text(encoding="utf-8")
        told: dict[str, object] = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(UNREADABLE.format(file)) from error
    if not isinstance(told, dict):
        raise UsageError(UNREADABLE.format(file))
    return told


def _order(parts: str) -> tuple[Field, ...]:
    order = tuple(_field(part) for part in parts.split())
    if not set(order) <= set(PARTS) or len(set(order)) < max(len(order), 2):
        raise UsageError(f"The order of a name is made of {', '.join(PARTS)}: two of them or more, each once.")
    return order


def _pairs(columns: object) -> list[tuple[str, str]]:
    if not isinstance(columns, dict):
        raise UsageError("The columns of a map are written as FIELD = HEAD.")
    return [
        (str(field), str(head))
        for field, heads in columns.items()
        for head in (heads if isinstance(heads, list) else [heads])
    ]


def _split(column: str) -> tuple[str, str]:
    field, between, head = column.partition("=")
    if not between or not head.strip():
        raise UsageError(f"{column!r} is no column; write FIELD=HEAD, such as born=Date of birth.")
    return field.strip(), head.strip()


def _field(word: str) -> Field:
    try:
        return Field(word.strip().lower())
    except ValueError as error:
        raise UsageError(f"{word!r} is nothing that a column says; it may be {', '.join(Field)}.") from error
