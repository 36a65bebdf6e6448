"""Files stay small enough to be read in one sitting, and each says in one sentence what it is."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_LINES = 300
FILES = sorted(
    path
    for folder in ("khronika", "tests", "bench", "docs", "examples")
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_files_to_look_at() -> None:
    assert ROOT / "khronika" / "__init__.py" in FILES


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_file_is_longer_than_the_gate(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{named(path)} has {lines} lines: split it along its nouns"


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_module_opens_with_one_sentence(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, f"{named(path)} does not say what it is"
    assert docstring.splitlines()[0].endswith((".", "?", "!")), f"{named(path)}: its first line is no sentence"
