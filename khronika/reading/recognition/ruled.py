"""Ruled tables on a scan: rules are found in the picture, and the words between them are put into their cells."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from khronika.reading.pdfrules import Drawing
from khronika.reading.recognition.raster import DPI, POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image

    from khronika.reading.pdfrules import Area, Grid
    from khronika.reading.recognition.words import Word

UNIT = 32  # pixels of a row that are looked at as one; all of them are dark where a rule runs
FULL = 230  # of 255, from which they are
LEAST = 3  # such units in a row that make a rule
THICK = 14  # pixels from which it is a bar
DRIFT = 2  # pixels by which a rule may rise or fall from one unit to the next
DARK = 0.7  # share of the paper's lightness below which a pixel is dark
LEAST_WORDS = 4  # in a table; a frame around a stamp has fewer
MOST_RULES = 400  # a picture with more is a drawing
Row = tuple[tuple["Word", ...], ...]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """The rows of a table, each with all its cells, each with its words."""

    rows: tuple[Row, ...]

    def words(self) -> Iterator[Word]:
        """Give all words."""
        return (word for row in self.rows for cell in row for word in cell)


def ruled_tables(page: Image, words: Sequence[Word], tilt: float) -> tuple[RuledTable, ...]:
    """Put the words that stand in ruled tables into their cells; the lines of the page slope by `tilt` degrees."""
    grids = _drawing(page, math.radians(tilt)).grids()
    found = []
    for grid in sorted(grids, key=lambda each: -each.rows[0]):
        rows = _rows(grid, words, page.height, math.radians(tilt))
        if len(rows) > 1 and len(rows[0]) > 1 and sum(len(cell) for row in rows for cell in row) >= LEAST_WORDS:
            found.append(RuledTable(rows))
    return tuple(found)


def _drawing(page: Image, tilt: float) -> Drawing:
    """Give the rules of a page as if it were level, in points as on a PDF's page."""
    from PIL import Image, ImageStat

    dark = DARK * ImageStat.Stat(page).median[0]
    ink = page.point([255 if value < dark else 0 for value in range(256)])
    across = [_area(one, down, two, down, page.height, tilt) for one, two, down in _runs(ink)]
    turned = ink.transpose(Image.Transpose.TRANSPOSE)
    upright = [_area(side, one, side, two, page.height, tilt) for one, two, side in _runs(turned)]
    if len(across) + len(upright) > MOST_RULES:
        return Drawing()
    level = [(left, (low + high) / 2, right, (low + high) / 2) for left, low, right, high in across]
    plumb = [((left + right) / 2, low, (left + right) / 2, high) for left, low, right, high in upright]
    return Drawing(upright=plumb, across=level)


def _area(left: float, top: float, right: float, bottom: float, height: int, tilt: float) -> Area:
    one, other = _point(left, bottom, height, tilt), _point(right, top, height, tilt)
    return one[0], one[1], other[0], other[1]


def _point(across: float, down: float, height: int, tilt: float) -> tuple[float, float]:
    """Give where a pixel would be on the level page, in points from its foot."""
    scale = POINTS / DPI
    return (across + down * tilt) * scale, (height - down + across * tilt) * scale


def _runs(ink: Image) -> Iterator[tuple[int, int, float]]:
    """Follow dark lines along the rows of a picture: where each begins and ends, and its height."""
    units = ink.reduce((UNIT, 1))
    wide, dark = units.width, units.tobytes()
    growing: list[tuple[int, list[float]]] = []
    for at in range(wide + 1):
        heights = _heights(dark[at::wide]) if at < wide else []
        grown: list[tuple[int, list[float]]] = []
        for begun, line in growing:
            near = [height for height in heights if abs(height - line[-1]) <= DRIFT]
            if near:
                heights.remove(near[0])
                grown.append((begun, [*line, near[0]]))
            elif len(line) >= LEAST:  # its ends may lie anywhere in the units beside
                yield (begun - 1) * UNIT, (at + 1) * UNIT, sum(line) / len(line)
        growing = [*grown, *((at, [height]) for height in heights)]


def _heights(column: bytes) -> list[float]:
    """Give the middles of what is dark in a column and thin."""
    rows = [at for at, value in enumerate(column) if value >= FULL]
    groups = [[at for _, at in group] for _, group in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0])]
    return [(group[0] + group[-1]) / 2 for group in groups if len(group) < THICK]


def _rows(grid: Grid, words: Sequence[Word], height: int, tilt: float) -> tuple[Row, ...]:
    """Put words into cells by their middles; a cell without a rule above it goes on with the one above."""
    cells: list[list[list[Word]]] = [[[] for _ in grid.columns[1:]] for _ in grid.rows[1:]]
    for word in words:
        left, top, right, bottom = word.box
        across, up = _point((left + right) / 2, (top + bottom) / 2, height, tilt)
        column, row = bisect_right(grid.columns, across) - 1, sum(edge > up for edge in grid.rows) - 1
        if 0 <= column < len(grid.columns) - 1 and 0 <= row < len(grid.rows) - 1:
            while row and not grid.parted(row, column):
                row -= 1
            cells[row][column].append(word)
    kept = [at for at in range(len(grid.columns) - 1) if any(row[at] for row in cells)]
    return tuple(tuple(tuple(row[at]) for at in kept) for row in cells if any(row))
