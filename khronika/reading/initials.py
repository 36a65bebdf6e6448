"""Initials: the large letter with which a printed text begins is put back before the words that it belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.reading.printed import PrintedLine

LARGE = 1.6  # times the letters beside it that an initial is tall at least
NEAR = 1.5  # heights by which the words stand behind it
LEVEL = 0.7  # heights by which its top and that of the first line may differ
MOST = 2  # characters: a letter, and a quotation mark before it
MOST_INITIALS = 20  # letters set apart on a page that are looked at
LEAST = 2  # lines that stand beside it
WORD = re.compile(r"\w+")
WORDS = frozenset("AIOÀYАВИКОСУЯ")  # letters that are words; some have their space lost behind them
QUOTES = '“"«‘'


def put_back(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Give the lines of a page with each initial at the head of its first line, whose column it belongs to."""
    gone: set[int] = set()
    for line in [line for line in lines if len(line.text) <= MOST and _is_letter(line)][:MOST_INITIALS]:
        beside = _beside(line, lines)
        if len(beside) >= LEAST and abs(beside[0].top - line.top) < LEVEL * beside[0].height:
            _join(line, beside, lines)
            gone.add(id(line))
    return [line for line in lines if id(line) not in gone] if gone else list(lines)


def _is_letter(line: PrintedLine) -> bool:
    return len(line.text.lstrip(QUOTES)) == 1 and line.text[-1].isupper()


def _beside(initial: PrintedLine, lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Give the smaller lines that begin right behind an initial, from the top."""
    found = [
        line
        for line in lines
        if LARGE * line.height < initial.height
        and -1 <= line.left - initial.right < NEAR * line.height
        and initial.bottom < line.middle < initial.top + line.height
    ]
    return sorted(found, key=lambda line: -line.top)


def _join(initial: PrintedLine, beside: Sequence[PrintedLine], lines: Sequence[PrintedLine]) -> None:
    first = beside[0]
    white = " " if initial.text[-1] in WORDS and _is_word(initial.text[-1], first, lines) else ""
    shift = len(initial.text) + len(white)
    first.text = f"{initial.text}{white}{first.text}"
    first.notes = tuple((start + shift, end + shift) for start, end in first.notes)
    for line in beside:
        line.left = initial.left


def _is_word(letter: str, first: PrintedLine, lines: Sequence[PrintedLine]) -> bool:
    """Tell whether an initial is a word: what stands behind it is one elsewhere on the page, and both together not."""
    rest = first.text.split(maxsplit=1)[0].lower()
    words = {word.lower() for line in lines if line is not first for word in WORD.findall(line.text)}
    return rest in words and letter.lower() + rest not in words
