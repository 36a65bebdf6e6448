"""A claim: one thing that one source says, at one place in one document. The contract is docs/claims.md."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from khronika.errors import InvalidValue
from khronika.vocabulary.bodies import Act, Body, Count, Demand, Norm, Person, Statement, Step
from khronika.vocabulary.canonical import Json, as_json, digest
from khronika.vocabulary.dates import When
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.places import Where


class Kind(StrEnum):
    """The seven kinds of claim."""

    COUNT = "count"
    ACT = "act"
    STEP = "step"
    PERSON = "person"
    NORM = "norm"
    DEMAND = "demand"
    STATEMENT = "statement"


SHAPES: dict[Kind, type] = {
    Kind.COUNT: Count,
    Kind.ACT: Act,
    Kind.STEP: Step,
    Kind.PERSON: Person,
    Kind.NORM: Norm,
    Kind.DEMAND: Demand,
    Kind.STATEMENT: Statement,
}


class Stance(StrEnum):
    """What a speaker's wording commits the speaker to."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    REPORTED = "reported"
    UNCONFIRMED = "unconfirmed"
    ACKNOWLEDGED = "acknowledged"
    DENIED = "denied"
    JUSTIFIED = "justified"
    RECANTED = "recanted"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"


class Polarity(StrEnum):
    """Whether the source says that it happened or that it did not."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Review(StrEnum):
    """What people have judged of a claim so far."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Role(StrEnum):
    """As what somebody speaks."""

    AUTHOR = "author"
    AUTHORITY = "authority"
    COURT = "court"
    WITNESS = "witness"
    VICTIM = "victim"
    RELATIVE = "relative"
    PROFESSIONAL = "professional"
    MONITOR = "monitor"
    MEDIA = "media"
    NGO = "ngo"
    UN = "un"
    PARTY = "party"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link in the chain of who says so; `cue` is the word that says it ("acknowledges")."""

    name: str | None
    role: Role
    cue: str | None
    stance: Stance


@dataclass(frozen=True)
class Claim:
    """One claim; `speakers` has the origin first and the document's author last."""

    kind: Kind
    file: str
    document: str
    passage: Passage
    speakers: tuple[Speaker, ...]
    stance: Stance
    polarity: Polarity
    when: When | None
    where: Where | None
    body: Body
    method: str
    review: Review = Review.PROPOSED
    corrects: str | None = None  # id of the claim that this one corrects

    def __post_init__(self) -> None:
        if not isinstance(self.passage, Passage):
            msg = "A claim without a passage cannot be constructed."
            raise InvalidValue(msg)
        if not self.speakers:
            msg = f"The claim at {self.passage.start} names nobody who says so; the author at least must stand there."
            raise InvalidValue(msg)
        if not isinstance(self.body, SHAPES[self.kind]):
            msg = f"A claim of kind {self.kind} cannot have a body of type {type(self.body).__name__}."
            raise InvalidValue(msg)

    @cached_property
    def id(self) -> str:
        """SHA-256 of what is said, where and by whom; never of how it was found or what was judged of it."""
        body = as_json(self.body)
        body.pop("of", None)
        said = {
            "revision": self.passage.revision,
            "kind": self.kind,
            "passage": self.passage,
            "speakers": self.speakers,
            "stance": self.stance,
            "when": self.when,
            "where": self.where,
            "body": body,
        }
        told = digest(said)
        # Neither the polarity nor the whole of a part makes an id; a correction of these alone needs its own.
        return told if told != self.corrects else digest({**said, "polarity": self.polarity, "body": self.body})

    @property
    def origin(self) -> Speaker:
        """Who says so first."""
        return self.speakers[0]

    def reviewed(self, review: Review) -> Claim:
        """Give the same claim as now judged; its id stays."""
        return replace(self, review=review)

    def export(self, doubt: str | None = None) -> Json:
        """Give the claim as one line of the export has it: `id`, the keys of the contract, and `doubt` if any."""
        row = as_json(self)
        del row["corrects"]
        return {"id": self.id, **row, **({"doubt": doubt} if doubt else {})}
