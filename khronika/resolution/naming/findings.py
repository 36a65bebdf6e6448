"""What two names can amount to: each verdict with the grade of its evidence and its reason."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from khronika.vocabulary.people import Sameness

SAME, APART, UNSURE = Sameness.SAME, Sameness.APART, Sameness.UNSURE


class Likeness(IntEnum):
    """How good the evidence of two names is, the best last; a sum of these is no probability."""

    NONE = 0
    DOUBT = 1  # it may be one person, and nothing shows it
    TYPO = 2  # all agrees but one slip in a long rare word
    INITIAL = 3  # the surname and an initial
    FORM = 4  # another form of the same given name, or one of several given names left out
    SPELLED = 5  # the same words in another spelling, script or order
    EXACT = 6  # the same words


class Finding(NamedTuple):
    """A verdict on two names, how good its evidence is, and the reason."""

    verdict: Sameness
    likeness: Likeness
    reason: str


def _apart(reason: str) -> Finding:
    return Finding(APART, Likeness.NONE, reason)


def _doubt(reason: str) -> Finding:
    return Finding(UNSURE, Likeness.DOUBT, reason)


STRANGERS = _apart("no part of the names is the same")
SURNAMES = _apart("the surnames differ")
KIN = _apart("the surname is once in its male and once in its female form")
FATHERS = _apart("the patronymics name different fathers")
GENDERS = _apart("one name is a man's and the other a woman's")
GENERATIONS = _apart("one is the elder and the other the younger of that name")
GIVENS = _apart("the given names differ")
MIDDLES = _apart("the second given names differ")
ORDER = _apart("the order of the names says who is whose child, and it differs")
NOT_FITTING = _apart("the initial does not fit the given name")
NOBODY = _apart("words for somebody unknown are nobody's name")
VEILED = _apart("a name that is withheld is not joined to another")
VEILED_ALIKE = _doubt("both are the same given name with the surname withheld")
ALONE = _doubt("a surname alone fits everybody who bears it")
SWAPPED = _doubt("the same two words stand in the other order, and nothing shows which is the surname")
TURNED = Finding(SAME, Likeness.SPELLED, "the same words in another order")
SHUFFLED = _doubt("the same names stand in another order")
ONE_OF = _doubt("they share one of several given names")
GENERATION_LEFT = _doubt("the longer name has another given name before or between: it may be a child's or a brother's")
BEYOND = _doubt("the longer name goes on where the shorter ends, perhaps with the family's name")
CALLED = _doubt("the surnames share one part")
SOUND = _doubt("the names sound the same and are written with other signs")
ENDING = _doubt("the given names are the same, one surname lacks the ending of the other")
LITTLE = _doubt("of a long name only the first and the last word are the same")
RUN = Finding(SAME, Likeness.SPELLED, "the same name with its words run together")
ONE = Finding(SAME, Likeness.EXACT, "given name and surname are the same")
SPELLING = Finding(SAME, Likeness.SPELLED, "given name and surname are the same in another spelling")
FORMS = Finding(SAME, Likeness.FORM, "the surname is the same and the given names are forms of one")
LEFT_OUT = Finding(SAME, Likeness.FORM, "first and last name are the same, a name between them is left out")
SLIP = Finding(SAME, Likeness.TYPO, "the names differ by one letter of a long word only")
FITS = Finding(SAME, Likeness.INITIAL, "the surname is the same and the initial fits")
CHAIN = Finding(SAME, Likeness.EXACT, "the same names in the same order")
FATHER = Finding(SAME, Likeness.FORM, "given name and patronymic are the same, the surname is a form of the same")
