"""Who is told of by name as killed, detained and so on: the floor of a ladder of tolls."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.comparison.facts import Naming
from khronika.comparison.figures import aliases_of
from khronika.comparison.words import toll_words
from khronika.vocabulary.bodies import Act, Step
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khronika.vocabulary.bodies import Party
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity


@dataclass(frozen=True)
class Floor:
    """How many distinct people are named, how many are told of under a pseudonym, and the claims that name the first.

    People of whom it is doubted whether they are one count as one; a pseudonym may stand for somebody named.
    """

    named: int
    hidden: int
    claims: tuple[str, ...]
    rests: tuple[str, ...] = ()  # all claims, also those about somebody under a pseudonym


NOBODY = Floor(0, 0, ())


def floors(
    claims: Iterable[Claim], events: Mapping[str, Sequence[str | None]], entities: Sequence[Entity]
) -> dict[tuple[str, str], Floor]:
    """Give the floor by event and quantity, for standing claims; `events` by claim."""
    naming, protected = Naming.of(entities, {}, aliases_of(entities)), {e.id for e in entities if e.protected}
    told: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for claim in claims:
        for quantity, party in _named(claim):
            person = naming.person(claim.document, party.name or "")
            for event in events.get(claim.id, ()):
                if event:
                    told[event, quantity].append((person, claim.id))
    doubts = _doubts(entities)
    return {key: _floor(found, protected, doubts) for key, found in told.items()}


def _named(claim: Claim) -> Iterator[tuple[str, Party]]:
    body = claim.body
    if isinstance(body, Act):
        acts, parties = toll_words()["acts"], body.victims
        quantities = [quantity for quantity, words in acts.items() if body.act in words]
    elif isinstance(body, Step):
        steps, parties = toll_words()["steps"], body.subjects
        quantities = [quantity for quantity, words in steps.items() if body.step in words]
    else:
        return
    yield from ((quantity, party) for quantity in quantities for party in parties if party.name)


def _floor(found: Sequence[tuple[str, str]], protected: set[str], doubts: Sequence[tuple[str, str]]) -> Floor:
    people = {person for person, _ in found}
    open_ = people - protected
    open_claims = dict.fromkeys(claim for person, claim in found if person in open_)
    hidden_claims = {claim for person, claim in found if person in protected}
    groups = {person: {person} for person in open_}
    for a, b in doubts:
        if a in groups and b in groups and groups[a] is not groups[b]:
            groups[a] |= groups[b]
            groups |= dict.fromkeys(groups[b], groups[a])
    named = len({id(group) for group in groups.values()})
    shown = tuple(one for one in open_claims if one not in hidden_claims)
    return Floor(named, len(people & protected), shown, tuple(dict.fromkeys(claim for _, claim in found)))


def _doubts(entities: Iterable[Entity]) -> list[tuple[str, str]]:
    """Give the pairs of which it is not decided whether they are one person."""
    known = {address: entity.id for entity in entities for address in (*entity.addresses, entity.id)}
    return [
        (known.get(link.a, link.a), known.get(link.b, link.b))
        for entity in entities
        for link in entity.links
        if link.verdict is Sameness.UNSURE
    ]
