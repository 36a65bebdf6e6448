"""What endings tell: the father in a patronymic, the gender in a surname."""

from __future__ import annotations

from functools import lru_cache

from khronika.resolution.folding import fold, folds, plain
from khronika.resolution.naming.scripts import mended
from khronika.resolution.words import words

MANY = 1 << 17  # words remembered


@lru_cache(MANY)
def ending(word: str, table: str) -> str | None:
    """Give the gender that the ending of a patronymic or surname shows (or `neutral`); None where it shows nothing."""
    shape = plain(mended(word)) if table == "patronymics" else fold(word)
    for gender, endings in words("names")[table].items():
        if any(shape.endswith(one) and len(shape) > len(one) + 1 for one in endings):
            return gender
    return None


@lru_cache
def _patronymic_endings() -> tuple[str, ...]:
    return tuple(sorted((e for group in words("names")["patronymics"].values() for e in group), key=len, reverse=True))


@lru_cache(MANY)
def patronymic_stem(word: str) -> str:
    """Give the father's name in a patronymic, folded: "Abishuly" and "Abishevich" are of one father."""
    return min(patronymic_stems(word))


@lru_cache(MANY)
def patronymic_stems(word: str) -> frozenset[str]:
    """Give all forms that the father's name in a patronymic may have, folded."""
    shape = plain(mended(word))
    cut = next((e for e in _patronymic_endings() if shape.endswith(e)), "")
    letters = len(word) - len(cut) if len(plain(word)) == len(word) else None
    stems = folds(word[:letters]) if letters else _cut(word, cut)
    return frozenset(_shortened(stem.replace(" ", "")) for stem in stems)


def _cut(word: str, cut: str) -> frozenset[str]:
    """Take the ending off a word in another script, letter by letter from its end."""
    for size in range(1, len(word)):
        if plain(mended(word[-size:])) == cut or plain(mended(word)).removesuffix(cut) == plain(mended(word)[:-size]):
            return folds(mended(word)[:-size])
    return folds(plain(mended(word)).removesuffix(cut))


def _shortened(stem: str) -> str:
    """Leave out the half-vowel that Russian drops before its ending: "sergei-" and "serge-", "bai-" and "ba-"."""
    return stem[:-1] if stem.endswith(("ai", "ei", "oi", "ui", "ii")) else stem


@lru_cache(MANY)
def surname_stem(folded: str) -> str:
    """Give the male form of a folded surname in either form; any other surname stays as it is."""
    for gender in ("female", "male"):
        for one in words("names")["surnames"][gender]:
            if folded.endswith(one) and len(folded) > len(one) + 1:
                return folded.removesuffix("skaia") + "ski" if one.endswith("skaia") else folded.removesuffix("a")
    return folded


@lru_cache(MANY)
def root(folded: str) -> str:
    """Give a folded surname without the ending that makes it one: "karim" of "karimov"."""
    stem = surname_stem(folded)
    cut = next((stem.removesuffix(e) for e in ("ov", "ev") if stem.endswith(e) and len(stem) > len(e) + 2), stem)
    return _shortened(cut)
