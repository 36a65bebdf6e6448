"""One word of a name with all that comparing needs, worked out once; and how near two words are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khronika.resolution.folding import folds, plain
from khronika.resolution.naming.chinese import pinyin
from khronika.resolution.naming.given import eastern, genders_of, groups_of, named
from khronika.resolution.naming.kin import ending, root
from khronika.resolution.naming.scripts import ARABIC, arabic_bones, arabic_pattern, bones, signs
from khronika.resolution.words import words

NONE, TYPO, FORM, SPELLED, EXACT = 0, 1, 2, 3, 4  # how near two words are
TWO = 2
MANY = 1 << 17  # words remembered
SHORT = 5  # letters from which a letter left out, added or swapped is taken for a slip; one less inside a surname
LONG = 6  # letters from which a wrong letter is taken for a slip; one more in a given name
LONGEST = 9  # letters of a surname from which two slips are
LOOSE = str.maketrans("eo", "iu")
LONE_H = re.compile(r"(?<![cgkpstz])h")  # not that of "kh", "sh", "zh"
SIGNS = re.compile(r"[\u0e00-\u0eff\u1100-\u11ff\u3040-\u9fff\uac00-\ud7a3]")  # a sign is a syllable or a word


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word with its plain form, its folds, the given names it is a form of, and its consonants."""

    written: str
    plain: str
    forms: frozenset[str]
    groups: frozenset[str]
    gender: str | None
    loose: frozenset[str]
    bones: frozenset[str]
    roots: frozenset[str]
    named: frozenset[str]
    arabic: bool
    female: bool

    @property
    def eastern(self) -> bool:
        """Whether the word is of the Arabic world."""
        return self.arabic or eastern(self.groups)


@lru_cache(MANY)
def word(written: str, *, g_is_h: bool = False, h_is_g: bool = False) -> Word:
    """Work out a word of a name; in a Ukrainian or Belarusian one the fourth letter is "h", and "g" in Russian."""
    spelled = folds(written) | folds(written.casefold().replace("q", "g"))  # "Qasim" is "Kasim" and "Gasim"
    if g_is_h:
        spelled |= folds(written.casefold().replace("г", "h"))
    if h_is_g:
        spelled |= folds(LONE_H.sub("g", written.casefold()))
    spelled |= {form for one in pinyin(written) for form in folds(one)}
    forms = frozenset(form.replace(" ", "") for form in spelled) - {""} or frozenset({written})
    roots = frozenset(root(form) for form in forms)
    arabic = bool(ARABIC.search(written))
    groups = groups_of(written, forms, arabic=arabic)
    return Word(
        written, plain(written) or written, forms, named(groups), genders_of(groups),
        frozenset(form.translate(LOOSE).replace("ch", "sh") for form in forms | _emphatic(written)),
        arabic_bones(written) if arabic else frozenset(one for form in forms for one in bones(form)),
        roots, named(groups_of("", roots, arabic=arabic)), arabic, ending(written, "surnames") == "female",
    )  # fmt: skip


def _emphatic(written: str) -> frozenset[str]:
    """Give the folds with "dh" as "z": both stand for one Arabic letter."""
    return folds(written.casefold().replace("dh", "z"))


def near(a: Word, b: Word) -> int:
    """Say how near two words are: EXACT, SPELLED in another way, FORM of one given name, or NONE."""
    if a.arabic != b.arabic:
        return _across(a, b)
    if a.plain == b.plain:
        return EXACT
    if a.groups and b.groups and a.groups.isdisjoint(b.groups):
        return NONE
    if not a.forms.isdisjoint(b.forms):
        return SPELLED
    return NONE if a.groups.isdisjoint(b.groups) else FORM


def _across(a: Word, b: Word) -> int:
    """Compare an Arabic spelling with one that has vowels."""
    if a.groups and b.groups:
        return FORM if not a.groups.isdisjoint(b.groups) else NONE
    latin, arabic = (b, a) if a.arabic else (a, b)
    pattern = arabic_pattern(arabic.written)
    return SPELLED if any(pattern.fullmatch(form) for form in latin.forms) else NONE


def loosely(a: Word, b: Word) -> bool:
    """Say whether two words of the Arabic world differ in how their short vowels are written; not two known names."""
    return not (a.groups and b.groups) and not a.loose.isdisjoint(b.loose)


def matched(short: tuple[Word, ...], long: tuple[Word, ...], *, loose: bool = False) -> list[int]:
    """Give where each word of the shorter name stands in the longer one; fewer places where one is missing."""
    free = dict(enumerate(long))
    places = []
    for one in short:
        at = next(
            (
                at
                for at, it in free.items()
                if near(one, it) >= SPELLED or (loose and (loosely(one, it) or servant(one, it)))
            ),
            None,
        )
        if at is not None:
            places.append(at)
            del free[at]
    return places


def servant(a: Word, b: Word) -> bool:
    """Say whether one is the other with "servant of" before it, which is often left out: "Abdul Hanif", "Hanif"."""
    return any(x in (f"abd{y}", f"abdul{y}") or y in (f"abd{x}", f"abdul{x}") for x in a.forms for y in b.forms)


def heard(a: Word, b: Word) -> bool:
    """Say whether two words are written in signs for syllables or words, and not in the same ones."""
    return bool(SIGNS.search(a.written) and SIGNS.search(b.written)) and a.written != b.written


@lru_cache(MANY)
def slip(a: Word, b: Word, *, given: bool = False) -> bool:
    """Say whether two words differ by one slip of the pen: a long rare word, not two names, not man and woman."""
    if a.arabic != b.arabic or (a.groups and b.groups) or (a.named and b.named):
        return False
    if SIGNS.search(a.written + b.written):
        return False
    if len(a.plain) >= SHORT and sorted(a.plain) == sorted(b.plain) and _turned(a.plain, b.plain):
        return True
    known = bool(a.groups or b.groups)
    return any(_slipped(x, y, given=given, known=known) for x in a.forms for y in b.forms)


def _slipped(x: str, y: str, *, given: bool, known: bool) -> bool:
    short, long = sorted((signs(x if given else root(x)), signs(y if given else root(y))), key=len)
    if x[0] != y[0] or x.endswith("a") != y.endswith("a") or _other_ending(x, y, given=given):
        return False
    from rapidfuzz.distance import OSA

    apart = OSA.distance(short, long, score_cutoff=2)
    if apart > 1:
        return apart == TWO and len(short) >= LONGEST and not given
    if len(short) == len(long) and sorted(short) != sorted(long):
        return len(short) >= _least_wrong(short, long, given=given, known=known)
    if given:  # a given name that is not in the list may be another one: "Bakytzhan" and "Bakytkhan"
        return len(short) >= SHORT + (not known)
    return len(short) >= SHORT - (len(short) < len(long))


def _turned(x: str, y: str) -> bool:
    """Say whether two letters inside a word changed places."""
    ends = (x[0], x[-1]) == (y[0], y[-1])
    return ends and sum(one != other for one, other in zip(x, y, strict=True)) == TWO


def _least_wrong(short: str, long: str, *, given: bool, known: bool) -> int:
    """Give how long words must be in which one letter stands for another; letters of like shape or sound weigh less."""
    (pair,) = ({x, y} for x, y in zip(short, long, strict=True) if x != y)
    mistaken = any(pair <= set(one) for one in words("names")["mistaken"]["letters"])
    if given:
        return LONG + 1 if known or mistaken else LONGEST
    return SHORT if mistaken else LONG


def _other_ending(x: str, y: str, *, given: bool) -> bool:
    """Say whether words differ in what makes another gender or another family: "Ivanov" and "Ivankov"."""
    if given and (x[:-1] in (y, y[:-1]) or y[:-1] == x):
        return True
    ends = {next((e for e in words("names")["elements"]["endings"] if one.endswith(e)), None) for one in (x, y)}
    roots = (root(x), root(y))
    return len(ends - {None}) > 1 or (roots != (x, y) and bool({roots[0], roots[0][:-1]} & {roots[1], roots[1][:-1]}))
