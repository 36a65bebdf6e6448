"""The record as of now: everything a dossier or an export is made from, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from khronika.vocabulary.accounts import Account
from khronika.vocabulary.claims import Claim
from khronika.vocabulary.documents import Custody, Document, Revision, Unread
from khronika.vocabulary.enquiries import OpenQuestion
from khronika.vocabulary.extractions import Abstention, Profile
from khronika.vocabulary.judgements import Judgement, Linking
from khronika.vocabulary.ladders import Ladder
from khronika.vocabulary.origins import Dependence
from khronika.vocabulary.people import About, Entity, Event


@dataclass(frozen=True, slots=True)
class Receipt:
    """One custody entry with the moment (UTC, ISO 8601) at which the ledger recorded it."""

    custody: Custody
    at: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement with the moment (UTC, ISO 8601) of its recording; `claim` is the id of the claim it is on now."""

    claim: str
    judgement: Judgement
    at: str


@dataclass(frozen=True, slots=True)
class Source:
    """One document with all that was read from it; `revision` is null where nothing could be read."""

    document: Document
    receipts: tuple[Receipt, ...]
    revision: Revision | None
    profile: Profile | None
    unread: Unread | None
    abstentions: tuple[Abstention, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What a chronicle holds now; claims include rejected ones, marked as such."""

    name: str
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    abouts: tuple[About, ...]
    accounts: tuple[Account, ...]
    judged_by: tuple[str, ...] = ()
    dependences: tuple[Dependence, ...] = ()  # who rests on whom among all voices
    judgements: tuple[Judged, ...] = ()  # every one, overruled ones too, in order of recording
    linkings: tuple[
        Linking, ...
    ] = ()  # what people judged of who is who and did not take back, overruled ones too, in order of recording
    ladders: tuple[Ladder, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
