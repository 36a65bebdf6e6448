"""One form for the many spellings of a name: case, accents, scripts and transliteration folded by rule.

The rules follow what the romanisation tables (BGN/PCGN, ALA-LC, ICAO, passports) do differently to the same letter.
They never touch what tells two people apart: a vowel in the stem, a consonant, an ending that shows gender.
"""

from __future__ import annotations

import re
from functools import lru_cache

from khronika.resolution.naming.scripts import ARABIC, arabic_fold, mended, readings

MANY = 1 << 17  # words remembered
MARKS = re.compile(r"['’ʼ`´ʹʺ\u02bb\u02bc\u02bf\u02be]")

# In order: digraphs become one capital sign first, so that later rules cannot tear them apart.
RULES = tuple(
    (re.compile(pattern), sign)
    for pattern, sign in (
        (r"^(?:al|el|ul) (?=\w\w)", ""),  # the Arabic article, also before a letter to which it is assimilated
        (r"^[ae](r|s|sh|n|d|z|t) (?=\1)", ""),
        (r"\babd(?:[aou](?=ra)| ?[aeou]l(?=\w{2}| )| ?[aeou]([rsdtnz])(?=\W?\1))? ?(?=\w{3})", "abd"),
        (r"(?<=\w{2})(?: [aeu]l | ?[aeu]d ?)d(?:i|ee)ne?\b", "din"),
        (r"(?<=\w{3}) ?[aeu]ll?ah?\b", "ula"),
        (r"shch|(?<!t)sch|sh", "S"),
        (r"tsch|tch|ch|cz", "C"),
        (r"[dt]zh|[dt]j|zh|j", "J"),
        (r"(?<=\w\w)olla", "ula"),
        (r"sz", "S"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"(?<!ab)dh", "d"),
        (r"ph", "f"),
        (r"\bth|th\b|tth", "t"),  # "Bakytkhan" has no such sound
        (r"ts|tz", "T"),
        (r"\bx", "h"),
        (r"x", "ks"),
        (r"ck|q|c", "k"),
        (r"w", "v"),
        (r"off?\b", "ov"),
        (r"eff?\b", "ev"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"(?<=ov|ev|eJ|ey|iJ|iy)s\b", ""),  # the ending of a man's name in Latvian
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
        (r"ng(?=[aeiou])", "n"),
        (r"\bio(?=[^aeiou])", "e"),
        (r"i(?=[eu])(?!ie\b)", ""),  # "Emilie" is not "Emile"
        (r"i+", "i"),
        (r"dr\b", "der"),
        (r"(?<=[aeio])h\b", ""),
        (r"z", "s"),
        (r"(.)\1+", r"\1"),
    )
)

LETTERS = str.maketrans({"S": "sh", "C": "ch", "J": "zh", "T": "ts"})


@lru_cache(MANY)
def plain(text: str) -> str:
    """Give a text in small Latin letters without accents and apostrophes; other signs become one space."""
    from anyascii import anyascii

    without = MARKS.sub("", anyascii(MARKS.sub("", text)).casefold())
    return re.sub(r"[^a-z0-9]+", " ", without).strip()


@lru_cache(MANY)
def fold(word: str) -> str:
    """Give the one form of a word that all its usual spellings share ("Rosa", "Roza", "Роза" -> "rosa")."""
    return _by_rule(arabic_fold(word) if ARABIC.search(word) else plain(mended(word)))


@lru_cache(MANY)
def folds(word: str) -> frozenset[str]:
    """Give all forms a word may have: "j" stands for "zh" in one tradition and for "y" in another."""
    if ARABIC.search(word):
        return frozenset({fold(word)})
    small = MARKS.sub("", mended(word).casefold())
    return frozenset({fold(word)} | {_by_rule(plain(one)) for one in readings(small)})


@lru_cache(MANY)
def _by_rule(word: str) -> str:
    """Apply the rules until nothing changes, so that what is folded once stays as it is."""
    folded = word
    for pattern, sign in RULES:
        folded = pattern.sub(sign, folded)
    folded = folded.translate(LETTERS).strip()
    return folded if folded == word else _by_rule(folded)


def alike(a: str, b: str) -> bool:
    """Say whether two words are spellings of one."""
    return not folds(a).isdisjoint(folds(b))
