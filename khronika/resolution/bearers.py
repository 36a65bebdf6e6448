"""Which names one person may bear, and the keys under which such names find each other without comparing all."""

from __future__ import annotations

from functools import lru_cache

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
    """Give the keys of a full name: its first word with each other, in either order; what may be one shares a key."""
    parts = parse(name)
    first, *others = (stems(word) for word in (*parts.given, parts.surname)[:WORDS])
    return frozenset("+".join(sorted((x, y))) for other in others for x in first for y in other)


@lru_cache(REMEMBERED)
def short_keys(name: str) -> frozenset[str]:
    """Give the keys under which a surname alone, or one with an initial, finds its bearers in other documents."""
    parts = parse(name)
    letters = _letters((parts.initials or parts.given or ("",))[0])
    spelled = stems(parts.surname)
    initial = {f"{stem} {letter}" for stem in spelled for letter in letters if letter}
    return frozenset(initial if parts.level == INITIAL else spelled | initial)


@lru_cache(REMEMBERED)
def word_keys(name: str) -> frozenset[str]:
    """Give the words of a name, folded: by one of them a shorter name finds it in its own document."""
    parts = parse(name)
    words = (parts.surname,) if parts.level == INITIAL else (*parts.given, parts.surname)
    return frozenset(stem for word in words for stem in stems(word))


def _letters(word: str) -> frozenset[str]:
    short = word.split(".", maxsplit=1)[0]
    return frozenset({plain(short)[:1]} | {one[:1] for one in folds(short)})
