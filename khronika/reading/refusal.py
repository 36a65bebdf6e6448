"""The one way a format says that a document cannot be read: a sentence without a word of the document."""

from __future__ import annotations

from khronika.errors import KhronikaError

NO_TEXT = "It holds no text, and nothing that could be a picture of one; ask for it again."


class Refusal(KhronikaError):
    """Why a document cannot be read and what to do; stays inside reading, where it becomes `Unread`."""
