"""A proceeding: the steps told of one person, body or group in the order of the case, with what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from khronika.vocabulary.bodies import Party
from khronika.vocabulary.claims import Claim


class Stage(StrEnum):
    """The stages of a case in their usual order; a step `beside` the case may come at any time."""

    INQUIRY = "inquiry"
    CUSTODY = "custody"
    CHARGE = "charge"
    TRIAL = "trial"
    VERDICT = "verdict"
    APPEAL = "appeal"
    RELEASE = "release"
    BESIDE = "beside"


class SubjectKind(StrEnum):
    """How well it is known whom a claim is about."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"  # a name that could not be matched to one person or body
    GROUP = "group"  # known by its words only
    NOBODY = "nobody"  # the source names no subject


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom claims are about; two are one where kind and key agree, whatever the words."""

    kind: SubjectKind
    key: str  # id of the entity, or the words for looking up
    party: Party = field(compare=False)  # as first written, or under the entity's name
    doubt: tuple[str, ...] = field(default=(), compare=False)  # ids of the entities that the name may mean

    @property
    def certain(self) -> bool:
        """Say whether claims about it are about the same people, so that one can follow from another."""
        if self.kind is SubjectKind.GROUP:
            return self.party.number is not None
        return self.kind is not SubjectKind.NOBODY and not self.doubt


@dataclass(frozen=True, slots=True)
class Taken:
    """One step as one claim tells it, at its place in the case."""

    claim: Claim
    dated: bool  # an undated step stands where its stage usually comes
    recanted_by: tuple[str, ...] = ()  # ids of the claims that tell how this confession or testimony was taken back


@dataclass(frozen=True, slots=True)
class Recantation:
    """A claim that a statement was taken back, and the claims that tell of the statement; ids of claims."""

    recanted: str
    statements: tuple[str, ...]  # none where the record tells only of the recantation


class Differing(StrEnum):
    """In what several tellings of one step cannot all be true."""

    HAPPENING = "happening"  # whether it happened at all
    DATE = "date"
    PENALTY = "penalty"


@dataclass(frozen=True, slots=True)
class Telling:
    """One step and the claims that tell of it, side by side; ids of claims in the order of the case."""

    step: str
    claims: tuple[str, ...]
    documents: int  # how many documents tell of it
    differ: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class Proceeding:
    """Everything told of one subject's case or cases; steps that did not happen stand among the others."""

    subject: Subject
    steps: tuple[Taken, ...]
    recantations: tuple[Recantation, ...] = ()
    sentence: tuple[Telling, ...] = ()  # imposed, then changed on appeal, then ended by amnesty, pardon or release
    competing: tuple[Telling, ...] = ()  # steps of which more than one document tells
