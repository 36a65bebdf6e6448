"""The word lists of this room: TOML data packaged with it, read when first asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


def families() -> dict[str, dict[str, Any]]:
    """Give the tables of `data/families.toml`."""
    return _tables("families.toml")


def origin_words() -> dict[str, dict[str, Any]]:
    """Give the tables of `data/origins.toml`."""
    return _tables("origins.toml")


def toll_words() -> dict[str, dict[str, Any]]:
    """Give the tables of `data/tolls.toml`."""
    return _tables("tolls.toml")


def question_words() -> dict[str, dict[str, Any]]:
    """Give the tables of `data/questions.toml`."""
    return _tables("questions.toml")


def scope_words() -> dict[str, dict[str, Any]]:
    """Give the tables of `data/scopes.toml`."""
    return _tables("scopes.toml")


@cache
def _tables(file: str) -> dict[str, dict[str, Any]]:
    text = resources.files("khronika.comparison").joinpath("data", file).read_text(encoding="utf-8")
    return {key: table for key, table in tomllib.loads(text).items() if key != "about"}


@cache
def family_of(quantity: str) -> str | None:
    """Give the family in which a quantity is shown; None for `other`, which is compared with nothing."""
    return next((name for name, members in families()["families"].items() if quantity in members), None)
