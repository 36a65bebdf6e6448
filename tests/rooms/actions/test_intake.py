"""Intake takes what is there, once, with its path, and says what it passed over and why."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from khronika import actions
from khronika.errors import UsageError
from khronika.vocabulary.documents import Custody, Document, Sensitivity

if TYPE_CHECKING:
    from pathlib import Path


def taken(chronicle: actions.Chronicle, *paths: Path, **options: Sensitivity) -> dict[str, bool]:
    """Give the path of what was received, and whether it was new."""
    found = actions.intake(chronicle, paths, **options)
    return {each.path: each.new for each in found if isinstance(each, actions.Received)}


def passed_over(chronicle: actions.Chronicle, *paths: Path) -> dict[str, str]:
    found = actions.intake(chronicle, paths)
    return {each.path: each.reason for each in found if isinstance(each, actions.Skipped)}


def test_a_folder_is_taken_with_the_paths_inside_it(chronicle: actions.Chronicle, folder: Path) -> None:
    assert taken(chronicle, folder) == {"a/first.txt": True, "b/second.txt": True}
    custody = list(chronicle.ledger.values(Custody))
    assert [(each.path, each.who) for each in custody] == [("a/first.txt", "Ines"), ("b/second.txt", "Ines")]
    assert [each.name for each in chronicle.ledger.values(Document)] == ["first.txt", "second.txt"]


def test_the_same_again_adds_nothing(chronicle: actions.Chronicle, folder: Path) -> None:
    taken(chronicle, folder)
    before = list(chronicle.ledger.entries())
    assert taken(chronicle, folder) == {"a/first.txt": False, "b/second.txt": False}
    assert list(chronicle.ledger.entries()) == before


def test_one_content_under_two_names_is_one_document_with_two_paths(chronicle: actions.Chronicle, folder: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "a/first.txt").read_bytes())
    assert taken(chronicle, folder)["copy.txt"] is False
    assert len(list(chronicle.ledger.values(Document))) == 2
    assert len(list(chronicle.ledger.values(Custody))) == 3


def test_what_is_no_document_is_said(chronicle: actions.Chronicle, folder: Path, tmp_path: Path) -> None:
    (folder / ".hidden").write_text("x", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    os.mkfifo(folder / "pipe")
    with actions.new(folder / "other.chronicle"):
        pass
    said = passed_over(chronicle, folder)
    assert said.keys() == {".hidden", "link.txt", "pipe", "other.chronicle"}
    assert "is hidden" in said[".hidden"]
    assert "never followed" in said["link.txt"]
    assert "no regular file" in said["pipe"]
    assert "is a chronicle" in said["other.chronicle"]


def test_a_name_that_is_no_text_is_taken_with_a_mark_in_it(chronicle: actions.Chronicle, folder: Path) -> None:
    with open(os.fsencode(folder) + b"/na\xefve.txt", "wb") as file:  # noqa: PTH123 - a name that pathlib cannot show
        file.write(b"Six people were detained.")
    assert taken(chronicle, folder)["na\ufffdve.txt"]


def test_a_sensitivity_is_tightened_and_never_loosened_and_both_are_said(
    chronicle: actions.Chronicle, folder: Path
) -> None:
    taken(chronicle, folder)
    for asked, note in [
        (Sensitivity.CONFIDENTIAL, "was held as internal and is confidential from now on"),
        (Sensitivity.PUBLIC, "is held as confidential and stays so; it was not made public"),
    ]:
        [first, _] = actions.intake(chronicle, [folder], sensitivity=asked)
        assert isinstance(first, actions.Received)
        assert first.note is not None
        assert first.note.endswith(f" {note}.")
    assert {each.document.sensitivity for each in actions.documents_now(chronicle)} == {Sensitivity.CONFIDENTIAL}


def test_a_path_that_does_not_exist_is_a_wrong_call(chronicle: actions.Chronicle, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        list(actions.intake(chronicle, [tmp_path / "nowhere"]))


def test_a_chronicle_is_not_taken_into_another(chronicle: actions.Chronicle) -> None:
    with pytest.raises(UsageError, match="is a chronicle itself"):
        list(actions.intake(chronicle, [chronicle.folder]))
