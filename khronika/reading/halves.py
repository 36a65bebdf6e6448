"""Halves: a paragraph that breaks off at a column's end goes on in the next one, whatever it goes on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.reading.blocks import SENTENCE_END
from khronika.reading.printed import OTHER_SIZE, is_item
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from khronika.reading.printed import PrintedLine

ASIDE = (MarkKind.FURNITURE, MarkKind.BOX, MarkKind.CELL)
SPACE = 0.2  # heights, a narrow space between two words


class Halves:
    """Sees the lines of all pages go by, and keeps at which places of the text a second half begins."""

    def __init__(self) -> None:
        self.places: set[int] = set()
        self.before: PrintedLine | None = None
        self.turned = False  # whether a page ended since that line

    def turn(self) -> None:
        """Take note of a page's end."""
        self.turned = True

    def see(self, line: PrintedLine, start: int, kind: MarkKind | None) -> None:
        """Take note of a line written at `start`."""
        if kind in ASIDE:
            return
        before, turned = self.before, self.turned
        self.before, self.turned = line if kind is not MarkKind.HEADING else None, False
        if before is not None and (turned or before.column != line.column) and _goes_on(before, line):
            self.places.add(start)


def _goes_on(before: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a line goes on with one whose sentence breaks off: the word that follows had no room there."""
    alike = line.kind in (before.kind, None if before.kind is MarkKind.ITEM else before.kind)
    if not alike or before.bold != line.bold or before.text[-1] == ":" or is_item(line):
        return False
    if SENTENCE_END.search(before.words) or abs(before.height - line.height) > OTHER_SIZE * line.height:
        return False
    room = before.left - before.column_end if line.leftwards else before.column_end - before.right
    return room < SPACE * before.height + line.first_word + 1
