"""Text in; proposed claims out, each with its passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khronika.vocabulary.documents import Document, Revision
    from khronika.vocabulary.extractions import Extraction

__all__ = ["METHOD", "explain", "extract"]

METHOD = "grammar@1"


def extract(revision: Revision, document: Document) -> Extraction:
    """Propose the claims of one revision; every number ends as a claim or as an abstention with its reason."""
    from khronika.extraction.reader import read

    return read(revision, document)


def explain(sentence: str) -> str:
    """Show every stage through which a sentence goes, as text to print."""
    from khronika.extraction.explaining import explained

    return explained(sentence)
