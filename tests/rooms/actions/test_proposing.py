"""A document on which the program fails costs no other one, is said, and is tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika import actions, extraction
from khronika.errors import InvalidValue, MissingExtra
from khronika.vocabulary.documents import Unread
from khronika.vocabulary.extractions import Extraction

if TYPE_CHECKING:
    from pathlib import Path

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


def test_what_befalls_every_document_is_one_sentence(
    chronicle: actions.Chronicle, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacks_its_model(revision: Revision, document: Document) -> Extraction:
        raise MissingExtra(f"The model for {document.name} ({revision.engine}) is not installed.")

    assert list(actions.intake(chronicle, [folder]))
    assert list(actions.read_documents(chronicle))
    monkeypatch.setattr(extraction, "extract", lacks_its_model)
    with pytest.raises(MissingExtra, match="is not installed"):
        list(actions.propose_claims(chronicle))


def test_a_value_that_the_vocabulary_refuses_costs_no_other_document(
    chronicle: actions.Chronicle, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def misplaces(revision: Revision, document: Document) -> Extraction:
        if document.name == "first.txt":
            raise InvalidValue(revision.text)
        return REAL(revision, document)

    assert list(actions.intake(chronicle, [folder]))
    assert list(actions.read_documents(chronicle))
    monkeypatch.setattr(extraction, "extract", misplaces)
    failed, found = (each.outcome for each in actions.propose_claims(chronicle))
    assert isinstance(failed, Unread)
    assert "(InvalidValue)" in failed.reason
    assert isinstance(found, Extraction)
