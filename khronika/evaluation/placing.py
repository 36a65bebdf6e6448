"""Where words stand in a text, also where another reading of the same file broke lines or wrote signs otherwise."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

IGNORED = frozenset("-‐‑‒–—*_\\")
SIGNS = str.maketrans("‘’‚‛“”„‟´`", "''''\"\"\"\"''")


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Count the characters that two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def mostly_inside(span: tuple[int, int], outer: tuple[int, int]) -> bool:
    """Say whether at least half of a span lies inside another."""
    return 2 * overlap(span, outer) >= span[1] - span[0]


class Places:
    """A text in which words are found whatever white space, hyphens, mark-up and accents stand between them."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, exact: str, near: int) -> tuple[int, int] | None:
        """Give the span of these words, the one nearest to a place where they stand more than once; None for nowhere.

        Words that stand verbatim at the place itself are there.
        """
        if exact and self.text.startswith(exact, near):
            return near, near + len(exact)
        letters, at = self._letters
        wanted, _ = _squeezed(exact)
        if not wanted:
            return None
        hits = [found.start() for found in re.finditer(f"(?={re.escape(wanted)})", letters)]
        if not hits:
            return None
        best = min(hits, key=lambda hit: abs(at[hit] - near))
        return at[best], at[best + len(wanted) - 1] + 1

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        return _squeezed(self.text)


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The characters that every reading of a text shares, and where each stood."""
    kept: list[str] = []
    at: list[int] = []
    for place, char in enumerate(text):
        for part in unicodedata.normalize("NFKD", char):
            if not (part.isspace() or part in IGNORED or unicodedata.category(part) in {"Cf", "Mn"}):
                kept.append(part.translate(SIGNS))
                at.append(place)
    return "".join(kept), at
