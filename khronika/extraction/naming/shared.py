"""Given names that share the surname of the next name, as in "the brothers Tarik and Walid Mansur"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from khronika.extraction.naming import offices
from khronika.extraction.naming.names import given, is_acronym, is_initial

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.extraction.naming.candidates import Candidate

KIN = frozenset({"brothers", "sisters", "siblings", "twins", "cousins", "sons", "daughters", "spouses", "messrs"})
NEAR = 3  # words before the first name among which the word for both stands


def with_surnames(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Give the candidates of a sentence, each lone given name before "and" with the surname that both bear."""
    found = list(candidates)
    for at, (one, other) in enumerate(pairwise(found)):
        if _shares(one, other):
            found[at] = replace(one, words=(*one.words, other.words[-1]))
    return found


def _shares(one: Candidate, other: Candidate) -> bool:
    between = [token.lower for token in one.sentence.tokens[one.j : other.i]]
    if between != ["and"] or one.coded or other.coded or len(one.words) != 1 or len(other.words) < 2:
        return False
    first, last = one.sentence.tokens[one.i], other.sentence.tokens[other.j - 1]
    if is_acronym(first) or is_initial(first) or is_acronym(last) or is_initial(last):
        return False
    known = first.lower in given("female") | given("male")
    return _said_of_both(one) or (known and one.title is None and other.title is None)


def _said_of_both(one: Candidate) -> bool:
    start = one.title[0] if one.title else one.i
    before = one.sentence.tokens[max(0, start - NEAR + 1) : one.i]
    return any(offices.plain(token) in KIN for token in before)
