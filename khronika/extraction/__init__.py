"""Text in; proposed claims out, each with its passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from khronika.extraction.models import Model
    from khronika.extraction.own import OwnWords
    from khronika.vocabulary.documents import Document, Revision
    from khronika.vocabulary.extractions import Extraction

__all__ = ["CODED", "METHOD", "explain", "extract", "method", "own_words", "second_reader", "using"]

METHOD = "grammar@3"
CODED = ("en", "fr", "ru")  # the languages that the grammar reads; the parsers of all but the first are extras


def extract(revision: Revision, document: Document, model: Model | None = None) -> Extraction:
    """Propose the claims of one revision; every number ends as a claim or as an abstention with its reason.

    A `model` reads after the grammar and proposes more; without one, nothing on this or another machine is contacted.
    """
    from khronika.extraction.reader import read

    return read(revision, document, model)


def second_reader(url: str, name: str | None = None, *, elsewhere: bool = False) -> Model:
    """Give the language model behind an address; `UsageError` where the address or the name will not do.

    A server that does not answer is no error: the model then says so in `silence` and is asked nothing.
    """
    from khronika.extraction.models import address, connect

    return connect(address(url, elsewhere=elsewhere), name)


def explain(sentence: str, language: str = "en") -> str:
    """Show every stage through which a sentence of a language goes, as text to print."""
    from khronika.extraction.explaining import explained

    return explained(sentence, language)


def own_words(files: Mapping[str, str]) -> OwnWords:
    """Take people's own word lists, by file name and text; what is at fault is left out and told in `faults`."""
    from khronika.extraction import own_checks

    return own_checks.own_words(files)


def using(own: OwnWords) -> AbstractContextManager[None]:
    """Read with one's own words over the packaged lists while the block lasts."""
    from khronika.extraction import lists

    return lists.using(own)


def method() -> str:
    """Name what proposes now: another name for each set of own words, so that new words are a new reading."""
    from khronika.extraction import lists

    return lists.in_use().named(METHOD)
