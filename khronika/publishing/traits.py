"""What sources say a person is: each value with everybody who says so, and values that differ side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.publishing import wording
from khronika.vocabulary.bodies import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.casework.register import Register
    from khronika.vocabulary.claims import Claim

# Of these a person has one, so that two values are a difference; of the others there may be many.
SINGLE = ("age", "year of birth", "spoken of as")
ASPECTS = (*SINGLE, "said to be", "ties", "pseudonym", "presented")
GENDERS = {"female": "woman", "male": "man"}


@dataclass(frozen=True)
class Voice:
    """A chain of speakers in words, and the claims that stand on it."""

    words: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Value:
    """One value as claimed, and who says so."""

    words: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True)
class Trait:
    """One aspect of a person with every value that sources give it, in reading order."""

    aspect: str
    values: tuple[Value, ...]

    @property
    def differ(self) -> bool:
        """Say whether sources give different values where a person has but one."""
        return self.aspect in SINGLE and len(self.values) > 1


def traits(claims: Iterable[Claim], register: Register) -> tuple[Trait, ...]:
    """Gather what claims that present a person say; nothing is averaged and nothing left out."""
    said: dict[str, dict[str, dict[str, list[Claim]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for claim in claims:
        if isinstance(claim.body, Person):
            for aspect, words in _said(claim, claim.body, register):
                said[aspect][words][wording.chain(claim.speakers)].append(claim)
    return tuple(Trait(aspect, _values(said[aspect])) for aspect in ASPECTS if aspect in said)


def _values(said: dict[str, dict[str, list[Claim]]]) -> tuple[Value, ...]:
    return tuple(
        Value(words, tuple(Voice(chain, tuple(claims)) for chain, claims in voices.items()))
        for words, voices in said.items()
    )


def _said(claim: Claim, person: Person, register: Register) -> list[tuple[str, str]]:
    found = list(_values_of(claim, person, register))
    return found or [("presented", "")]


def _values_of(claim: Claim, person: Person, register: Register) -> Iterator[tuple[str, str]]:
    if person.age is not None:
        yield "age", str(person.age)
    if person.born is not None:
        yield "year of birth", str(person.born)
    if person.gender:
        yield "spoken of as", GENDERS.get(person.gender, person.gender)
    yield from (("said to be", role) for role in person.roles)
    if person.pseudonym:
        yield "pseudonym", "not the real name"
    elif person.relation and not register.protects(person.relation.to, claim.document):  # it would say who is meant
        yield "ties", f"{person.relation.kind} of {person.relation.to}"
