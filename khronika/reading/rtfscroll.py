"""A flow of an RTF text in the making: paragraphs and tables in their order."""

from __future__ import annotations

from dataclasses import dataclass, field

from khronika.reading.docx import NOTE
from khronika.vocabulary.documents import MarkKind


@dataclass(frozen=True, slots=True)
class Block:
    """A finished paragraph: its words, the spans of note marks in them, what it is where that is known."""

    words: str
    notes: list[tuple[int, int]]
    kind: MarkKind | None
    value: str | None


@dataclass(slots=True)
class Scroll:
    """One flow of text (body, note, head): its paragraphs and tables in order, and the ones in the making."""

    kind: MarkKind | None = None
    finished: list[Block | list[list[str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0
    in_table: bool = False
    cells: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    level: int | None = None
    item: bool = False

    def say(self, words: str, *, raised: bool = False) -> None:
        """Add words to the paragraph in the making."""
        before = self.words[-1][-1] if self.words else " "
        if raised and NOTE.fullmatch(words) and not before.isspace() and not before.isdigit():
            self.notes.append((self.length, self.length + len(words)))
        if words:
            self.words.append(words)
            self.length += len(words)

    def end_paragraph(self) -> None:
        """Finish the paragraph; in a table it is one of its cell's."""
        if self.in_table or self.cells:
            self.say(" ")
            return
        self.end_table()
        words = "".join(self.words)
        if words.strip():
            kind, value = self.kind, None
            if kind is None and self.level is not None:
                kind, value = MarkKind.HEADING, str(self.level + 1)
            elif kind is None and self.item:
                kind = MarkKind.ITEM
            self.finished.append(Block(words, self.notes, kind, value))
        self._clear()

    def end_cell(self) -> None:
        """Finish a cell of a table."""
        self.cells.append("".join(self.words))
        self._clear()

    def end_row(self) -> None:
        """Finish a row of a table."""
        if self.words:
            self.end_cell()
        self.rows.append(self.cells)
        self.cells = []

    def end_table(self) -> None:
        """Finish the table, where there is one."""
        if self.cells:
            self.end_row()
        if self.rows:
            self.finished.append(self.rows)
        self.rows = []

    def _clear(self) -> None:
        self.words, self.notes, self.length, self.item = [], [], 0, False
