"""A chronicle with two invented letters, and the folder they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika import actions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LETTERS = {
    "a/first.txt": "Letter\n\n4 May 2015\n\nPolice detained 14 people in Ombrin on 2 May 2015.\n",
    "b/second.txt": "Letter\n\n6 May 2015\n\nThe court said that 11 people were detained in Ombrin on 2 May 2015.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in LETTERS.items():
        file = tmp_path / "letters" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "letters"


@pytest.fixture
def chronicle(tmp_path: Path) -> Iterator[actions.Chronicle]:
    with actions.new(tmp_path / "ombrin.chronicle", by="Ines") as opened:
        yield opened
