"""Holdings: which documents a chronicle has and how far each may travel, without opening a text."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from khronika.ledger.views import held
from khronika.vocabulary.documents import Document, Sensitivity

if TYPE_CHECKING:
    from khronika.actions.chronicle import Chronicle

WITHHELD = "(confidential)"  # stands where a confidential document's name and path would
SHORT = 12  # characters of a hash that stand for it
MOST_NAMED = 5  # documents in one sentence
OUTDATED = (
    "Dossiers and exports that were written before still hold words of what is confidential from now on: "
    "delete them, or write them anew."
)
ENDING = 6  # characters of a name's ending that readers need


def is_confidential(document: Document) -> bool:
    """Say whether nothing of a document may be shown."""
    return document.sensitivity is Sensitivity.CONFIDENTIAL


def label(document: Document) -> str:
    """Name a document where others may look on: a confidential one is its hash, and its ending for the readers."""
    if not is_confidential(document):
        return document.name
    return document.sha256[:SHORT] + PurePath(document.name).suffix[:ENDING]


def names_now(chronicle: Chronicle) -> dict[str, str]:
    """Give the file name of every document by its hash; a confidential one has none."""
    known = held(chronicle.ledger).items()
    return {sha256: WITHHELD if is_confidential(each) else each.name for sha256, each in known}


def confidential_documents(chronicle: Chronicle) -> set[str]:
    """Give the hashes of the documents held that were ever handed in as confidential."""
    return {sha256 for sha256, each in held(chronicle.ledger).items() if is_confidential(each)}


def secret_documents(chronicle: Chronicle) -> set[str]:
    """Give the confidential documents together with those that were withdrawn since: the past and reasons name them."""
    return {each.sha256 for each in chronicle.ledger.recorded(Document) if is_confidential(each)}


def open_documents(chronicle: Chronicle) -> set[str]:
    """Give the hashes of the documents held that may be shown."""
    return {sha256 for sha256, each in held(chronicle.ledger).items() if not is_confidential(each)}


def hidden_since(chronicle: Chronicle, before: set[str]) -> tuple[str, ...]:
    """Say which of the documents that could be shown `before` are confidential now, without their names."""
    now = held(chronicle.ledger)
    hidden = [label(now[sha256]) for sha256 in sorted(before) if sha256 in now and is_confidential(now[sha256])]
    if not hidden:
        return ()
    named = ", ".join(hidden[:MOST_NAMED]) + (f" and {len(hidden) - MOST_NAMED} more" * (len(hidden) > MOST_NAMED))
    are = "was held before and is" if len(hidden) == 1 else "were held before and are"
    came = "it came" if len(hidden) == 1 else "they came"
    return f"{named} {are} confidential from now on, since {came} again inside a confidential file.", OUTDATED
