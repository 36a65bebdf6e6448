"""A document on which the program fails costs no other one, is said, and is tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika import actions, extraction
from khronika.vocabulary.documents import Unread
from khronika.vocabulary.extractions import Extraction

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from khronika.vocabulary.documents import Document, Revision

REAL = extraction.extract


def fails_on_the_first(revision: Revision, document: Document) -> Extraction:
    if document.name == "first.txt":
        raise IndexError(revision.text)
    return REAL(revision, document)


def test_the_rest_is_done_and_the_failure_says_no_word_of_the_text(
    chronicle: actions.Chronicle, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(actions.intake(chronicle, [folder]))
    assert list(actions.read_documents(chronicle))
    monkeypatch.setattr(extraction, "extract", fails_on_the_first)
    failed, found = (each.outcome for each in actions.propose_claims(chronicle))
    assert isinstance(failed, Unread)
    assert isinstance(found, Extraction)
    assert failed.reason.startswith("No claims could be looked for in it: the program failed (IndexError).")
    assert "detained" not in failed.reason
    monkeypatch.setattr(extraction, "extract", REAL)
    assert [each.document.name for each in actions.propose_claims(chronicle)] == ["first.txt"]
    assert list(actions.propose_claims(chronicle)) == []
