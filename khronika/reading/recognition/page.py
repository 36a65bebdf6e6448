"""A page's words as text: lines, paragraphs by their shape, and a mark a word with its confidence."""

from __future__ import annotations

from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING

from khronika.reading.blocks import ITEM
from khronika.reading.recognition.ruled import RuledTable
from khronika.reading.recognition.words import by_line, edges
from khronika.reading.tables import count_cells, head_at, mark_cells
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.reading.draft import Draft
    from khronika.reading.limits import Limits
    from khronika.reading.recognition.words import Word

SHORT = 0.85  # share of its block's width below which a line ends what it says
FAR = 1.6  # usual distances of two lines from which they are apart
PAGE_END = "\n\f"
SURE = "100"  # of a word that was not recognised, but stands in the file


def write_page(draft: Draft, number: int, words: Sequence[Word], tables: Sequence[RuledTable], limits: Limits) -> None:
    """Write a page and the form feed that ends it, a line for each line that is printed and for each row of a table."""
    begun = draft.length
    for part in _parts(words, tables):
        if draft.length > begun:
            draft.write("\n\n")
        if isinstance(part, RuledTable):
            _write_table(draft, part, limits)
        else:
            _write_lines(draft, part)
    draft.write(PAGE_END)
    draft.mark(MarkKind.PAGE, begun, draft.length, str(number))


def _parts(words: Sequence[Word], tables: Sequence[RuledTable]) -> Iterator[Sequence[Word] | RuledTable]:
    """Give the words and the tables among them in order, a table where its first word is."""
    homes = {id(word): table for table in tables for word in table.words()}
    seen: list[RuledTable] = []
    for inside, group in groupby(words, key=lambda word: id(word) in homes):
        part = list(group)
        if not inside:
            yield part
            continue
        for table in dict.fromkeys(homes[id(word)] for word in part):
            if table not in seen:
                seen.append(table)
                yield table


def _write_lines(draft: Draft, words: Sequence[Word]) -> None:
    begun = draft.length
    for line, apart in _lines(words):
        if draft.length > begun:
            draft.write("\n\n" if apart else "\n")
        _write_words(draft, line)


def _write_words(draft: Draft, words: Sequence[Word]) -> tuple[int, int]:
    """Write words with their confidence, and give where."""
    begun = draft.length
    for at, word in enumerate(words):
        if at:
            draft.write(" ")
        start, end = draft.write(word.text)
        draft.mark(MarkKind.RECOGNISED, start, end, str(word.confidence))
    return begun, draft.length


def _write_table(draft: Draft, table: RuledTable, limits: Limits) -> None:
    rows = [[" ".join(word.text for word in cell) for cell in row] for row in table.rows]
    count_cells(draft, sum(map(len, rows)), limits)
    head = head_at(rows)
    for number, (row, cells) in enumerate(zip(rows, table.rows, strict=True), start=1):
        draft.write("\n" if number > 1 else "")
        spans = []
        for at, cell in enumerate(cells):
            draft.write("\t" if at else "")
            spans.append(_write_words(draft, cell))
        mark_cells(draft, spans, row, number, rows[head] if head is not None and number - 1 > head else [])


def write_printed(draft: Draft, number: int, text: str) -> None:
    """Write a page on whose picture nothing was seen with the words that the file itself prints onto it: a caption."""
    begun = draft.length
    for line in text.splitlines():
        if draft.length > begun:
            draft.write("\n")
        for at, word in enumerate(line.split()):
            if at:
                draft.write(" ")
            draft.mark(MarkKind.RECOGNISED, *draft.write(word), SURE)
    draft.write(PAGE_END)
    draft.mark(MarkKind.PAGE, begun, draft.length, str(number))


def _lines(words: Sequence[Word]) -> list[tuple[list[Word], bool]]:
    """Give the lines, and of each whether it begins a paragraph."""
    lines = by_line(words)
    steps = [_middle(two) - _middle(one) for one, two in pairwise(lines) if not two[0].block]
    usual = median([step for step in steps if step > 0] or [0.0])
    rights = _rights(lines)
    apart = [True]
    for (one, two), right in zip(pairwise(lines), rights, strict=False):
        apart.append(two[0].paragraph or two[0].block or _ends(one, two, right, usual))
    return list(zip(lines, apart, strict=False))


def _rights(lines: Sequence[list[Word]]) -> list[int]:
    """Give for every line how far the line of its block reaches that reaches farthest."""
    rights: list[int] = []
    begun = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at][0].block:
            rights += [max(edges(line)[1] for line in lines[begun:at])] * (at - begun)
            begun = at
    return rights


def _ends(one: Sequence[Word], two: Sequence[Word], right: int, usual: float) -> bool:
    """Tell whether a line was ended on purpose: it stops well before its block does, or the next one begins anew."""
    if usual and _middle(two) - _middle(one) > FAR * usual:
        return True
    first = two[0].text
    if ITEM.match(" ".join(word.text for word in two[:2])):
        return True
    left = min(edges(one)[0], edges(two)[0])
    return edges(one)[1] - left < SHORT * (right - left) and not first[0].islower()


def _middle(line: Sequence[Word]) -> float:
    return sum(word.box[1] + word.box[3] for word in line) / (2 * len(line))
