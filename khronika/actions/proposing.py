"""Proposing: each text revision is searched for claims once by each version of the method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.actions.holdings import documents_held
from khronika.vocabulary.documents import Document, Revision
from khronika.vocabulary.extractions import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.actions.chronicle import Chronicle


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was proposed from one document, the `number`th of `of` that were to be searched now."""

    document: Document
    extraction: Extraction
    number: int
    of: int


def propose_claims(chronicle: Chronicle) -> Iterator[Proposed]:
    """Propose claims from every latest revision that this version has not searched yet; one document at a time."""
    from khronika import extraction

    done = {each.revision for each in chronicle.ledger.values(Extraction) if each.method == extraction.METHOD}
    latest = {revision.document: revision.id for revision in chronicle.ledger.values(Revision)}
    held = documents_held(chronicle)
    todo = [(held[sha256], identity) for sha256, identity in latest.items() if identity not in done]
    for number, (document, identity) in enumerate(todo, start=1):
        revision = chronicle.ledger.revision(identity)
        if revision is not None:
            found = extraction.extract(revision, document)
            chronicle.ledger.record([found], by=chronicle.by)
            yield Proposed(document, found, number, len(todo))
