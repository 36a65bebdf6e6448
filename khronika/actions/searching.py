"""Searching: words to the exact characters of a text revision, and a document's name to its text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.actions.holdings import is_confidential, label
from khronika.errors import UsageError
from khronika.ledger import views
from khronika.vocabulary.documents import Revision

if TYPE_CHECKING:
    from khronika.actions.chronicle import Chronicle
    from khronika.ledger import Hit
    from khronika.ledger.views import Held

SHORTEST = 4  # characters of a hash that may stand for it


def search(chronicle: Chronicle, words: str, *, limit: int = 50) -> list[Hit]:
    """Find words, or a "quoted phrase", in every text that is not confidential."""
    if not words.strip():
        raise UsageError("Nothing to look for was named; give one word or more.")
    return chronicle.ledger.search(words, limit)


def find_document(chronicle: Chronicle, named: str) -> Held:
    """Find the one document with this file name, path or beginning of a hash; raises `UsageError` otherwise."""
    return the_one(matching(views.documents(chronicle.ledger), named), named)


def find_text(chronicle: Chronicle, named: str) -> Held:
    """Find a document as `find_document` does, or as it reads in the text revision whose id begins so."""
    held = views.documents(chronicle.ledger)
    found = matching(held, named)
    if len(named) < SHORTEST or any(is_called(each, named) for each in found):
        return the_one(found, named)
    known = {each.document.sha256: each for each in held}
    begun = [each for each in chronicle.ledger.values(Revision) if each.id.startswith(named.lower())]
    texts = [replace(known[each.document], revision=each) for each in begun if each.document in known]
    if found and texts:
        raise UsageError(f"Both documents and texts begin with {named}; give more characters.")
    return the_one(found, named) if found or not texts else the_one(texts, named)


def matching(held: list[Held], named: str) -> list[Held]:
    """Give the documents with this file name or path; where there is none, those whose hash begins so."""
    found = [each for each in held if is_called(each, named)]
    if found or len(named) < SHORTEST:
        return found
    return [each for each in held if each.document.sha256.startswith(named.lower())]


def is_called(held: Held, named: str) -> bool:
    """Say whether a document was handed in under this file name or path."""
    return named == held.document.name or named in {custody.path for custody, _ in held.custody}


def the_one(found: list[Held], named: str) -> Held:
    """Give the only one that was found; raises `UsageError` where there is none or more than one."""
    if len(found) == 1:
        return found[0]
    if found:
        hashes = ", ".join(each.document.sha256[:12] for each in found)
        raise UsageError(f"{len(found)} documents are called {named}; name one by the beginning of its hash: {hashes}.")
    raise UsageError(f"No document here is called {named}; khronika documents lists them.")


def text(chronicle: Chronicle, named: str, *, confidential: bool = False) -> str:
    """Give exactly the text of a document's latest revision, or of the revision whose id begins so, as `reading_of`."""
    return reading_of(chronicle, named, confidential=confidential).text


def reading_of(chronicle: Chronicle, named: str, *, confidential: bool = False) -> Revision:
    """Give a document's latest revision, or the one whose id begins so.

    Raises `UsageError` where nothing could be read, or where the document is confidential and that was not asked for.
    """
    held = find_text(chronicle, named)
    if is_confidential(held.document) and not confidential:
        raise UsageError(f"{label(held.document)} is confidential; add --confidential to print its text all the same.")
    if held.revision is not None:
        return held.revision
    reason = f"could not be read: {held.unread.reason}" if held.unread else "was not read yet; do khronika read first."
    raise UsageError(f"{named} {reason}")
