"""Quotations of norms: what an instrument says stands between quotation marks, over as many sentences as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence

OPENING, CLOSING, EITHER = "“", "”", '"'


@dataclass
class Quotations:
    """Whether a quotation is open, and whether the sentence that opened it cites a norm."""

    open: bool = False
    of_a_norm: bool = False

    def enter(self, sentence: Sentence, *, cited: bool) -> frozenset[int]:
        """Give the tokens of the next sentence that stand in a quotation of a norm; `cited`: it cites one itself."""
        found: set[int] = set()
        straight = False
        for token in sentence.tokens:
            if OPENING in token.text:
                self.open, self.of_a_norm = True, cited
            elif EITHER in token.text and not self.open:
                straight = not straight
            if (self.open and self.of_a_norm) or (straight and cited):
                found.add(token.i)
            if CLOSING in token.text:
                self.open = self.of_a_norm = False
        return frozenset(found)
