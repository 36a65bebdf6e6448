"""What a screen shows is safe, fits, and never adds a word to a text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from khronika.cli import main, showing


def test_a_hostile_name_cannot_speak_to_the_terminal() -> None:
    assert showing.plain("a\x1b[2Jb\u202etxt.exe\n") == "a [2Jb txt.exe "


def test_columns_give_way_to_the_width() -> None:
    assert showing.fitted([10, 40, 30], 60) == [10, 25, 25]
    assert showing.cut("a long sentence", 6) == "a lon…"


def test_numbers_have_their_nouns() -> None:
    assert [showing.many(n, "entry", "entries") for n in (0, 1, 2000)] == ["0 entries", "1 entry", "2,000 entries"]


@pytest.mark.parametrize("heavy", ["sqlalchemy", "spacy", "jinja2", "pypdfium2", "khronika.actions"])
def test_help_loads_nothing_heavy(heavy: str) -> None:
    code = f"import sys; from khronika.cli import main; main(['--help']); sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("call", "code", "sentence"),
    [
        (["claims", "nowhere"], 4, "There is no chronicle in nowhere. Make one with: khronika new nowhere\n"),
        (["run", "nowhere"], 2, "nowhere does not exist; name a file or a folder that exists.\n"),
        (["judge", "nowhere", "abcd", "praise", "--why", "x"], 2, "'praise' is not one of"),
        (["fly"], 2, "No such command 'fly'"),
        (["--version"], 0, ""),
    ],
)
def test_a_wrong_call_is_one_sentence_and_a_code(
    call: list[str], code: int, sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(call) == code
    assert sentence in capfd.readouterr().err


def test_a_mistake_of_the_program_shows_no_words_of_a_document(capfd: pytest.CaptureFixture[str]) -> None:
    code = "import sys; from khronika.cli import main; main(['--version']); raise ValueError('the witness said')"
    outcome = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert outcome.returncode == 1
    assert "Khronika made a mistake (ValueError" in outcome.stderr
    assert "witness" not in outcome.stderr
