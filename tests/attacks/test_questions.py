"""Whoever reads a letter with open questions learns of nobody who spoke to us, however the record is asked."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from khronika.cli import main

if TYPE_CHECKING:
    from pathlib import Path

NOTE = """Interview

5 March 2031

Ilse [not her real name] said that 40 people were killed at the harbour of Karad on 3 March 2031.
A nurse, Ada Quill, told us that 31 people were killed at the harbour of Karad on 3 March 2031.
Ilse [not her real name] was released on 9 March 2031.
"""
REPORT = """Report of Norvia Watch

9 March 2031

The Ministry of Order said that 12 people were killed at the harbour of Karad on 3 March 2031.
Norvia Watch counted 15 people killed at the harbour of Karad on 3 March 2031.
Ilse was released on 20 March 2031, the Ministry of Order said.
"""
AT_RISK = ("Ilse", "Ada Quill", "nurse", "note.txt")


@pytest.fixture(scope="module")
def chronicle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("matter")
    (place / "papers").mkdir()
    (place / "papers/note.txt").write_text(NOTE, encoding="utf-8")
    (place / "papers/report.txt").write_text(REPORT, encoding="utf-8")
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        assert main(["run", str(place / "papers"), "--chronicle", str(place / "karad.chronicle")]) == 0
    return place / "karad.chronicle"


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_no_question_names_who_spoke_to_us(chronicle: Path, form: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["questions", str(chronicle), *form]) == 0
    said = capfd.readouterr().out
    assert "Ministry of Order" in said
    assert [name for name in AT_RISK if name.casefold() in said.casefold()] == []
    assert "15 killed" in said
    assert [figure for figure in ("40 killed", "31 killed") if figure in said] == [], "what they told stays with us"


def test_a_protected_voice_is_no_origin_of_a_declared_rule(chronicle: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["tolls", str(chronicle), "--rule", "own", "--origin", "Ilse", "--why", "She saw it."]) != 0
    assert "protected" in capfd.readouterr().err
    assert main(["tolls", str(chronicle)]) == 0
    assert "own" not in capfd.readouterr().out
