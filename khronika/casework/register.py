"""A register of names: which person or body a name in a claim means, as far as the links between mentions say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khronika.vocabulary.people import Entity


@dataclass(frozen=True)
class Register:
    """Entities by the names they are given in one document, and in all documents together."""

    within: Mapping[tuple[str, str], tuple[Entity, ...]]
    anywhere: Mapping[str, tuple[Entity, ...]]
    veiled: Mapping[str, tuple[frozenset[str], ...]]  # by document, the words of each name of somebody protected

    def find(self, name: str, document: str) -> Entity | None:
        """Give the one entity that a name means in a document; None where nobody or several are meant."""
        key = plain(name)
        found = self.within.get((document, key)) or self.anywhere.get(key, ())
        return found[0] if len(found) == 1 else None

    def protects(self, name: str, document: str) -> bool:
        """Say whether a name in a document may mean somebody protected, also by a part of the name alone."""
        key = plain(name)
        found = self.within.get((document, key)) or self.anywhere.get(key, ())
        parts = set(key.split())
        return any(entity.protected for entity in found) or (
            not found and any(parts <= words for words in self.veiled.get(document, ()))
        )

    def candidates(self, name: str) -> tuple[Entity, ...]:
        """Give everybody a name may mean."""
        return self.anywhere.get(plain(name), ())


def plain(name: str) -> str:
    """Give a name without case, article and doubled white space, for looking up only."""
    return " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ")


def register(entities: Iterable[Entity]) -> Register:
    """List people and organisations by every name under which a document mentions them."""
    within: dict[tuple[str, str], dict[str, Entity]] = defaultdict(dict)
    anywhere: dict[str, dict[str, Entity]] = defaultdict(dict)
    veiled: dict[str, list[frozenset[str]]] = defaultdict(list)
    for entity in entities:
        if entity.kind not in (EntityKind.PERSON, EntityKind.ORGANISATION):
            continue
        for name in (entity.name, *entity.names):
            anywhere[plain(name)][entity.id] = entity
        for mention in entity.mentions:
            for words in (mention.name, mention.exact):
                within[mention.document, plain(words)][entity.id] = entity
                if entity.protected:
                    veiled[mention.document].append(frozenset(plain(words).split()))
                anywhere[plain(words)][entity.id] = entity
    return Register(
        {key: tuple(found.values()) for key, found in within.items()},
        {key: tuple(found.values()) for key, found in anywhere.items()},
        {document: tuple(names) for document, names in veiled.items()},
    )
