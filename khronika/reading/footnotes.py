"""Footnotes: the small print at a page's foot, note by note, each tied by its number to its mark in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from khronika.reading.blocks import SENTENCE_END
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khronika.reading.printed import PrintedLine

LABEL = re.compile(r"(\d{1,3}|[*†‡§]{1,3})(?:[.)]?\s+|[.)]?(?=[^\W\d]|[“\"«(]))")
SMALL = 0.93  # letters below this share of the body's are a note's
CLOSE = 1.5  # heights from line to line within the notes
SMALLER = 0.97  # and below this one where the text calls a note of this number


@dataclass(slots=True)
class Notes:
    """The notes of a document on their way through its pages, whose text has letters as tall as `body`."""

    body: float
    called: set[str] = field(default_factory=set)  # the marks that were seen and whose notes were not
    unfinished: bool = False  # whether the last note breaks off

    def name(self, page: Sequence[PrintedLine]) -> None:
        """Mark the small print at the foot of each column, or behind all text, from its first numbered line on."""
        self.called |= {line.text[first:last] for line in page for first, last in line.notes}
        for _, lines in groupby(page, key=lambda line: line.column):
            column = [line for line in lines if line.kind is None and not line.cells]
            small = [line for line in column if line.height < SMALLER * self.body]
            first = next((line for line in small if self._begins(line)), None)
            rest = _rest(small, first) if self.unfinished else []
            if first is not None and (first.top < first.page_height / 2 or self._are_last(column, first)):
                self._take([line for line in small if line.bottom <= first.bottom])
            self._go_on(rest, ends=first is None)
        self.called -= {line.label for line in page}

    def _take(self, lines: Sequence[PrintedLine]) -> None:
        for line in lines:
            line.kind = MarkKind.BOX
            line.label = label_of(line, self.called)
            self.unfinished = SENTENCE_END.search(line.text) is None

    def _go_on(self, lines: Sequence[PrintedLine], *, ends: bool) -> None:
        for line in lines:
            line.kind = MarkKind.BOX
            self.unfinished = SENTENCE_END.search(line.text) is None if ends else self.unfinished

    def _begins(self, line: PrintedLine) -> bool:
        label = label_of(line, self.called)
        return bool(label) and (line.height < SMALL * self.body or label in self.called)

    def _are_last(self, column: Sequence[PrintedLine], first: PrintedLine) -> bool:
        """Tell whether these are notes at a text's end: called before, and nothing but small print behind them."""
        behind = [line for line in column if line.bottom <= first.bottom]
        return label_of(first, self.called) in self.called and all(line.height < SMALLER * self.body for line in behind)


def _rest(small: Sequence[PrintedLine], first: PrintedLine | None) -> list[PrintedLine]:
    """Give the small print at a column's foot, above its first note, that goes on with the note before."""
    above = [line for line in small if first is None or line.bottom > first.bottom]
    lines = list(above) if first is None else [*above, first]
    steps = [one.bottom - other.bottom < CLOSE * one.height for one, other in pairwise(lines)]
    whole = len(steps) - (steps[::-1].index(False) if False in steps else len(steps))
    return [line for line in lines[whole:] if line is not first and line.top < line.page_height / 2]


def label_of(line: PrintedLine, called: Iterable[str]) -> str:
    """Give the number with which a note begins here; what begins in small letters is one only if it is called."""
    found = LABEL.match(line.text)
    if found is None:
        return ""
    label, rest = found.group(1), line.text[found.end() : found.end() + 1]
    return label if rest and (label in called or not (rest.islower() or rest.isdigit())) else ""


def tie(text: str, marks: Sequence[Mark], *, paged: bool = False) -> list[Mark]:
    """Give the marks with those of notes tied: NOTE and FOOTNOTE of one note have the same value.

    That is its number, and where several notes have this number, or may have it (`paged`), the page and the number:
    "3,1".
    """
    pages = sorted((mark for mark in marks if mark.kind is MarkKind.PAGE), key=lambda mark: mark.start)
    calls = [mark for mark in marks if mark.kind is MarkKind.NOTE]
    feet = [mark for mark in marks if mark.kind is MarkKind.FOOTNOTE]
    by_number: dict[str, list[Mark]] = {}
    for foot in sorted(feet, key=lambda mark: mark.start):
        by_number.setdefault(foot.value or "", []).append(foot)
    page_of = {mark: _page(mark.start, pages) for mark in (*calls, *feet)}
    names = {foot: _name(foot, by_number, page_of, paged=paged) for foot in feet}
    tied = []
    for call in calls:
        own = _foot(call, by_number.get(text[call.start : call.end].strip("[]"), []), page_of)
        tied.append(Mark(call.kind, call.start, call.end, names[own] if own else call.value))
    kept = [mark for mark in marks if mark.kind not in (MarkKind.NOTE, MarkKind.FOOTNOTE)]
    return [*kept, *tied, *(Mark(foot.kind, foot.start, foot.end, names[foot]) for foot in feet)]


def _name(foot: Mark, by_number: dict[str, list[Mark]], page_of: Mapping[Mark, str], *, paged: bool) -> str:
    alike = by_number[foot.value or ""]
    if len(alike) == 1 and not paged:
        return foot.value or ""
    page = page_of[foot]
    here = [each for each in alike if page_of[each] == page]
    return f"{page},{foot.value}" if len(here) == 1 else f"{page},{foot.value},{here.index(foot) + 1}"


def _foot(call: Mark, alike: Sequence[Mark], page_of: Mapping[Mark, str]) -> Mark | None:
    """Give the note of a mark: the one of its number on its page, or else the only one of the document, behind it."""
    page = page_of[call]
    here = [foot for foot in alike if page_of[foot] == page]
    behind = [foot for foot in here or alike if foot.start > call.start]
    if here:
        return behind[0] if behind else None
    return behind[0] if len(alike) == 1 and behind else None


def _page(at: int, pages: Sequence[Mark]) -> str:
    i = bisect_right(pages, at, key=lambda page: page.start) - 1
    return pages[i].value or "" if i >= 0 else ""
