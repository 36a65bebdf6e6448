"""What is set in on a printed page: items behind a bullet that is drawn, and block quotations."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from khronika.reading.printed import WIDE_GAP, breaks_before, is_item
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.reading.pdfrules import Area
    from khronika.reading.printed import PrintedLine

IN = 0.7  # heights by which a quotation is set in at each side
LEVEL = 2.0  # points by which two edges may differ and be the same
SMALLER = 0.97  # of the column's letters: smaller ones are a quotation's where they are set in at one side only
NARROWEST = 0.4  # of the column's width that a quotation fills
SPACE = 0.25  # heights, the space between two words
FLUSH = 3  # lines of which all but the last end at one edge, so that this edge is the text's
FAR = 2.0  # heights by which a bullet stands before its words
DOT = 0.7  # of their height, that it is wide at most
LEAST = 3  # lines at a column's left edge that prove where it is


def see_bullets(lines: Sequence[PrintedLine], dots: Sequence[Area]) -> None:
    """Tell lines that one of the small shapes of a page is their bullet: it stands right before them."""
    for left, bottom, right, top in dots:
        level = [line for line in lines if line.bottom < (bottom + top) / 2 < line.top]
        gap, line = min(
            ((each.left - right, each) for each in level if each.left > right), default=(0.0, None), key=_gap
        )
        nearest = min((left - each.right for each in level if each.right < left), default=gap + 1)
        if line is not None and gap < min(nearest, FAR * line.height) and right - left < DOT * line.height:
            line.bullet = True


def _gap(pair: tuple[float, PrintedLine | None]) -> float:
    return pair[0]


def name_items(page: Sequence[PrintedLine]) -> None:
    """Give the items behind a drawn bullet their kind, with the lines that stand below their first one."""
    first = before = None
    for line in page:
        if line.bullet and line.kind is None and not line.cells:
            first = line
        elif first is None or before is None or not _hangs(first, before, line):
            first = None
        if first is not None:
            line.kind = MarkKind.ITEM
        before = line


def _hangs(first: PrintedLine, before: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a line stands right below the others of its item."""
    alike = line.kind is None and not line.cells and line.column == before.column and line.bold == before.bold
    step = before.bottom - line.bottom
    return alike and abs(line.left - first.left) <= LEVEL and 0 < step <= WIDE_GAP * max(line.pitch, line.height)


def name_quotations(page: Sequence[PrintedLine]) -> None:
    """Give the block quotations of one page, in reading order, their kind."""
    for _, lines in groupby(page, key=lambda line: line.column):
        column = [line for line in lines if not line.cells and line.kind is None]
        edges = _edges(column)
        for block in _set_in(column, edges[0] + IN * edges[2]) if edges else ():
            if edges and _is_quotation(block, *edges):
                for line in block:
                    line.kind = MarkKind.QUOTE


def _edges(column: Sequence[PrintedLine]) -> tuple[float, float, float] | None:
    """Give the left and right edge of a column, and the height of its letters; None where too few lines tell them."""
    lefts = Counter(round(line.left / LEVEL) for line in column)
    at = min((place for place, count in lefts.items() if count >= LEAST), default=None)
    if at is None:
        return None
    full = [line for line in column if abs(line.left - at * LEVEL) <= LEVEL]
    heights = sorted(line.height for line in full)
    return at * LEVEL, max(line.right for line in full), heights[len(heights) // 2]


def _set_in(column: Sequence[PrintedLine], left: float) -> Iterator[list[PrintedLine]]:
    """Give the blocks that begin at `left` or behind it in their first two lines."""
    block: list[PrintedLine] = []
    for at, line in enumerate(column):
        if block and not breaks_before(block[-1], line, block[0]):
            block.append(line)
            continue
        yield block
        follows = column[at + 1] if at + 1 < len(column) else line
        begins = min(line.left, follows.left) >= left and (
            not at or breaks_before(column[at - 1], line, column[at - 1])
        )
        block = [line] if begins else []
    yield block


def _is_quotation(block: Sequence[PrintedLine], left: float, right: float, height: float) -> bool:
    """Tell whether running text is set in from both edges, or in smaller letters from the left one."""
    inner = block[1:]
    if not inner or is_item(block[0]) or min(line.left for line in inner) < left + IN * height:
        return False
    ends = max(line.right for line in block)
    level = max(line.left for line in inner) - min(line.left for line in inner) <= LEVEL and not _is_centred(block)
    wide = ends - inner[0].left >= NARROWEST * (right - left)
    if not (level and wide and any(line.text[0].islower() for line in inner)):
        return False
    if block[0].height < SMALLER * height:
        return True
    return ends <= right - IN * height and (_is_flush(block) or _breaks_early(block, right))


def _is_centred(block: Sequence[PrintedLine]) -> bool:
    """Tell whether the first two lines begin at different places around one middle."""
    one, other = block[:2]
    return abs(one.left - other.left) > LEVEL >= abs(one.left + one.right - other.left - other.right)


def _is_flush(block: Sequence[PrintedLine]) -> bool:
    """Tell whether all lines but the last end at one edge."""
    ends = [line.right for line in block[:-1]]
    return len(block) >= FLUSH and max(ends) - min(ends) <= LEVEL


def _breaks_early(block: Sequence[PrintedLine], right: float) -> bool:
    """Tell whether a line ends before a word that would have stood in it, had it the column's width."""
    return any(one.right + SPACE * one.height + other.first_word < right - LEVEL for one, other in pairwise(block))
