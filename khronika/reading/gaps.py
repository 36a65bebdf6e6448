"""Lost spaces ("64persons", "year.We") and footnote marks glued to words: signs inside a line, wherever it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.reading.wording import OPEN_WORDS, UNITS
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

# Each pattern begins with what is rare, so that a text of millions of characters is scanned and not matched.
NUMBER = re.compile(r"\d[\d,]*(?<!,)")
LETTERS_BEFORE = re.compile(r"[^\W\d_]+$")
LETTERS_AFTER = re.compile(r"[^\W\d_]+")
STOP = re.compile(r"[.!?][”’\"')]?(?=[A-Z][^\W\d_A-Z]*[\s,])")
SMALL_LETTERS = re.compile(r"(?:^|[\s(“‘\"'—–-])[^\W\d_]?[^\W\d_A-Z]{2,}$")
SUPERSCRIPT = re.compile(r"[¹²³⁰⁴-⁹]+")
BRACKETED = re.compile(r"(?:\[\d{1,3}\])+")
AFTER_WORD = frozenset(".,;:!?”\"’')]")
MEASURES = frozenset({"m", "km", "cm", "mm", "ft", "mi"})
CODE_SIGNS = frozenset("@/_.-=%&#\\")
MOST_DIGITS = 9
WORD_CHARS = 24  # letters that are looked at beside a number
SHORTEST_WORD = 3


def missing_spaces(text: str) -> Iterator[Mark]:
    """Give a mark without width wherever a space was lost."""
    for found in NUMBER.finditer(text):
        start, end = found.span()
        if end - start <= MOST_DIGITS:
            for at in _around(text, start, end):
                yield Mark(MarkKind.SPACE, at, at)
    for found in STOP.finditer(text):
        if SMALL_LETTERS.search(text, max(0, found.start() - WORD_CHARS), found.start()):
            yield Mark(MarkKind.SPACE, found.end(), found.end())


def _around(text: str, start: int, end: int) -> Iterator[int]:
    """Give the places beside a number where a space was lost; figures in codes and addresses lost none."""
    glued_before = start > 0 and text[start - 1].isalpha()
    glued_after = end < len(text) and text[end].isalpha()
    if not (glued_before or glued_after):
        return
    left = LETTERS_BEFORE.search(text, max(0, start - WORD_CHARS), start)
    right = LETTERS_AFTER.match(text, end, end + WORD_CHARS)
    edges = (left.start() if left else start, right.end() if right else end)
    if _in_code(text, *edges) or (left and left.group().lower() not in OPEN_WORDS) or (right and not _is_word(right)):
        return
    if left:
        yield start
    if right:
        yield end


def _in_code(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    ends_there = after == "." and not text[end + 1 : end + 2].isalnum()
    return before in CODE_SIGNS or before.isalnum() or after.isdigit() or (after in CODE_SIGNS and not ends_there)


def _is_word(letters: re.Match[str]) -> bool:
    """A word of three or more in small letters, or beginning with one capital; units are none."""
    word = letters.group()
    return len(word) >= SHORTEST_WORD and word.lower() not in UNITS and word[1:].islower()


def glued_notes(text: str) -> Iterator[Mark]:
    """Give the footnote marks in superior figures or square brackets that stand against a word."""
    for found in () if text.isascii() else SUPERSCRIPT.finditer(text):
        word = LETTERS_BEFORE.search(text, max(0, found.start() - WORD_CHARS), found.start())
        if (word and word.group().lower() not in MEASURES) or text[max(0, found.start() - 1)] in AFTER_WORD:
            yield Mark(MarkKind.NOTE, *found.span())
    for found in BRACKETED.finditer(text):
        before = text[found.start() - 1] if found.start() else " "
        if before.isalnum() or before in AFTER_WORD:
            yield Mark(MarkKind.NOTE, *found.span())
