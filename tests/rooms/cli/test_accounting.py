"""One account with all it rests on, and what is left of the accounts without one of their assumptions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from khronika.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TOLD = {
    "ministry.txt": ("Ministry of Order", "86 people were injured"),
    "union.txt": ("Union of Dockers", "120 people were seriously injured"),
}


@pytest.fixture
def chronicle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letters").mkdir()
    for name, (author, what) in TOLD.items():
        text = f"Letter\n\n{author}\n\n4 May 2015\n\nOn 2 May 2015, {what} in Ombrin.\n"
        (tmp_path / "letters" / name).write_text(text, encoding="utf-8")
    assert main(["run", "letters"]) == 0
    capfd.readouterr()
    return "letters.chronicle"


def listed(capfd: pytest.CaptureFixture[str], *call: str) -> list[dict[str, object]]:
    assert main(["accounts", *call, "--json"]) == 0
    rows = json.loads(capfd.readouterr().out)
    return [row for row in rows if row["assumptions"]]


def test_an_account_is_shown_with_its_passages_its_derivation_and_what_it_assumes(
    chronicle: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (row,) = listed(capfd, chronicle)
    assert row["verdict"] == "unresolved"
    assert main(["accounts", chronicle, "--account", str(row["id"])[:10]]) == 0
    shown = capfd.readouterr().out
    for words in (
        "Claims",
        "in union.txt: “",
        "Why",
        "Can all be true",
        "Assumed",
        "take in the 120 seriously injured",
    ):
        assert words in shown


def test_without_its_assumption_nothing_is_asked(chronicle: str, capfd: pytest.CaptureFixture[str]) -> None:
    (row,) = listed(capfd, chronicle)
    (assumption,) = row["assumptions"]  # type: ignore[misc]
    assert listed(capfd, chronicle, "--without", assumption["id"]) == []


def test_an_account_that_is_not_there_is_refused(chronicle: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["accounts", chronicle, "--account", "0000000000"]) == 2
    assert "No account has an id that begins with 0000000000" in capfd.readouterr().err
