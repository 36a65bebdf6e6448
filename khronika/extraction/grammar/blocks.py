"""The text as it should be read: blocks without furniture, with broken lines joined, each character still in place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.vocabulary.documents import Revision

LAID_OUT = (
    MarkKind.PARAGRAPH,
    MarkKind.HEADING,
    MarkKind.ITEM,
    MarkKind.QUOTE,
    MarkKind.CELL,
    MarkKind.BOX,
)
HOLES = (MarkKind.FURNITURE, MarkKind.NOTE)
CLEAN = {"\u00a0": " ", "\u202f": " ", "\u00ad": "", "\u200b": "", "\ufeff": "", "\n": " ", "\t": " ", "\r": ""}


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


def blocks(revision: Revision) -> Iterator[Block]:
    """Cut a revision into its blocks in the order of the text; empty ones are left out."""
    layout = _Layout(revision)
    for mark in layout.spans:
        block = layout.block(mark)
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
        found = sorted(self.revision.marked(*LAID_OUT), key=lambda mark: (mark.start, -mark.end))
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

    def block(self, mark: Mark) -> Block:
        first = bisect_left(self.starts, mark.start)
        inside = self.spans[first : bisect_left(self.starts, mark.end)]
        nested = [(m.start, m.end) for m in inside if m is not mark and (m.start, -m.end) > (mark.start, -mark.end)]
        chars, at = self._characters(mark, _joined(nested + _within(self.hidden, mark.start, mark.end)))
        row, column = (self._name(kind, mark) for kind in (MarkKind.ROW_HEAD, MarkKind.COLUMN_HEAD))
        language = self._name(MarkKind.LANGUAGE, mark)
        return Block(mark.kind, mark.start, mark.end, chars, at, mark.value, language, row, column)

    def _characters(self, mark: Mark, holes: list[tuple[int, int]]) -> tuple[str, tuple[int, ...]]:
        spaces = set(self.spaces[bisect_left(self.spaces, mark.start) : bisect_right(self.spaces, mark.end)])
        dropped = {i for a, b in _within(self.hyphens, mark.start, mark.end) for i in range(a, b)}
        chars: list[str] = []
        at: list[int] = []
        text, i = self.revision.text, mark.start
        pending = iter([*holes, (mark.end, mark.end)])
        hole = next(pending)
        while i < mark.end:
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
