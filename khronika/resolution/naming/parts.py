"""A personal name in its parts, as written, with what comparing needs worked out beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from khronika.resolution.folding import folds, plain
from khronika.resolution.naming.kin import ending, patronymic_stems
from khronika.resolution.naming.scripts import KAZAKH, UKRAINIAN
from khronika.resolution.naming.word import MANY, TWO, Word, word

FULL, GIVEN, INITIAL, SURNAME = 3, 2, 1, 0  # how complete a name is
UKRAINIAN_ENDINGS = ("enko", "uk")  # of surnames that Russian spells with "g" where Ukrainian has "h"
MOST = 8  # ways in which a name run together is read


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts, as written; `bound` means that the order of the words carries meaning ("bin")."""

    surname: str
    given: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    patronymic: str | None = None
    bound: bool = False
    veiled: bool = False  # "Temir T.": a given name with the surname withheld
    placeholder: bool = False  # "unidentified man", "N.N.": nobody's name
    particles: tuple[str, ...] = ()
    generation: str | None = None  # "first" for senior, "second" for junior
    ordered: bool = False  # the writing shows which word is the surname
    at: int = -1  # where the surname stands among the full words
    made: Made = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "made", make(self))

    @property
    def level(self) -> int:
        """How complete the name is: with patronymic, with a given name, with an initial, or a surname alone."""
        if self.given:
            return FULL if self.patronymic else GIVEN
        return INITIAL if self.initials else SURNAME


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """What is worked out of a name once, so that comparing is mostly a question of sets."""

    level: int
    surname: Word
    given: tuple[Word, ...]
    chain: tuple[Word, ...]  # given names and surname in one order
    written: tuple[Word, ...]  # the same words in the order of the writing
    fathers: frozenset[str]
    slavic: bool  # the patronymic is formed as in Russian
    marks: frozenset[str]  # at least one is shared by two Latin (or two Arabic) names that can be one
    bones: frozenset[str]  # and one of these by a Latin and an Arabic name
    joined: frozenset[str]  # given names run together
    whole: frozenset[str]  # the whole name run together
    letters: frozenset[str]  # the first letter of the given name or of the initial
    gender: str | None
    arabic: bool
    eastern: bool


def make(name: PersonName) -> Made:
    """Work out what comparing a name needs."""
    text = "".join((*name.given, name.patronymic or "", name.surname)).casefold()
    g_is_h = "г" in text and bool(UKRAINIAN.search(text)) and not KAZAKH.search(text)
    h_is_g = "h" in text and plain(name.surname).endswith(UKRAINIAN_ENDINGS)
    surname, *others = (word(one, g_is_h=g_is_h, h_is_g=h_is_g) for one in (name.surname, *name.given))
    given = tuple(others)
    chain = (*given, surname)
    fathers = patronymic_stems(name.patronymic) if name.patronymic else frozenset()
    firsts = (name.given or name.initials)[:1]
    whole = _whole(chain)
    return Made(
        name.level, surname, given, chain,
        (*given[: name.at], surname, *given[name.at :]) if name.at >= 0 else chain,
        fathers, "v" in plain(name.patronymic or "")[-5:],
        frozenset(mark for one in chain for mark in one.forms | one.groups | one.loose) | whole,
        frozenset(mark for one in chain for mark in one.bones | one.groups),
        _together(name.given, given), whole,
        frozenset(letter for first in firsts for letter in letters(first)),
        _gender(name, given), any(one.arabic for one in chain),
        name.bound or any(one.eastern for one in chain) or bool({"al", "el"} & set(name.particles)),
    )  # fmt: skip


def _whole(chain: tuple[Word, ...]) -> frozenset[str]:
    """Run the words of a name together; a word of many readings in its first few."""
    made = [""]
    for one in chain:
        made = [f"{start}{form}" for start in made for form in sorted(one.forms)[:TWO]][:MOST]
    return frozenset(made)


def _together(words: tuple[str, ...], given: tuple[Word, ...]) -> frozenset[str]:
    """Run given names together: "Jong Un" and "Jong-un" are "Jongun"."""
    if len(words) == 1 and "-" not in words[0]:
        return given[0].forms
    return _run_together(words)


@lru_cache(MANY)
def _run_together(words: tuple[str, ...]) -> frozenset[str]:
    if not words:
        return frozenset()
    apart = " ".join(words).replace("-", " ")
    return frozenset(form.replace(" ", "") for form in folds(apart) | folds(apart.replace(" ", "")))


@lru_cache(MANY)
def letters(token: str) -> frozenset[str]:
    """Give the first letter as written and as folded; "Zh." and "Yu." count as one letter."""
    short = token.split(".", maxsplit=1)[0]
    return frozenset({plain(short)[:1]} | {form[:1] for form in folds(short)}) - {""}


def second_letters(name: PersonName) -> frozenset[str]:
    """Give the first letter of the second given name or patronymic; none where the name tells neither."""
    cut = [part for one in name.initials for part in one.split(".") if part]
    told = [*name.given[1:2], *cut[:1]] if name.given else cut[1:2]
    second = told[0] if told else name.patronymic
    return letters(second) if second else frozenset()


def _gender(name: PersonName, given: tuple[Word, ...]) -> str | None:
    if name.patronymic:
        return ending(name.patronymic, "patronymics")
    return given[0].gender if given else None
