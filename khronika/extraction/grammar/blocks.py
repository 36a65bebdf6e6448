"""The text as it should be read: blocks without furniture, with broken lines joined, each character still in place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from khronika.vocabulary.documents import LAID_OUT, Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.vocabulary.documents import Revision

LONGEST = 100_000  # characters of a block; a text without paragraphs is cut at white space
HOLES = (MarkKind.FURNITURE, MarkKind.NOTE, MarkKind.FOOTNOTE)
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
WHITE = "\n\r\t\v\f\u0085\u00a0\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
CLEAN = dict.fromkeys(INVISIBLE, "") | dict.fromkeys(WHITE, " ")  # soft hyphens, marks of direction; odd white space


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that reads as one: `at[i]` is the code point of the revision at which `text[i]` stands."""

    kind: MarkKind
    start: int
    end: int
    text: str
    at: tuple[int, ...]
    value: str | None = None
    language: str | None = None
    row: str | None = None  # the heading of a table cell's row
    column: str | None = None  # the heading of a table cell's column
    within: int | None = None  # where the block begins whose sentence these words in another language interrupt


def blocks(revision: Revision) -> Iterator[Block]:
    """Cut a revision into its blocks in the order of the text; empty ones are left out."""
    layout = _Layout(revision)
    for mark in layout.spans:
        for block in layout.blocks(mark):
            if block.text.strip():
                yield block


class _Layout:
    """The marks of one revision, sorted once, so that each block costs only its own length."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self.hidden = _joined([(m.start, m.end) for m in revision.marked(*HOLES)])
        self.hyphens = _joined([(m.start, m.end) for m in revision.marked(MarkKind.JOIN) if m.value == "hyphen"])
        self.spaces = sorted(m.start for m in revision.marked(MarkKind.SPACE))
        self.named = {
            kind: sorted(revision.marked(kind), key=lambda m: m.start)
            for kind in (MarkKind.LANGUAGE, MarkKind.ROW_HEAD, MarkKind.COLUMN_HEAD)
        }

    @cached_property
    def spans(self) -> list[Mark]:
        """The laid-out spans, and paragraphs for what no mark covers, so that no character is dropped in silence."""
        laid_out = sorted(self.revision.marked(*LAID_OUT), key=lambda mark: mark.kind is not MarkKind.PARAGRAPH)
        once = {(mark.start, mark.end): mark for mark in laid_out}  # a box is marked as a paragraph, too
        found = sorted(once.values(), key=lambda mark: (mark.start, -mark.end))
        gaps, at = [], 0
        for mark in found:
            if mark.start > at:
                gaps.append(Mark(MarkKind.PARAGRAPH, at, mark.start))
            at = max(at, mark.end)
        gaps.append(Mark(MarkKind.PARAGRAPH, at, len(self.revision.text)))
        return sorted([*found, *(g for g in gaps if g.start < g.end)], key=lambda mark: (mark.start, -mark.end))

    @cached_property
    def starts(self) -> list[int]:
        return [mark.start for mark in self.spans]

    def blocks(self, mark: Mark) -> Iterator[Block]:
        """The block of a span, in pieces where it is very long."""
        first = bisect_left(self.starts, mark.start)
        inside = self.spans[first : bisect_left(self.starts, mark.end)]
        nested = [(m.start, m.end) for m in inside if m is not mark and (m.start, -m.end) > (mark.start, -mark.end)]
        holes = _joined(nested + _within(self.hidden, mark.start, mark.end))
        row, column = (self._name(kind, mark) for kind in (MarkKind.ROW_HEAD, MarkKind.COLUMN_HEAD))
        language = self._name(MarkKind.LANGUAGE, mark)
        for start, end in self._pieces(mark):
            chars, at = self._characters(start, end, _within(holes, start, end))
            yield Block(mark.kind, start, end, chars, at, mark.value, language, row, column)

    def _pieces(self, mark: Mark) -> Iterator[tuple[int, int]]:
        start = mark.start
        while mark.end - start > LONGEST:
            found = max(self.revision.text.rfind(white, start + 1, start + LONGEST) for white in (" ", "\n"))
            end = found if found > 0 else start + LONGEST
            yield start, end
            start = end
        yield start, mark.end

    def _characters(self, start: int, end: int, holes: list[tuple[int, int]]) -> tuple[str, tuple[int, ...]]:
        spaces = set(self.spaces[bisect_left(self.spaces, start) : bisect_right(self.spaces, end)])
        dropped = {i for a, b in _within(self.hyphens, start, end) for i in range(a, b)}
        chars: list[str] = []
        at: list[int] = []
        text, i = self.revision.text, start
        pending = iter([*holes, (end, end)])
        hole = next(pending)
        while i < end:
            if i >= hole[0] and hole[0] < hole[1]:
                char, here, i, hole = " ", i, max(i, hole[1]), next(pending)
            else:
                char, here, i = CLEAN.get(text[i], text[i]), i, i + 1
            if here in dropped:  # white space behind a hyphen at a line's end
                continue
            for part in (" " if here in spaces else "", char):
                if part and not (part == " " and chars and chars[-1] == " "):
                    chars.append(part)
                    at.append(here)
        return "".join(chars), tuple(at)

    def _name(self, kind: MarkKind, mark: Mark) -> str | None:
        marks = self.named[kind]
        i = bisect_right(marks, mark.start, key=lambda m: m.start) - 1
        return marks[i].value if i >= 0 and mark.end <= marks[i].end else None


def _within(spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    low = max(0, bisect_left(spans, (start, start)) - 1)
    return [(a, b) for a, b in spans[low : bisect_left(spans, (end, end))] if b > start]


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged
