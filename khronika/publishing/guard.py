"""Judgements of who is who may name somebody protected: these are shown without their reason, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from khronika.vocabulary.judgements import Linking
    from khronika.vocabulary.people import Entity, Link

WITHHELD = "The reason is withheld."


@dataclass(frozen=True)
class Guard:
    """Knows the names of everybody who may be shown in full, and those of everybody else."""

    reach: Mapping[str, tuple[str, ...]]  # by id, address or spelling: the names of those to whom it leads
    hidden: frozenset[str]  # ids, addresses and spellings of those who may not be shown in full
    pseudonyms: re.Pattern[str] | None

    @classmethod
    def over(cls, entities: Iterable[Entity], whole: Collection[str], pseudonyms: Collection[str]) -> Guard:
        """Give a guard over the entities of a record; `whole` holds the ids of those that may be shown in full."""
        reach: dict[str, tuple[str, ...]] = {}
        hidden: set[str] = set()
        for entity in entities:
            spelled = {entity.name, *entity.names, *(m.exact for m in entity.mentions)}
            ends = {entity.id, *entity.addresses, *spelled}
            if entity.id in whole:
                reach |= {end: (*reach.get(end, ()), *spelled) for end in ends}
            else:
                hidden |= ends
        words = "|".join(re.escape(name) for name in sorted(pseudonyms) if name)
        return cls(reach, frozenset(hidden), re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None)

    def link(self, link: Link, *own: str) -> Link:
        """Give a link, without its reason where this names somebody protected beside the two whom it is about."""
        rest = link.reason
        names = {*own, *(name for side in link.sides for end in side for name in self.reach.get(end, ()))}
        for name in sorted(names - self.hidden, key=lambda name: (-len(name), name)):
            rest = rest.replace(name, " ")
        told = self.pseudonyms and self.pseudonyms.search(rest)
        return replace(link, reason=WITHHELD) if told else link

    def linking(self, one: Linking) -> Linking | None:
        """Give what a person judged, where all that it names leads to people who may be shown in full; else nothing."""
        ends = {end for side in one.link.sides for end in side}
        if ends & self.hidden or not ends <= self.reach.keys():
            return None
        return replace(one, link=self.link(one.link))
