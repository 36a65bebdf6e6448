"""Personal names: `parse` takes one apart, `compare_names` says whether two can be of one person, and why.

`slip_keys` gives keys that two full names share though one of their words has a slip of the pen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.resolution.naming.comparing import judge, kin
from khronika.resolution.naming.findings import Likeness
from khronika.resolution.naming.keys import slip_keys
from khronika.resolution.naming.kin import patronymic_stem
from khronika.resolution.naming.parsing import parse
from khronika.resolution.naming.parts import FULL, GIVEN, INITIAL, SURNAME, PersonName

if TYPE_CHECKING:
    from khronika.vocabulary.people import Sameness

__all__ = [
    "FULL", "GIVEN", "INITIAL", "SURNAME", "Likeness", "PersonName", "compare_names", "gender_of", "parse",
    "patronymic_stem", "slip_keys", "surnames_of_kin",
]  # fmt: skip


def compare_names(a: PersonName, b: PersonName) -> tuple[Sameness, str]:
    """Say whether two names can be of one person; gender, birth and judgements are weighed elsewhere."""
    found = judge(a, b)
    return found.verdict, found.reason


def gender_of(name: PersonName) -> str | None:
    """Give the gender that a patronymic or given name shows; surnames are compared as they stand."""
    return name.made.gender


def surnames_of_kin(a: PersonName, b: PersonName) -> bool:
    """Say whether two surnames are the male and the female form of one."""
    return kin(a.made.surname, b.made.surname)
