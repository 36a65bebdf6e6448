"""Whom a name in a document means, as far as who is who says."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.vocabulary.people import Entity


def persons(entities: Iterable[Entity]) -> dict[tuple[str, str], str]:
    """Give a person's id by document and spelling; a spelling of one entity only is known in every document."""
    who: dict[tuple[str, str], str] = {}
    spelled: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.kind is EntityKind.PERSON:
            for mention in entity.mentions:
                for name in (mention.name, mention.exact):
                    who[mention.document, name.casefold()] = entity.id
            for name in () if entity.protected else entity.names:
                spelled[name.casefold()].add(entity.id)
    return who | {("", name): next(iter(ids)) for name, ids in spelled.items() if len(ids) == 1}
