"""The command `explain`: which language a sentence is taken for, and nothing to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.cli import main

if TYPE_CHECKING:
    import pytest


def test_a_sentence_in_cyrillic_letters_is_not_read_as_english(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "Докеры освобождены."]) == 0
    assert "освобождены / release" in capfd.readouterr().out


def test_without_a_sentence_there_is_nothing_to_explain(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", " "]) == 2
    assert "nothing to read" in capfd.readouterr().err
