"""Russian before it is parsed: numbers as digits, abbreviations in full, and what confuses the parser set aside.

"Не менее пятнадцати рабочих" is shown to the parser as "15 рабочих"; the qualifier comes back as an adverb of the number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues import russian_forms
from khronika.extraction.lists import table

if TYPE_CHECKING:
    from collections.abc import Iterator

DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
DECLINED = re.compile(r"(\d+)-(?:ти|и|х|ю|мя|ми|м|ёх|ех)")
ORDINAL = re.compile(r"(\d+)-(?:й|го|е|я|му|ой|ом)")
OF_AGE = re.compile(r"(\d+)([-–])(летн\w+)")
SPANNED = re.compile(r"(\d+)([-–—])(\d+)")
BIRTH = re.compile(r"\s*г(?:ода|\.)?\s*р(?:ожд|\.)", re.IGNORECASE)
TERM = ("сро", "заключ", "лиш", "наказ", "приговор", "период")
LONGEST = 4  # words of a qualifier
THOUSAND = 1000
YEARS = frozenset({"год", "лет", "месяц"})


@dataclass(frozen=True, slots=True)
class Part:
    """A token from `start` to `end` of its sentence; `shown` is what the parser sees, `key` an English key if known."""

    text: str
    start: int
    end: int
    shown: str
    key: str = ""


def parts(text: str) -> list[Part]:
    """Cut a sentence into its parts."""
    from razdel import tokenize

    found = [Part(t.text, t.start, t.stop, t.text) for t in tokenize(text)]
    return list(_Reader(text, list(_joined(found))).read())


def _joined(tokens: list[Part]) -> Iterator[Part]:
    """Put abbreviations and initials together with their full stop; cut ranges and ages at their hyphen."""
    short = table("tongues/ru", "abbreviations")
    i = 0
    while i < len(tokens):
        token = tokens[i]
        stop = i + 1 < len(tokens) and tokens[i + 1].text == "." and tokens[i + 1].start == token.end
        known = short.get(token.text.lower() + "." if stop else token.text.lower())
        initial = stop and len(token.text) == 1 and token.text.isupper()
        if known is not None:
            shown, key = known
            if token.text.lower() == "г" and not (i and tokens[i - 1].text[-1:].isdigit()):
                shown, key = "город", "city"
            yield replace(token, end=token.end + stop, text=token.text + "." * stop, shown=shown, key=key)
        elif initial:
            yield replace(token, end=token.end + 1, text=token.text + ".", shown=token.text)
        else:
            yield from _cut(token)
        i += 1 + bool(stop and (known is not None or initial))


def _cut(token: Part) -> Iterator[Part]:
    text, at = token.text.rstrip(","), token.start
    if match := SPANNED.fullmatch(text) or OF_AGE.fullmatch(text):
        for group in range(1, 4):
            start, end = at + match.start(group), at + match.end(group)
            yield Part(match[group], start, end, match[group])
    else:
        yield Part(text, at, at + len(text), text)
    if text != token.text:
        yield Part(",", token.end - 1, token.end, ",")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number over the parts up to `last`."""

    value: int
    last: int
    half: bool = False
    words: int = 1


class _Reader:
    """Goes through the parts of one sentence from left to right."""

    def __init__(self, text: str, tokens: list[Part]) -> None:
        self.text = text
        self.tokens = tokens
        self.at = 0
        self.qualified = False

    def read(self) -> Iterator[Part]:
        while self.at < len(self.tokens):
            yield from self._phrase() or self._number() or self._other()

    def _take(self, last: int, shown: str, key: str) -> Part:
        first, self_last = self.tokens[self.at], self.tokens[last]
        self.at = last + 1
        return Part(self.text[first.start : self_last.end], first.start, self_last.end, shown, key)

    def _phrase(self) -> list[Part]:
        """A wording that is one key in English; a qualifier only before a number."""
        for length in range(min(LONGEST, len(self.tokens) - self.at), 0, -1):
            last = self.at + length - 1
            said = " ".join(t.text.lower() for t in self.tokens[self.at : last + 1])
            if (phrase := table("tongues/ru", "wordings").get(said)) is not None:
                shown, key = phrase
                return [self._take(last, shown, key)]
            key = table("tongues/ru", "before").get(said)
            if key is not None and self._value(last + 1) is not None and not self._dated(said, last + 1):
                self.qualified = True
                return [self._take(last, "", key)]
        return self._span()

    def _dated(self, said: str, i: int) -> bool:
        """Whether "до 16 декабря", "около 15 часов", "более двух лет" says when, not how many."""
        number = self._value(i)
        after = self.tokens[number.last + 1 : number.last + 2] if number else []
        lemma = russian_forms.lemma(after[0].text, "NOUN", {}) if after else ""
        timed = lemma in _months()
        return timed or (said == "до" and lemma in {"год", "часы", "час"})

    def _span(self) -> list[Part]:
        """As in "от 20 до 30 рабочих", "20–30 рабочих": the parser sees the second number."""
        from_ = self.tokens[self.at].text.lower() == "от"
        first = self._value(self.at + from_)
        if first is None or first.last + 2 >= len(self.tokens):
            return []
        bridge = self.tokens[first.last + 1]
        second = self._value(first.last + 2)
        joins = bridge.text == "до" if from_ else bridge.text in {"-", "–", "—"} and bridge.start == self.tokens[first.last].end
        if second is None or not joins or first.value >= second.value or self._is_month(second.last + 1):
            return []
        found = [self._take(self.at, "", "from")] if from_ else []
        self.qualified = True
        return [*found, self._take(first.last, "", str(first.value)), self._take(first.last + 1, "", "to"), *self._number()]

    def _is_month(self, i: int) -> bool:
        return i < len(self.tokens) and russian_forms.lemma(self.tokens[i].text, "NOUN", {}) in _months()

    def _number(self) -> list[Part]:
        number = self._value(self.at)
        if number is None:
            return []
        digits = self.qualified or number.words > 1
        self.qualified = False
        shown = str(number.value) if digits else self.tokens[self.at].text
        start = self.tokens[self.at].start
        born = [Part("", start, start, "", "born")] if BIRTH.match(self.text, self.tokens[number.last].end) else []
        key = "one" if number.value == 1 and not self.tokens[self.at].text.isdigit() else str(number.value)
        found = [*born, self._take(number.last, shown, key)]
        if number.half:
            found.append(Part("", found[-1].end, found[-1].end, "", "half"))
        return found + self._behind(number)

    def _behind(self, number: _Number) -> list[Part]:
        """As in "семи с половиной", "42-летний", "Имя Фамилия, 42 года,"."""
        rest = [t.text.lower() for t in self.tokens[self.at : self.at + 3]]
        if rest[:2] == ["с", "половиной"]:
            return [self._take(self.at, "", "and"), self._take(self.at, "", "half")]
        if len(rest) > 1 and rest[0] in {"-", "–"} and rest[1].startswith("летн"):
            hyphen = self._take(self.at, "", "-")
            word = self.tokens[self.at]
            term = len(rest) > 2 and rest[2].startswith(TERM)
            self.at += 1
            year = replace(word, shown=f"{number.value}-{word.text}", key="year")
            old = [] if term else [Part("", word.end, word.end, "", "-"), Part("", word.end, word.end, "", "old")]
            return [hyphen, year, *old]
        before = self.tokens[self.at - 2].text if self.at > 1 else ""
        if rest[:1] and rest[0] in {"год", "года", "лет"} and before in {",", "("} and rest[1:2] in ([","], [")"]):
            year = self.tokens[self.at]
            self.at += 1
            return [replace(year, key="years"), Part("", year.end, year.end, "", "old")]
        return []

    def _value(self, i: int) -> _Number | None:
        """The number that begins at a part: digits with their groups, or words with their scales."""
        if i >= len(self.tokens):
            return None
        text = self.tokens[i].text
        if match := DECLINED.fullmatch(text):
            return self._scaled(_Number(int(match[1]), i))
        if DIGITS.fullmatch(text):
            return self._digits(i)
        return self._words(i)

    def _digits(self, i: int) -> _Number | None:
        text, last = self.tokens[i].text, i
        while len(text) <= 6 and self._group(last):
            last += 1
            text += self.tokens[last].text
        whole, _, part = text.replace(",", ".").partition(".")
        factor, end = self._factor(last + 1)
        if part and factor:
            return _Number(round(float(f"{whole}.{part}") * factor), end, words=2)
        if part:
            years = i + 1 < len(self.tokens) and russian_forms.lemma(self.tokens[i + 1].text, "NOUN", {}) in YEARS
            return _Number(int(whole), i, half=True) if part == "5" and years else None
        return self._scaled(_Number(int(whole), last, words=1 + (last > i)))

    def _group(self, last: int) -> bool:
        """Whether the next part is the next three digits of the same number: "1 200"."""
        if last + 1 >= len(self.tokens) or not self.tokens[last].text.isdigit():
            return False
        here, after = self.tokens[last], self.tokens[last + 1]
        return after.text.isdigit() and len(after.text) == 3 and len(here.text) <= 3 and after.start == here.end + 1

    def _scaled(self, number: _Number) -> _Number:
        factor, last = self._factor(number.last + 1)
        return _Number(number.value * factor, last, words=number.words + 1) if factor else number

    def _factor(self, i: int) -> tuple[int, int]:
        scale = self._scale(i)
        return (scale, i) if scale else (0, i)

    def _scale(self, i: int) -> int:
        if i >= len(self.tokens):
            return 0
        lemma = self.tokens[i].key or russian_forms.lemma(self.tokens[i].text, "NOUN", {})
        return int(table("tongues/ru", "multiples").get(lemma, 0))

    def _words(self, i: int) -> _Number | None:
        """A number in words, or a scale in the singular: "сто двадцать", "две тысячи", "полтора десятка", "сотня"."""
        cardinals = table("tongues/ru", "cardinals")
        total = current = 0.0
        last, least = i - 1, 10_000
        for j in range(i, len(self.tokens)):
            lemma = russian_forms.lemma(self.tokens[j].text, "NUM", {})
            value, scale = cardinals.get(lemma), self._scale(j)
            if value is not None and value < least:
                current, least = current + value, _below(value)
            elif scale and (current or (j == i and russian_forms.is_singular(self.tokens[j].text))):
                current = max(current, 1) * scale
                if scale >= THOUSAND:
                    total, current, least = total + current, 0, THOUSAND
                else:
                    least = 0
            else:
                break
            last = j
        if last < i:
            return None
        value = total + current
        return _Number(int(value), last, half=value != int(value), words=last - i + 1 + (self._scale(i) > 0))

    def _other(self) -> list[Part]:
        token = self.tokens[self.at]
        self.qualified = False
        if ORDINAL.fullmatch(token.text):
            digits = token.text.split("-")[0]
            key = digits if self._is_month(self.at + 1) else f"{digits}th"
            return [self._take(self.at, token.text, key)]
        self.at += 1
        return [token]


def _below(value: float) -> float:
    """What may follow a number word in the same number: ones after tens, tens after hundreds."""
    return 100 if value >= 100 else 10 if value >= 20 else 0


@cache
def _months() -> frozenset[str]:
    return frozenset(table("tongues/ru", "months"))
