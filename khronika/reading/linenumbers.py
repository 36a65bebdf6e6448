"""Line numbers at the edge of a printed page, as transcripts and pleadings have them: no part of the text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.reading.gutters import is_text
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from khronika.reading.printed import PrintedLine

    Edge = Callable[[PrintedLine], float]

LEAST = 5  # numbers one below the other
MOST_DIGITS = 4
STEPS = (1, 2, 5, 10)  # every line is numbered, or every fifth
ALIGNED = 2.0  # points by which their edges may differ
EVEN = 0.25  # share of the distance from one number to the next by which distances may differ
MOST_BEYOND = 0.1  # share of the page's other lines that may reach over the numbers


def part_numbers(lines: Sequence[PrintedLine]) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Give the lines of a page without its line numbers, and these as one line of furniture, where there are any.

    They are bare numbers that count on at even distances, at the edge of running text. The first column of a table
    stands beside cells, and the numbers of a list stand as far apart as its items are long.
    """
    bare = [line for line in lines if line.text.isdecimal() and len(line.text) <= MOST_DIGITS]
    for run in _all_runs(bare) if len(bare) >= LEAST else ():
        numbers = set(map(id, run))
        rest = [line for line in lines if id(line) not in numbers]
        beside = [line for line in rest if run[-1].bottom - line.height < line.bottom < run[0].top]
        if _at_the_edge(run, beside) and is_text(sorted(beside, key=lambda line: -line.bottom)):
            told = replace(run[0], text=" ".join(line.text for line in run), white="", kind=MarkKind.FURNITURE)
            return rest, [told]
    return list(lines), []


def _all_runs(bare: Iterable[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Give what counts on, the longest stretch first."""
    columns = [column for edge in (_right, _left) for column in _columns(bare, edge)]
    yield from sorted((run for column in columns for run in _runs(column) if len(run) >= LEAST), key=len, reverse=True)


def _columns(bare: Iterable[PrintedLine], edge: Edge) -> Iterator[list[PrintedLine]]:
    """Give what is aligned at one edge, each column from top to bottom."""
    columns: list[list[PrintedLine]] = []
    for line in sorted(bare, key=edge):
        if columns and edge(line) - edge(columns[-1][-1]) <= ALIGNED:
            columns[-1].append(line)
        else:
            columns.append([line])
    for column in columns:
        yield sorted(column, key=lambda line: -line.bottom)


def _runs(column: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Give each stretch of a column in which the numbers count on at even distances."""
    run = [column[0]]
    for line in column[1:]:
        if not _counts_on(run, line):
            yield run
            run = []
        run.append(line)
    yield run


def _counts_on(run: Sequence[PrintedLine], line: PrintedLine) -> bool:
    if not run or len(run) == 1:
        return not run or int(line.text) - int(run[0].text) in STEPS
    (one, two), (before, last) = (int(run[0].text), int(run[1].text)), run[-2:]
    usual = before.bottom - last.bottom
    return int(line.text) - int(last.text) == two - one and abs(last.bottom - line.bottom - usual) <= EVEN * usual


def _at_the_edge(run: Sequence[PrintedLine], beside: Sequence[PrintedLine]) -> bool:
    """Tell whether all text stands at one side of the numbers."""
    left, right = min(map(_left, run)), max(map(_right, run))
    most = MOST_BEYOND * len(beside)
    return sum(line.left < right for line in beside) <= most or sum(line.right > left for line in beside) <= most


def _left(line: PrintedLine) -> float:
    return line.left


def _right(line: PrintedLine) -> float:
    return line.right
