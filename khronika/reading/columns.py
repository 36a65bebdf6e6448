"""Columns: pages whose file draws two columns line by line across are put into reading order."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from khronika.reading.printed import measure

if TYPE_CHECKING:
    from khronika.reading.printed import PrintedLine

SAME_LINE = 0.5  # heights by which two baselines may differ and be one line
LEAST_PAIRS = 4
LEAST_SHARE = 0.3  # of a page's lines that stand beside another
COLUMN_CHARS = 22  # a column's lines have this many characters; shorter ones are a table's cells


def in_reading_order(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Give the lines of one page in the order in which they are read; measures them as well."""
    pairs = [(one, other) for one, other in pairwise(lines) if _side_by_side(one, other)]
    gutter = _gutter(lines, pairs)
    ordered = _row_by_row(lines, pairs) if gutter is None else _column_by_column(lines, gutter)
    measure(ordered)
    return ordered


def _side_by_side(one: PrintedLine, other: PrintedLine) -> bool:
    return abs(one.bottom - other.bottom) < SAME_LINE * one.height and other.left > one.right


def _gutter(lines: list[PrintedLine], pairs: list[tuple[PrintedLine, PrintedLine]]) -> float | None:
    """Find the empty strip between two columns of running text; None where pairs are a table's or by chance."""
    if len(pairs) < max(LEAST_PAIRS, LEAST_SHARE * len(lines) / 2):
        return None
    if median(min(len(one.text), len(other.text)) for one, other in pairs) < COLUMN_CHARS:
        return None
    return median((one.right + other.left) / 2 for one, other in pairs)


def _row_by_row(lines: list[PrintedLine], pairs: list[tuple[PrintedLine, PrintedLine]]) -> list[PrintedLine]:
    """Put the cells of one row into one line again, parted by tabs."""
    behind = {id(other): one for one, other in pairs}
    kept: list[PrintedLine] = []
    for line in lines:
        if id(line) in behind and kept:
            row = kept[-1]
            row.notes += tuple((first + len(row.text) + 1, last + len(row.text) + 1) for first, last in line.notes)
            row.text, row.right = f"{row.text}\t{line.text}", line.right
            row.bold = row.bold and line.bold
        else:
            kept.append(line)
    return kept


def _column_by_column(lines: list[PrintedLine], gutter: float) -> list[PrintedLine]:
    ordered: list[PrintedLine] = []
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for line in sorted(lines, key=lambda each: -each.bottom):
        if line.right <= gutter:
            left.append(line)
        elif line.left >= gutter:
            right.append(line)
        else:  # a line across both columns ends what stands above it
            ordered += [*left, *right, line]
            left, right = [], []
    return [*ordered, *left, *right]
