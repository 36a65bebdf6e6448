"""Where something happened: the place named nearest to what is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.extraction.lists import words
from khronika.extraction.naming.places import countries
from khronika.vocabulary.people import EntityKind
from khronika.vocabulary.places import Where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.extraction.grammar.syntax import Sentence
    from khronika.vocabulary.people import Mention

DISTANT = re.compile(
    r"\b(?:north|south|east|west|kilomet(?:er|re)s?|km|miles?)\b[\w\s-]{0,12}\b(?:of|from|to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sites:
    """The places that a text names, in its order, without those that only say how far another is."""

    places: tuple[Mention, ...]

    @classmethod
    def of(cls, mentions: Iterable[Mention], text: str) -> Sites:
        """Choose the places among what is named: not "100 kilometres north of the town"."""
        named = (mention for mention in mentions if mention.kind is EntityKind.PLACE)
        return cls(tuple(m for m in named if not DISTANT.search(text[max(0, m.start - 40) : m.start])))

    def near(self, sentence: Sentence, at: int) -> Where | None:
        """The place nearest to a token in its sentence, else the only one named before in its paragraph."""
        here = sentence.tokens[at].start
        first, last = (self._from(start) for start in (sentence.start, sentence.end))
        inside = self.places[first:last]
        inside = tuple(m for m in inside if not _is_wide(m)) or inside
        if inside:
            return _where(min(inside, key=lambda m: abs(m.start - here)))
        before = self.places[self._from(sentence.block.start) : first]
        return _where(before[-1]) if len({mention.name.lower() for mention in before}) == 1 else None

    def _from(self, start: int) -> int:
        return bisect_left(self.places, start, key=lambda m: m.start)


def _is_wide(mention: Mention) -> bool:
    """Whether a place is a country or a region, in which others lie: "in Norvia, police fired at a crowd in Karad"."""
    name = mention.name.lower()
    return name in countries() or name.split()[-1] in words("places", "wide")


def _where(mention: Mention) -> Where:
    return Where(" ".join(mention.exact.split()))
