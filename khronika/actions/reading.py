"""Reading: each original that was not read yet becomes a text revision, or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.actions.enclosing import Unfolding, unfold
from khronika.actions.holdings import label
from khronika.ledger.views import held
from khronika.originals import hand_out, intact
from khronika.vocabulary.documents import Document, Revision, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.actions.chronicle import Chronicle
    from khronika.reading import Opened, Watch

ALTERED = "Its original is missing or was altered since it was taken in; add the file again from another copy."


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one document, the `number`th of `of` that are to be read now as far as is known.

    `left` lists what was inside it and could not be taken out.
    """

    document: Document
    outcome: Revision | Unread
    number: int
    of: int
    left: tuple[Unread, ...] = ()


def read_documents(chronicle: Chronicle, *, again: bool = False, watch: Watch | None = None) -> Iterator[Reading]:
    """Read what is neither read nor found unreadable yet, or everything `again`; record one document at a time.

    `watch` is told how many scanned pages of the document at hand were recognised, of how many.

    What comes out of a mail or an archive is recorded together with it as documents of their own, and read next.
    """
    done = set() if again else settled(chronicle)
    unfolding = Unfolding(chronicle)
    todo = [document for sha256, document in unfolding.held.items() if sha256 not in done]
    for number, found in enumerate(todo, start=1):  # grows while it is gone through
        document = unfolding.held[found.sha256]  # it may have come again inside a stricter one since
        unfolded = unfold(chronicle, document, read_one(chronicle, document, watch), unfolding)
        chronicle.ledger.record(unfolded.entries, by=chronicle.by)
        todo += [each for each in unfolded.new if each.sha256 not in done]
        yield Reading(document, unfolded.outcome, number, len(todo), unfolded.left)


def settled(chronicle: Chronicle) -> set[str | None]:
    """Give the hashes of documents that were read, or found to be unreadable; one text is held at a time.

    An original that was missing is looked for again, since adding the file again brings it back; so is one that was
    not read, or not as a whole, for want of text recognition that has been installed since.
    """
    from khronika.reading import has_come

    wanting = {each.document: any(map(has_come, each.partial)) for each in chronicle.ledger.values(Revision)}
    unread = (each for each in chronicle.ledger.values(Unread) if each.reason != ALTERED)
    read = {document for document, wants in wanting.items() if not wants}
    return read | {each.sha256 for each in unread if not has_come(each.reason)}


def outdated(chronicle: Chronicle) -> int:
    """Count the documents held whose latest text was made by an engine of another version than the present one."""
    from khronika.reading import outdated as is_outdated

    latest = {revision.document: revision.engine for revision in chronicle.ledger.values(Revision)}
    return sum(is_outdated(latest[sha256]) for sha256 in held(chronicle.ledger) if sha256 in latest)


def read_one(chronicle: Chronicle, document: Document, watch: Watch | None = None) -> Opened:
    """Read one original after checking that it is still what was taken in."""
    from khronika.reading import Opened, open_up

    name = label(document)
    try:
        sound = intact(chronicle.originals, document.sha256)
    except OSError:
        sound = False
    if not sound:
        return Opened(Unread(name, ALTERED, document.sha256))
    return open_up(hand_out(chronicle.originals, document.sha256), name, document.sha256, watch=watch)
