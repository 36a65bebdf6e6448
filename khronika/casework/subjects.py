"""Whom a claim is about: a person or body where the register knows one, else the words, else nobody named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.casework.register import plain
from khronika.vocabulary.bodies import Act, Party, Person, Step
from khronika.vocabulary.people import EntityKind
from khronika.vocabulary.proceedings import Subject, SubjectKind

if TYPE_CHECKING:
    from khronika.casework.register import Register
    from khronika.vocabulary.claims import Claim

NOBODY = Subject(SubjectKind.NOBODY, "", Party())


def subjects(claim: Claim, register: Register) -> tuple[Subject, ...]:
    """Give whom a claim is about, each once: the subjects of a step, the named victims of an act, a person presented.

    A step without subjects is about nobody named; claims of other kinds are about none.
    """
    match claim.body:
        case Step(subjects=parties):
            found = [subject(party, claim.document, register) for party in parties] or [NOBODY]
        case Act(victims=victims):
            found = [subject(party, claim.document, register) for party in victims if party.name]
        case Person(name=name, as_written=written):
            found = [subject(Party(name or written), claim.document, register)]
        case _:
            found = []
    return tuple(dict.fromkeys(found))


def subject(party: Party, document: str, register: Register) -> Subject:
    """Give whom the words of one document mean; a group is the one that other documents put in the same words."""
    if party.name:
        return _named(party.name, document, register)
    if not party.population and party.number is None:
        return NOBODY
    return Subject(SubjectKind.GROUP, _group(party), party)


def _named(name: str, document: str, register: Register) -> Subject:
    entity = register.find(name, document)
    if entity:
        person = entity.kind is EntityKind.PERSON
        return Subject(
            SubjectKind.PERSON if person else SubjectKind.ORGANISATION,
            entity.id,
            Party(entity.name),
        )
    doubt = tuple(sorted(one.id for one in register.candidates(name)))
    return Subject(SubjectKind.UNKNOWN, plain(name), Party(name), doubt)


def _group(party: Party) -> str:
    """Give number and words, so that "12 people" and twelve "people" are one."""
    number = "" if party.number is None else str(party.number)
    return f"{number} {plain(party.population or '').removeprefix(number).strip()}".strip()
