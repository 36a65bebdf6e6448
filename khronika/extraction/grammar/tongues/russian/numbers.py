"""Russian numbers as values: "двадцать восемь", "полтора десятка", "1 200", "2,5 тыс.", "двоих"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.russian import forms
from khronika.extraction.lists import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.extraction.grammar.tongues.russian.parts import Part

DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
DECLINED = re.compile(r"(\d+)-(?:ти|и|х|ю|мя|ми|м|ёх|ех)")
THOUSAND = 1000
LONGEST = 6  # digits to which a group of three may be added
YEARS = frozenset({"год", "месяц"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number over the parts up to `last`; `half` is left over from "полтора года", `words` says how many it has."""

    value: int
    last: int
    half: bool = False
    words: int = 1


def number(parts: Sequence[Part], i: int) -> Number | None:
    """The number that begins at a part, None where none begins; a vague one ("сотни") is none."""
    if i >= len(parts):
        return None
    text = parts[i].text
    if match := DECLINED.fullmatch(text):
        return _scaled(parts, Number(int(match[1]), i))
    return _digits(parts, i) if DIGITS.fullmatch(text) else _words(parts, i)


def noun(parts: Sequence[Part], i: int) -> str:
    """The lemma of a part that is a noun."""
    return forms.lemma(parts[i].text, "NOUN", {}) if i < len(parts) else ""


def _digits(parts: Sequence[Part], i: int) -> Number | None:
    text, last = parts[i].text, i
    while len(text) <= LONGEST and _grouped(parts, last):
        last += 1
        text += parts[last].text
    whole, _, fraction = text.replace(",", ".").partition(".")
    scale = _scale(parts, last + 1)
    if fraction and scale:
        return Number(round(float(f"{whole}.{fraction}") * scale), last + 1, words=2)
    if fraction:  # "2,5 года"; any other fraction counts no people
        return Number(int(whole), i, half=True) if fraction == "5" and noun(parts, i + 1) in YEARS else None
    return _scaled(parts, Number(int(whole), last, words=1 + (last > i)))


def _grouped(parts: Sequence[Part], last: int) -> bool:
    """Whether the next part is the next three digits of the same number: "1 200"."""
    if last + 1 >= len(parts) or not parts[last].text.isdigit():
        return False
    here, after = parts[last], parts[last + 1]
    return after.text.isdigit() and len(after.text) == 3 and len(here.text) <= 3 and after.start == here.end + 1


def _scaled(parts: Sequence[Part], found: Number) -> Number:
    scale = _scale(parts, found.last + 1)
    return Number(found.value * scale, found.last + 1, words=found.words + 1) if scale else found


def _scale(parts: Sequence[Part], i: int) -> int:
    """The value of "тысяч", "десятка", "тыс."; zero where a part is none."""
    lemma = (parts[i].key or noun(parts, i)) if i < len(parts) else ""
    return int(table("tongues/ru", "multiples").get(lemma, 0))


def _words(parts: Sequence[Part], i: int) -> Number | None:
    """A number in words, or a scale in the singular: "сто двадцать", "две тысячи", "сотня"."""
    cardinals = table("tongues/ru", "cardinals")
    total, current, last = 0.0, 0.0, i - 1
    least: float = 10 * THOUSAND  # what comes next must be smaller
    for j in range(i, len(parts)):
        value, scale = cardinals.get(forms.lemma(parts[j].text, "NUM", {})), _scale(parts, j)
        if value is not None and value < least:
            current, least = current + value, _below(value)
        elif scale and (current or (j == i and forms.is_singular(parts[j].text))):
            current, least = max(current, 1) * scale, 0
            if scale >= THOUSAND:
                total, current, least = total + current, 0, THOUSAND
        else:
            break
        last = j
    if last < i:
        return None
    value = total + current
    return Number(int(value), last, value != int(value), last - i + 1 + bool(_scale(parts, i)))


def _below(value: float) -> float:
    """What may follow a number word in the same number: ones after tens, tens after hundreds."""
    return 100 if value >= 100 else 10 if value >= 20 else 0
