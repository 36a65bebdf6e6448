"""What a format makes of a file: a text that grows from front to back, with marks beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.reading.enclosures import Enclosure, LeftOut, Stretch

# Not text: NUL and other controls, and halves of characters that no encoding can carry.
UNSPEAKABLE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
REPLACEMENT = "\ufffd"
ORDER = {kind: at for at, kind in enumerate(MarkKind)}
ZERO_WIDTH = frozenset({MarkKind.SPACE})
VALUE_CHARS = 200  # a mark's word about its characters is no longer than this


@dataclass(frozen=True, slots=True)
class Reading:
    """A finished draft: text, marks in order, the engine that made it, what could not be read, what was inside."""

    text: str
    marks: tuple[Mark, ...]
    engine: str
    partial: tuple[str, ...] = ()
    enclosed: tuple[Enclosure, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    scanned: tuple[int, ...] = ()  # pages that show text as a picture and are blank here
    stretches: tuple[Stretch, ...] = ()
    ahead: tuple[int, int] | None = None  # first and last of the pages that there was no time for


@dataclass(slots=True)
class Draft:
    """A text in the making."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    partial: list[str] = field(default_factory=list)
    cells: int = 0

    def write(self, words: str) -> tuple[int, int]:
        """Append words and give their span; what no text can hold is replaced, one for one."""
        start = self.length
        self.pieces.append(speakable(words))
        self.length += len(words)
        return start, self.length

    def mark(self, kind: MarkKind, start: int, end: int, value: str | None = None) -> None:
        """Set a mark; one over nothing says nothing and is left out."""
        if start < end:
            self.marks.append(Mark(kind, start, end, None if value is None else speakable(value)[:VALUE_CHARS]))

    def block(self, words: str, kind: MarkKind | None = None, value: str | None = None) -> list[Mark]:
        """Append a block and the blank line after it; give its span as settled where its kind is known."""
        start, end = self.write(words)
        self.write("\n\n")
        return [Mark(kind, start, end, value)] if kind is not None and words.strip() else []

    def text(self) -> str:
        """Give the text so far."""
        joined = "".join(self.pieces)
        self.pieces = [joined] if joined else []
        return joined


def speakable(words: str) -> str:
    """Replace what is no character of a text by U+FFFD, one for one, so that positions stay."""
    return UNSPEAKABLE.sub(REPLACEMENT, words)


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Sort marks by place, outer before inner, each once."""
    return tuple(sorted(set(marks), key=lambda mark: (mark.start, -mark.end, ORDER[mark.kind], mark.value or "")))
