"""Number words of any language as values: "quatre-vingt-dix-sept", "deux cents", "1 200"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khronika.extraction.grammar.tongues.glosses import Glosses
    from khronika.extraction.grammar.tongues.words import Word

FIRST, GROUP = re.compile(r"\d{1,3}"), re.compile(r"\d{3}")
GROUPED = re.compile(r"\d{1,3}(?:[ .\u202f\u00a0]\d{3})+")
THOUSAND = 1000


def number(words: Sequence[Word], i: int, tongue: Glosses) -> tuple[int, int] | None:
    """The value of the number that begins at a word, and the index of its last word; None where none begins."""
    if grouped := _grouped(words, i):
        return grouped
    best: tuple[int, int] | None = None
    parts: list[str] = []
    for word in words[i : i + 8]:
        parts += _parts(word, tongue)
        if (value := _value(parts, tongue)) is not None:
            best = value, word.i
        elif not _goes_on(parts, tongue):
            break
    return best


def _grouped(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    """Digits in groups of three, in one word or in several: "1 200"."""
    if GROUPED.fullmatch(words[i].text):
        return int(re.sub(r"\D", "", words[i].text)), i
    if words[i].text.isdecimal() and not (i + 1 < len(words) and GROUP.fullmatch(words[i + 1].text)):
        return int(words[i].text), i
    if not FIRST.fullmatch(words[i].text):
        return None
    last = i
    while last + 1 < len(words) and GROUP.fullmatch(words[last + 1].text) and _next_to(words[last], words[last + 1]):
        last += 1
    return (int("".join(w.text for w in words[i : last + 1])), last) if words[i].text.isdecimal() else None


def _next_to(word: Word, following: Word) -> bool:
    return following.start - word.end == 1


def _parts(word: Word, tongue: Glosses) -> list[str]:
    known = _numbers(tongue)
    if word.lower in known or word.lower in tongue.lists["scales"]:
        return [word.lower]
    lemma = word.lemma.lower()
    if word.upos != "DET" and (lemma in known or lemma in tongue.lists["scales"]):
        return [lemma]
    return word.lower.split("-") if "-" in word.lower.strip("-") else [word.lower]


def _numbers(tongue: Glosses) -> Mapping[str, int]:
    return tongue.lists["numbers"]


def _goes_on(parts: list[str], tongue: Glosses) -> bool:
    """Whether the last part only links numbers ("vingt et un"), or begins one of two words ("quatre vingts")."""
    return parts[-1] in tongue.lists["links"].get("numbers", ()) and len(parts) > 1


def _value(parts: Sequence[str], tongue: Glosses) -> int | None:
    known, scales, links = _numbers(tongue), tongue.lists["scales"], tongue.lists["links"].get("numbers", ())
    total, current, at = 0, 0, 0
    least = 10**12  # the size of what was added last: what follows must be smaller
    while at < len(parts):
        two = "-".join(parts[at : at + 2])
        if parts[at] in links and 0 < at < len(parts) - 1:
            at += 1
        elif at + 1 < len(parts) and two in known:
            current, least, at = current + known[two], _size(known[two]), at + 2
        elif parts[at] in scales and scales[parts[at]] >= THOUSAND:
            total, current = total + max(current, 1) * scales[parts[at]], 0
            least, at = scales[parts[at]], at + 1
        elif parts[at] in scales:
            current, least, at = max(current, 1) * scales[parts[at]], scales[parts[at]], at + 1
        elif parts[at] in known and known[parts[at]] < least:
            current, least, at = current + known[parts[at]], _size(known[parts[at]]), at + 1
        else:
            return None
    return total + current if at else None


def _size(value: int) -> int:
    """What may still be added to a number word: below ten to twenty and up, ten to nineteen to sixty and eighty."""
    if value >= 100:
        return 100
    return {60: 20, 80: 20}.get(value, 10 if value >= 20 else 1)
