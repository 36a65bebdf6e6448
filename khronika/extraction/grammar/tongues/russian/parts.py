"""A sentence of Russian cut into parts: abbreviations with their full stop, ranges and ages at their hyphen."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.russian import forms
from khronika.extraction.lists import table, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CUT = re.compile(r"(\d+)([-–—])(\d+|летн\w+)")


@dataclass(frozen=True, slots=True)
class Part:
    """A token from `start` to `end` of its sentence; `shown` is what the parser sees, `key` an English key if known.

    `role` is that of `glossing.Glossed`, or "withheld" for the initials of somebody whose name is kept back. A part
    without characters says what English has a word for.
    """

    text: str
    start: int
    end: int
    shown: str
    key: str = ""
    role: str = ""


def cut(text: str) -> Iterator[Part]:
    """Give the tokens of a sentence as parts that the parser sees as they are, or in full."""
    from razdel import tokenize

    tokens = [Part(t.text, t.start, t.stop, t.text) for t in tokenize(text)]
    i = 0
    while i < len(tokens):
        length, found = _clock(tokens[i : i + 3]) or _shortened(tokens, i) or (1, list(_at_hyphen(tokens[i])))
        yield from found
        i += length


def _clock(tokens: Sequence[Part]) -> tuple[int, list[Part]] | None:
    """As in "14:30", which is three tokens."""
    glued = len(tokens) == 3 and tokens[0].end == tokens[1].start and tokens[1].end == tokens[2].start
    if not (glued and tokens[1].text == ":" and tokens[0].text.isdigit() and tokens[2].text.isdigit()):
        return None
    text = "".join(token.text for token in tokens)
    return 3, [replace(tokens[0], text=text, end=tokens[2].end)]


def _shortened(tokens: Sequence[Part], i: int) -> tuple[int, list[Part]] | None:
    """An abbreviation or an initial with its full stop; "г." is a year behind digits and a town else."""
    token, low = tokens[i], tokens[i].text.lower()
    stop = i + 1 < len(tokens) and tokens[i + 1].text == "." and tokens[i + 1].start == token.end
    if _initial(tokens, i):
        return _withheld(tokens, i) or (2, [replace(token, text=token.text + ".", end=token.end + 1)])
    known = table("tongues/ru", "abbreviations").get(low + "." if stop else low)
    if known is None:
        return None
    shown, key = known
    if low == "г" and not (i and tokens[i - 1].text[-1:].isdigit()):
        shown, key = "город", "city"
    return 1 + stop, [Part(token.text + "." * stop, token.start, token.end + stop, shown, key, "word")]


def _initial(tokens: Sequence[Part], i: int) -> bool:
    """Whether an initial with its full stop begins at a token."""
    if i + 1 >= len(tokens) or tokens[i + 1].text != "." or tokens[i + 1].start != tokens[i].end:
        return False
    return len(tokens[i].text) == 1 and tokens[i].text.isupper()


def _withheld(tokens: Sequence[Part], i: int) -> tuple[int, list[Part]] | None:
    """Initials alone, "К. рассказал", "М.К. был задержан": a name kept back, shown as one that no case changes."""
    before, end = tokens[i - 1].text if i else "", i
    while _initial(tokens, end):
        end += 2
    named = before[:1].isupper() and not (i == 1 and forms.lemma(before, "NOUN", {}) in table("tongues/ru", "nouns"))
    numbered = before.rstrip(".").lower() in words("tongues/ru", "lettered") or (before == "." and i > 1)
    if named or numbered or (end < len(tokens) and tokens[end].text[:1].isupper()):
        return None
    text = "".join(token.text for token in tokens[i:end])
    shown = str(table("tongues/ru", "withheld")["shown"])
    return end - i, [replace(tokens[i], text=text, end=tokens[end - 1].end, shown=shown, role="withheld")]


def _at_hyphen(token: Part) -> Iterator[Part]:
    """As in "20–30", "42-летний"; the tokenizer leaves a comma on the first."""
    text = token.text.rstrip(",") or token.text
    if match := CUT.fullmatch(text):
        for group in range(1, 4):
            start, end = token.start + match.start(group), token.start + match.end(group)
            yield Part(match[group], start, end, match[group])
    else:
        yield replace(token, text=text, end=token.start + len(text), shown=text)
    if text != token.text:
        yield Part(",", token.end - 1, token.end, ",")
