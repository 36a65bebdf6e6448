"""The pages of a PDF in reading order: heads and feet taken off, tables and frames put together, columns one by one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khronika.reading.columns import Page
from khronika.reading.footnotes import Notes
from khronika.reading.initials import put_back
from khronika.reading.insets import see_bullets
from khronika.reading.linenumbers import part_numbers
from khronika.reading.margins import name_lines, running, running_lines
from khronika.reading.printed import PrintedLine, body_height
from khronika.reading.printedtables import ruled_table
from khronika.reading.rows import in_rows, one_line
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khronika.reading.pdflines import Drawn
    from khronika.reading.pdfrules import Area

    Row = list[PrintedLine]

MOST_FRAMED = 0.6  # share of a page's characters above which a frame is the page's own
MOST_IN_ROW = 0.5  # the same, for one row of a ruled table
LONG_ROW = 400  # characters up to which a row is no page set in a table
SAME_PLACE = 3.0  # points within which gutters of two pages are the same one
EDGE = 40  # lines at a page's top and foot among which heads and feet are looked for
SURE = 8  # lines beside each other that make a gutter known to other pages


class Arranged:
    """The pages' lines in reading order, and the numbers of the pages of which something has to be said."""

    def __init__(self, sheets: Mapping[int, Drawn | None]) -> None:
        self.pages: dict[int, list[PrintedLine] | None] = {}
        self.doubtful: list[int] = []
        self.crowded: list[int] = []
        self.disordered = [number for number, sheet in sheets.items() if sheet and sheet.disordered]
        numbers = [_take_numbers(sheet) if sheet else [] for sheet in sheets.values()]
        rows = [_all_rows(sheet) if sheet else None for sheet in sheets.values()]
        self.body = body_height([line for sheet in sheets.values() for line in (sheet.lines if sheet else ())])
        repeated = running_lines(rows)
        known: Counter[float] = Counter()
        notes = Notes(self.body)
        for (number, sheet), page, aside in zip(sheets.items(), rows, numbers, strict=True):
            if sheet is None or page is None:
                self.pages[number] = None
                continue
            top, foot = running(page, repeated, number)
            taken = {id(line) for row in (*top, *foot) for line in row}
            rest = put_back([line for line in sheet.lines if id(line) not in taken])
            see_bullets(rest, sheet.drawing.dots)
            flow = self._flow(rest, sheet, number, known)
            name_lines(flow, notes)
            self.pages[number] = [*_furniture(top), *flow, *aside, *_furniture(foot)]

    def _flow(self, lines: list[PrintedLine], sheet: Drawn, number: int, known: Counter[float]) -> list[PrintedLine]:
        """Put what stands between head and foot in order; gutters are known from the pages before."""
        page = Page(known, rightwards=sheet.rightwards)
        flow = page.in_order(_with_units(lines, sheet, page))
        known.update(gutter.place for gutter in page.gutters if gutter.pairs >= SURE)
        if any(gutter.doubtful for gutter in page.gutters):
            self.doubtful.append(number)
        if page.crowded:
            self.crowded.append(number)
        return flow


def _take_numbers(sheet: Drawn) -> list[PrintedLine]:
    """Take the line numbers off a page."""
    sheet.lines, numbers = part_numbers(sheet.lines)
    return numbers


def _all_rows(sheet: Drawn) -> list[Row]:
    """Give the rows of a page from top to bottom, columns left aside; of a full page only those near its edges."""
    lines = sorted(sheet.lines, key=lambda line: (-line.bottom, line.left))
    if len(lines) <= 2 * EDGE:
        return in_rows(lines)
    return [*in_rows(lines[:EDGE]), *in_rows(lines[-EDGE:])]


def _furniture(rows: Sequence[Row]) -> Iterator[PrintedLine]:
    for row in rows:
        line = one_line(row)
        line.kind = MarkKind.FURNITURE
        yield line


def _with_units(lines: list[PrintedLine], sheet: Drawn, page: Page) -> list[PrintedLine]:
    """Put what stands in a ruled table or in a frame into one line each, that stands for the whole."""
    size = sum(len(line.text) for line in lines)
    for grid in sheet.drawing.grids():
        area = (grid.columns[0], grid.rows[-1], grid.columns[-1], grid.rows[0])
        inside = [line for line in lines if _within(line, area)]
        table = ruled_table(grid, inside)
        longest = max((len(row.text) for row in table), default=0)
        if len(table) > 1 and len(table[0].cells) > 1 and longest < max(LONG_ROW, MOST_IN_ROW * size):
            lines = _replaced(lines, inside, table, area)
    for area in sorted(_frames(sheet), key=lambda area: -(area[2] - area[0]) * (area[3] - area[1])):
        inside = [line for line in lines if _within(line, area)]
        share = sum(len(line.text) for line in inside)
        tall = max((line.top for line in inside), default=0.0) - min((line.bottom for line in inside), default=0.0)
        if inside and share < MOST_FRAMED * size and tall > 1.8 * inside[0].height and not inside[0].inner:
            ordered = page.in_order(inside)
            for line in ordered:
                line.kind = line.kind if line.cells else MarkKind.BOX
            lines = _replaced(lines, inside, ordered, area)
    return lines


def _frames(sheet: Drawn) -> list[Area]:
    """Give the frames that are no row or cell beside another one."""
    frames = sheet.drawing.frames
    return [area for area in frames if not any(_stacked(area, other) for other in frames if other != area)]


def _stacked(one: Area, other: Area) -> bool:
    touching = min(abs(one[1] - other[3]), abs(one[3] - other[1])) < SAME_PLACE
    return touching and abs(one[0] - other[0]) < SAME_PLACE and abs(one[2] - other[2]) < SAME_PLACE


def _within(line: PrintedLine, area: Area) -> bool:
    across, up = (line.left + line.right) / 2, line.middle
    return area[0] <= across <= area[2] and area[1] <= up <= area[3]


def _replaced(
    lines: list[PrintedLine], inside: Sequence[PrintedLine], inner: Sequence[PrintedLine], area: Area
) -> list[PrintedLine]:
    gone = {id(line) for line in inside}
    at = next(at for at, line in enumerate(lines) if id(line) in gone)
    unit = PrintedLine("", area[0], area[2], area[1], area[3], inside[0].page_height, inner=tuple(inner))
    rest = [line for line in lines[at:] if id(line) not in gone]
    return [*lines[:at], unit, *rest]
