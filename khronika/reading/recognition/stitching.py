"""Recognised pages in their places: their words where the reading had a blank page, every other mark moved along."""

from __future__ import annotations

import os
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING, Any

from khronika.reading.answer import UNBELIEVABLE, pack, pack_refusal, send, unpack
from khronika.reading.draft import in_order
from khronika.reading.layout import lay_out
from khronika.reading.limits import Limits
from khronika.reading.refusal import Refusal
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khronika.reading.draft import Reading


CELLS = frozenset({MarkKind.CELL, MarkKind.COLUMN_HEAD, MarkKind.ROW_HEAD})
PIECES = CELLS | {MarkKind.RECOGNISED}


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of one page, and the marks in them."""

    text: str
    marks: tuple[Mark, ...]


def pieces(read: Reading, batch: Sequence[int]) -> dict[int, Piece]:
    """Give the pages that a child has read, which are the first ones it was asked for; raises `Refusal` else."""
    pages = [mark for mark in read.marks if mark.kind is MarkKind.PAGE]
    numbers = [int(mark.value or 0) for mark in pages]
    ends = [0, *(page.end for page in pages)]
    other = any(mark.kind not in PIECES and mark.kind is not MarkKind.PAGE for mark in read.marks)
    whole = [page.start for page in pages] == ends[:-1] and ends[-1] == len(read.text)
    if other or not numbers or numbers != list(batch[: len(numbers)]) or not whole:
        raise Refusal(UNBELIEVABLE)
    return {number: _piece(read, page) for number, page in zip(numbers, pages, strict=True)}


def _piece(read: Reading, page: Mark) -> Piece:
    text = read.text[page.start : page.end].rstrip()
    end = page.start + len(text)
    own = (mark for mark in read.marks if mark.kind in PIECES and page.start <= mark.start and mark.end <= end)
    return Piece(text, tuple(_moved(mark, -page.start) for mark in own))


def stitch(reading: Reading, read: Mapping[int, Piece]) -> Reading:
    """Write the pieces onto the blank pages of a reading."""
    blank = [mark for mark in reading.marks if mark.kind is MarkKind.PAGE and int(mark.value or 0) in read]
    cuts = [mark.start for mark in blank]
    added = [0, *accumulate(len(read[int(mark.value or 0)].text) for mark in blank)]
    edges = [0, *cuts, len(reading.text)]
    old = [reading.text[one:two] for one, two in pairwise(edges)]
    new = [read[int(mark.value or 0)].text for mark in blank]
    text = "".join(part for pair in zip(old, [*new, ""], strict=True) for part in pair)

    def moved(mark: Mark) -> Mark:
        before = bisect_right(cuts, mark.start)
        if mark.kind is MarkKind.PAGE and mark.start in cuts:
            before -= 1
        return replace(mark, start=mark.start + added[before], end=mark.end + added[bisect_right(cuts, mark.end - 1)])

    kept = [moved(part) for mark in reading.marks for part in _apart(mark, cuts, reading.text)]
    words = [
        _moved(mark, page.start + added[at])
        for at, page in enumerate(blank)
        for mark in read[int(page.value or 0)].marks
    ]
    return replace(reading, text=text, marks=in_order((*kept, *words)))


def _apart(mark: Mark, cuts: Sequence[int], text: str) -> Iterator[Mark]:
    """Give the parts of a mark between the places where pages are put in; white space is joined across none."""
    inside = [cut for cut in cuts if mark.start < cut < mark.end]
    if mark.kind is MarkKind.PAGE or not inside:
        yield mark
        return
    if mark.kind is MarkKind.JOIN:
        return
    edges = [mark.start, *inside, mark.end]
    for start, end in pairwise(edges):
        words = text[start:end]
        if words.strip():
            start += len(words) - len(words.lstrip())  # noqa: PLW2901 - the part without the white space around it
            yield replace(mark, start=start, end=start + len(words.strip()))


def lay_out_recognised(document: int, answer: int, options: dict[str, Any]) -> None:
    """Task: find the layout of recognised pages; only their words are seen here, no picture."""
    limits = Limits(**options["limits"])
    with os.fdopen(document, "rb", closefd=False) as file:
        reading = unpack(file.read(), limits)
    try:
        reply = pack(replace(reading, marks=in_order((*reading.marks, *_layout(reading)))))
    except RecursionError:
        reply = pack_refusal(UNBELIEVABLE)
    send(answer, reply)


def _layout(reading: Reading) -> Iterator[Mark]:
    rows = _table_rows(reading)
    for start, end in _runs(reading):
        settled = [_moved(row, -start) for row in rows if start <= row.start and row.end <= end]
        for mark in lay_out(reading.text[start:end], settled, soft=True):
            yield _moved(mark, start)


def _table_rows(reading: Reading) -> list[Mark]:
    """Give the rows of tables as blocks: each is a line of the text."""
    cells = (mark for mark in reading.marks if mark.kind is MarkKind.CELL)
    lines = groupby(cells, key=lambda cell: reading.text.rfind("\n", 0, cell.start))
    spans = [(row[0].start, row[-1].end) for _, group in lines if (row := list(group))]
    return [Mark(MarkKind.CELL, start, end) for start, end in spans if start < end]


def _runs(reading: Reading) -> list[tuple[int, int]]:
    """Give where recognised pages follow each other."""
    runs: list[tuple[int, int]] = []
    words = [mark.start for mark in reading.marks if mark.kind is MarkKind.RECOGNISED and mark.value is not None]
    for page in (mark for mark in reading.marks if mark.kind is MarkKind.PAGE):
        if bisect_right(words, page.end - 1) == bisect_right(words, page.start - 1):
            continue
        if runs and runs[-1][1] == page.start:
            runs[-1] = (runs[-1][0], page.end)
        else:
            runs.append((page.start, page.end))
    return runs


def _moved(mark: Mark, by: int) -> Mark:
    return replace(mark, start=mark.start + by, end=mark.end + by)
