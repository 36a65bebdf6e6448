"""The way from each line to its passage and back, and to the page of each person: one anchor a line and an address."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.vocabulary.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity

SHORT = 12  # hexadecimal digits of a claim's id that a reader sees

TITLES = {
    "disputed": "what is disputed",
    "figures": "figures",
    "people": "people and proceedings",
    "chronology": "chronology",
    "statements": "statements",
    "demands": "demands",
    "norms": "norms",
    "acts": "acts alleged",
    "voices": "who says what",
    "gaps": "gaps",
    "judged": "rejected and corrected",
}


@dataclass
class Anchors:
    """Hands out an anchor for each line while a dossier is printed, and knows the lines of each claim at its end."""

    evidence: Evidence
    lines: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))  # claim: section: anchor

    def line(self, section: str, claim: Claim) -> str:
        """Give the id of a line; only the first line of a claim in a section has one, later ones get ""."""
        if section in self.lines[claim.id]:
            return ""
        self.lines[claim.id][section] = anchor = f"{section}-{claim.id[:SHORT]}"
        return anchor

    def passage(self, claim: Claim) -> str:
        """Give the id of the passage on which a claim rests."""
        return "p-" + self.evidence.number(claim).replace(".", "-")

    def back(self, claim: Claim) -> tuple[tuple[str, str], ...]:
        """Give title and id of every line that shows a claim."""
        told = self.lines.get(claim.id, {})
        return tuple((TITLES[section], told[section]) for section in TITLES if section in told)


def homes(entities: Iterable[Entity]) -> Mapping[str, tuple[str, ...]]:
    """Give, by id of entity, the anchors of its page: its own first, then those under which it was known before.

    An address that several could be reached under leads to the one whose own it is, else to the first of them.
    """
    given = list(entities)
    own = {entity.id: _home(entity) for entity in given}
    taken = set(own.values())
    found = {}
    for entity in given:
        before = [anchor for one in entity.addresses if (anchor := _anchor(entity, one)) not in taken]
        taken |= set(before)
        found[entity.id] = tuple(dict.fromkeys((own[entity.id], *before)))
    return found


def _home(entity: Entity) -> str:
    """Give the anchor of a page; where no address may be shown, it is made of the first place that may.

    An id can be made of a name, and whoever tries names out would find the right one by it.
    """
    if entity.addresses:
        return _anchor(entity, entity.id)
    first = min(entity.mentions, key=lambda m: (m.document, m.start, m.end))
    return _anchor(entity, digest([entity.kind.value, first.document, first.start, first.end]))


def _anchor(entity: Entity, address: str) -> str:
    return f"{entity.kind.value}-{address[:SHORT]}"
