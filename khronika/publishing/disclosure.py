"""What a dossier may show: nothing of confidential sources, and protected persons by their pseudonym only."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.publishing.guard import Guard
from khronika.vocabulary.documents import Sensitivity

if TYPE_CHECKING:
    from khronika.vocabulary.accounts import Account
    from khronika.vocabulary.people import Entity, Link, Mention
    from khronika.vocabulary.record import Record

HIDDEN = "[name withheld]"
MASK = "\ufdd0"  # a code point that no text may contain: stands for one hidden character
SHORTEST = 3  # characters: a shorter name would be masked inside ordinary words
MASKED = re.compile(f"{MASK}+")
# Overrides of direction can make a line read as another one; NUL, other controls and halves of characters are no text.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Withheld:
    """How much of the record is not shown, in numbers only."""

    sources: int
    claims: int
    entities: int
    events: int
    accounts: int

    @property
    def anything(self) -> bool:
        """Say whether anything at all is withheld."""
        return any((self.sources, self.claims, self.entities, self.events, self.accounts))


def disclose(record: Record) -> tuple[Record, Withheld]:
    """Give the part of a record that a dossier may show, and how much was withheld.

    A claim or mention is shown only where its document is known and not confidential.
    """
    sources = tuple(s for s in record.sources if s.document.sensitivity is not Sensitivity.CONFIDENTIAL)
    documents = frozenset(s.document.sha256 for s in sources)
    claims = tuple(c for c in record.claims if c.document in documents)
    ids = frozenset(c.id for c in claims)
    abouts = tuple(a for a in record.abouts if a.claim in ids)
    events = tuple(e for e in record.events if e.id in {a.event for a in abouts})
    whole = frozenset(e.id for e in record.entities if not e.protected and _is_open(e, documents))
    pseudonyms = {name for e in record.entities if e.protected for name in open_names(e)}
    guard = Guard.over(record.entities, whole, pseudonyms)
    entities = tuple(known for e in record.entities if (known := _shown_entity(e, documents, whole, guard)))
    accounts = tuple(_shown_account(a, ids, documents) for a in record.accounts if ids.intersection(a.claims))
    shown = replace(
        record,
        sources=sources,
        claims=claims,
        entities=entities,
        events=events,
        abouts=abouts,
        accounts=accounts,
        ladders=tuple(one for one in record.ladders if ids.issuperset(one.rests)),
        questions=tuple(one for one in record.questions if ids.issuperset((*one.claims, *one.rests))),
        dependences=tuple(one for one in record.dependences if documents.issuperset(one.documents)),
        judgements=tuple(one for one in record.judgements if one.claim in ids),
        linkings=tuple(told for one in record.linkings if (told := guard.linking(one))),
    )
    return shown, Withheld(
        sources=len(record.sources) - len(sources),
        claims=len(record.claims) - len(claims),
        entities=len(record.entities) - len(entities),
        events=sum(1 for e in record.events if e not in events and e.id in {a.event for a in record.abouts}),
        accounts=len(record.accounts) - len(accounts),
    )


def _shown_account(account: Account, ids: frozenset[str], documents: frozenset[str]) -> Account:
    hidden = sum(1 for claim in account.claims if claim not in ids)
    hidden += sum(1 for each in account.dependences if not documents.issuperset(each.documents))
    if not hidden:
        return account
    return replace(
        account,
        claims=tuple(claim for claim in account.claims if claim in ids),
        reason=f"The reason is withheld, because a confidential source is compared as well ({hidden} withheld).",
        minimal_sets=tuple(one for one in account.minimal_sets if ids.issuperset(one)),
        origins=(),
        assumptions=(),
        derivation=(),
        checks=tuple(check for check in account.checks if ids.issuperset(check.claims)),
        independent=None,
        dependences=(),
        echoes=(),
        drifts=(),
    )


def _is_open(entity: Entity, documents: frozenset[str]) -> bool:
    return documents.issuperset(mention.document for mention in entity.mentions)


def _shown_entity(entity: Entity, documents: frozenset[str], whole: frozenset[str], guard: Guard) -> Entity | None:
    mentions = tuple(m for m in entity.mentions if m.document in documents)
    if entity.protected:
        pseudonyms = open_names(entity)
        mentions = tuple(m for m in mentions if m.name in pseudonyms or m.pseudonym)
    names = _names_in(mentions)
    if not names:
        return None
    name = entity.name if entity.name in names else names[0]
    links = tuple(guard.link(one, *entity.names) for one in entity.links if _may_show(one, entity, mentions, whole))
    # An address may be made of a name or place that is not shown, and could be found by trying: then there is none.
    addresses = tuple(dict.fromkeys((entity.id, *entity.addresses))) if entity.id in whole else ()
    return replace(entity, name=name, names=names, mentions=mentions, links=links, addresses=addresses)


def _names_in(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    return tuple(sorted({m.name for m in mentions}))


def _may_show(link: Link, entity: Entity, mentions: tuple[Mention, ...], whole: frozenset[str]) -> bool:
    """Say whether the reason of a link, which tells names and files of both its ends, tells nothing withheld."""
    if entity.protected:
        return False
    written = {words for m in mentions for words in (m.name, m.exact)}
    written |= {*entity.names} if entity.id in whole else set()
    return all(end in written or end in whole for end in (link.a, link.b))


def open_names(entity: Entity) -> frozenset[str]:
    """Give the names under which a protected person may appear: the pseudonyms as written."""
    return frozenset(m.name for m in entity.mentions if m.pseudonym) or frozenset({entity.name})


def secret_names(record: Record) -> tuple[str, ...]:
    """Give every other name of a protected person in the whole record, longest first."""
    secret = set()
    for entity in record.entities:
        if entity.protected:
            pseudonyms = {word for name in open_names(entity) for word in name.casefold().split()}
            names = {*entity.names, entity.name, *(m.name for m in entity.mentions)}
            secret |= {name for name in names if not pseudonyms.issuperset(name.casefold().split())}
    return tuple(sorted((name for name in secret if len(name) >= SHORTEST), key=lambda name: (-len(name), name)))


@dataclass(frozen=True)
class Veil:
    """The last thing every word passes before it is printed: masks secret names, makes unsafe characters visible."""

    secret: re.Pattern[str] | None

    @classmethod
    def over(cls, names: tuple[str, ...]) -> Veil:
        """Give a veil over these names, whatever their case and the white space in them."""
        if not names:
            return cls(None)
        written = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in names)
        return cls(re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE))

    def mask(self, text: str) -> str:
        """Hide secret names and keep the length, so that offsets into the text stay true."""
        clean = text.replace(MASK, "\ufffd")
        return self.secret.sub(lambda found: MASK * len(found.group()), clean) if self.secret else clean

    def __call__(self, text: str) -> str:
        """Give the words as they may be printed."""
        masked = self.secret.sub(HIDDEN, text) if self.secret else text
        masked = MASKED.sub(HIDDEN, masked)
        return UNSAFE.sub(lambda found: _visible(found.group()), masked)


def _visible(character: str) -> str:
    if character.isspace():  # such as the end of a page, or of a line on another system
        return " "
    return "\ufffd" if character < "\u2000" or character >= "\ud800" else f"[U+{ord(character):04X}]"
