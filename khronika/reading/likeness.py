"""Likeness: where some words stand with a letter or two read otherwise, and whether that is all."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from khronika.reading.skeletons import DASHES, SINGLE

LISTS = Path(__file__).with_name("anchoring.toml")
WORD = re.compile(r"\w+(?:'\w+)*|[^\w\s]")
HYPHEN = re.compile(rf"(?<=[^\W\d_])[\u00ad{re.escape(DASHES)}]\s*(?=[^\W\d_])|\u00ad")
QUOTES = str.maketrans(dict.fromkeys(SINGLE, "'"))
SHORTEST = 5  # letters of a word in which one may be read otherwise
LONG = 9  # letters of a word in which two may be
MOST_WORDS = 2  # that may be read otherwise


@cache
def guarded() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Give the words that must not differ: negations and qualifiers; numbers and dates too; and stems of numbers."""
    lists = tomllib.loads(LISTS.read_text(encoding="utf-8"))
    turning = frozenset(lists["negations"]["words"]) | frozenset(lists["qualifiers"]["words"])
    return (
        turning,
        turning | frozenset(lists["numbers"]["words"] + lists["dates"]["words"]),
        tuple(lists["numbers"]["stems"]),
    )


@cache
def _alike() -> frozenset[frozenset[str]]:
    """Give the pairs of letters that a reader may take for each other."""
    return frozenset(map(frozenset, tomllib.loads(LISTS.read_text(encoding="utf-8"))["alike"]["letters"]))


def words(text: str) -> list[str]:
    """Give the words and signs of a text, without hyphens, in one form of each letter."""
    plain = unicodedata.normalize("NFC", HYPHEN.sub("", text)).translate(QUOTES)
    return WORD.findall(_ligatures(plain))


def _ligatures(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", char) if "\ufb00" <= char <= "\ufb06" else char for char in text)


def turns(text: str) -> list[str]:
    """Give the words of a text that turn what it says: negations and qualifiers, in order."""
    turning, _, _ = guarded()
    found = (word.lower() for word in words(text))
    return [word for word in found if word in turning or word.endswith("n't")]


def slips_only(old: str, new: str) -> bool:
    """Say whether two wordings differ in slips of letters only, in words that are no figure, name, date or turn."""
    before, after = words(old), words(new)
    if len(before) != len(after):
        return False
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    return 0 < len(changed) <= MOST_WORDS and all(_slip(a, b) for a, b in changed)


def sharp(old: str, new: str) -> bool:
    """Say whether two wordings differ in a figure, a name, a date, a negation or a qualifier."""
    before, after = words(old), words(new)
    return sorted(filter(_guarded, before)) != sorted(filter(_guarded, after))


def _guarded(word: str) -> bool:
    _, every, stems = guarded()
    return not word.islower() or not word.isalpha() or word in every or word.startswith(stems)


def _slip(a: str, b: str) -> bool:
    if _guarded(a) or _guarded(b) or len(a) != len(b) or len(a) < SHORTEST:
        return False
    # What turns a word stands at its ends: un-, -less, the s of a plural.
    changed = [frozenset(pair) for pair in zip(a, b, strict=True) if pair[0] != pair[1]]
    return a[0] == b[0] and a[-1] == b[-1] and len(changed) <= (2 if len(a) >= LONG else 1) and _alike() >= {*changed}


def nearest(pattern: str, text: str) -> tuple[int, int, int]:
    """Give the least number of changes that make a part of a text the pattern, and where that part ends and begins."""
    ends = distances(pattern, text)
    best = min(range(len(ends)), key=ends.__getitem__, default=-1)
    if best < 0:
        return len(pattern), 0, 0
    back = distances(pattern[::-1], text[: best + 1][::-1])
    begin = min(range(len(back)), key=lambda at: (back[at], abs(at + 1 - len(pattern))))
    return ends[best], best - begin, best + 1


def distances(pattern: str, text: str) -> list[int]:
    """Give for each place of a text how many changes make what ends there the pattern (Myers 1999, in one integer)."""
    size = len(pattern)
    if not size:
        return [0] * len(text)
    mask, top = (1 << size) - 1, 1 << (size - 1)
    rows: dict[str, int] = {}
    for number, char in enumerate(pattern):
        rows[char] = rows.get(char, 0) | 1 << number
    plus, minus, score, found = mask, 0, size, list[int]()
    for char in text:
        row = rows.get(char, 0)
        down = (((row & plus) + plus) ^ plus) | row | minus
        more, less = (minus | ~(down | plus)) & mask, plus & down
        score += bool(more & top) - bool(less & top)
        more, less = (more << 1) & mask, (less << 1) & mask
        row |= minus
        plus, minus = (less | ~(row | more)) & mask, more & row
        found.append(score)
    return found
