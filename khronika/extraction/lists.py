"""The grammar's word lists: TOML data packaged with this room, read when first asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def lists(name: str) -> dict[str, Any]:
    """Give a list by its name, as its tables."""
    text = resources.files("khronika.extraction").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def table(name: str, key: str) -> dict[str, Any]:
    """Give one table of a list."""
    found: dict[str, Any] = lists(name)[key]
    return found


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Give the `words` of one table of a list as a set."""
    return frozenset(table(name, key)["words"])
