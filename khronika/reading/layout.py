"""From a text and what its format knows of it to layout marks: blocks, joins, boxes, furniture, lost spaces, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.reading.blocks import blocks
from khronika.reading.breaks import mend
from khronika.reading.chrome import name_furniture
from khronika.reading.draft import in_order
from khronika.reading.gaps import glued_notes, missing_spaces
from khronika.reading.titles import name_headings, name_quotations
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from khronika.reading.blocks import Block

HYPHENS = "-‐\xad"
RAISED = "¹"


def lay_out(
    text: str,
    settled: Sequence[Mark] = (),
    beside: Iterable[Mark] = (),
    *,
    soft: bool = False,
    halves: Collection[int] = (),
) -> tuple[Mark, ...]:
    """Give all marks of a text in order.

    `settled` are blocks that the format knows (furniture, headings, boxes), in order, not overlapping; `beside` are
    marks of the format to keep as they are (pages, cells, notes); `soft` says that no line end has a meaning; `halves`
    are places at which, by where they stand, the second half of a paragraph begins.
    """
    found = blocks(text, settled, soft=soft)
    name_furniture(text, found)
    name_headings(text, found)
    beside = tuple(beside)
    found = mend(_raised(text, beside), found, halves)
    name_quotations(text, found)
    marks = [mark for block in found for mark in block_marks(text, block)]
    known = {mark.start for mark in beside if mark.kind is MarkKind.NOTE}
    glued = (mark for mark in glued_notes(text) if mark.start not in known)
    return in_order((*marks, *beside, *missing_spaces(text), *glued))


def _raised(text: str, marks: Iterable[Mark]) -> str:
    """Give the text with the marks of its notes in raised figures, one for one, so that they are no words."""
    notes = [mark for mark in marks if mark.kind is MarkKind.NOTE]
    pieces, at = [], 0
    for mark in sorted(notes, key=lambda mark: mark.start):
        pieces += [text[at : mark.start], RAISED * (mark.end - max(at, mark.start))]
        at = max(at, mark.end)
    return "".join(pieces) + text[at:] if pieces else text


def block_marks(text: str, block: Block) -> Iterator[Mark]:
    """Give the marks of one block."""
    if block.settled and block.kind is MarkKind.CELL:
        return  # a table's row: its cells are marked one by one
    if block.settled and block.kind is MarkKind.BOX:
        yield Mark(MarkKind.PARAGRAPH, block.start, block.end)
    yield Mark(block.kind, block.start, block.end, block.value)
    for start, end in block.joins:
        if start < end:
            hyphen = start > 0 and text[start - 1] in HYPHENS
            yield Mark(MarkKind.JOIN, start, end, "hyphen" if hyphen else None)
