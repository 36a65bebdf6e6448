"""The people whom a text names, so that each name leads to the page of the one it means."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from khronika.vocabulary.people import Entity

WORD = re.compile(r"\w+")
# By the first word of a name: the names that begin with it, the longest first, each with the anchor of its page; ""
# where the name means nobody, or not only one.
Index = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Names:
    """Names as each document writes them, and full names that mean one person wherever they stand."""

    within: Mapping[str, Index]  # by document
    anywhere: Index
    bodies: frozenset[str]  # anchors of pages that are no person's

    @classmethod
    def of(cls, entities: Iterable[Entity], homes: Mapping[str, tuple[str, ...]]) -> Names:
        """List everybody who has a page; the names of bodies are listed as well, since they may hold a person's."""
        within: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        anywhere: dict[str, set[str]] = defaultdict(set)
        bodies: set[str] = set()
        for entity in entities:
            home = homes[entity.id][0] if entity.id in homes else ""
            if home and entity.kind is not EntityKind.PERSON:
                bodies.add(home)
            for mention in entity.mentions:
                for words in {mention.name, mention.exact}:
                    within[mention.document][words].add(home)
                    anywhere[words].add("" if entity.protected or len(words.split()) == 1 else home)
        return cls({document: _index(names) for document, names in within.items()}, _index(anywhere), frozenset(bodies))

    def pieces(self, text: str, document: str = "", *, bodies: bool = False) -> Iterator[tuple[str, str]]:
        """Cut a text at the names in it: each piece with the anchor of the page to which it leads, else ""."""
        told = past = 0
        for word in WORD.finditer(text):
            if word.start() < past:
                continue
            name, home = self._named(text, word, document)
            past = word.start() + len(name)
            if home and (bodies or home not in self.bodies):
                yield text[told : word.start()], ""
                yield name, home
                told = past
        yield text[told:], ""

    def _named(self, text: str, word: re.Match[str], document: str) -> tuple[str, str]:
        """Give the longest name that begins with a word, as this document means it or else as all do."""
        longest = (word.group(), "")
        for index in (self.anywhere, self.within.get(document, {})):
            for name, home in index.get(word.group(), ()):
                if len(name) < len(longest[0]):
                    break
                if text.startswith(name, word.start()) and not _goes_on(text, word.start() + len(name)):
                    longest = (name, home)
                    break
        return longest


def _index(names: Mapping[str, set[str]]) -> Index:
    index: Index = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if first := WORD.match(name):
            index[first.group()].append((name, min(names[name]) if len(names[name]) == 1 else ""))
    return dict(index)


def _goes_on(text: str, at: int) -> bool:
    return text[at : at + 1].isalnum() or text[at : at + 1] == "_"
