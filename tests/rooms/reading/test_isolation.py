"""A level of isolation that is demanded holds, or nothing is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika.cli import main
from khronika.errors import UsageError
from khronika.reading import isolation, read
from khronika.vocabulary.documents import Isolation, Revision

if TYPE_CHECKING:
    from pathlib import Path

FULL = "fork+rlimits+bubblewrap+landlock+seccomp"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "letters" / "letter.txt"
    file.parent.mkdir()
    file.write_text("Twelve dockers were released.")
    return file


def offer(monkeypatch: pytest.MonkeyPatch, layers: str) -> None:
    monkeypatch.setattr(isolation, "isolation_level", lambda: layers)


@pytest.mark.parametrize("level", Isolation)
def test_a_machine_with_all_layers_reaches_every_level(
    monkeypatch: pytest.MonkeyPatch, letter: Path, level: Isolation
) -> None:
    offer(monkeypatch, FULL)
    monkeypatch.setenv("KHRONIKA_ISOLATION", level)
    found = read(letter, letter.name, "0" * 64)
    assert isinstance(found, Revision)


def test_a_reading_says_what_held(letter: Path) -> None:
    found = read(letter, letter.name, "0" * 64)
    assert isinstance(found, Revision)
    assert found.isolation == isolation.isolation_level()
    assert isolation.level_of(found.isolation) in set(Isolation)


@pytest.mark.parametrize(
    ("layers", "refused"),
    [
        ("fork+rlimits", {"confined", "strict"}),
        ("fork+rlimits+seccomp", {"confined", "strict"}),
        ("fork+rlimits+bubblewrap+seccomp", {"confined", "strict"}),
        ("fork+rlimits+landlock+seccomp", {"strict"}),
        ("", {"basic", "confined", "strict"}),
    ],
)
def test_below_the_level_nothing_is_read(
    monkeypatch: pytest.MonkeyPatch, letter: Path, layers: str, refused: set[str]
) -> None:
    offer(monkeypatch, layers)
    for level in Isolation:
        monkeypatch.setenv("KHRONIKA_ISOLATION", level)
        if level not in refused:
            assert isinstance(read(letter, letter.name, "0" * 64), Revision)
            continue
        with pytest.raises(UsageError, match=f'"{level}" is demanded'):
            read(letter, letter.name, "0" * 64)


def test_a_level_that_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch, letter: Path) -> None:
    monkeypatch.setenv("KHRONIKA_ISOLATION", "total")
    with pytest.raises(UsageError, match="basic, confined, strict"):
        read(letter, letter.name, "0" * 64)


@pytest.mark.parametrize("words", [["--isolation", "strict"], []])
def test_a_run_refuses_before_it_makes_anything(
    monkeypatch: pytest.MonkeyPatch, letter: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    offer(monkeypatch, "fork+rlimits+landlock+seccomp")
    monkeypatch.setenv("KHRONIKA_ISOLATION", "basic" if words else "strict")
    monkeypatch.chdir(letter.parent.parent)
    assert main(["run", "letters", *words]) == 2
    assert 'isolated here at level "confined" (fork+rlimits+landlock+seccomp)' in capsys.readouterr().err
    assert [path.name for path in letter.parent.parent.iterdir()] == ["letters"]
