"""Reading: each original that was not read yet becomes a text revision, or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from khronika import reading
from khronika.ledger import views
from khronika.originals import hand_out, intact
from khronika.vocabulary.documents import Document, Revision, Sensitivity, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.actions.chronicle import Chronicle
    from khronika.ledger.views import Held

SHORT = 12  # characters of a hash that stand for it on a screen


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one document, the `number`th of `of` that were to be read now."""

    document: Document
    outcome: Revision | Unread
    number: int
    of: int


def read_documents(chronicle: Chronicle, *, again: bool = False) -> Iterator[Reading]:
    """Read what is neither read nor found unreadable yet, or everything `again`; record one document at a time."""
    todo = [held.document for held in views.documents(chronicle.ledger) if again or not settled(held)]
    for number, document in enumerate(todo, start=1):
        outcome = read_one(chronicle, document)
        chronicle.ledger.record([outcome], by=chronicle.by)
        yield Reading(document, outcome, number, len(todo))


def settled(held: Held) -> bool:
    """Say whether a document was read, or found to be unreadable."""
    return held.revision is not None or held.unread is not None


def read_one(chronicle: Chronicle, document: Document) -> Revision | Unread:
    """Read one original after checking that it is still what was taken in."""
    name = label(document)
    try:
        sound = intact(chronicle.originals, document.sha256)
    except OSError:
        sound = False
    if not sound:
        reason = "its original is missing or was altered since it was taken in; add the file again from another copy."
        return Unread(name, reason, document.sha256)
    return reading.read(hand_out(chronicle.originals, document.sha256), name, document.sha256)


def label(document: Document) -> str:
    """Name a document where others may look on: a confidential one is its hash, and its ending for the readers."""
    if document.sensitivity is not Sensitivity.CONFIDENTIAL:
        return document.name
    return document.sha256[:SHORT] + PurePath(document.name).suffix[:6]
