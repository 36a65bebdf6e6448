"""What a sentence says, in lines that a researcher can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika.extraction import extract
from khronika.vocabulary.bodies import Count, Party, Person, Qualifier, Step
from khronika.vocabulary.claims import Claim, Polarity, Role, Stance
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable

    from khronika.vocabulary.extractions import Extraction

NOBODY = "0" * 64
VAGUE = {
    "hundreds": ("hundreds", "centaines", "сотни", "сотен"),
    "dozens": ("dozens", "dizaines", "десятки", "десятков"),
    "thousands": ("thousands", "milliers", "тысячи", "тысяч"),
    "most": ("most", "plupart", "majorité", "большинство", "более половины"),
}  # what a figure without a value is shown as, and the words that say so


def _extraction(text: str, language: str = "en") -> Extraction:
    marks = (Mark(MarkKind.PARAGRAPH, 0, len(text)), Mark(MarkKind.LANGUAGE, 0, len(text), language))
    revision = Revision(NOBODY, text, marks, "example", "none")
    return extract(revision, Document(NOBODY, "example.txt", len(text), Sensitivity.INTERNAL))


@pytest.fixture
def figures() -> Callable[..., list[str]]:
    """The figures of a sentence, a line each, in the order of the text."""

    def read(text: str, language: str = "en") -> list[str]:
        claims = [claim for claim in _extraction(text, language).claims if isinstance(claim.body, Count)]
        wholes = {claim.id: claim.body for claim in claims if isinstance(claim.body, Count)}
        return [_figure(claim, claim.body, wholes) for claim in claims if isinstance(claim.body, Count)]

    return read


@pytest.fixture
def left_alone() -> Callable[..., set[str]]:
    """The reasons for which numbers of a sentence became no claim."""
    return lambda text, language="en": {one.reason for one in _extraction(text, language).abstentions}


@pytest.fixture
def steps() -> Callable[..., list[str]]:
    """The steps of a case that a sentence tells, a line each."""

    def read(text: str, language: str = "en") -> list[str]:
        return [
            _step(claim, claim.body) for claim in _extraction(text, language).claims if isinstance(claim.body, Step)
        ]

    return read


@pytest.fixture
def persons() -> Callable[..., list[str]]:
    """The persons whom a sentence presents, a line each: name, roles, age, gender, relation."""

    def read(text: str, language: str = "en") -> list[str]:
        bodies = [claim.body for claim in _extraction(text, language).claims]
        return [_person(body) for body in bodies if isinstance(body, Person)]

    return read


@pytest.fixture
def speakers() -> Callable[..., list[str]]:
    """Who gives each figure of a sentence, a line each: the chain from the origin to the author."""

    def read(text: str, language: str = "en") -> list[str]:
        claims = [claim for claim in _extraction(text, language).claims if isinstance(claim.body, Count)]
        return [" < ".join(f"{s.name or '-'} ({s.role}, {s.stance})" for s in claim.speakers) for claim in claims]

    return read


def _person(person: Person) -> str:
    relation = f"{person.relation.kind} of {person.relation.to}" if person.relation else None
    parts = (*person.roles, person.age, person.gender, relation, "pseudonym" if person.pseudonym else None)
    return ", ".join(str(part) for part in (person.name, *parts) if part is not None)


def _figure(claim: Claim, count: Count, wholes: dict[str, Count]) -> str:
    denied = "not " if claim.polarity is Polarity.NEGATED else ""
    part = f", of {_value(wholes[count.of], claim)}" if count.of else ""
    return f"{denied}{count.quantity} {_value(count, claim)} {count.group}, {_origin(claim)}{part}"


def _value(count: Count, claim: Claim) -> str:
    if count.qualifier is Qualifier.RANGE:
        return f"{count.low} to {count.high}"
    if count.qualifier in {Qualifier.VAGUE, Qualifier.MAJORITY}:
        return next(word for word, said in VAGUE.items() if any(form in claim.passage.exact.lower() for form in said))
    number = count.low if count.low is not None else count.high
    return str(number) if count.qualifier is Qualifier.EXACT else f"{count.qualifier.replace('_', ' ')} {number}"


def _origin(claim: Claim) -> str:
    said = claim.origin
    name = said.name or said.role.value
    plain = said.role is Role.AUTHOR or (
        said.stance in {Stance.ASSERTED, Stance.REPORTED} and said.role is not Role.UNNAMED
    )
    return name if plain else f"{name} ({said.stance})"


def _step(claim: Claim, step: Step) -> str:
    denied = "not " if claim.polarity is Polarity.NEGATED else ""
    who = " and ".join(_party(party) for party in step.subjects) or "-"
    penalty = step.penalty
    term = ""
    if penalty is not None and (penalty.months_low or penalty.months_high):
        low, high = penalty.months_low, penalty.months_high
        term = f", {low} months" if low == high else f", {low if low is not None else ''}-{high} months"
    if penalty is not None and penalty.suspended:
        term += " suspended"
    when = f", {claim.when.edtf}" if claim.when is not None and claim.when.earliest else ""
    return f"{denied}{step.step}: {who}{term}{when}"


def _party(party: Party) -> str:
    return party.name or " ".join(str(part) for part in (party.number, party.population) if part is not None)
