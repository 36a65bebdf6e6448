"""Whether two wordings name the same: by the words they share, never by how they are spelt out."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.vocabulary.canonical import Json

POSSESSIVE = re.compile(r"['’]s?(?!\w)")
WORD = re.compile(r"[^\W_]+")
SHORTEST_PLURAL = 4


@cache
def filling() -> frozenset[str]:
    """Give the words that carry no meaning when names are compared."""
    return frozenset(_data()["filling"]["words"])


@cache
def either() -> tuple[frozenset[str], ...]:
    """Give the pairs of acts that a careful reader may call by either name."""
    return tuple(frozenset(pair) for pair in _data()["either"]["acts"])


def _data() -> Json:
    text = resources.files("khronika.evaluation").joinpath("data/likeness.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words(text: str | None) -> list[str]:
    """Give the words of a text in small letters, without accents and possessives."""
    letters = unicodedata.normalize("NFKD", text or "")
    bare = "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")
    return WORD.findall(POSSESSIVE.sub("", bare.lower()))


def plain(text: str | None) -> str:
    """Give the words of a text with one space between them."""
    return " ".join(words(text))


def content(text: str | None) -> set[str]:
    """Give the words that carry the meaning, each in the singular."""
    kept = (word for word in words(text) if word not in filling())
    return {word.removesuffix("s") if len(word) >= SHORTEST_PLURAL else word for word in kept}


def close(text: str | None, forms: Iterable[str]) -> bool:
    """Say whether at least half of all words of a text and of one of the forms are shared."""
    mine = content(text)
    return bool(mine) and any(2 * len(mine & other) >= len(mine | other) for other in map(content, forms))


def names(text: str | None, forms: Iterable[str]) -> bool:
    """Say whether a text holds a whole form, or is the last part of one ("Brandvold" of "Ilse Brandvold")."""
    mine = set(words(text))
    known = [form for form in map(words, forms) if form]
    return bool(mine) and any(set(form) <= mine or (mine <= set(form) and form[-1] in mine) for form in known)
