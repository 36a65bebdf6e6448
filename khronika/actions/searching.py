"""Searching: words to the exact characters of a text revision, and a document's name to its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.errors import UsageError
from khronika.ledger import views

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
    held = views.documents(chronicle.ledger)
    found = [each for each in held if named == each.document.name or named in {c.path for c, _ in each.custody}]
    if not found and len(named) >= SHORTEST:
        found = [each for each in held if each.document.sha256.startswith(named.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        hashes = ", ".join(each.document.sha256[:12] for each in found)
        raise UsageError(f"{len(found)} documents are called {named}; name one by the beginning of its hash: {hashes}.")
    raise UsageError(f"No document here is called {named}; khronika documents lists them.")


def text(chronicle: Chronicle, named: str) -> str:
    """Give exactly the text of a document's latest revision; raises `UsageError` where nothing could be read."""
    held = find_document(chronicle, named)
    if held.revision is not None:
        return held.revision.text
    reason = f"could not be read: {held.unread.reason}" if held.unread else "was not read yet; do khronika read first."
    raise UsageError(f"{named} {reason}")
