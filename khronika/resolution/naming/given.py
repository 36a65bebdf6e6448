"""Given names across languages: which forms are one name, and what gender a name shows."""

from __future__ import annotations

from functools import cache

from khronika.resolution.folding import folds, plain
from khronika.resolution.naming.scripts import ARABIC
from khronika.resolution.words import words

EITHER = "either"


Groups = dict[tuple[bool, str], frozenset[str]]


@cache
def _index() -> tuple[Groups, frozenset[str]]:
    """Give the groups of each folded form, as "male:alexander", by script, and the groups that have an Arabic form."""
    found: dict[tuple[bool, str], set[str]] = {}
    of_the_east = set()
    for gender, table in words("given_names").items():
        for name, forms in table.items():
            group = f"{gender}:{name}"
            for form in forms:
                arabic = bool(ARABIC.search(form))
                found.setdefault((arabic, f"={plain(form)}"), set()).add(group)
                for folded in folds(form):
                    found.setdefault((arabic, folded.replace(" ", "")), set()).add(group)
                if arabic:
                    of_the_east.add(group)
    return {form: frozenset(groups) for form, groups in found.items()}, frozenset(of_the_east)


def groups_of(written: str, forms: frozenset[str], *, arabic: bool = False) -> frozenset[str]:
    """Give the names of which a word is a form: as it is written where the list has it so, else by its folds.

    "Zaid" and "Said" fold to one, and are two names.
    """
    index, _ = _index()
    exact = index.get((arabic, f"={plain(written)}"))
    return exact or frozenset(group for form in forms for group in index.get((arabic, form), ()))


def genders_of(groups: frozenset[str]) -> str | None:
    """Give the gender that a given name shows; None where it shows none, or may be either."""
    genders = {group.partition(":")[0] for group in groups}
    return genders.pop() if len(genders) == 1 and EITHER not in genders else None


def named(groups: frozenset[str]) -> frozenset[str]:
    """Give the groups that are names, without the lists of what may be a man's or a woman's."""
    return frozenset(group for group in groups if not group.startswith(EITHER))


def eastern(groups: frozenset[str]) -> bool:
    """Say whether a name is one of the Arabic world, where short vowels are written in many ways."""
    return not groups.isdisjoint(_index()[1])
