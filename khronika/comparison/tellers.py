"""Who tells a claim: voices that are known by name, and those that are known in their own document only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.comparison.figures import aliases_of, name_key, place_of, quantity_of
from khronika.comparison.intervals import number
from khronika.comparison.pairs import MANY
from khronika.comparison.words import families, family_of
from khronika.vocabulary.bodies import Act, Count, Step
from khronika.vocabulary.claims import Role

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from khronika.vocabulary.claims import Claim, Speaker
    from khronika.vocabulary.people import Entity


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice; where it is not `named` ("a nurse", nobody named), nobody can say whether it rests on another one."""

    key: str
    name: str
    named: bool


@dataclass(frozen=True)
class Names:
    """What tells voices apart: the spellings of one name, and the names that are protected."""

    aliases: Mapping[str, str]
    hidden: frozenset[str]
    known: dict[tuple[str, Role], tuple[str, bool, bool]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> Names:
        """Take the names from who is who."""
        known = list(entities)
        return cls(aliases_of(known), frozenset(n.casefold() for e in known if e.protected for n in (e.name, *e.names)))

    def voice(self, speaker: Speaker, claim: Claim) -> Voice:
        """Give the voice of a speaker in a claim."""
        if not speaker.name:
            return nobody(claim.document, claim.file)
        told = (speaker.name, speaker.role)
        if told not in self.known:
            key = name_key(speaker.name, self.aliases)
            state = any(word in families()["speakers"]["state"] for word in key.split())
            self.known[told] = (key, self.is_name(speaker), state)
        key, named, state = self.known[told]
        return Voice(key if named else f"{key} in {claim.document}", speaker.name, named and not state)

    def origin(self, claim: Claim) -> Voice:
        """Give the voice on whose word a claim stands."""
        return self.voice(claim.origin, claim)

    def is_name(self, speaker: Speaker) -> bool:
        """Say whether words name somebody: "Prosecutor General" does, "a hospital worker" does not."""
        name = speaker.name or ""
        if name.casefold() in self.hidden:
            return False
        if speaker.role is Role.AUTHOR or name.casefold() in self.aliases:
            return True
        told = [word for word in re.findall(r"\w+", name) if word.casefold() not in families()["speakers"]["words"]]
        return bool(told) and all(word[0].isupper() for word in told)


def nobody(document: str, file: str) -> Voice:
    """Give the voice of whoever is not named in a document."""
    return Voice(f"unnamed in {document}", f"an unnamed source in {file}", named=False)


def in_own_voice(claim: Claim) -> bool:
    """Say whether the document's author says it on nobody else's word."""
    return len(claim.speakers) == 1


def told(claim: Claim) -> Hashable | None:
    """Give what two claims have in common where one may only repeat the other; None where nothing is compared."""
    body = claim.body
    if isinstance(body, Count) and (numbers := number(body)):
        return (quantity_of(body), counted(body), numbers)
    if isinstance(body, Step):
        penalty = body.penalty
        term = (penalty.months_low, penalty.months_high, penalty.suspended) if penalty else None
        return (body.step, frozenset(p.name.casefold() for p in body.subjects if p.name), term)
    if isinstance(body, Act):
        return (body.act, frozenset(p.name.casefold() for p in body.victims if p.name))
    return None


def is_distinct(claim: Claim) -> bool:
    """Say whether what is told is hardly told twice by accident: no small number, or a step of somebody named."""
    if isinstance(claim.body, Count):
        return (number(claim.body) or (0, 0))[0] >= MANY
    return isinstance(claim.body, Step) and any(party.name for party in claim.body.subjects)


def counted(count: Count) -> str:
    """Give the group of people counted; in a proceeding everybody is a defendant."""
    return "defendants" if family_of(count.quantity) == "tried" and count.group == "all" else count.group


def same_scope(a: Claim, b: Claim) -> bool:
    """Say whether neither place nor date sets two claims apart."""
    one, other = place_of(a), place_of(b)
    near = one is None or other is None or one in other or other in one
    counts = [c.body.as_of for c in (a, b) if isinstance(c.body, Count)]
    dates = [(a.when, b.when), *([(counts[0], counts[1])] if len(counts) == len((a, b)) else [])]
    return near and all(first is None or second is None or first.meets(second) for first, second in dates)
