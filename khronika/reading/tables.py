"""Tables as text: one row a line, cells parted by tabs, each cell marked with its place and what its heads say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.reading.refusal import Refusal
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.reading.draft import Draft
    from khronika.reading.limits import Limits

WHITE = re.compile(r"\s+")
FIGURE = re.compile(r"[\d\s.,:/%+()€$£-]+")


def write_table(draft: Draft, rows: Sequence[Sequence[str]], limits: Limits) -> list[Mark]:
    """Write a table; give one span a row, as blocks that layout shall leave alone."""
    clean = [[WHITE.sub(" ", cell).strip() for cell in row] for row in rows]
    clean = [row for row in clean if any(row)]
    count_cells(draft, sum(map(len, clean)), limits)
    head = head_at(clean)
    names = clean[head] if head is not None else []
    settled = []
    for number, row in enumerate(clean, start=1):
        below = head is not None and number - 1 > head
        start = draft.length
        mark_cells(draft, _write_row(draft, row), row, number, names if below else [])
        draft.write("\n")
        settled.append(Mark(MarkKind.CELL, start, draft.length - 1))
    draft.write("\n")
    return settled


def count_cells(draft: Draft, more: int, limits: Limits) -> None:
    """Raise `Refusal` where the tables of one document have too many cells."""
    draft.cells += more
    if draft.cells > limits.cells:
        msg = f"Its tables have more than {limits.cells:,} cells, the limit; split the file and add the parts."
        raise Refusal(msg)


def _write_row(draft: Draft, row: Sequence[str]) -> list[tuple[int, int]]:
    spans = []
    for at, cell in enumerate(row):
        if at:
            draft.write("\t")
        spans.append(draft.write(cell))
    return spans


def mark_cells(
    draft: Draft, spans: Sequence[tuple[int, int]], row: Sequence[str], number: int, names: Sequence[str]
) -> None:
    """Mark the cells of one row, written at these spans, with their place and with what their column and row say."""
    called = next((at for at, cell in enumerate(row) if cell and not FIGURE.fullmatch(cell)), None) if names else None
    for at, (first, last) in enumerate(spans):
        draft.mark(MarkKind.CELL, first, last, f"{number},{at + 1}")
        if at < len(names) and names[at]:
            draft.mark(MarkKind.COLUMN_HEAD, first, last, names[at])
        if called is not None and at > called:
            draft.mark(MarkKind.ROW_HEAD, first, last, row[called])


def head_at(rows: Sequence[Sequence[str]]) -> int | None:
    """Find the row that names the columns: the first with two or more cells, if those are words and rows follow."""
    for at, row in enumerate(rows[:-1]):
        filled = [cell for cell in row if cell]
        if len(filled) > 1:
            return at if not any(FIGURE.fullmatch(cell) for cell in filled) else None
    return None
