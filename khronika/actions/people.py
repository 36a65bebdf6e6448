"""People: who is who as of now or as of then, what is said of one of them, and what waits for a judgement."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from khronika.actions.holdings import secret_documents
from khronika.actions.now import runs_by_document, source, stand, without_secrets
from khronika.errors import UsageError
from khronika.ledger import views

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from khronika.actions.chronicle import Chronicle
    from khronika.ledger import Ledger
    from khronika.resolution.clusters import Form
    from khronika.resolution.doubts import Doubt
    from khronika.resolution.log import Log
    from khronika.resolution.opinions import Fate
    from khronika.vocabulary.bodies import Person, Relation
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.judgements import Linking
    from khronika.vocabulary.people import Entity, Mention
    from khronika.vocabulary.record import Source

WHEN = "a day such as 2031-05-16, a moment with its time zone, or the number of an entry"
LAST = 2**63 - 1  # no database numbers an entry higher


@dataclass(frozen=True)
class Opinion:
    """A judgement of who is who with what became of it, and the ids of the judgements that made it so."""

    linking: Linking
    fate: Fate
    because: tuple[str, ...]


@dataclass(frozen=True)
class Who:
    """Who is who: the entities, the name form and the entity at each address, and every judgement ever made."""

    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    linkings: tuple[Linking, ...]
    entities: tuple[Entity, ...]
    forms: dict[str, Form]
    homes: dict[str, Entity]
    log: Log
    sources: tuple[Source, ...] = ()

    @cached_property
    def _last(self) -> dict[Hashable, str]:
        return {views.whose_on_what(each): each.id for each in views.last_word(self.linkings)}

    def judged(self, linkings: Iterable[Linking]) -> Who:
        """Give who is who under other judgements."""
        return folded(self.mentions, self.claims, linkings, self.sources)

    def opinion(self, linking: Linking) -> Opinion:
        """Give what became of a judgement."""
        from khronika.resolution.opinions import Fate, fate

        if linking.withdrawn is not None:
            return Opinion(linking, Fate.WITHDRAWN, ())
        last = self._last[views.whose_on_what(linking)]
        return Opinion(linking, *(fate(self.log, linking.id) if last == linking.id else (Fate.REPLACED, (last,))))

    def shows(self, linking: Linking) -> bool:
        """Say whether a judgement may be shown: all whom it names are here, and all protected or all public."""
        named = [self.forms.get(address) for side in linking.link.sides for address in side]
        return None not in named and len({form.protected for form in named if form}) == 1


def who_is_who(chronicle: Chronicle, *, confidential: bool = False, as_of: str | None = None) -> Who:
    """Give who is who as of now, or as it stood at `as_of`: a day (to its end), a moment, or the number of an entry.

    What is confidential or protected now is so in every past state as well. Raises `UsageError` for another `as_of`.
    """
    from khronika.resolution import protected_names

    hidden = set() if confidential else secret_documents(chronicle)
    if as_of is None:
        said = without_secrets(views.linkings(chronicle.ledger), chronicle, hidden)
        mentions, claims, sources = _told(chronicle.ledger, hidden)
        return folded(mentions, claims, said, sources)
    then = chronicle.ledger.as_of(_moment(as_of))
    mentions, claims, sources = _told(then, hidden)
    now, standing, _ = _told(chronicle.ledger, hidden)
    protected = [protected_names(now, standing), protected_names(*views.withdrawn_words(chronicle.ledger))]
    said = without_secrets(views.linkings(then), chronicle, hidden)
    return folded(_veiled(mentions, protected), claims, said, sources)


def folded(
    mentions: Sequence[Mention], claims: Sequence[Claim], linkings: Iterable[Linking], sources: Sequence[Source] = ()
) -> Who:
    """Fold mentions, claims and judgements into who is who."""
    from khronika.resolution import forms_of, resolve
    from khronika.resolution.addresses import addresses
    from khronika.resolution.judged import log_of

    said = tuple(linkings)
    standing = views.last_word(said)
    forms = {address: form for form, address in addresses(forms_of(mentions, claims, sources)).items()}
    entities = resolve(mentions, claims, [each.link for each in standing], sources)
    log = log_of(((each.id, each.link) for each in standing), forms)
    homes = {address: entity for entity in entities for address in entity.addresses}
    return Who(tuple(mentions), tuple(claims), said, tuple(entities), forms, homes, log, tuple(sources))


def opinions(who: Who, entity: Entity | None = None) -> list[Opinion]:
    """Give the judgements on somebody, or all; those that name anybody who is not shown here are left out."""
    wanted = None if entity is None else set(entity.addresses)
    shown = (each for each in who.linkings if who.shows(each))
    return [
        who.opinion(each)
        for each in shown
        if wanted is None or not wanted.isdisjoint(address for side in each.link.sides for address in side)
    ]


def traits(who: Who, entity: Entity) -> dict[tuple[str, str], tuple[str, ...]]:
    """Give what claims say of somebody, as (aspect, value), each with the ids of the claims that say so.

    A tie between a protected person and another is left out: it would say who is meant.
    """
    from khronika.casework.register import register
    from khronika.vocabulary.bodies import Person

    known = register(who.entities)
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in who.claims:
        body = claim.body
        if isinstance(body, Person) and known.find(body.name or body.as_written, claim.document) == entity:
            kin = body.relation
            hidden = entity.protected or (kin and known.protects(kin.to, claim.document))
            for trait in aspects(body, None if hidden else kin):
                said[trait].append(claim.id)
    return {trait: tuple(dict.fromkeys(ids)) for trait, ids in said.items()}


def aspects(person: Person, tie: Relation | None) -> list[tuple[str, str]]:
    """Give what one claim says of a person, as (aspect, value)."""
    told = [("age", person.age), ("born", person.born), ("gender", person.gender)]
    found = [(aspect, str(value)) for aspect, value in told if value is not None]
    found += [("role", role) for role in person.roles]
    return found + ([("relation", f"{tie.kind} of {tie.to}")] if tie else [])


def doubts(who: Who) -> list[Doubt]:
    """Give the pairs that may be one, the most consequential first."""
    from khronika.resolution.doubts import doubts as ordered

    return ordered(who.entities, who.claims)


def _told(ledger: Ledger, hidden: set[str]) -> tuple[list[Mention], list[Claim], list[Source]]:
    """Give the mentions and the standing claims of what is held, in a fixed order, and what they were read from."""
    held = [each for each in views.documents(ledger) if each.document.sha256 not in hidden]
    runs = runs_by_document(held, views.extractions(ledger))
    mentions = [mention for sha256 in sorted(runs) for mention in runs[sha256].mentions]
    standing = stand([claim for claim in views.claims(ledger) if claim.document not in hidden])
    return mentions, standing, [source(each, runs.get(each.document.sha256)) for each in held]


def _veiled(mentions: Iterable[Mention], protected: Iterable[Mapping[str, AbstractSet[str]]]) -> list[Mention]:
    """Mark in a past state whoever is protected by now: that they were not yet known to be must not unmask them."""
    from khronika.resolution.folding import plain

    def is_protected(m: Mention) -> bool:
        return any(plain(m.name) in names.get(m.document, ()) for names in protected)

    return [replace(m, pseudonym=True) if is_protected(m) else m for m in mentions]


def _moment(words: str) -> dt.datetime | int:
    if words.isascii() and words.isdigit():
        return min(int(words), LAST)
    try:
        moment = dt.datetime.fromisoformat(words)
        if moment.tzinfo is None and len(words) == len("2031-05-16"):
            return moment.replace(hour=23, minute=59, second=59, microsecond=999999, tzinfo=dt.UTC)
        if moment.tzinfo is None:
            raise UsageError(f"{words!r} does not say in which time zone; give {WHEN}.")
        return moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"{words!r} is no moment; give {WHEN}.") from None
