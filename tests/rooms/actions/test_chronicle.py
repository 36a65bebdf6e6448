"""A chronicle is a folder that says what it is, opens for whoever holds it, and refuses what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika import actions
from khronika.errors import ChronicleError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_chronicle_holds_a_ledger_and_a_note_and_is_private(tmp_path: Path) -> None:
    with actions.new(tmp_path / "ombrin.chronicle", by="Ines") as chronicle:
        assert chronicle.name == "ombrin"
        assert chronicle.by == "Ines"
        assert "chronicle made with Khronika" in (chronicle.folder / "README.txt").read_text(encoding="utf-8")
        assert chronicle.folder.stat().st_mode & 0o077 == 0
        assert (chronicle.folder / "chronicle.db").stat().st_mode & 0o077 == 0


def test_a_chronicle_is_made_once(tmp_path: Path) -> None:
    with actions.new(tmp_path / "ombrin.chronicle"):
        pass
    with pytest.raises(UsageError, match="is a chronicle already"), actions.new(tmp_path / "ombrin.chronicle"):
        pass


def test_a_folder_with_other_files_becomes_no_chronicle(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("words", encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds other files, such as letter\.txt"), actions.new(tmp_path):
        pass
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_where_there_is_none_the_sentence_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ChronicleError, match="khronika new"), actions.open_chronicle(tmp_path / "nothing"):
        pass


def test_who_is_at_work_is_told_or_taken_from_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHRONIKA_MEMBER", "Bela")
    assert actions.member() == "Bela"
    assert actions.member(" Ines \n Tor ") == "Ines Tor"
