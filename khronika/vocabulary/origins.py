"""Who repeats whom: how one voice depends on another, which claims only echo, and what changed on the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from khronika.vocabulary.documents import Passage


class Ground(StrEnum):
    """What shows that one voice depends on another."""

    CHAIN = "chain"  # it says itself that the other says so
    WORDS = "words"  # its document shares a run of words with one of the other
    REFERENCE = "reference"  # its document refers to the other beside the claim
    AUTHOR = "author"  # two documents by one author
    JUDGEMENT = "judgement"  # a person says so


class Bond(StrEnum):
    """The answer to "does one rest on the other?"."""

    DEPENDENT = "dependent"
    INDEPENDENT = "independent"


@dataclass(frozen=True, slots=True)
class Reliance:
    """A person's answer about two voices, as written or as a file's name; it outranks what the documents show."""

    a: str
    b: str
    bond: Bond
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Dependence:
    """That `a` rests on `b`, or, where it is not `directed`, that one of the two rests on the other.

    Where it is not `certain`, the two are tied elsewhere, and whether for this claim too is not said. `claims` are
    those through which it is known, `passages` the words, `documents` everything on which the reason rests.
    """

    a: str
    b: str
    ground: Ground
    reason: str
    documents: tuple[str, ...]
    claims: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    directed: bool = True
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Echo:
    """That a claim only repeats another one, and adds no source of its own."""

    claim: str
    of: str
    reason: str


class Aspect(StrEnum):
    """What of a figure, or of a position, is told in another way."""

    QUALIFIER = "qualifier"
    POPULATION = "population"
    QUANTITY = "quantity"
    PLACE = "place"
    DATE = "date"
    FIGURE = "figure"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Drift:
    """That one origin's word is told in two ways; `own` where the origin changed it and nobody who relays it."""

    claims: tuple[str, str]
    aspect: Aspect
    before: str
    after: str
    own: bool
    reason: str
