"""Numbers that have no plain value: ordinals, clock times, decimals, and the digits of codes and references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.extraction.counting.numbers import Numeral
from khronika.extraction.lists import table, words
from khronika.vocabulary.bodies import Qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token

SHAPES = (
    ("date", re.compile(r"\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}")),
    ("clock", re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?|\d{1,2}(?:\.\d\d)?[ap]\.?m\.?")),
    ("ordinal", re.compile(r"\d+(?:st|nd|rd|th)(?:[-–]\d+(?:st|nd|rd|th))?")),
    ("decimal", re.compile(r"\d+(?:,\d{3})*[.,]\d+|[¼-¾⅐-⅞]")),
    ("glued to a word", re.compile(r"\d+[^\W\d_]{3,}|[^\W\d_]{3,}\.?\d+")),  # what layout took the space from
)
REFERENCE = "reference"  # what else has digits: "4b", "12/2"


def unvalued(sentence: Sentence, read: Iterable[Numeral]) -> Iterator[tuple[Numeral, str]]:
    """Give the words with digits and the number words that are no part of the numbers read, each with what it is."""
    taken = {i for numeral in read for i in range(numeral.first, numeral.last + 1)}
    for token in sentence.tokens:
        if token.i not in taken and (kind := _kind(token)):
            yield Numeral(token.i, token.i, token.i, None, None, Qualifier.VAGUE, token.i), kind


def _kind(token: Token) -> str | None:
    if token.lower in words("numbers", "ordinals"):
        return "ordinal"
    if token.lower in table("numbers", "cardinals") or token.lower in table("numbers", "scales"):
        return "no value"
    if not any(map(str.isnumeric, token.text)):
        return None
    return next((kind for kind, shape in SHAPES if shape.fullmatch(token.lower)), REFERENCE)
