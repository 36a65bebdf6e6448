"""Proposing: each text revision is searched for claims once by each version of the method."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika import extraction
from khronika.actions.consulting import may_read
from khronika.actions.holdings import label
from khronika.actions.wording import words_of
from khronika.errors import InvalidValue, KhronikaError
from khronika.extraction.own import OwnWords
from khronika.ledger import views
from khronika.ledger.entries import Run
from khronika.vocabulary.documents import Document, Revision, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.actions.chronicle import Chronicle
    from khronika.extraction.models import Model
    from khronika.vocabulary.extractions import Extraction

DEBUG = "KHRONIKA_DEBUG"  # set: failures are raised, with words of documents in them


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of searching one document, the `number`th of `of` that were to be searched now.

    `outcome` is `Unread` where the program failed on this document; nothing is recorded then, so it is tried again.
    """

    document: Document
    outcome: Extraction | Unread
    number: int
    of: int


def propose_claims(chronicle: Chronicle, model: Model | None = None) -> Iterator[Proposed]:
    """Propose claims from every latest revision that this version has not searched yet; one document at a time.

    It reads with the chronicle's own words: other words make a revision unsearched, and where words were in use before,
    what they gave stands again. With a `model`, those count as searched that it read as well. It reads confidential
    documents on this machine only.
    """
    own = words_of(chronicle)
    method = own.named(extraction.METHOD)
    done, asked = searched(chronicle, method, model)
    latest = {revision.document: revision.id for revision in chronicle.ledger.values(Revision)}
    held = views.held(chronicle.ledger)
    todo = [
        (held[sha256], identity)
        for sha256, identity in latest.items()
        if sha256 in held and identity not in (asked if may_read(model, held[sha256]) else done)
    ]
    for number, (document, identity) in enumerate(todo, start=1):
        revision = chronicle.ledger.revision(identity)
        reader = model if may_read(model, document) else None
        if revision is None or (reader is None and identity in done):
            continue
        outcome = propose_from(revision, document, own, reader)
        if isinstance(outcome, Unread):
            yield Proposed(document, outcome, number, len(todo))
        elif outcome.method != method or identity not in done:  # a model that fell silent takes nothing back
            chronicle.ledger.record([outcome], by=chronicle.by)
            yield Proposed(document, outcome, number, len(todo))


def searched(chronicle: Chronicle, method: str, model: Model | None) -> tuple[set[str], set[str]]:
    """Give the revisions that a method has searched, and those that the model read with it.

    Runs that came after the method's last one, with words that are not in use any more, are withdrawn here.
    """
    runs: dict[str, list[tuple[str, str]]] = defaultdict(list)  # by revision: leaf and method, in order
    for entry, run in chronicle.ledger.dated(Run):
        runs[run.revision].append((entry.leaf, run.method))
    for each in runs.values():
        _stand_again(chronicle, each, method)
    done = {identity for identity, each in runs.items() if any(_grammar(name) == method for _, name in each)}
    asked = model and f"{method}+{model.method}"
    return done, {identity for identity, each in runs.items() if asked in dict(each).values()}


def _stand_again(chronicle: Chronicle, runs: list[tuple[str, str]], method: str) -> None:
    last = max((number for number, (_, name) in enumerate(runs) if _grammar(name) == method), default=len(runs))
    for leaf, name in runs[last + 1 :]:
        if OwnWords.bare(name) == OwnWords.bare(method):
            chronicle.ledger.withdraw(leaf, why="read with words that are no longer in use", by=chronicle.by)


def _grammar(method: str) -> str:
    """The grammar's part of a method, with its words and without a model."""
    return method.partition("+")[0]


def propose_from(
    revision: Revision, document: Document, own: OwnWords, model: Model | None = None
) -> Extraction | Unread:
    """Search one revision; a document on which the program fails never costs another one.

    What would befall every document alike, such as a model that is not installed, is raised as the sentence it is.
    """
    try:
        with extraction.using(own):
            return extraction.extract(revision, document, *([model] if model else []))
    except Exception as error:
        # A value that the vocabulary refuses is a mistake on this one document.
        if os.environ.get(DEBUG) or (isinstance(error, KhronikaError) and not isinstance(error, InvalidValue)):
            raise
        # The kind of failure and nothing more: a message could carry words of the document.
        reason = (
            f"No claims could be looked for in it: the program failed ({type(error).__name__}). Please report this."
        )
        return Unread(label(document), reason, document.sha256)
