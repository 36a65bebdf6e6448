"""The word lists of this room: TOML data packaged with it, read when first asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def words(name: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Give the tables of `data/NAME.toml` without its `[about]` table; lists become tuples."""
    text = resources.files("khronika.resolution").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    tables = {key: table for key, table in tomllib.loads(text).items() if key != "about"}
    return {key: {word: tuple(entries) for word, entries in table.items()} for key, table in tables.items()}
