"""What a PDF page draws beside its letters: ruled tables and frames around text."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_OBJECTS = 4_000  # of a page that are looked at; a map or a chart has more
MOST_RULES = 600
THIN = 3.0  # points up to which a path is a rule and no area
LEAST_RULE = 8.0  # points
TOUCH = 3.0  # points by which two rules that meet may miss each other
LEAST_FRAME = (50.0, 18.0)  # width and height
OUTLINE = (4, 10)  # segments of a rectangle, or of one with a hole
DOT = (1.0, 8.0)  # points between which a shape as wide as it is tall may be a list's bullet
MOST_DOTS = 200
LEAST_EDGES = 3  # rules across that make two rows or columns
Area = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(slots=True)
class Grid:
    """A ruled table: the places of its rules, left to right and top to bottom, in points."""

    columns: list[float]
    rows: list[float]
    across: list[Area] = field(default_factory=list)

    def parted(self, row: int, column: int) -> bool:
        """Tell whether a rule stands above this row in this column; without one the cell above goes on."""
        height, middle = self.rows[row], (self.columns[column] + self.columns[column + 1]) / 2
        return any(abs(rule[1] - height) <= TOUCH and rule[0] <= middle <= rule[2] for rule in self.across)


@dataclass(slots=True)
class Drawing:
    """The areas, the rules up and across, and the shapes as small as a list's bullets, of one page."""

    frames: list[Area] = field(default_factory=list)
    upright: list[Area] = field(default_factory=list)
    across: list[Area] = field(default_factory=list)
    dots: list[Area] = field(default_factory=list)

    def at(self, height: float) -> list[float]:
        """Give where upright rules stand at this height, in points from the left."""
        return [rule[0] for rule in self.upright if rule[1] <= height <= rule[3]]

    def grids(self) -> list[Grid]:
        """Give the ruled tables: rules that touch, with two rows and two columns at least."""
        if len(self.upright) < LEAST_EDGES or len(self.across) < LEAST_EDGES - 1:
            return []
        found = []
        for rules in _touching(self.upright + self.across):
            columns = _places([rule[0] for rule in rules if rule[2] - rule[0] <= THIN])
            rows = _places([rule[1] for rule in rules if rule[3] - rule[1] <= THIN])[::-1]
            across = [rule for rule in rules if rule[3] - rule[1] <= THIN]
            if len(columns) >= LEAST_EDGES and len(rows) >= LEAST_EDGES:
                found.append(Grid(columns, rows, across))
        return found


def drawing(page: Any) -> Drawing:  # noqa: ANN401 - a library without types
    """Collect what is drawn."""
    from pypdfium2 import raw

    found = Drawing()
    size = float(page.get_width()), float(page.get_height())
    for at in range(min(MOST_OBJECTS, raw.FPDFPage_CountObjects(page.raw))):
        each = raw.FPDFPage_GetObject(page.raw, at)
        if raw.FPDFPageObj_GetType(each) == raw.FPDF_PAGEOBJ_PATH:
            _sort_in(found, raw, each, size)
    if len(found.upright) + len(found.across) > MOST_RULES:
        found.upright, found.across = [], []
    found.dots = found.dots if len(found.dots) <= MOST_DOTS else []
    return found


def _sort_in(found: Drawing, raw: Any, path: Any, size: tuple[float, float]) -> None:  # noqa: ANN401
    left, bottom, right, top = _bounds(raw, path)
    segments = int(raw.FPDFPath_CountSegments(path))
    wide, tall = right - left, top - bottom
    if DOT[0] < wide < DOT[1] and DOT[0] < tall < DOT[1] and abs(wide - tall) < DOT[0]:
        found.dots.append((left, bottom, right, top))
    elif wide <= THIN < LEAST_RULE < tall:
        found.upright.append(((left + right) / 2, bottom, (left + right) / 2, top))
    elif tall <= THIN < LEAST_RULE < wide:
        found.across.append((left, (bottom + top) / 2, right, (bottom + top) / 2))
    elif segments > OUTLINE[1]:
        _sort_segments(found, raw, path, segments)
    elif segments >= OUTLINE[0] and wide > LEAST_RULE and tall > LEAST_RULE / 2 and wide < 0.97 * size[0]:
        if wide > LEAST_FRAME[0] and tall > LEAST_FRAME[1]:
            found.frames.append((left, bottom, right, top))
        if _stroked(raw, path) or segments > OUTLINE[0] + 2:
            found.across += [(left, bottom, right, bottom), (left, top, right, top)]
            found.upright += [(left, bottom, left, top), (right, bottom, right, top)]


def _bounds(raw: Any, path: Any) -> Area:  # noqa: ANN401
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(path, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _stroked(raw: Any, path: Any) -> bool:  # noqa: ANN401
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(stroke.value)


def _sort_segments(found: Drawing, raw: Any, path: Any, segments: int) -> None:  # noqa: ANN401
    """Take the straight strokes out of a path that draws a whole table at once."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for at in range(min(segments, MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        moved = raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO
        place = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        points.append((moved, place))
    for (_, (x0, y0)), (moved, (x1, y1)) in pairwise(points):
        if moved:
            continue
        if abs(x0 - x1) < 1 and abs(y0 - y1) > LEAST_RULE:
            found.upright.append((x0, min(y0, y1), x0, max(y0, y1)))
        elif abs(y0 - y1) < 1 and abs(x0 - x1) > LEAST_RULE:
            found.across.append((min(x0, x1), y0, max(x0, x1), y0))


def _touching(rules: Sequence[Area]) -> Iterator[list[Area]]:
    left = list(dict.fromkeys(rules))
    while left:
        group, fresh = [], [left.pop()]
        while fresh:
            rule = fresh.pop()
            group.append(rule)
            meets = [other for other in left if _meet(rule, other)]
            fresh += meets
            left = [other for other in left if other not in set(meets)] if meets else left
        yield group


def _meet(one: Area, other: Area) -> bool:
    across = one[0] <= other[2] + TOUCH and other[0] <= one[2] + TOUCH
    return across and one[1] <= other[3] + TOUCH and other[1] <= one[3] + TOUCH


def _places(values: list[float]) -> list[float]:
    """Give each place once, rising; rules closer than a cell's padding are one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > 2 * TOUCH:
            kept.append(value)
    return kept
