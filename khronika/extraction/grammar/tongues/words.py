"""A word as a parser of Universal Dependencies gives it, before it is glossed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NOTHING: Mapping[str, str] = MappingProxyType({})
ENTITIES = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG"}  # names of the parsers' entities, and those of the grammar


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence: `i` and `head` are indices in it (the root governs itself).

    `start` and `end` are code points of the revision, `upos` and `feats` the universal tag and features, `deprel` the
    universal relation, `entity` PER, LOC, ORG or empty; `begins` says whether the word is its entity's first.
    """

    i: int
    text: str
    lemma: str
    upos: str
    feats: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    deprel: str = "dep"
    head: int = 0
    start: int = 0
    end: int = 0
    entity: str = ""
    begins: bool = False
    key: str = ""  # the English key, where the parser of the language knows it already, and
    role: str = ""  # what kind of entry gave it, see `glossing.Glossed`
    name: str = ""  # the word in the nominative, where it belongs to a person's name

    @property
    def lower(self) -> str:
        """The word in lower case, with a plain apostrophe."""
        return lowered(self.text)


@lru_cache(maxsize=1 << 16)
def lowered(text: str) -> str:
    """Write a word in lower case, with a plain apostrophe; kept, since every list is asked for every word."""
    return text.lower().replace("’", "'")


@lru_cache(maxsize=1 << 12)
def features(written: str) -> Mapping[str, str]:
    """Read features as parsers write them: "Gender=Fem|Number=Plur"."""
    return MappingProxyType(dict(pair.split("=", 1) for pair in written.split("|") if "=" in pair))


def merged(words: Sequence[Word], first: int, last: int) -> list[Word]:
    """Make one word of the words from `first` to `last`; it stands where the one stood whose governor is outside."""
    if first == last:
        return list(words)
    inside = words[first : last + 1]
    head = next((w for w in inside if not first <= w.head <= last or w.head == w.i), inside[0])
    text = inside[0].text
    for before, word in pairwise(inside):
        text += (" " if word.start > before.end else "") + word.text
    whole = replace(head, i=first, text=text, start=inside[0].start, end=inside[-1].end, begins=inside[0].begins)
    root = head.head == head.i

    def moved(i: int) -> int:
        return i if i < first else first if i <= last else i - (last - first)

    found = [*words[:first], whole, *words[last + 1 :]]
    return [replace(w, i=i, head=first if w is whole and root else moved(w.head)) for i, w in enumerate(found)]
