"""Which names one person may bear, and the keys under which such names find each other without comparing all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from khronika.resolution.names import INITIAL, SURNAME, compare_names, gender_of, parse, patronymic_stem
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from khronika.resolution.naming.parts import Made
    from khronika.resolution.naming.word import Word

REMEMBERED = 1 << 18  # outlines of names, and pairs of names, kept at hand
WORDS = 5  # of a name that make keys; no name has more that help


@dataclass(frozen=True, slots=True)
class Outline:
    """What is asked of a name again and again, kept where the name in all its parts would fill the memory.

    `keys` are those of a full name, `short_keys` those by which a surname alone or with an initial finds it in other
    documents, `word_keys` its words, by which a shorter name finds it in its own.
    """

    level: int
    words: int  # given names, or initials where there are none
    veiled: bool
    surname: str
    gender: str | None
    father: str | None
    keys: frozenset[str]
    short_keys: frozenset[str]
    word_keys: frozenset[str]


@lru_cache(REMEMBERED)
def outline(name: str) -> Outline:
    """Give the outline of a written name."""
    parts = parse(name)
    father = patronymic_stem(parts.patronymic) if parts.patronymic else None
    made = (_keys(parts.made), _short_keys(parts.made), _word_keys(parts.made))
    words = len(parts.given or [letter for one in parts.initials for letter in one.split(".") if letter])
    return Outline(parts.level, words, parts.veiled, parts.surname, gender_of(parts), father, *made)


@lru_cache(REMEMBERED)
def compare(one: str, other: str) -> tuple[Sameness, str]:
    """Say whether two written names can be of one person; where they stand and who they are is weighed elsewhere."""
    a, b = parse(one), parse(other)
    verdict, reason = compare_names(a, b)
    if verdict is Sameness.APART and SURNAME in (a.level, b.level):
        short, full = (a, b) if a.level == SURNAME else (b, a)
        if any(_alike(short.made.surname, word) for word in full.made.given):
            return Sameness.UNSURE, "a word alone fits everybody in whose name it stands"
    return verdict, reason


def names_two_words(name: str) -> bool:
    """Say whether a name has a given name and a surname, whichever is which."""
    return outline(name).level > INITIAL


@lru_cache(REMEMBERED)
def standing(short: str, full: str) -> int:
    """Say where a word alone stands in a full name: 2 as its surname, 1 behind its first word, 0 elsewhere."""
    word, name = parse(short), parse(full)
    if compare_names(word, name)[0] is not Sameness.APART:
        return 2
    return int(any(_alike(word.made.surname, each) for each in name.made.written[1:]))


def _alike(a: Word, b: Word) -> bool:
    return not a.forms.isdisjoint(b.forms)


def _stems(word: Word) -> set[str]:
    """Give the folded spellings of a word, male and female form together."""
    return {form.removesuffix("a") or form for form in word.forms}


def keys(name: str) -> frozenset[str]:
    """Give the keys of a full name: its first word with each other, in either order, and the whole name run together.

    Two names that may be of one person share a key, but for a slip of the pen, which only makes them compare alike.
    """
    return outline(name).keys


def short_keys(name: str) -> frozenset[str]:
    """Give the keys under which a surname alone, or one with an initial, finds its bearers in other documents."""
    return outline(name).short_keys


def word_keys(name: str) -> frozenset[str]:
    """Give the words of a name, folded: by one of them a shorter name finds it in its own document."""
    return outline(name).word_keys


def counted(name: str) -> frozenset[str]:
    """Give those keys of a full name by which it is counted how many bear a word."""
    return frozenset(key for key in keys(name) if key[0] not in "*=~")


def _keys(made: Made) -> frozenset[str]:
    if made.level <= INITIAL:
        return frozenset()
    first, *others = made.chain[:WORDS]
    found = {_pair(x, y) for other in others for x in _stems(first) | first.groups for y in _stems(other)}
    found |= {_pair(x, y) for other in others for x in _stems(first) for y in other.groups}
    if made.eastern:  # the short vowels are written in one script and not in the other
        found |= {f"*{_pair(x, y)}" for other in others for x in first.bones for y in other.bones}
    found |= {f"~{bone}+{father}" for bone in made.surname.bones for father in made.fathers}  # vowels may differ then
    return frozenset(found | {f"={whole}" for whole in made.whole})


def _pair(x: str, y: str) -> str:
    return f"{x}+{y}" if x < y else f"{y}+{x}"


def _short_keys(made: Made) -> frozenset[str]:
    spelled = frozenset(_stems(made.surname))
    initial = frozenset(f"{stem} {letter}" for stem in spelled for letter in made.letters)
    return initial if made.level == INITIAL else spelled | initial


def _word_keys(made: Made) -> frozenset[str]:
    words = (made.surname,) if made.level == INITIAL else made.chain
    return frozenset(stem for word in words for stem in _stems(word))
