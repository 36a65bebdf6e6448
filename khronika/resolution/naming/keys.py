"""Keys under which two full names of one person meet though a slip of the pen parts their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.resolution.naming.parts import INITIAL

if TYPE_CHECKING:
    from khronika.resolution.naming.parts import PersonName
    from khronika.resolution.naming.word import Word

SEVEN = 7  # letters of a word from which its halves have three


def slip_keys(name: PersonName) -> frozenset[str]:
    """Give one half of each long word beside each other word: one slip leaves a half and the other word whole."""
    if name.placeholder or name.veiled or name.made.level <= INITIAL:
        return frozenset()
    chain = name.made.chain
    pairs = ((word, other) for word in chain for other in chain if other is not word)
    return frozenset(f"{half}|{form}" for word, other in pairs for half in halves(word) for form in other.forms)


def halves(word: Word) -> set[str]:
    """Give beginning and end of a word without its surname's ending: one slip leaves one of them whole."""
    found = set()
    for root in word.roots:
        for size in {2 if len(root) <= SEVEN else 3, 3 if len(root) >= SEVEN else 2}:
            found |= {f"{root[:size]}-", f"-{root[-size:]}"}
    return found
