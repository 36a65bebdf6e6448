"""The record in reading order: which claims stand, which stand apart, and the number of each passage."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from khronika.casework.register import Register, register
from khronika.vocabulary.accounts import Account, Verdict
from khronika.vocabulary.bodies import Count, Step
from khronika.vocabulary.claims import Claim, Review
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khronika.vocabulary.people import Entity, Event
    from khronika.vocabulary.record import Record, Source

# The gravest first: what a reader must know before anything else.
GRAVITY = (
    *(Verdict.CONFLICT, Verdict.UNRESOLVED, Verdict.EVOLUTION, Verdict.RESTATES),
    *(Verdict.DIFFERENT_DATE, Verdict.DIFFERENT_POPULATION, Verdict.COMPATIBLE, Verdict.SAME),
)

Place = tuple[int, int]  # number of the source, number of the passage in it


@dataclass(frozen=True)
class Evidence:
    """Everything the sections of a dossier are made from; every sequence is in reading order."""

    record: Record
    sources: tuple[Source, ...]  # the first is source 1
    standing: tuple[Claim, ...]
    rejected: tuple[Claim, ...]
    corrections: tuple[tuple[Claim, Claim | None], ...]  # the correction, and what it corrects
    places: Mapping[str, Place]  # by id of claim
    events: tuple[Event, ...]  # the one with the most claims first
    about: Mapping[str, tuple[str, ...]]  # ids of events by id of claim
    register: Register
    numbers: Mapping[str, int]  # of the sources, by document
    people: tuple[Entity, ...]  # persons and bodies, by name

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, also those that no longer stand."""
        olds = (old for _, old in self.corrections if old)
        every = {claim.id: claim for claim in (*self.standing, *self.rejected, *olds)}
        return tuple(sorted(every.values(), key=lambda claim: (self.places[claim.id], claim.kind, claim.id)))

    def number(self, claim: Claim) -> str:
        """Give the number of a claim's passage: "3.12" is passage 12 of source 3."""
        source, passage = self.places[claim.id]
        return f"{source}.{passage}"

    def accounts(self, *, of_cases: bool) -> tuple[Account, ...]:
        """Give the accounts that compare steps of cases, or figures; the gravest verdict first."""
        bodies = {claim.id: claim.body for claim in self.standing}
        found = []
        for account in self.record.accounts:
            compared = [bodies[claim] for claim in account.claims if claim in bodies]
            if compared and all(isinstance(body, Step if of_cases else Count) for body in compared):
                found.append(account)
        return tuple(sorted(found, key=lambda a: (GRAVITY.index(a.verdict), a.reason, a.id)))

    def named(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """Give the standing claims with these ids, in reading order."""
        found = {one: self._numbered[one] for one in ids if one in self._numbered}
        return tuple(claim for _, claim in sorted(found.values(), key=lambda numbered: numbered[0]))

    @cached_property
    def _numbered(self) -> dict[str, tuple[int, Claim]]:
        return {claim.id: (number, claim) for number, claim in enumerate(self.standing)}

    def one_a_passage(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Give one claim for each passage on which the claims rest."""
        return tuple({self.places[claim.id]: claim for claim in claims}.values())

    def source(self, claim: Claim) -> Source:
        """Give the source in which a claim stands."""
        return self.sources[self.places[claim.id][0] - 1]


def evidence(record: Record) -> Evidence:
    """Put a record that may be shown into reading order: by source, then by place in its text."""
    sources = tuple(sorted(record.sources, key=lambda s: (s.document.name.casefold(), s.document.sha256)))
    claims = {claim.id: claim for claim in record.claims}
    places = _places(sources, claims.values())
    ordered = sorted(claims.values(), key=lambda c: (places[c.id], c.kind, c.id))
    replaced = {claim.corrects for claim in ordered if claim.corrects and claim.review is not Review.REJECTED}
    about: dict[str, list[str]] = defaultdict(list)
    for one in record.abouts:
        about[one.claim].append(one.event)
    entities = sorted(record.entities, key=lambda e: (e.name.casefold(), e.name, e.id))
    weight = {event.id: sum(event.id in told for told in about.values()) for event in record.events}
    return Evidence(
        record=record,
        sources=sources,
        standing=tuple(c for c in ordered if c.review is not Review.REJECTED and c.id not in replaced),
        rejected=tuple(c for c in ordered if c.review is Review.REJECTED and c.id not in replaced),
        corrections=tuple(
            (c, claims.get(c.corrects)) for c in ordered if c.corrects and c.review is not Review.REJECTED
        ),
        places=places,
        events=tuple(sorted(record.events, key=lambda e: (-weight[e.id], e.name, e.id))),
        about={claim: tuple(sorted(set(told))) for claim, told in about.items()},
        register=register(sorted(record.entities, key=lambda e: (e.name, e.id))),
        numbers={source.document.sha256: at for at, source in enumerate(sources, 1)},
        people=tuple(e for e in entities if e.kind in (EntityKind.PERSON, EntityKind.ORGANISATION)),
    )


def _places(sources: tuple[Source, ...], claims: Iterable[Claim]) -> dict[str, Place]:
    """Number the passages of each source from 1; claims on the same words share a passage."""
    sources_by_hash = {source.document.sha256: at for at, source in enumerate(sources, 1)}
    spans: dict[int, set[tuple[int, int, str]]] = defaultdict(set)
    for claim in claims:
        spans[sources_by_hash[claim.document]].add(_span(claim))
    numbers = {at: {span: n for n, span in enumerate(sorted(found), 1)} for at, found in spans.items()}
    return {c.id: (at := sources_by_hash[c.document], numbers[at][_span(c)]) for c in claims}


def _span(claim: Claim) -> tuple[int, int, str]:
    return claim.passage.start, claim.passage.end, claim.passage.revision
