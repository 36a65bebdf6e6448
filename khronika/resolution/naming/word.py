"""One word of a name with all that comparing needs, worked out once; and how near two words are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from khronika.resolution.folding import folds, plain
from khronika.resolution.naming.given import eastern, gender_of_forms, groups_of
from khronika.resolution.naming.kin import ending, root
from khronika.resolution.naming.scripts import ARABIC, arabic_bones, arabic_pattern, bones

NONE, TYPO, FORM, SPELLED, EXACT = 0, 1, 2, 3, 4  # how near two words are
SHORT = 5  # letters from which a letter left out, added or swapped is taken for a slip
LONG = 7  # letters from which a wrong letter is taken for a slip
LOOSE = str.maketrans("eo", "iu")


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


@cache
def word(written: str) -> Word:
    """Work out a word of a name."""
    spelled = folds(written) | folds(written.casefold().replace("q", "g"))  # "Qasim" is "Kasim" and "Gasim"
    forms = frozenset(form.replace(" ", "") for form in spelled)
    roots = frozenset(root(form) for form in forms)
    arabic = bool(ARABIC.search(written))
    groups = groups_of(forms)
    return Word(
        written, plain(written), forms, groups, gender_of_forms(forms),
        frozenset(form.translate(LOOSE) for form in forms),
        arabic_bones(written) if arabic else frozenset(one for form in forms for one in bones(form)),
        roots, groups_of(roots), arabic, ending(written, "surnames") == "female",
    )  # fmt: skip


def near(a: Word, b: Word) -> int:
    """Say how near two words are: EXACT, SPELLED in another way, FORM of one given name, or NONE."""
    if a.arabic != b.arabic:
        return _across(a, b)
    if not a.forms.isdisjoint(b.forms):
        return EXACT if a.plain == b.plain else SPELLED
    if not a.groups.isdisjoint(b.groups):
        return FORM
    if a.eastern and b.eastern and not a.loose.isdisjoint(b.loose) and not (a.groups and b.groups):
        return SPELLED
    return NONE


def _across(a: Word, b: Word) -> int:
    """Compare an Arabic spelling with one that has vowels."""
    if a.groups and b.groups:
        return FORM if not a.groups.isdisjoint(b.groups) else NONE
    latin, arabic = (b, a) if a.arabic else (a, b)
    pattern = arabic_pattern(arabic.written)
    return SPELLED if any(pattern.fullmatch(form) for form in latin.forms) else NONE


def slip(a: Word, b: Word) -> bool:
    """Say whether two words differ by one slip of the pen: a long rare word, not two names, not man and woman."""
    if a.arabic != b.arabic or (a.groups and b.groups) or (a.named and b.named):
        return False
    return any(_slipped(x, y) for x in a.forms for y in b.forms)


def _slipped(x: str, y: str) -> bool:
    short, long = sorted((root(x), root(y)), key=len)
    if x[0] != y[0] or len(short) < SHORT or len(long) - len(short) > 1 or x.endswith("a") != y.endswith("a"):
        return False
    if x[:-1] == y[:-1] or x == y[:-1] or x[:-1] == y:
        return False  # another ending is another gender or another name
    if len(short) == len(long) < LONG and sorted(short) != sorted(long):
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(short, long, score_cutoff=1) <= 1
