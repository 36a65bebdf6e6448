"""Every noun of the vocabulary and of the command line stands in the glossary."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from khronika.cli.commands import khronika

ROOT = Path(__file__).parents[2]
HEADS = re.findall(r"^- (\*\*.+?\*\*[^:]*):", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"), re.MULTILINE)
NOUNS = {word for head in HEADS for word in re.findall(r"[a-z]+", head.lower())}
NO_NOUNS = {
    *("new", "add", "read", "text", "search", "explain", "same", "apart", "verify"),
    *("subjectkind", "entitykind", "markkind"),
}
VALUES = sorted(
    (path.name, node.name)
    for path in (ROOT / "khronika" / "vocabulary").glob("*.py")
    for node in ast.parse(path.read_text(encoding="utf-8")).body
    if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
)


def test_there_are_values_to_look_at() -> None:
    assert ("claims.py", "Claim") in VALUES


@pytest.mark.parametrize(("file", "value"), VALUES)
def test_a_value_is_a_noun_of_the_glossary(file: str, value: str) -> None:
    assert value.lower() in NOUNS | NO_NOUNS, f"{value} of vocabulary/{file} is not in GLOSSARY.md"


@pytest.mark.parametrize("command", sorted(khronika.commands))
def test_a_command_is_a_noun_of_the_glossary_or_a_plain_verb(command: str) -> None:
    assert {command, command.removesuffix("s")} & (NOUNS | NO_NOUNS), f"{command} is not in GLOSSARY.md"


def test_no_noun_stands_twice() -> None:
    names = [re.findall(r"\*\*(.+?)\*\*", head)[0] for head in HEADS]
    assert sorted(names) == sorted(set(names))
