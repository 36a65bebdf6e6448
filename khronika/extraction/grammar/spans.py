"""A sentence as one line of characters, so that a regular expression over it finds tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence


class Line:
    """The tokens with single spaces between, plain apostrophes, and the way back from characters to tokens."""

    def __init__(self, sentence: Sentence) -> None:
        self.starts: list[int] = []
        at = 0
        for token in sentence.tokens:
            self.starts.append(at)
            at += len(token.text) + 1
        self.text = " ".join(token.text for token in sentence.tokens).replace("’", "'")

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last token that a span of characters touches."""
        return max(0, bisect_right(self.starts, start) - 1), max(0, bisect_left(self.starts, end) - 1)
