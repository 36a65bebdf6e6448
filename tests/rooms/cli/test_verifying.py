"""Who changes a record behind the program's back is found out by one command."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from khronika.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    letter = "Letter\n\n4 May 2015\n\nPolice detained 14 people in Ombrin on 2 May 2015.\n"
    (tmp_path / "letter.txt").write_text(letter, encoding="utf-8")
    home = tmp_path / "ombrin.chronicle"
    assert main(["new", str(home)]) == 0
    assert main(["add", str(home), str(tmp_path / "letter.txt")]) == 0
    return home


def tamper(home: Path, change: str) -> None:
    """Do as somebody would who has the file in hand: take the guards away and change what was recorded."""
    with closing(sqlite3.connect(home / "chronicle.db")) as database:
        guards = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('entry', 'payload')"
        for name, _ in (found := database.execute(guards).fetchall()):
            database.execute(f"DROP TRIGGER {name}")
        assert database.execute(change).rowcount
        for _, guard in found:
            database.execute(guard)
        database.commit()


def test_a_record_that_nobody_touched_is_sound(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()
    assert main(["verify", str(home)]) == 0
    said = capfd.readouterr()
    assert said.out.startswith("The record is sound: 2 entries ")
    assert said.err == ""


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE entry SET at = '2001-01-01T00:00:00.000000Z' WHERE seq = 1", "Entry 1 (document) does not agree"),
        ("UPDATE payload SET json = CAST(replace(json, 'letter', 'notice') AS BLOB)", "Entry 1 (document) was changed"),
        ("DELETE FROM entry WHERE seq = 2", "belongs to no entry: an entry was removed."),
    ],
)
def test_what_was_changed_in_the_file_is_found(
    home: Path, change: str, problem: str, capfd: pytest.CaptureFixture[str]
) -> None:
    tamper(home, change)
    capfd.readouterr()
    assert main(["verify", str(home)]) == 5
    said = capfd.readouterr()
    assert problem in said.out
    assert f"{len(said.out.splitlines())} problem" in said.err
    assert "the record is not what was recorded" in said.err
