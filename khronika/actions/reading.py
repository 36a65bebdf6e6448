"""Reading: each original that was not read yet becomes a text revision, or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.actions.holdings import label
from khronika.ledger import views
from khronika.originals import hand_out, intact
from khronika.vocabulary.documents import Document, Revision, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.actions.chronicle import Chronicle

ALTERED = "Its original is missing or was altered since it was taken in; add the file again from another copy."


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one document, the `number`th of `of` that were to be read now."""

    document: Document
    outcome: Revision | Unread
    number: int
    of: int


def read_documents(chronicle: Chronicle, *, again: bool = False) -> Iterator[Reading]:
    """Read what is neither read nor found unreadable yet, or everything `again`; record one document at a time."""
    done = set() if again else settled(chronicle)
    todo = [document for sha256, document in views.held(chronicle.ledger).items() if sha256 not in done]
    for number, document in enumerate(todo, start=1):
        outcome = read_one(chronicle, document)
        chronicle.ledger.record([outcome], by=chronicle.by)
        yield Reading(document, outcome, number, len(todo))


def settled(chronicle: Chronicle) -> set[str | None]:
    """Give the hashes of documents that were read, or found to be unreadable; one text is held at a time.

    An original that was missing is looked for again, since adding the file again brings it back.
    """
    read = {revision.document for revision in chronicle.ledger.values(Revision)}
    return read | {unread.sha256 for unread in chronicle.ledger.values(Unread) if unread.reason != ALTERED}


def read_one(chronicle: Chronicle, document: Document) -> Revision | Unread:
    """Read one original after checking that it is still what was taken in."""
    from khronika.reading import read

    name = label(document)
    try:
        sound = intact(chronicle.originals, document.sha256)
    except OSError:
        sound = False
    if not sound:
        return Unread(name, ALTERED, document.sha256)
    return read(hand_out(chronicle.originals, document.sha256), name, document.sha256)
