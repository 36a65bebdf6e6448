"""A personal name in its parts, and what may and may not differ between two names of one person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from khronika.resolution.folding import alike, fold, folds, plain
from khronika.resolution.words import words
from khronika.vocabulary.people import Sameness

INITIALS = re.compile(r"^(?:\w{1,2}\.)+-?(?:\w{1,2}\.)*$|^[^\W\d_]$")
FULL, GIVEN, INITIAL, SURNAME = 3, 2, 1, 0  # how complete a name is
TWO = 2


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts, as written; `bound` means that the order of the words carries meaning ("bin")."""

    surname: str
    given: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    patronymic: str | None = None
    bound: bool = False
    veiled: bool = False  # "Temir T.": a given name with the surname withheld

    @property
    def level(self) -> int:
        """How complete the name is: with patronymic, with a given name, with an initial, or a surname alone."""
        if self.given:
            return FULL if self.patronymic else GIVEN
        return INITIAL if self.initials else SURNAME


def _ending(word: str, table: str) -> str | None:
    """Give the gender that the ending of a patronymic or surname shows (or `neutral`); None where it shows nothing."""
    shape = plain(word) if table == "patronymics" else fold(word)
    for gender, endings in words("names")[table].items():
        if any(shape.endswith(ending) and len(shape) > len(ending) + 1 for ending in endings):
            return gender
    return None


def patronymic_stem(word: str) -> str:
    """Give the father's name in a patronymic, folded: "Abishuly" and "Abishevich" are of one father."""
    shape = plain(word)
    endings = sorted((e for group in words("names")["patronymics"].values() for e in group), key=len, reverse=True)
    return next((fold(shape.removesuffix(e)) for e in endings if shape.endswith(e)), fold(shape))


def gender_of(name: PersonName) -> str | None:
    """Give the gender that a patronymic shows; surnames are compared as they stand."""
    return _ending(name.patronymic, "patronymics") if name.patronymic else None


@cache
def parse(written: str) -> PersonName:
    """Take a name apart: "KARIMOV Daulet", "Karimov, D.", "Daulet A. Karimov", "Ahmad bin Ali"."""
    head, comma, tail = written.partition(",")
    tokens = [*tail.split(), *head.split()] if comma else written.split()
    while len(tokens) > 1 and plain(tokens[0]) in words("names")["address"]["words"]:
        tokens = tokens[1:]
    if any(plain(token) in words("names")["connectors"]["words"] for token in tokens[1:-1]):
        return PersonName(tokens[-1], tuple(tokens[:-1]), bound=True)
    initials = tuple(token for token in tokens if INITIALS.match(token) and len(tokens) > 1)
    full = [token for token in tokens if token not in initials]
    if not full:
        return PersonName(written)
    patronymic = _patronymic(full)
    full = [token for token in full if token != patronymic] or full
    at = _surname_at(full, last=bool(comma))
    given = tuple(token for number, token in enumerate(full) if number != at)
    veiled = not given and bool(initials) and tokens[-1] in initials and not _ending(full[at], "surnames")
    return PersonName(full[at], given, initials, patronymic, veiled=veiled)


def _patronymic(full: list[str]) -> str | None:
    if len(full) <= TWO:  # "Milosevic" and "Abramovich" alone behind a given name are surnames
        return None
    return next((token for token in full[1:] if _ending(token, "patronymics")), None)


def _surname_at(full: list[str], *, last: bool) -> int:
    capitals = [n for n, token in enumerate(full) if token.isupper() and len(token) > 1]
    if len(full) > 1 and len(capitals) == 1:
        return capitals[0]
    if not last and len(full) == TWO and _ending(full[0], "surnames") and not _ending(full[1], "surnames"):
        return 0
    return len(full) - 1


def surnames_of_kin(a: PersonName, b: PersonName) -> bool:
    """Say whether two surnames are the male and the female form of one."""
    pairs = ((x, y) for x in folds(a.surname) for y in folds(b.surname))
    return any(x != y and _stem(x) == _stem(y) for x, y in pairs)


def _stem(surname: str) -> str:
    for gender in ("female", "male"):
        for ending in words("names")["surnames"][gender]:
            if surname.endswith(ending) and len(surname) > len(ending) + 1:
                return surname.removesuffix("skaia") + "ski" if ending.endswith("skaia") else surname.removesuffix("a")
    return surname


def compare_names(a: PersonName, b: PersonName) -> tuple[Sameness, str]:
    """Say whether two names can be of one person; gender, birth and judgements are weighed elsewhere."""
    if SURNAME in (a.level, b.level):
        if alike(a.surname, b.surname):
            return Sameness.UNSURE, "a surname alone fits everybody who bears it"
        return Sameness.APART, "the surnames differ"
    return _compare_bound(a, b) if a.bound or b.bound else _compare_parts(a, b)


def _compare_parts(a: PersonName, b: PersonName) -> tuple[Sameness, str]:
    if not alike(a.surname, b.surname):
        if surnames_of_kin(a, b):
            return Sameness.APART, "the surname is once in its male and once in its female form"
        return _compare_swapped(a, b)
    if a.patronymic and b.patronymic and patronymic_stem(a.patronymic) != patronymic_stem(b.patronymic):
        return Sameness.APART, "the patronymics name different fathers"
    return _compare_given(a, b)


def _compare_bound(a: PersonName, b: PersonName) -> tuple[Sameness, str]:
    left, right = ((*name.given, name.surname) for name in (a, b))
    if len(left) == len(right) and all(alike(x, y) for x, y in zip(left, right, strict=True)):
        return Sameness.SAME, "the same names in the same order"
    return Sameness.APART, "the order of the names says who is whose child, and it differs"


def _compare_swapped(a: PersonName, b: PersonName) -> tuple[Sameness, str]:
    if len(a.given) == len(b.given) == 1 and alike(a.surname, b.given[0]) and alike(b.surname, a.given[0]):
        return Sameness.UNSURE, "the same two words stand in the other order, and nothing shows which is the surname"
    return Sameness.APART, "the surnames differ"


def _compare_given(a: PersonName, b: PersonName) -> tuple[Sameness, str]:
    if a.given and b.given:
        if alike(a.given[0], b.given[0]):
            return Sameness.SAME, _how_alike(a, b)
        if any(alike(x, y) for x in a.given for y in b.given):
            return Sameness.UNSURE, "they share one of several given names"
        return Sameness.APART, "the given names differ"
    first = (a.given or a.initials)[0]
    second = (b.given or b.initials)[0]
    if _initial(first) & _initial(second):
        return Sameness.SAME, "the surname is the same and the initial fits"
    return Sameness.APART, "the initial does not fit the given name"


def _initial(token: str) -> frozenset[str]:
    """Give the first letter as written and as folded; "Zh." and "Yu." count as one letter."""
    short = token.split(".", maxsplit=1)[0]
    return frozenset({plain(short)[:1]} | {form[:1] for form in folds(short)})


def _how_alike(a: PersonName, b: PersonName) -> str:
    if plain(a.given[0] + a.surname) == plain(b.given[0] + b.surname):
        return "given name and surname are the same"
    return "given name and surname are the same in another spelling"
