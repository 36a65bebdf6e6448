"""Columns: the lines of a page in the order in which they are read, whatever the order in which the file draws them."""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from khronika.reading.gutters import find_gutter
from khronika.reading.printed import measure
from khronika.reading.printedtables import find_tables
from khronika.reading.rows import in_rows, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.reading.gutters import Gutter
    from khronika.reading.printed import PrintedLine

TITLE = 1.12  # times the letters of a page, from which a line is a title
APART = 1.35  # times the usual step from line to line, that parts what follows
DEEPEST = 24  # parts within parts
MIDDLE = attrgetter("middle")
MOST_LINES = 900  # of a page that are looked at for columns; a map or a drawing has more


class Page:
    """The lines of one page on their way into order; `rightwards` is False where columns go from right to left."""

    def __init__(self, known: Iterable[float] = (), *, rightwards: bool = True) -> None:
        self.known = tuple(known)
        self.rightwards = rightwards
        self.gutters: list[Gutter] = []
        self.columns = 0
        self.crowded = False

    def in_order(self, lines: Sequence[PrintedLine]) -> list[PrintedLine]:
        """Give the lines in reading order, those of one row as one line, each measured against its column."""
        if len(lines) > MOST_LINES:
            self.crowded = True
            measure(lines, 1, leftwards=not self.rightwards)
            return [inner for line in lines for inner in (line.inner or (line,))]
        return self._arranged(list(lines), DEEPEST)

    def _arranged(self, lines: list[PrintedLine], deep: int) -> list[PrintedLine]:
        gutter = find_gutter(lines, self.known) if deep else None
        if gutter is None:
            return self._column(lines)
        self.gutters.append(gutter)
        above = [line for line in lines if line.middle > gutter.top]
        below = [line for line in lines if line.middle < gutter.bottom]
        inside = [line for line in lines if gutter.bottom <= line.middle <= gutter.top]
        sides = [[line for line in inside if (line.left < gutter.place) is left] for left in (True, False)]
        one, other = sides
        title = _title_across(one, other)
        if title is not None:
            parts = [
                [line for line in lines if line.middle > title],
                [line for line in lines if line.middle <= title],
            ]
            return [line for part in parts for line in self._arranged(part, deep - 1)]
        above += _titles(one, other)
        below += _tail(one, other, below)
        if any(side and all(line.inner for line in side) for side in sides):
            sides.sort(key=lambda side: all(line.inner for line in side))  # a frame stands aside and is read last
        elif not self.rightwards:
            sides.reverse()
        parts = [above, *sides, below]
        return [line for part in parts if part for line in self._arranged(part, deep - 1)]

    def _column(self, lines: list[PrintedLine]) -> list[PrintedLine]:
        self.columns += 1
        found = [one_line(row) for row in find_tables(in_rows(lines, rightwards=self.rightwards))]
        whole = [inner for line in found for inner in (line.inner or (line,))]
        measure([line for line in found if not line.inner], self.columns, leftwards=not self.rightwards)
        return whole


def _titles(one: list[PrintedLine], other: list[PrintedLine]) -> list[PrintedLine]:
    """Take out the titles that stand above both columns, over the one side only for being short."""
    if not one or not other:
        return []
    sizes = sorted(line.height for line in (*one, *other))
    large = TITLE * sizes[len(sizes) // 2]
    found = []
    for side, beside in ((one, other), (other, one)):
        while len(side) > 1:
            first = max(side, key=MIDDLE)
            if first.height < large or any(line.top > first.bottom for line in beside):
                break
            side.remove(first)
            found.append(first)
    return found


def _title_across(one: Sequence[PrintedLine], other: Sequence[PrintedLine]) -> float | None:
    """Find a title between two stretches of columns that is too short to cross them: nothing stands beside it."""
    heights = sorted(line.height for line in (*one, *other))
    large = TITLE * heights[len(heights) // 2]
    for side, beside in ((one, other), (other, one)):
        for line in side:
            if line.inner or line.height < large:
                continue
            above = [each for each in beside if each.bottom >= line.top]
            below = [each for each in beside if each.top <= line.bottom]
            framed = any(each.bottom > line.top for each in side) and any(each.top < line.bottom for each in side)
            if above and below and framed and len(above) + len(below) == len(beside):
                return line.middle + line.height / 2 - 0.01 * line.height
    return None


def _tail(one: list[PrintedLine], other: list[PrintedLine], below: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Take out what stands under both columns and closer to what follows across them: a title, a short line."""
    if not below or not one or not other:
        return []
    side, beside = (one, other) if min(map(MIDDLE, one)) < min(map(MIDDLE, other)) else (other, one)
    end = min(line.bottom for line in beside)
    under = sorted((line for line in side if line.top <= end), key=lambda line: -line.bottom)
    rest = [line for line in side if line.top > end]
    if not under or not rest:
        return []
    chain = [min(rest, key=MIDDLE), *under]
    gaps = [(before.bottom - after.top, at) for at, (before, after) in enumerate(pairwise(chain), start=1)]
    widest, at = max(gaps)
    following = chain[-1].bottom - max(line.top for line in below)
    taken = chain[at:] if widest > max(following, (APART - 1) * chain[-1].height) else []
    for line in taken:
        side.remove(line)
    return taken
