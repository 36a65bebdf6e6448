"""Given names across languages: which forms are one name, and what gender a name shows."""

from __future__ import annotations

from functools import cache

from khronika.resolution.folding import folds
from khronika.resolution.naming.scripts import ARABIC
from khronika.resolution.words import words

EITHER = "either"


@cache
def _index() -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """Give the groups of each folded form, as "male:alexander", and the groups that have an Arabic form."""
    found: dict[str, set[str]] = {}
    eastern = set()
    for gender, table in words("given_names").items():
        for name, forms in table.items():
            group = f"{gender}:{name}"
            for form in forms:
                for folded in folds(form):
                    found.setdefault(folded, set()).add(group)
                if ARABIC.search(form):
                    eastern.add(group)
    return {form: frozenset(groups) for form, groups in found.items()}, frozenset(eastern)


def groups_of(forms: frozenset[str]) -> frozenset[str]:
    """Give the names of which folded forms are a form; nothing where the name is not in the list."""
    index, _ = _index()
    found = {group for form in forms for group in index.get(form, ())}
    return frozenset(group for group in found if not group.startswith(EITHER))


def gender_of_forms(forms: frozenset[str]) -> str | None:
    """Give the gender that a given name shows; None where it shows none, or may be either."""
    index, _ = _index()
    genders = {group.partition(":")[0] for form in forms for group in index.get(form, ())}
    return genders.pop() if len(genders) == 1 and EITHER not in genders else None


def eastern(groups: frozenset[str]) -> bool:
    """Say whether a name is one of the Arabic world, where short vowels are written in many ways."""
    return not groups.isdisjoint(_index()[1])
