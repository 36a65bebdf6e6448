"""Persons, organisations, places and events as mentioned, and who is who with the reason for each link."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from khronika.vocabulary.canonical import Json, as_json
from khronika.vocabulary.dates import When
from khronika.vocabulary.places import Located

LINK = ("a", "b", "verdict", "by", "reason")  # what an export tells of a link


class EntityKind(StrEnum):
    """What is mentioned."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    EVENT = "event"


class Sameness(StrEnum):
    """The answer to "is this one and the same?"."""

    SAME = "same"
    APART = "apart"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a revision where somebody or something is named; verbatim, half-open span."""

    kind: EntityKind
    revision: str
    document: str
    file: str
    start: int
    end: int
    exact: str
    name: str  # the name without titles and possessives; a surname alone stays alone
    titles: tuple[str, ...] = ()  # forms of address and roles before the name: "Mr", "President"
    gender: str | None = None  # "female", "male" or unknown, from title, pronoun or kinship in the same sentence
    pseudonym: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A verdict on two entities or spellings, by a rule or a person, with the reason as a sentence.

    A person's link names addresses; `beside_a` and `beside_b` are the further addresses of either side as it stood when
    it was judged, and `claims` the ids of the claims on which the judgement rests.
    """

    a: str
    b: str
    verdict: Sameness
    by: str
    reason: str
    claims: tuple[str, ...] = ()
    beside_a: tuple[str, ...] = ()
    beside_b: tuple[str, ...] = ()

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give everything that stands on either side of the judgement."""
        return (self.a, *self.beside_a), (self.b, *self.beside_b)


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, place or event with everything that was said to be it.

    `addresses` are all ids under which it can be reached, its own first: one for each spelling in each document.
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    protected: bool
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...] = ()
    addresses: tuple[str, ...] = ()
    located: Located | None = None  # of a place: where the gazetteer has it

    def export(self) -> Json:
        """Give the entity as the export of people has it."""
        row = as_json(self)
        row["mentions"] = [{"file": m.file, "start": m.start, "end": m.end, "exact": m.exact} for m in self.mentions]
        row["links"] = [{name: link[name] for name in LINK} for link in row["links"]]
        return row


@dataclass(frozen=True, slots=True)
class Event:
    """An event proposed from place, time and acts; claims are filed under it by `about` entries."""

    id: str
    name: str
    place: str | None
    when: When | None


@dataclass(frozen=True, slots=True)
class About:
    """That a claim is about an event, by whom or which rule, and why."""

    claim: str
    event: str
    by: str
    reason: str
