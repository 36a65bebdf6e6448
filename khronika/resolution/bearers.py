"""Which names one person may bear, and the keys under which such names find each other without comparing all."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from khronika.resolution.folding import alike, folds, plain
from khronika.resolution.names import INITIAL, SURNAME, PersonName, compare_names, parse
from khronika.vocabulary.people import Sameness

REMEMBERED = 1 << 17  # names and pairs of names kept at hand
PARTIAL = "one of the two leaves a name out, a second surname or a further given name"
WORDS = 5  # of a name that make keys; no name has more that help
TWO = 2


@lru_cache(REMEMBERED)
def compare(one: str, other: str) -> tuple[Sameness, str]:
    """Say whether two written names can be of one person; where they stand and who they are is weighed elsewhere."""
    a, b = parse(one), parse(other)
    if SURNAME in (a.level, b.level):
        short, full = (a, b) if a.level == SURNAME else (b, a)
        if any(alike(short.surname, word) for word in (*full.given, full.surname)):
            return Sameness.UNSURE, "a surname alone fits everybody who bears it"
        return Sameness.APART, "the surnames differ"
    verdict, reason = compare_names(a, b)
    if verdict is Sameness.APART and _begins_as(a, b):
        return Sameness.UNSURE, PARTIAL
    return verdict, reason


def _begins_as(a: PersonName, b: PersonName) -> bool:
    """Say whether the longer name begins with all words of the shorter: "Ana Choque" and "Ana Choque Vilca"."""
    short, long = sorted(((*a.given, a.surname), (*b.given, b.surname)), key=len)
    bound = a.bound or b.bound or not a.given or not b.given
    return not bound and TWO <= len(short) < len(long) and all(map(alike, short, long))


def names_two_words(name: str) -> bool:
    """Say whether a name has a given name and a surname, whichever is which."""
    return parse(name).level > INITIAL


@lru_cache(REMEMBERED)
def standing(short: str, full: str) -> int:
    """Say where a word alone stands in a full name: 2 as its surname, 1 behind its first word, 0 elsewhere."""
    word, name = parse(short).surname, parse(full)
    if alike(word, name.surname):
        return 2
    first = full.split(maxsplit=1)[0]
    return int(any(alike(word, each) for each in name.given if each != first))


@lru_cache(REMEMBERED)
def stems(word: str) -> frozenset[str]:
    """Give the folded spellings of a word, male and female form together."""
    return frozenset(one.removesuffix("a") for one in folds(word))


@lru_cache(REMEMBERED)
def keys(name: str) -> frozenset[str]:
    """Give the keys of a full name: each two of its words, in either order; two names that may be one share a key."""
    parts = parse(name)
    words = [stems(word) for word in (*parts.given, parts.surname)][-WORDS:]
    return frozenset(" ".join(sorted((x, y))) for a, b in combinations(words, TWO) for x in a for y in b)


@lru_cache(REMEMBERED)
def short_keys(name: str) -> frozenset[str]:
    """Give the keys under which shorter names find this one: each word, and each word with another's first letter."""
    parts = parse(name)
    words = (*parts.given, parts.surname)
    if parts.level == SURNAME:
        return stems(parts.surname)
    if parts.level == INITIAL:
        return frozenset(f"{stem} {letter}" for stem in stems(parts.surname) for letter in _letters(parts.initials[0]))
    found = {stem for word in words for stem in stems(word)}
    found |= {f"{s} {letter}" for a in words for b in words if a != b for s in stems(a) for letter in _letters(b)}
    return frozenset(found)


def _letters(word: str) -> frozenset[str]:
    short = word.split(".", maxsplit=1)[0]
    return frozenset({plain(short)[:1]} | {one[:1] for one in folds(short)})
