"""One form for the many spellings of a name: case, accents, scripts and transliteration folded by rule.

The rules follow what the romanisation tables (BGN/PCGN, ALA-LC, ICAO, passports) do differently to the same letter.
They never touch what tells two people apart: a vowel in the stem, a consonant, an ending that shows gender.
"""

from __future__ import annotations

import re
from functools import cache

# Letters whose plain form loses a sound that other spellings keep (ş is "sh", not "s"). Both forms are tried.
SOUNDED = str.maketrans({"ş": "sh", "š": "sh", "ç": "ch", "č": "ch", "ć": "ch", "ž": "zh"})

# In order: digraphs become one capital sign first, so that later rules cannot tear them apart.
RULES = tuple(
    (re.compile(pattern), sign)
    for pattern, sign in (
        (r"shch|sch|sh", "S"),
        (r"tch|ch", "C"),
        (r"dzh|dj|zh|j", "J"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ts|tz", "T"),
        (r"\bx", "h"),
        (r"x", "ks"),
        (r"ck|q|c", "k"),
        (r"w", "v"),
        (r"off?\b", "ov"),
        (r"eff?\b", "ev"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
        (r"ng(?=[aeiou])", "n"),
        (r"\bio(?=[^aeiou])", "e"),
        (r"i(?=[eu])", ""),
        (r"i+", "i"),
        (r"dr\b", "der"),
        (r"z", "s"),
        (r"(.)\1+", r"\1"),
    )
)


@cache
def plain(text: str) -> str:
    """Give a text in small Latin letters without accents and apostrophes; other signs become one space."""
    from anyascii import anyascii

    without = re.sub(r"['’ʼ`´ʹʺ\u02bb]", "", anyascii(re.sub(r"['’ʼ`´ʹʺ\u02bb]", "", text)).casefold())
    return re.sub(r"[^a-z0-9]+", " ", without).strip()


@cache
def fold(word: str) -> str:
    """Give the one form of a word that all its usual spellings share ("Rosa", "Roza", "Роза" -> "rosa")."""
    folded = plain(word)
    for pattern, sign in RULES:
        folded = pattern.sub(sign, folded)
    return folded


@cache
def folds(word: str) -> frozenset[str]:
    """Give all forms a word may have: "j" stands for "zh" in one tradition and for "y" in another."""
    spelled = {plain(word), plain(word.casefold().translate(SOUNDED))}
    spelled |= {re.sub(r"(?<!d)j", "y", one) for one in spelled}
    return frozenset(fold(one) for one in spelled)


def alike(a: str, b: str) -> bool:
    """Say whether two words are spellings of one."""
    return not folds(a).isdisjoint(folds(b))
