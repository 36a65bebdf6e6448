"""Which documents tell of one matter, so that figures filed under no event are compared within it only."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity

MAIN = 3  # places that a document names most often: what it is about


def matters(
    claims: Sequence[Claim], events: Mapping[str, Sequence[str | None]], entities: Iterable[Entity]
) -> dict[str, str]:
    """Give each document the matter of which it tells; `events` by claim.

    Documents tell of one matter if they share an event or one of their main places, directly or through others. A
    document that names neither belongs to the only matter there is, else to one of its own.
    """
    told: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for event in events.get(claim.id, ()):
            told[f"event {event}"].add(claim.document)
    for document, places in _main_places(entities).items():
        for place in places:
            told[f"place {place}"].add(document)
    matter: dict[str, set[str]] = {}
    for documents in told.values():
        joined = documents.union(*(matter.get(document, set()) for document in documents))
        matter |= dict.fromkeys(joined, joined)
    known = {document: min(joined) for document, joined in matter.items()}
    several = len(set(known.values())) > 1
    only = "" if several else next(iter(known.values()), "")
    return {c.document: known.get(c.document, c.document if several else only) for c in claims}


def _main_places(entities: Iterable[Entity]) -> dict[str, list[str]]:
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for entity in entities:
        if entity.kind is EntityKind.PLACE:
            for mention in entity.mentions:
                named[mention.document][entity.id] += 1
    ordered = {document: sorted(places, key=lambda p: (-places[p], p)) for document, places in named.items()}
    return {document: places[:MAIN] for document, places in ordered.items()}
