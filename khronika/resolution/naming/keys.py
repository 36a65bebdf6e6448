"""Few and selective keys under which a name is filed, so that every name that may be the same shares one."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from khronika.resolution.naming.parts import INITIAL, SURNAME

if TYPE_CHECKING:
    from khronika.resolution.naming.parts import PersonName
    from khronika.resolution.naming.word import Word

SEVEN = 7  # letters of a word from which its halves have three


def keys(name: PersonName) -> frozenset[str]:
    """Give the keys of a name: surname and first letter, surname and given name, and what survives one slip.

    A surname alone has one key for each letter; words for somebody unknown have none, nor has a withheld surname.
    """
    if name.placeholder or name.veiled:
        return frozenset()
    made = name.made
    if made.level in (SURNAME, INITIAL):
        firsts = made.letters if made.level == INITIAL else frozenset(ascii_lowercase)
        alone = made.whole if made.level == SURNAME else frozenset()
        bare = {f"*{bone}" for bone in made.surname.bones} if made.level == SURNAME else set()
        return _under(made.surname, firsts) | {f"={whole}" for whole in alone} | bare
    found = {f"={whole}" for whole in made.whole} | {f"*{bone}" for word in made.chain for bone in word.bones}
    heads = (made.surname,) if name.ordered else made.chain
    for head in heads:
        for other in made.chain:
            if other is not head:
                found |= _pair(head, other, eastern=made.eastern)
    found |= {f"~{half}|{given}" for half in halves(made.surname) for given in made.given[0].forms}
    found |= {f">{father}|{given}" for father in made.fathers for given in made.given[0].forms}
    return frozenset(found)


def _pair(head: Word, other: Word, *, eastern: bool) -> set[str]:
    firsts = {form[:1] for form in other.forms} | {other.plain[:1]}
    found = set(_under(head, frozenset(firsts) | other.groups))
    if eastern:
        found |= {f".{x}|{y[:1]}" for x in head.loose for y in other.loose}
    bare = {f"*{x}|{y}" for x in head.bones | head.groups for y in other.bones | other.groups}
    return found | (bare if eastern or head.arabic or other.arabic else set())


def _under(head: Word, seconds: frozenset[str]) -> frozenset[str]:
    return frozenset(f"{form}|{second}" for form in head.forms | head.groups for second in seconds)


def halves(word: Word) -> set[str]:
    """Give beginning and end of a word without its surname's ending: one slip leaves one of them whole."""
    found = set()
    for root in word.roots:
        for size in {2 if len(root) <= SEVEN else 3, 3 if len(root) >= SEVEN else 2}:
            found |= {f"{root[:size]}-", f"-{root[-size:]}"}
    return found
