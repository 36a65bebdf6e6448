"""Numbers in a sentence: their value, range and qualifier."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.extraction.lists import table, words
from khronika.vocabulary.bodies import Qualifier

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence, Token

DIGITS = re.compile(r"\d{1,3}(?:[, \u202f]\d{3})+|\d+(?:\.\d+)?")
DASHED = re.compile(r"(\d[\d,]*)[–—](\d[\d,]*)")  # "20–30" is one word, "20-30" three
BETWEEN = frozenset({"to", "-", "–", "—", "and", "or"})
LONGEST_QUALIFIER = 4


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at the tokens `first` to `last`; its qualifier begins at `begins`, syntax sees the word `at`."""

    begins: int
    first: int
    last: int
    low: int | None
    high: int | None
    qualifier: Qualifier
    at: int

    @property
    def vague(self) -> bool:
        """Whether it is a number without a value ("hundreds")."""
        return self.low is None and self.high is None


def numerals(sentence: Sentence) -> list[Numeral]:
    """Find the numbers of a sentence from left to right; ranges are one number."""
    found: list[Numeral] = []
    i = 0
    while i < len(sentence.tokens):
        read = _range(sentence, i) or _vague(sentence, i)
        if read is None:
            i += 1
            continue
        first, last, low, high, qualifier = read
        found.append(_qualified(sentence, first, last, (low, high, qualifier)))
        i = last + 1
    return _spanned(sentence, found)


def _spanned(sentence: Sentence, found: list[Numeral]) -> list[Numeral]:
    """As in "At least 40 and possibly as many as 65" is one range."""
    joined: list[Numeral] = []
    for numeral in found:
        last = joined[-1] if joined else None
        if last and last.qualifier is Qualifier.AT_LEAST and numeral.qualifier is Qualifier.UP_TO:
            between = {token.lower for token in sentence.tokens[last.last + 1 : numeral.begins]}
            if between <= {"and", "or", "possibly", "perhaps", "maybe", "but", ","}:
                joined[-1] = replace(
                    numeral, begins=last.begins, first=last.first, low=last.low, qualifier=Qualifier.RANGE
                )
                continue
        joined.append(numeral)
    return joined


def _value(tokens: tuple[Token, ...], i: int) -> tuple[int, int] | None:
    """The whole number that begins at a token, and its last token."""
    total, current, last = 0, 0, -1
    cardinals, scales = table("numbers", "cardinals"), table("numbers", "scales")
    j = i
    while j < len(tokens):
        word = tokens[j].lower
        if DIGITS.fullmatch(word) and last < i:
            digits = re.sub(r"[,\s]", "", word)
            scaled = j + 1 < len(tokens) and tokens[j + 1].lower in scales
            if "." in digits and not scaled:
                return None
            factor = scales[tokens[j + 1].lower] if scaled else 1
            return int(float(digits) * factor), j + scaled
        if word in cardinals and (last < i or current % 10 == 0 or current >= 100):
            current += cardinals[word]
        elif word in scales and word != "score" and (current or (i > 0 and tokens[i - 1].lower in {"a", "half"})):
            current = max(current, 1) * scales[word]
            if scales[word] >= 1000:
                total, current = total + current, 0
        elif word in {"-", "and"} and last == j - 1 and _goes_on(tokens, j, current, total):
            j += 1
            continue
        else:
            break
        last = j
        j += 1
    return (total + current, last) if last >= i else None


def _goes_on(tokens: tuple[Token, ...], j: int, current: int, total: int) -> bool:
    following = tokens[j + 1].lower if j + 1 < len(tokens) else ""
    value = table("numbers", "cardinals").get(following, 0)
    if tokens[j].text == "-":
        return 0 < value < 10 and current % 10 == 0 and current % 100 >= 20
    whole = current % 100 == 0 and current + total >= 100  # "two thousand and five", "one hundred and ten"
    return bool(value) and whole


Read = tuple[int, int, int | None, int | None, Qualifier]


def _range(sentence: Sentence, i: int) -> Read | None:
    tokens = sentence.tokens
    if dashed := DASHED.fullmatch(tokens[i].text):
        low, high = (int(figure.replace(",", "") or 0) for figure in dashed.groups())
        return (i, i, low, high, Qualifier.RANGE) if low < high else None
    one = _value(tokens, i)
    if one is None:
        return None
    low, last = one
    joined = last + 2 < len(tokens) and tokens[last + 1].lower in BETWEEN
    two = _value(tokens, last + 2) if joined else None
    if two and low < two[0] and _bridges(tokens, i, last + 1):
        return i, two[1], low, two[0], Qualifier.RANGE
    return i, last, low, low, Qualifier.EXACT


def _bridges(tokens: tuple[Token, ...], i: int, bridge: int) -> bool:
    """Whether the word between two numbers makes them one range ("and" needs "between" before)."""
    word, before = tokens[bridge].lower, tokens[i - 1].lower if i else ""
    if word == "and":
        return before == "between"
    if word == "to":
        return before != "by"
    return True


def _vague(sentence: Sentence, i: int) -> Read | None:
    token = sentence.tokens[i]
    if token.lower in words("numbers", "vague"):
        last = i
        while (
            last + 2 < len(sentence.tokens)
            and sentence.tokens[last + 1].lower == "of"
            and (sentence.tokens[last + 2].lower in words("numbers", "vague"))
        ):
            last += 2
        return i, last, None, None, Qualifier.VAGUE
    if token.lower in words("numbers", "several") and _after(sentence, i + 1) in table("numbers", "scales"):
        return i, i + 1, None, None, Qualifier.VAGUE
    if token.lower == "half" and sentence.words(range(max(0, i - 2), i)).lower() == "more than":
        return (i - 2, i, None, None, Qualifier.MAJORITY) if _after(sentence, i + 1) == "of" else None
    subject = token.lower == "most" and token.dep in {"nsubj", "nsubjpass"}  # "most were freed"
    if subject or (
        token.lower in {"most", "majority", "part"} and _most(sentence, i) and _after(sentence, i + 1) == "of"
    ):
        return i, i, None, None, Qualifier.MAJORITY
    return None


def _most(sentence: Sentence, i: int) -> bool:
    """Whether it is "the greater part", not any part."""
    return sentence.tokens[i].lower != "part" or (i > 0 and sentence.tokens[i - 1].lower in {"greater", "greatest"})


def _after(sentence: Sentence, i: int) -> str:
    return sentence.tokens[i].lower if i < len(sentence.tokens) else ""


BEFORE = (
    ("at_least", Qualifier.AT_LEAST),
    ("more_than", Qualifier.MORE_THAN),
    ("up_to", Qualifier.UP_TO),
    ("fewer_than", Qualifier.FEWER_THAN),
    ("about_word", Qualifier.ABOUT),
)


def _qualified(sentence: Sentence, first: int, last: int, read: tuple[int | None, int | None, Qualifier]) -> Numeral:
    low, high, qualifier = read
    begins, said = _before(sentence, first)
    said = said or _behind(sentence, last)
    if qualifier is Qualifier.EXACT and said is not None:
        qualifier = said
        low, high = _bounds(low, high, said)
    return Numeral(begins, first, last, low, high, qualifier, _anchor(sentence, first, last))


def _bounds(low: int | None, high: int | None, qualifier: Qualifier) -> tuple[int | None, int | None]:
    if qualifier in {Qualifier.AT_LEAST, Qualifier.MORE_THAN}:
        return low, None
    if qualifier in {Qualifier.UP_TO, Qualifier.FEWER_THAN}:
        return None, high
    return low, high


def _before(sentence: Sentence, first: int) -> tuple[int, Qualifier | None]:
    """Where the number's qualifier begins, and which it is; the longest wording wins."""
    start = first
    while start > 0 and sentence.tokens[start - 1].lower in {
        "a",
        "the",
        "between",
        "total",
        "of",
        "another",
        "further",
    }:
        start -= 1
    for anchor in sorted({first, start}, reverse=True):
        for length in range(LONGEST_QUALIFIER, 0, -1):
            said = " ".join(token.lower for token in sentence.tokens[max(0, anchor - length) : anchor])
            for key, qualifier in BEFORE:
                if anchor - length >= 0 and said in words("numbers", key):
                    return anchor - length, qualifier
    return first, None


def _behind(sentence: Sentence, last: int) -> Qualifier | None:
    said = " ".join(token.lower for token in sentence.tokens[last + 1 : last + 3])
    if said in words("numbers", "at_least_after"):
        return Qualifier.AT_LEAST
    return Qualifier.ABOUT if said in words("numbers", "about_after") else None


def _anchor(sentence: Sentence, first: int, last: int) -> int:
    """The token of the number whose head stands outside of it."""
    for i in range(last, first - 1, -1):
        head = sentence.tokens[i].head
        if not first <= head <= last:
            return i
    return last
