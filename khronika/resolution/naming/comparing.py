"""What may and may not differ between two names of one person; a veto stands above every likeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.resolution.naming.findings import (
    ALONE,
    BEYOND,
    CALLED,
    CHAIN,
    ENDING,
    FATHER,
    FATHERS,
    FITS,
    FORMS,
    GENDERS,
    GENERATION_LEFT,
    GENERATIONS,
    GIVENS,
    KIN,
    LEFT_OUT,
    LITTLE,
    MIDDLES,
    NOBODY,
    NOT_FITTING,
    ONE,
    ONE_OF,
    ORDER,
    RUN,
    SAME,
    SHUFFLED,
    SLIP,
    SOUND,
    SPELLING,
    STRANGERS,
    SURNAMES,
    SWAPPED,
    TURNED,
    VEILED,
    VEILED_ALIKE,
    Finding,
    Likeness,
)
from khronika.resolution.naming.kin import surname_stem
from khronika.resolution.naming.parts import INITIAL, SURNAME, letters, second_letters
from khronika.resolution.naming.word import EXACT, NONE, SPELLED, TYPO, heard, loosely, matched, near, servant, slip

if TYPE_CHECKING:
    from khronika.resolution.naming.parts import Made, PersonName
    from khronika.resolution.naming.word import Word

TWO, THREE, SHORT = 2, 3, 5


def judge(a: PersonName, b: PersonName) -> Finding:
    """Say whether two names can be of one person, how good the evidence is, and why; the order of the two is free."""
    left, right = a.made, b.made
    if a.placeholder or b.placeholder:
        return NOBODY
    if a.veiled or b.veiled:
        return VEILED_ALIKE if a.veiled and b.veiled and near(left.surname, right.surname) else VEILED
    if left.arabic == right.arabic:
        if left.marks.isdisjoint(right.marks):
            return STRANGERS
    elif left.bones.isdisjoint(right.bones):
        return STRANGERS
    if a.generation and b.generation and a.generation != b.generation:
        return GENERATIONS
    if SURNAME in (left.level, right.level):
        return _alone(left, right)
    if left.fathers and right.fathers and left.gender != right.gender:
        return GENDERS
    return _heard(a, b, _chained(left, right) if a.bound or b.bound else _parted(a, b))


def _heard(a: PersonName, b: PersonName, found: Finding) -> Finding:
    """Leave a doubt where two names in signs for syllables or words only sound alike."""
    pairs = zip(a.made.chain, b.made.chain, strict=False)
    return SOUND if found.verdict is SAME and any(heard(x, y) for x, y in pairs) else found


def _alone(a: Made, b: Made) -> Finding:
    if a.level != b.level and not a.whole.isdisjoint(b.whole):
        return RUN
    return ALONE if near(a.surname, b.surname) >= SPELLED else SURNAMES


def _parted(a: PersonName, b: PersonName) -> Finding:
    left, right = a.made, b.made
    agree = _fathers(left, right)
    if agree is NONE:
        return FATHERS
    same = near(left.surname, right.surname)
    if same < SPELLED and left.eastern and right.eastern:
        same = SPELLED if same or _loosely_called(left, right) else NONE
    if same < SPELLED and (same is NONE or left.arabic == right.arabic):
        return _other_surname(a, b, agree=agree)
    if INITIAL in (left.level, right.level):
        return _initials(a, b)
    found = _given(a, b)
    if agree == TYPO and found.likeness < Likeness.SPELLED:
        return FATHERS
    return SPELLING if found is ONE and same < EXACT else found


def _loosely_called(a: Made, b: Made) -> bool:
    """Say whether surnames differ in short vowels only, or, with two more words, in "servant of"."""
    several = len(a.given) == len(b.given) >= TWO
    return loosely(a.surname, b.surname) or (several and servant(a.surname, b.surname))


def _fathers(a: Made, b: Made) -> int | None:
    """Say how near the fathers are: None where one is not named, NONE where they are two."""
    if not a.fathers or not b.fathers:
        return None
    if not a.fathers.isdisjoint(b.fathers):
        return SPELLED
    return TYPO if same_father(a.fathers, b.fathers, languages=a.slavic != b.slavic) else NONE


def _other_surname(a: PersonName, b: PersonName, *, agree: int | None) -> Finding:
    """Look at two names whose surnames are not spellings of one."""
    left, right = a.made, b.made
    if kin(left.surname, right.surname):
        return KIN
    if INITIAL in (left.level, right.level):
        return SURNAMES
    if not left.whole.isdisjoint(right.whole):
        return RUN
    first = near(left.given[0], right.given[0])
    if first >= SPELLED and slip(left.surname, right.surname):
        return SLIP if _given(a, b).likeness >= Likeness.SPELLED else SURNAMES
    if first >= SPELLED and agree == SPELLED and _rooted(left.surname, right.surname):
        return FATHER
    if first >= SPELLED and not left.surname.roots.isdisjoint(right.surname.roots):
        return ENDING
    if not (a.ordered and b.ordered):
        placed = all(any(near(x.made.surname, one) for one in y.made.chain) for x, y in ((a, b), (b, a)) if x.ordered)
        return _in_other_order(left, right) if placed else SURNAMES
    return CALLED if first >= SPELLED and _hyphened(left.surname, right.surname) else SURNAMES


def _rooted(a: Word, b: Word) -> bool:
    """Say whether one surname is the other without its ending, or with its vowels in another language.

    One consonant is no frame of a word: "Le" and "Ali" share theirs.
    """
    if not a.roots.isdisjoint(b.roots):
        return True
    return a.bones == b.bones and min(map(len, a.bones)) > 1 and not (a.named and b.named)


def _hyphened(a: Word, b: Word) -> bool:
    first, second = set(a.plain.split()), set(b.plain.split())
    return len(first) != len(second) and not first.isdisjoint(second)


def _in_other_order(a: Made, b: Made) -> Finding:
    """Look whether the same words stand in another order, or whether one name holds the other."""
    short, long = sorted((a.chain, b.chain), key=len)
    pairs = matched(short, long)
    if len(pairs) < len(short):
        if near(a.given[0], b.given[0]) >= SPELLED and _hyphened(a.surname, b.surname):
            return CALLED
        return SURNAMES
    if len(short) == len(long):
        return _turned(a, b)
    if pairs != sorted(pairs):
        return SHUFFLED
    if pairs[0]:
        return GENERATION_LEFT
    return BEYOND if all(one.groups for one in (*a.chain, *b.chain)) else LEFT_OUT


def _turned(a: Made, b: Made) -> Finding:
    """Judge the same words in two orders: with one known given name in them, both orders say the same."""
    if all(near(x, y) >= SPELLED for x, y in zip(a.written, b.written, strict=True)):
        return TURNED
    if len(a.chain) > TWO:
        return SHUFFLED if all(one.groups or one.arabic for one in a.chain) else TURNED
    known = [bool(one.groups) for one in a.chain]
    return TURNED if known[0] != known[1] and not (a.eastern or b.eastern) else SWAPPED


def _chained(a: Made, b: Made) -> Finding:
    """Compare names in which the order says who is whose child; a generation left out leaves a doubt."""
    if not a.given or not b.given:
        return ORDER
    short, long = sorted((a.chain, b.chain), key=len)
    if len(short) == len(long):
        return CHAIN if all(near(x, y) or loosely(x, y) for x, y in zip(short, long, strict=True)) else ORDER
    pairs = matched(short, long, loose=True)
    if len(pairs) < len(short) or pairs != sorted(pairs) or pairs[0]:
        return ORDER
    family = pairs[-1] == len(long) - 1 and not short[-1].groups and not long[-1].groups
    return LEFT_OUT if family else GENERATION_LEFT


def _given(a: PersonName, b: PersonName) -> Finding:
    """Compare the given names of two names of one surname."""
    left, right = a.made, b.made
    several = len(left.given) != len(right.given) or "-" in "".join((*a.given, *b.given))
    if several and not left.joined.isdisjoint(right.joined):
        return ONE if left.joined == right.joined else SPELLING
    first = near(left.given[0], right.given[0])
    if not first and left.eastern and right.eastern and loosely(left.given[0], right.given[0]):
        first = SPELLED
    if not first and _in_two_languages(left, right):
        first = SPELLED
    if not first and len(left.given) == len(right.given) and slip(left.given[0], right.given[0], given=True):
        return SLIP
    if not first:
        return _one_of(left, right)
    middles = _middles(a, b)
    if middles is not None:
        return middles
    return {EXACT: ONE, SPELLED: SPELLING}.get(first, FORMS)


def _double(a: Word, b: Word) -> bool:
    """Say whether one is the first part of the other, a double name: "Jean" and "Jean-Pierre"."""
    one, other = a.plain.split(), b.plain.split()
    return len(one) != len(other) and one[0] == other[0]


def _in_two_languages(a: Made, b: Made) -> bool:
    """Say whether one full name stands in Russian and in a Turkic language, which write the same vowels otherwise."""
    if a.slavic == b.slavic or a.fathers.isdisjoint(b.fathers):
        return False
    return same_father(a.given[0].forms, b.given[0].forms, languages=True)


def _one_of(a: Made, b: Made) -> Finding:
    """Judge given names of which the first differ: three words in one order are one person, fewer leave a doubt."""
    short, long = sorted((a.chain, b.chain), key=len)
    pairs = matched(short, long)
    if len(pairs) == len(short) >= THREE and pairs == sorted(pairs) and not (a.eastern or b.eastern):
        return LEFT_OUT
    if _double(a.given[0], b.given[0]):
        return ONE_OF
    return (
        ONE_OF
        if any(near(x, y) for x in a.given for y in b.given)
        else (GENDERS if {a.gender, b.gender} == {"male", "female"} else GIVENS)
    )


def _middles(a: PersonName, b: PersonName) -> Finding | None:
    """Compare what stands between first name and surname; None where it says nothing."""
    left, right = a.made.given[1:], b.made.given[1:]
    if left and right:
        short, long = sorted((left, right), key=len)
        if len(matched(short, long, loose=a.made.eastern and b.made.eastern and len(left) == len(right))) < len(short):
            return None if all(slip(x, y) for x, y in zip(left, right, strict=False)) else MIDDLES
        return None if len(left) == len(right) else LEFT_OUT
    if left or right:
        initials = (b if left else a).initials
        firsts = {letter for one in left or right for letter in letters(one.written)}
        if initials:
            return None if any(letters(one) & firsts for one in initials) else MIDDLES
        chain = (a if left else b).made.chain
        if len(chain) >= TWO + THREE:
            return LITTLE
        return GENERATION_LEFT if a.made.eastern and b.made.eastern and chain[-1].groups else LEFT_OUT
    if a.initials and b.initials and not (letters(a.initials[0]) & letters(b.initials[0])):
        return MIDDLES
    return None


def _initials(a: PersonName, b: PersonName) -> Finding:
    """Compare a name that is cut to initials: the first has to fit, and the second where both names tell one."""
    if a.made.arabic != b.made.arabic or a.made.letters.isdisjoint(b.made.letters):
        return NOT_FITTING
    left, right = second_letters(a), second_letters(b)
    return NOT_FITTING if left and right and left.isdisjoint(right) else FITS


def kin(a: Word, b: Word) -> bool:
    """Say whether two surnames are the male and the female form of one."""
    return any(x != y and surname_stem(x) == surname_stem(y) for x in a.forms for y in b.forms)


def same_father(a: frozenset[str], b: frozenset[str], *, languages: bool) -> bool:
    """Say whether two fathers differ as two languages write one name: vowels, or an ending. Not two known names."""
    from khronika.resolution.naming.given import groups_of, named
    from khronika.resolution.naming.scripts import bones

    names = [named(groups_of("", forms)) for forms in (a, b)]
    if all(names):
        return not names[0].isdisjoint(names[1])
    least = SHORT if languages else SHORT + 1
    like = (
        bones(x) == bones(y) or (languages and {f"{x}n", f"{y}n"} & {x, y}) for x in a for y in b if _long(x, y, least)
    )
    return any(like)


def _long(x: str, y: str, least: int) -> bool:
    return x[:1] == y[:1] and min(len(x), len(y)) >= least
