"""Russian as the parser is shown it: numbers as digits, without the wordings that confuse it.

"Не менее пятнадцати рабочих" is shown as "15 рабочих"; the qualifier comes back as an adverb of the number. Where
English has a word more ("42 years old"), an empty part is added.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.russian import forms
from khronika.extraction.grammar.tongues.russian.numbers import THOUSAND, YEARS, Number, noun, number
from khronika.extraction.grammar.tongues.russian.parts import Part, cut
from khronika.extraction.lists import table, words

if TYPE_CHECKING:
    from collections.abc import Iterator

ORDINAL = re.compile(r"(\d+)-(?:й|го|е|я|му|ой|ом)")
BIRTH = re.compile(r"\s*г(?:ода|\.)?\s*р(?:ожд|\.)", re.IGNORECASE)
TERM = ("сро", "заключ", "лиш", "наказ", "приговор", "период")
LONGEST = 4  # words of a wording
DASHES = frozenset({"-", "–", "—"})


def view(text: str) -> list[Part]:
    """Give the parts of a sentence, each with what the parser is shown of it."""
    return list(_Reader(text).read())


def is_month(word: str) -> bool:
    """Whether a word is the name of a month in any case."""
    return table("tongues/ru", "forms").get(word.lower()) in table("dates", "months")


class _Reader:
    """Goes through the parts of one sentence from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts = list(cut(text))
        self.at = 0
        self.qualified = False

    def read(self) -> Iterator[Part]:
        while self.at < len(self.parts):
            yield from self._wording() or self._range() or self._number() or self._other()

    def _take(self, last: int, shown: str, key: str, role: str = "word") -> Part:
        start, end = self.parts[self.at].start, self.parts[last].end
        self.at = last + 1
        return Part(self.text[start:end], start, end, shown, key, role)

    def _said(self, i: int) -> str:
        return self.parts[i].text.lower() if 0 <= i < len(self.parts) else ""

    def _wording(self) -> list[Part]:
        """Several words that are one key in English; a qualifier only before a number."""
        for length in range(min(LONGEST, len(self.parts) - self.at), 0, -1):
            last = self.at + length - 1
            said = " ".join(part.text.lower() for part in self.parts[self.at : last + 1])
            if (wording := table("tongues/ru", "wordings").get(said)) is not None:
                return [self._take(last, *wording)]
            if (vague := table("tongues/ru", "vague").get(said)) and number(self.parts, self.at) is None:
                return [self._take(last, self.parts[last].shown, vague)]
            key = table("tongues/ru", "before").get(said)
            if key is not None and self._counts(last + 1, said):
                self.qualified = True
                return [self._take(last, "", key, "qualifier")]
        return []

    def _counts(self, i: int, qualifier: str) -> bool:
        """Whether a number follows that says how many, not when: "до 16 декабря", "до 2012 года"."""
        if self._said(i) in table("tongues/ru", "vague"):
            return True
        found = number(self.parts, i)
        if found is None or (qualifier == "до" and self._said(self.at - 1) in table("tongues/ru", "reaching")["words"]):
            return False
        if qualifier == "до" and noun(self.parts, found.last + 1) in YEARS and self._lessened():
            return False
        timed = qualifier in {"до", "около"} and noun(self.parts, found.last + 1) in {"год", "час"}
        return not (is_month(self._said(found.last + 1)) or (timed and (found.value > 24 or qualifier == "около")))

    def _lessened(self) -> bool:
        """Whether a term is made shorter or longer before: "сократил срок до трёх лет"."""
        before = (part.text for part in self.parts[: self.at])
        return any(forms.lemma(text, "VERB", {}) in words("tongues/ru", "lessening") for text in before)

    def _range(self) -> list[Part]:
        """As in "от 20 до 30 рабочих", "20–30 рабочих", "с шести до трёх лет": the parser sees the second number."""
        opened = self._said(self.at) in {"от", "с"}
        first = number(self.parts, self.at + opened)
        second = number(self.parts, first.last + 2) if first else None
        if first is None or second is None or is_month(self._said(second.last + 1)):
            return []
        bridge, rising = self._said(first.last + 1), first.value < second.value
        if bridge != "до" if opened else bridge not in DASHES or second.words > 1 or not rising:
            return []
        found = [self._take(self.at, "", "from")] if opened else []
        found.append(self._take(first.last, "", str(first.value), "number"))
        found.append(self._take(first.last + 1, "", "-" if rising else "to"))
        self.qualified = True
        return [*found, *self._number()]

    def _number(self) -> list[Part]:
        found = number(self.parts, self.at)
        if found is None:
            return []
        own = self.parts[self.at]
        people = self.qualified or found.words > 1 or noun(self.parts, found.last + 1) == "человек"
        shown = str(found.value) if self.qualified or found.words > 1 else own.text
        self.qualified = False
        born = [_empty(own.start, "born")] if BIRTH.match(self.text, self.parts[found.last].end) else []
        key = "one" if found.value == 1 and not own.text.isdigit() else str(found.value)
        key = f"{found.value:,}" if people and found.value >= THOUSAND else key  # 2,000 workers are no year
        taken = self._take(found.last, shown, key, "number")
        return [*born, taken, *self._behind(found, taken.end)]

    def _behind(self, found: Number, end: int) -> list[Part]:
        """What follows a number and has other words in English."""
        first, second = self._said(self.at), self._said(self.at + 1)
        if found.half:
            return [_empty(end, "half")]
        if first in {"к", "ко"}:  # "троих к шести годам" is no range
            return [_empty(end, "")]
        if (first, second) == ("с", "половиной"):
            return [self._take(self.at, "", "and"), self._take(self.at, "", "half")]
        if first in DASHES and second.startswith("летн"):
            return self._aged(found)
        return []

    def _aged(self, found: Number) -> list[Part]:
        """As in "42-летний рабочий"; "5-летний срок" is a term."""
        hyphen = self._take(self.at, "", "-")
        term = self._said(self.at + 1).startswith(TERM)
        word = self.parts[self.at]
        year = self._take(self.at, f"{found.value}-{word.text}", "year")
        return [hyphen, year] if term else [hyphen, year, _empty(word.end, "-"), _empty(word.end, "old")]

    def _other(self) -> list[Part]:
        part = self.parts[self.at]
        if part.text == "по" and is_month(self._said(self.at + 2)):  # "с 3 по 5 мая"
            part = replace(part, key="to", role="word")
        self.qualified = False
        self.at += 1
        if not ORDINAL.fullmatch(part.text):
            return [part]
        digits = part.text.split("-")[0]
        month = is_month(self._said(self.at))
        return [replace(part, key=digits if month else f"{digits}th", role="number" if month else "word")]


def _empty(at: int, key: str) -> Part:
    return Part("", at, at, "", key, "word")
