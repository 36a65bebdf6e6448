"""Doubts in the order in which a person should look at them: what hangs on each, times how open it is."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.resolution.slips import slips
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity, Link


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entities that may be one: why, and how many mentions and claims would change hands."""

    link: Link
    a: Entity
    b: Entity
    at_stake: int
    candidates: int

    @property
    def weight(self) -> float:
        """What hangs on it, times how open it is: 4p(1 - p), where each candidate is as likely as the others."""
        p = 1 / max(2, self.candidates)
        return self.at_stake * 4 * p * (1 - p)


def doubts(entities: Iterable[Entity], claims: Sequence[Claim]) -> list[Doubt]:
    """Give the pairs that may be one, the most consequential first."""
    of = {entity.id: entity for entity in entities}
    links = [link for entity in of.values() for link in entity.links]
    unsure = {
        (link.a, link.b, link.by, link.reason): link
        for link in (*links, *slips(list(of.values())))
        if link.verdict is Sameness.UNSURE and {link.a, link.b} <= of.keys()
    }
    pairs = {(a, b) for a, b, *_ in unsure}
    rivals = Counter(end for pair in pairs for end in pair)
    sizes = _sizes(of.values(), claims)
    found = [
        Doubt(
            link,
            of[link.a],
            of[link.b],
            min(sizes[link.a], sizes[link.b]),
            max(1, min(rivals[link.a], rivals[link.b])),
        )
        for link in unsure.values()
    ]
    return sorted(found, key=lambda each: (-each.weight, each.link.a, each.link.b, each.link.by, each.link.reason))


def _sizes(entities: Iterable[Entity], claims: Sequence[Claim]) -> Mapping[str, int]:
    """Give for each entity its mentions, and the claims whose passage names it."""
    at: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    sizes: Counter[str] = Counter()
    for entity in entities:
        sizes[entity.id] += len(entity.mentions)
        for m in entity.mentions:
            at[m.revision].append((m.start, m.end, entity.id))
    for places in at.values():
        places.sort()
    for claim in claims:
        places = at.get(claim.passage.revision, [])
        first = bisect_left(places, (claim.passage.start, 0, ""))
        last = bisect_left(places, (claim.passage.end, 0, ""))
        sizes.update({who for _, end, who in places[first:last] if end <= claim.passage.end})
    return sizes
