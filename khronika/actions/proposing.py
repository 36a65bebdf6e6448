"""Proposing: each text revision is searched for claims once by each version of the method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika import extraction
from khronika.ledger import views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.actions.chronicle import Chronicle
    from khronika.vocabulary.documents import Document
    from khronika.vocabulary.extractions import Extraction


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was proposed from one document, the `number`th of `of` that were to be searched now."""

    document: Document
    extraction: Extraction
    number: int
    of: int


def propose_claims(chronicle: Chronicle) -> Iterator[Proposed]:
    """Propose claims from every revision that this version has not searched yet; record one document at a time."""
    done = {(each.revision, each.method) for each in views.extractions(chronicle.ledger)}
    todo = [
        held
        for held in views.documents(chronicle.ledger)
        if held.revision is not None and (held.revision.id, extraction.METHOD) not in done
    ]
    for number, held in enumerate(todo, start=1):
        if held.revision is not None:
            found = extraction.extract(held.revision, held.document)
            chronicle.ledger.record([found], by=chronicle.by)
            yield Proposed(held.document, found, number, len(todo))
