"""What the other cells of a table's row say of the person named in one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.extraction.grammar.syntax import Sentence

Row = dict[str, str]  # a cell's text by its column's head in small letters
YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")


def rows(sentences: Sequence[Sentence]) -> dict[int, Row]:
    """Give, by the start of each cell, the row it stands in; a lower row number begins a new table."""
    found: dict[int, Row] = {}
    row: Row = {}
    last = None
    for sentence in sentences:
        block = sentence.block
        if block.kind is not MarkKind.CELL or block.start in found:
            continue
        number = (block.value or "").split(",")[0]
        row = row if number == last else {}
        last = number
        row[(block.column or "").strip().lower()] = block.text.strip()
        found[block.start] = row
    return found


def age(row: Row) -> int | None:
    """The age that a row gives in whole years, in a column of that name."""
    said = next((text for head, text in row.items() if head.startswith("age")), "")
    return int(said) if said.isdigit() and len(said) < 4 else None


def born(row: Row) -> int | None:
    """The year of birth that a row gives."""
    said = next((text for head, text in row.items() if "born" in head or "birth" in head), "")
    match = YEAR.search(said)
    return int(match.group()) if match else None
