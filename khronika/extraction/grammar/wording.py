"""A sentence as it is written: what stands together in the source stays together; characters lead back to tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence


class Wording:
    """The words with a space only where the source has white space, with plain apostrophes.

    Tokenisers cut "29(2)" and "A/RES/60/251" differently each time; a citation is easier to see uncut.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.starts: list[int] = []
        text, before = "", 0
        for token in sentence.tokens:
            text += " " if text and token.start > before else ""
            self.starts.append(len(text))
            text += token.text
            before = token.end
        self.text = text.replace("’", "'")

    def tokens(self, start: int, end: int) -> tuple[int, ...]:
        """Give the indices of all tokens that a span of characters touches."""
        first, last = max(0, bisect_right(self.starts, start) - 1), max(0, bisect_left(self.starts, end) - 1)
        return tuple(range(first, last + 1))
