"""Numbers that plainly count no people: dates, ages, terms, money, provisions, references."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from khronika.extraction.counting.population import group_of
from khronika.extraction.lists import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.extraction.counting.numbers import Numeral
    from khronika.extraction.grammar.syntax import Sentence, Token

HAS_DIGIT = re.compile(r"\d")
LONGEST_NUMBER = 10  # digits; what is longer is a telephone number or a code
AGE = 130


def no_people(sentence: Sentence, numeral: Numeral, dated: Iterable[tuple[int, int]]) -> str | None:
    """Say why a number plainly counts no people, or None; the rest is for the clause graph to decide."""
    tokens = sentence.tokens
    if any(first <= numeral.last and numeral.first <= last for first, last in dated):
        return "date"
    before = tokens[numeral.first - 1] if numeral.first else None
    after = tokens[numeral.last + 1] if numeral.last + 1 < len(tokens) else None
    for reason, holds in _signs(sentence, numeral, before, after):
        if holds:
            return reason
    return None


def _signs(
    sentence: Sentence, numeral: Numeral, before: Token | None, after: Token | None
) -> Iterator[tuple[str, bool]]:
    left, right = before.lower if before else "", after.lower if after else ""
    yield (
        "money",
        left in words("numbers", "money")
        or (after is not None and {right, after.lemma} & words("numbers", "money") != set()),
    )
    yield "clock", right in {"a.m.", "p.m.", "am", "pm", "o'clock"} or (right.startswith(":") and len(right) > 1)
    yield "unit", _unit(sentence, numeral.last) or _unit_before(sentence, numeral)
    yield "provision", _provision(sentence, numeral)
    yield "reference", _label(sentence, numeral)
    yield "ordinal", right in {"st", "nd", "rd", "th"}
    yield "age", _age(sentence, numeral, left, right)
    yield "share", sentence.language != "en" and _one_in(sentence, numeral)
    yield "share", right.rstrip("s") in {"quarter", "third", "fifth", "tenth", "percent"}
    yield "list number", numeral.first == 0 and right in {".", ")"} and len(sentence.tokens) > 2
    yield "reference", left in {"/", "-", "#", "№"} or right == "/" or (right == "-" and _joined(sentence, numeral))
    yield (
        "reference",
        len(sentence.tokens[numeral.last].text) > LONGEST_NUMBER and sentence.tokens[numeral.last].text.isdigit(),
    )


def _one_in(sentence: Sentence, numeral: Numeral) -> bool:
    """As in "neuf personnes sur dix": a number of so many, each without an article."""
    tokens = sentence.tokens
    before, behind = tokens[max(0, numeral.first - 4) : numeral.first], tokens[numeral.last + 1 : numeral.last + 4]
    so_many = [t.tag == "CD" for pair in pairwise(behind) for t in pair[1:] if pair[0].lower == "on"]
    return any(so_many) or (
        [t.lower for t in before[-1:]] == ["on"] and any(t.tag in {"CD", "DT"} for t in before[:-1])
    )


def _joined(sentence: Sentence, numeral: Numeral) -> bool:
    following = sentence.tokens[numeral.last + 2 : numeral.last + 3]
    return any(HAS_DIGIT.search(token.text) for token in following)


def _unit(sentence: Sentence, last: int) -> bool:
    """A unit right behind the number, after a hyphen, an adjective or "-and-a-half"."""
    for token in sentence.tokens[last + 1 : last + 6]:
        if token.lemma in words("numbers", "units") or token.lower in words("numbers", "units"):
            return True
        if token.lower not in {
            "-",
            "and",
            "a",
            "half",
            "more",
            "full",
            "whole",
            "further",
            "consecutive",
            "square",
            "cubic",
            "long",
        }:
            return False
    return False


def _unit_before(sentence: Sentence, numeral: Numeral) -> bool:
    """As in "cut from eighteen years to six and a half": the number takes the unit before it."""
    tokens = sentence.tokens
    if numeral.first < 2 or tokens[numeral.first - 1].lower != "to":
        return False
    unit = tokens[numeral.first - 2].lemma in words("numbers", "units")
    after = tokens[numeral.last + 1] if numeral.last + 1 < len(tokens) else None
    return unit and (after is None or after.pos not in {"NOUN", "ADJ", "PROPN"})


def _provision(sentence: Sentence, numeral: Numeral) -> bool:
    """A number behind "article", also in a list: "articles 9, 10 and 14"."""
    if not HAS_DIGIT.search(sentence.tokens[numeral.first].text):
        return False
    for token in reversed(sentence.tokens[max(0, numeral.first - 12) : numeral.first]):
        if token.lower in words("numbers", "provisions"):
            return True
        if not (HAS_DIGIT.search(token.text) or token.lower in {",", "and", "or", "(", ")", "to", "-", "–"}):
            return False
        if token.lower == "to" and not HAS_DIGIT.search(sentence.tokens[token.i - 1].text):
            return False  # "raised the figure to 31"
    return False


def _of_an_age(sentence: Sentence, numeral: Numeral) -> bool:
    """As in "a pensioner of 72": one person in the singular, and a number that ends the phrase."""
    noun = sentence.tokens[numeral.first - 2] if numeral.first > 1 else None
    after = sentence.tokens[numeral.last + 1] if numeral.last + 1 < len(sentence.tokens) else None
    one = noun is not None and noun.tag == "NN" and group_of(noun.lemma) is not None
    return (
        one
        and noun is not None
        and noun.lemma not in words("nouns", "measures")
        and (after is None or after.pos in {"PUNCT", "ADP", "VERB", "AUX", "CCONJ", "PRON"})
    )


def _label(sentence: Sentence, numeral: Numeral) -> bool:
    """As in "Local 7", "question 3", "Colony 12": a digit that names a thing, with nothing behind it to count."""
    tokens = sentence.tokens
    before = tokens[numeral.first - 1] if numeral.first else None
    after = tokens[numeral.last + 1] if numeral.last + 1 < len(tokens) else None
    named = before is not None and before.lower in words("numbers", "labels") and tokens[numeral.first].text.isdigit()
    return named and (after is None or after.pos not in {"NOUN", "VERB", "AUX", "ADJ"})


def _age(sentence: Sentence, numeral: Numeral, left: str, right: str) -> bool:
    if left in {"aged", "age", "ages"}:
        return True
    if left == "of" and right not in {"people", "persons"} and _of_an_age(sentence, numeral):
        return True
    if left == "than" and numeral.first > 1 and sentence.tokens[numeral.first - 2].lower in {"younger", "older"}:
        return True
    listed = [token.lower for token in sentence.tokens[max(0, numeral.first - 4) : numeral.first]]
    if left in {"and", ",", "or"} and {"aged", "ages"} & set(listed):  # "aged 15 and 16"
        return True
    two = [token.lemma for token in sentence.tokens[max(0, numeral.first - 2) : numeral.first]]
    small = numeral.low is None or numeral.low < AGE
    if (
        small
        and len(two) == 2
        and two[1] in {"of", "under", "over"}
        and two[0] in {"age", "boy", "girl", "man", "woman", "child", "youth", "be"}
    ):
        return (
            right not in {"people", "persons"}
            and sentence.tokens[numeral.last + 1 : numeral.last + 2] != ()
            and (sentence.tokens[numeral.last + 1].pos not in {"NOUN", "ADJ", "PROPN"})
        )
    if numeral.low is None or numeral.low > AGE or left not in {",", "("} or right not in {",", ")", ".", ";"}:
        return False
    name = sentence.tokens[numeral.first - 2] if numeral.first > 1 else None
    somebody = name is not None and (name.pos == "PROPN" or (name.tag == "NN" and group_of(name.lemma) is not None))
    return somebody and sentence.tokens[numeral.first].text.isdigit()
