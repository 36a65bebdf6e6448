"""The one way a format says that a document cannot be read: a sentence without a word of the document."""

from __future__ import annotations

from khronika.errors import KhronikaError


class Refusal(KhronikaError):
    """Why a document cannot be read and what to do; stays inside reading, where it becomes `Unread`."""
