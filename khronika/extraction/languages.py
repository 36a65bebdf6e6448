"""The language in which a block is read: its own, else its neighbours' where they agree, else the document's."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from khronika.extraction.grammar.blocks import Block
    from khronika.vocabulary.documents import Mark, Revision

USUAL = "en"  # of a document that says nothing of its language
UNTOLD = "ru"  # of a short block in Cyrillic among others: Kazakh or Ukrainian of a few words may be taken for it


@dataclass(frozen=True)
class Languages:
    """The language marks of a revision in the order of the text, and the language of most of it."""

    marks: tuple[Mark, ...]
    starts: tuple[int, ...]
    usual: str

    @classmethod
    def of(cls, revision: Revision) -> Languages:
        """Collect the marks of a revision."""
        marks = tuple(sorted((m for m in revision.marked(MarkKind.LANGUAGE) if m.value), key=lambda m: m.start))
        lengths: Counter[str] = Counter()
        for mark in marks:
            lengths[mark.value or USUAL] += mark.end - mark.start
        usual = max(lengths, key=lambda code: lengths[code]) if lengths else USUAL
        return cls(marks, tuple(mark.start for mark in marks), usual)

    def settle(self, block: Block) -> Block:
        """Give a block that is too short to tell the language of those around it."""
        if block.language is not None:
            return block
        i = bisect_right(self.starts, block.start)
        near = {mark.value for mark in self.marks[max(0, i - 1) : i + 1]}
        language = near.pop() if len(near) == 1 else self.usual
        return replace(block, language=UNTOLD if language == USUAL and _cyrillic(block.text) else language)


def _cyrillic(text: str) -> bool:
    """Whether most letters of a text are Cyrillic, which is no English whatever its neighbours are."""
    letters = [letter for letter in text.lower() if letter.isalpha()]
    return sum("\u0400" <= letter <= "\u04ff" for letter in letters) > len(letters) / 2
