"""Rows: what stands side by side in one column, as one line again; pieces as they were drawn, others parted by tabs."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from khronika.reading.gutters import NUMBER, is_label, is_number, overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.reading.printed import PrintedLine

SAME_LINE = 0.5  # heights by which two baselines may differ and be one line
TOUCHING = 0.12  # heights of empty space within a word
HANGING = 2.0  # and between an item's number and its words
SPACED = 0.4  # and between two words
SMALL = 0.8  # a raised figure is at most this tall, against its line
RAISED = 0.12


def in_rows(lines: Sequence[PrintedLine], *, rightwards: bool = True) -> list[list[PrintedLine]]:
    """Put lines of one height together, from top to bottom, each row along the line."""
    rows: list[list[PrintedLine]] = []
    for line in _from_top(lines, rightwards=rightwards):
        if rows and _same_row(rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _from_top(lines: Sequence[PrintedLine], *, rightwards: bool) -> list[PrintedLine]:
    """Sort lines from top to bottom and along each row; what the file draws in that order stays as it is."""
    if all(_follows(one, other, rightwards) for one, other in pairwise(lines)):
        return list(lines)
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if rows and any(overlap(line, each) for each in rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.left, reverse=not rightwards)]


def _follows(one: PrintedLine, other: PrintedLine, rightwards: bool) -> bool:  # noqa: FBT001
    if overlap(one, other):  # a piece may have lost the one before it to another column
        return (bool(other.white) and (other.left > one.left or not rightwards)) or other.left > one.right - 1
    return other.bottom < one.bottom + 1


def _same_row(one: PrintedLine, other: PrintedLine) -> bool:
    if one.inner or other.inner:
        return False
    level = abs(one.bottom - other.bottom) < SAME_LINE * max(one.height, other.height)
    level = level or (is_number(min(one, other, key=lambda line: line.height)) and overlap(one, other))
    return level and (bool(other.white) or other.left > one.right - 1 or other.right < one.left + 1)


def one_line(row: Sequence[PrintedLine]) -> PrintedLine:
    """Join the pieces of a row into one line, its box around all."""
    first = row[0]
    for line in row[1:]:
        first = join(first, line, line.white or _between(first, line))
    return first


def join(row: PrintedLine, line: PrintedLine, white: str) -> PrintedLine:
    """Give two pieces as one line with this white space between them."""
    shift = len(row.text) + len(white)
    notes = [(first + shift, last + shift) for first, last in line.notes]
    if _is_raised(row, line):
        notes.append((shift, shift + len(line.text)))
    elif line.raised and not white:
        notes.insert(0, (shift, shift + line.raised))
    taller = max(row, line, key=lambda each: each.height) if abs(row.bottom - line.bottom) < row.height else row
    taller = line if is_number(row) else taller  # a bullet may be of another size than its words
    return replace(
        row,
        table=row.table or line.table,
        text=f"{row.text}{white}{line.text}",
        notes=(*row.notes, *notes),
        left=min(row.left, line.left),
        right=max(row.right, line.right),
        bottom=taller.bottom,
        top=taller.top,
        bold=row.bold and line.bold,
    )


def _between(row: PrintedLine, line: PrintedLine) -> str:
    """Tell what parts two lines drawn apart: nothing within a word, a space between words, else a tab."""
    gap = max(line.left - row.right, row.left - line.right) / max(row.height, line.height)
    if gap < HANGING and is_label(row):
        return " "
    return "" if gap < TOUCHING else " " if gap < SPACED else "\t"


def _is_raised(row: PrintedLine, line: PrintedLine) -> bool:
    raised = line.height < SMALL * row.height and line.bottom > row.bottom + RAISED * row.height
    return raised and NUMBER.fullmatch(line.text) is not None
