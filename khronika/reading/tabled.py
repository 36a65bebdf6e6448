"""The rows of a printed document's tables as they are written: numbered, under their heads, over page ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.reading.tables import count_cells, head_at, mark_cells
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from khronika.reading.draft import Draft
    from khronika.reading.limits import Limits
    from khronika.reading.printed import PrintedLine, Table

ASIDE = (MarkKind.FURNITURE, MarkKind.BOX)
PLAY = 8.0  # points by which the columns of a table's second half may stand elsewhere
Written = tuple[list[tuple[int, int]], list[str]]  # the cells' spans in the text, and their words


class Tables:
    """Sees the lines of all pages go by, and marks the cells of a table when it has ended."""

    def __init__(self, draft: Draft, limits: Limits) -> None:
        self.draft = draft
        self.limits = limits
        self.table: Table | None = None
        self.rows: list[Written] = []
        self.turned = False  # whether a page ended since the last row

    def turn(self) -> None:
        """Take note of a page's end."""
        self.turned = True

    def see(self, line: PrintedLine, start: int) -> MarkKind | None:
        """Take note of a line written at `start`; give the kind of its block."""
        if not line.cells or line.table is None:
            if line.kind not in ASIDE:
                self.end()
            return line.kind
        words = [line.text[first:last] for first, last in line.cells]
        if line.table is not self.table:
            if not self._goes_on(line.table):
                self.end()
            self.table = line.table
            if self.rows and words == self.rows[0][1]:
                return MarkKind.FURNITURE  # the head, printed again on the next page
        self.turned = False
        count_cells(self.draft, len(line.cells), self.limits)
        self.rows.append(([(start + first, start + last) for first, last in line.cells], words))
        return MarkKind.CELL

    def _goes_on(self, other: Table) -> bool:
        """Tell whether a table is the rest of the one before it, on the next page: its columns stand alike."""
        if self.table is None or not self.turned or len(other.edges) != len(self.table.edges):
            return False
        alike = all(abs(one - two) < PLAY for one, two in zip(self.table.edges, other.edges, strict=True))
        other.headed |= alike and self.table.headed
        return alike

    def end(self) -> None:
        """Mark the cells of the table that has ended."""
        rows = [words for _, words in self.rows]
        head = head_at(rows) if self.table is not None and self.table.headed else None
        for number, (spans, words) in enumerate(self.rows, start=1):
            below = head is not None and number - 1 > head
            mark_cells(self.draft, spans, words, number, rows[head] if head is not None and below else [])
        self.table, self.rows = None, []
