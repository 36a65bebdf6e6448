"""The word lists of the field: TOML data packaged with the vocabulary, read when first asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from khronika.errors import InvalidValue


@cache
def word_list(name: str) -> dict[str, dict[str, Any]]:
    """Give the entries of `data/NAME.toml` by their id, without its `[about]` table (what the list is, its source)."""
    text = resources.files("khronika.vocabulary").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return {key: entry for key, entry in tomllib.loads(text).items() if key != "about"}


def check_word(name: str, word: str) -> None:
    """Raise `InvalidValue` where a word stands in no list of that name."""
    if word not in word_list(name):
        msg = f"{word!r} is not among the {name} of the vocabulary; see khronika/vocabulary/data/{name}.toml."
        raise InvalidValue(msg)
