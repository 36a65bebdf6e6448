"""Tables on a printed page: rows of cells that stand under each other, with rules or without."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from khronika.reading.blocks import unfinished_word
from khronika.reading.gutters import is_label
from khronika.reading.printed import Table
from khronika.reading.rows import in_rows, join, one_line
from khronika.reading.tables import FIGURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.reading.pdfrules import Grid
    from khronika.reading.printed import PrintedLine

    Row = list[PrintedLine]
    Cells = list[list[PrintedLine]]

LEAST_ROWS = 3  # rows that stand under each other
STRIP = 0.28  # heights of empty space between two columns
LINE = 1.45  # heights from line to line within a cell
WORDS_APART = 0.7  # heights between two words of a text that is set to both edges
FAR = 4.0  # heights from row to row within a table
LONG = 40  # characters of a usual cell, from which it is rather running text


def find_tables(rows: list[Row]) -> list[Row]:
    """Put the rows of tables into one line each, with their cells; all other rows stay as they are."""
    found: list[Row] = []
    at = 0
    while at < len(rows):
        end = _run_end(rows, at)
        table = _table(rows[at:end]) if end - at >= LEAST_ROWS else None
        after = max(end, at + 1)
        found += [[line] for line in table] if table is not None else rows[at:after]
        at = after
    return found


def _run_end(rows: Sequence[Row], at: int) -> int:
    """Give the row after the last that may belong to a table that begins here."""
    if len(rows[at]) == 1:
        return at
    end = at + 1
    strips, most = _strips(rows[at]), len(rows[at])
    while end < len(rows) and _step(rows[end - 1], rows[end]) < FAR:
        row = rows[end]
        if len(row) == 1 and _step(rows[end - 1], row) > LINE:
            break
        if len(row) > 1 and _is_spaced(row) is not _is_spaced(rows[at]):
            break
        strips = _shared_strips(rows[at : end + 1]) if len(row) > most else _narrowed(strips, row)
        if not strips:
            break
        most, end = max(most, len(row)), end + 1
    return end


def _is_spaced(row: Row) -> bool:
    """Tell whether a row is drawn as one line of words, whose spaces are no wider than those of a text are."""
    return all(
        other.white == " " and other.left - one.right < WORDS_APART * other.height for one, other in pairwise(row)
    )


def _shared_strips(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Give the empty spaces that all rows have in common."""
    strips = _strips(max(rows, key=len))
    for row in rows:
        strips = _narrowed(strips, row)
    return strips


def _step(before: Row, row: Row) -> float:
    return (before[0].bottom - row[0].bottom) / max(0.1, row[0].height) if not row[0].inner else FAR


def _strips(row: Row) -> list[tuple[float, float]]:
    """Give the empty spaces between the pieces of a row."""
    return [(one.right, other.left) for one, other in pairwise(sorted(row, key=lambda line: line.left))]


def _narrowed(strips: Sequence[tuple[float, float]], row: Row) -> list[tuple[float, float]]:
    """Give what of the strips is empty in this row as well."""
    least = STRIP * row[0].height
    kept = []
    for left, right in strips:
        for line in row:
            if line.left < right and line.right > left:  # the wider part beside it stays
                before, after = line.left - left, right - line.right
                left, right = (left, line.left) if before > after else (line.right, right)  # noqa: PLW2901
        if right - left >= least:
            kept.append((left, right))
    return kept


def _table(rows: Sequence[Row]) -> list[PrintedLine] | None:
    borders = [(left + right) / 2 for left, right in _shared_strips(rows)]
    cells = [_sorted_in(row, borders) for row in rows]
    full = [row for row in cells if sum(map(bool, row)) > 1]
    if len(full) < LEAST_ROWS or not _tabular(full):
        return None
    if any(line.white == "\t" for row in cells for cell in row for line in cell[1:]):
        rows[0][0].table = Table((), headed=False, doubt=True)  # a line across a strip that all others leave empty
        return None
    uneven = any(abs(one.bottom - two.bottom) > 1 for row in cells for cell in row for one, two in pairwise(cell))
    table = Table(_edges(cells), headed=_headed(full), doubt=uneven)
    lines = [[_cell(cell) for cell in row] for row in _merged(cells, table)]
    return [_row(row, table) for row in lines]


def _sorted_in(row: Row, borders: Sequence[float]) -> Cells:
    cells: Cells = [[] for _ in range(len(borders) + 1)]
    for line in row:
        cells[bisect_right(borders, (line.left + line.right) / 2)].append(line)
    return cells


def _tabular(rows: Sequence[Cells]) -> bool:
    """Tell a table from a list with its numbers set apart and from text that happens to have gaps below each other."""
    if len(rows[0]) == 2 and (all(is_label(cell[0]) for cell, _ in rows if cell) or _counted(rows)):  # noqa: PLR2004
        return False
    words = [one_line(cell).text for row in rows for cell in row if cell]
    apart = sum(any(cell[0].white in ("", "\t") for cell in row[1:] if cell) for row in rows)
    return median(map(len, words)) < LONG and 2 * apart > len(rows)


def _counted(rows: Sequence[Cells]) -> bool:
    """Tell whether the first column only counts the rows, as the numbers of notes do."""
    numbers = [cell[0].text for cell, _ in rows if cell]
    first = int(numbers[0]) if numbers[0].isdecimal() and numbers[0].isascii() else None
    return first is not None and numbers == [str(first + at) for at in range(len(numbers))]


def _headed(rows: Sequence[Cells]) -> bool:
    """Tell whether the first row names the columns: in bold, or in words above figures."""
    first, rest = rows[0], rows[1:]
    if not all(first) or any(FIGURE.fullmatch(cell[0].text) for cell in first) or first[0][0].text.endswith(":"):
        return False
    if all(line.bold for cell in first for line in cell) and not all(
        cell[0].bold for row in rest for cell in row if cell
    ):
        return True
    return any(_figures([row[at] for row in rest]) for at in range(len(first)))


def _figures(cells: Sequence[Sequence[PrintedLine]]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and sum(FIGURE.fullmatch(cell[0].text) is not None for cell in filled) > len(filled) / 2


def _edges(rows: Sequence[Cells]) -> tuple[float, ...]:
    lefts = [min((cell[0].left for cell in column if cell), default=0.0) for column in zip(*rows, strict=True)]
    return tuple(left - lefts[0] for left in lefts)


def _merged(rows: Sequence[Cells], table: Table) -> list[Cells]:
    """Put the lines of a cell together: what stands close below and fills fewer columns goes on with it."""
    steps = [_height(one) - _height(other) for one, other in pairwise(rows)]
    tight = max(steps, default=0.0) > 1.25 * min(steps, default=0.0)
    found: list[Cells] = []
    for at, row in enumerate(rows):
        close = at > 0 and steps[at - 1] <= LINE * max(line.height for cell in row for line in cell)
        rest = bool(found) and close and _is_rest(found[-1], row, spaced=tight and steps[at - 1] < 1.1 * min(steps))
        if rest:
            found[-1] = [[*above, *below] for above, below in zip(found[-1], row, strict=True)]
        else:
            table.doubt |= bool(found) and close and not row[0] and not tight
            found.append(row)
    return found


def _height(row: Cells) -> float:
    return max(line.bottom for cell in row for line in cell)


def _is_rest(above: Cells, row: Cells, *, spaced: bool) -> bool:
    """Tell whether a row is the rest of the one above: each cell goes on with one, and the row's name is not new."""
    pairs = [(one, other) for one, other in zip(above, row, strict=True) if other]
    if any(not one for one, _ in pairs):
        return False
    if all(_goes_on(one[-1].text, other[0].text) for one, other in pairs):
        return True
    return spaced and not row[0]


def _goes_on(one: str, other: str) -> bool:
    return other[0].islower() or one[-1] in "-‐" or unfinished_word(one, 0, len(one))


def _cell(pieces: Sequence[PrintedLine]) -> PrintedLine | None:
    """Give the lines of one cell as one line."""
    if not pieces:
        return None
    lines = [one_line(row) for row in in_rows(pieces)]
    whole = lines[0]
    for line in lines[1:]:
        whole = join(whole, line, " ")
    return whole


def _row(cells: Sequence[PrintedLine | None], table: Table) -> PrintedLine:
    """Give a row as one line: its cells parted by tabs, empty ones between two tabs."""
    from dataclasses import replace

    filled = [cell for cell in cells if cell is not None]
    text, spans, notes = "", [], []
    for at, cell in enumerate(cells):
        text += "\t" if at else ""
        words = cell.text if cell else ""
        notes += [(len(text) + first, len(text) + last) for first, last in (cell.notes if cell else ())]
        spans.append((len(text), len(text) + len(words)))
        text += words
    edges = (min(cell.left for cell in filled), max(cell.right for cell in filled))
    heights = (min(cell.bottom for cell in filled), max(cell.top for cell in filled))
    return replace(
        filled[0],
        text=text,
        left=edges[0],
        right=edges[1],
        bottom=heights[0],
        top=heights[1],
        notes=tuple(notes),
        cells=tuple(spans),
        table=table,
        white="",
    )


def ruled_table(grid: Grid, lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Give the rows of a ruled table; a cell without a rule above it goes on with the one above."""
    rows: list[Cells] = [[[] for _ in grid.columns[1:]] for _ in grid.rows[1:]]
    for line in lines:
        across = min(max(0, bisect_right(grid.columns, line.left + line.height / 2) - 1), len(grid.columns) - 2)
        down = min(max(0, sum(edge > line.middle for edge in grid.rows) - 1), len(grid.rows) - 2)
        while down and not grid.parted(down, across):
            down -= 1
        rows[down][across].append(line)
    filled = [row for row in rows if any(row)]
    kept = [at for at in range(len(grid.columns) - 1) if any(row[at] for row in filled)]
    table = Table(tuple(grid.columns[at] - grid.columns[kept[0]] for at in kept), headed=True) if kept else None
    return [_row([_cell(row[at]) for at in kept], table) for row in filled] if table else []
