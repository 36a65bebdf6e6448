"""A sentence as one line of characters, so that a regular expression over it finds tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

    from khronika.extraction.grammar.syntax import Sentence, Token


def _key(sentence: Sentence, token: Token) -> str:
    """The word as written, or the English key that stands for it."""
    return token.text if sentence.language == "en" else token.lower


class Line:
    """The tokens by their keys, a space between, plain apostrophes; and the way back from characters to tokens."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.starts: list[int] = []
        at = 0
        for token in sentence.tokens:
            self.starts.append(at)
            at += len(_key(sentence, token)) + 1
        self.text = " ".join(_key(sentence, token) for token in sentence.tokens).replace("’", "'")

    def written(self, match: re.Match[str]) -> str:
        """The words of a match as they are written: in a language other than English the line has only their keys."""
        if self.sentence.language == "en":
            return match.group()
        first, last = self.tokens(match.start(), match.end())
        return self.sentence.words(range(first, last + 1))

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last token that a span of characters touches."""
        return max(0, bisect_right(self.starts, start) - 1), max(0, bisect_left(self.starts, end) - 1)
