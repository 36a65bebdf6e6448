"""Calls that would lose or leak something are refused with a sentence, before anything is done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from khronika.cli import main

if TYPE_CHECKING:
    from pathlib import Path

LETTER = "Letter\n\n4 May 2015\n\nPolice detained 14 people in Ombrin. The police detained 9 men in Korm.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/letter.html").write_text(LETTER, encoding="utf-8")
    return tmp_path / "letters"


@pytest.mark.parametrize(
    "call",
    [["new", "URL"], ["claims", "URL"], ["run", "letters", "--chronicle", "URL"]],
)
def test_the_address_of_a_server_makes_no_folder_and_is_not_repeated(
    folder: Path, tmp_path: Path, call: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    address = "postgresql://ines:quillmark@127.0.0.1:5432/ombrin"
    assert main([word.replace("URL", address) for word in call]) == 2
    said = capfd.readouterr().err
    assert "a chronicle is a folder on this machine" in said
    assert "quillmark" not in said
    assert list(tmp_path.iterdir()) == [folder]


def test_a_dossier_never_takes_the_place_of_a_document(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    letter = folder / "letter.html"
    assert main(["run", str(folder), "--dossier", str(letter)]) == 2
    assert "is another file, which would be lost" in capfd.readouterr().err
    assert letter.read_text(encoding="utf-8") == LETTER
    assert list(tmp_path.iterdir()) == [folder]


def test_a_search_says_when_there_is_more(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(folder)]) == 0
    capfd.readouterr()
    for limit, more in (("1", True), ("2", False)):
        assert main(["search", "letters.chronicle", "detained", "--limit", limit]) == 0
        said = capfd.readouterr()
        assert said.out.splitlines()[-1].split()[0] == limit
        assert ("There are more" in said.err) is more


def test_a_text_of_before_is_found_by_its_revision(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(folder)]) == 0
    capfd.readouterr()
    assert main(["claims", "letters.chronicle", "--json"]) == 0
    revision = json.loads(capfd.readouterr().out)[0]["passage"]["revision"]
    for named in (revision, revision[:10].upper()):
        assert main(["text", "letters.chronicle", named]) == 0
        assert "Police detained 14 people in Ombrin." in capfd.readouterr().out


def test_a_confidential_text_is_printed_only_to_who_asks(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(folder), "--sensitivity", "confidential"]) == 0
    capfd.readouterr()
    assert main(["claims", "letters.chronicle", "--json", "--confidential"]) == 0
    revision = json.loads(capfd.readouterr().out)[0]["passage"]["revision"]
    for named in ("letter.html", revision):
        assert main(["text", "letters.chronicle", named]) == 2
        said = capfd.readouterr()
        assert said.out == ""
        assert "is confidential; add --confidential to print its text" in said.err
        assert main(["text", "letters.chronicle", named, "--confidential"]) == 0
        assert "14 people" in capfd.readouterr().out


def test_who_hides_a_document_is_told_of_what_was_written_before(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", str(folder)]) == 0
    (folder / "other.txt").write_text("Nothing yet.", encoding="utf-8")
    for times in (1, 0):
        capfd.readouterr()
        assert main(["add", "letters.chronicle", str(folder), "--sensitivity", "confidential"]) == 0
        assert capfd.readouterr().err.count("Dossiers and exports that were written before still hold words") == times


@pytest.mark.parametrize("call", [["run"], ["add", "letters.chronicle"]])
def test_two_files_of_the_same_bytes_are_said(folder: Path, call: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "letters.chronicle"]) == 0
    for times in (0, 1, 1):  # repeating a call says the same
        assert main([*call, str(folder)]) == 0
        assert ("1 file handed in twice" in capfd.readouterr().out) is bool(times)
        (folder / "copy.html").write_text(LETTER, encoding="utf-8")
    assert main(["documents", "letters.chronicle", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)[0]["paths"] == ["letter.html", "copy.html"]


def test_a_verdict_that_does_not_exist_is_a_wrong_call(folder: Path) -> None:
    assert main(["run", str(folder)]) == 0
    assert main(["accounts", "letters.chronicle", "--verdict", "quarrel"]) == 2
