"""Words that may hide a misread figure, whatever Tesseract says of them: a sign for a digit, a figure in pieces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.reading.recognition.words import by_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.reading.recognition.words import Word

SIGN = re.compile(r"\W*[|!$§&@\\/\[\](){}<>£€¥%*^~]\W*")  # alone where a figure may stand: "|" for 1, "$" for 8
MIXED = re.compile(r"\d[OoОоlIЗзбВSB]|[OoОоlIЗзбВSB]\d")  # letters of the shape of figures, next to one
THOUSANDS = re.compile(r"(?<![.,\d])\d{1,3}( \d{3})+(?!\d)")
CLOSE = 1.0  # heights of a line from which two figures beside each other are two: the columns of a table


def unsure_figures(words: Sequence[Word]) -> list[Word]:
    """Take the confidence from what may be a figure and is not surely the one it seems to be; the words stay."""
    return [each for line in by_line(words) for each in _line(line)]


def _line(line: Sequence[Word]) -> list[Word]:
    broken = {at for start, end in _runs(line) for at in range(start, end)}
    return [
        word.read_as(word.text, 0) if at in broken or _seems_one(word.text) else word for at, word in enumerate(line)
    ]


def _seems_one(text: str) -> bool:
    return SIGN.fullmatch(text) is not None or MIXED.search(text) is not None


def _runs(line: Sequence[Word]) -> list[tuple[int, int]]:
    """Give where figures follow each other closely and are no thousands: "1 17" may be 117, "5 06 2013" a date."""
    runs, start = [], 0
    for at in range(1, len(line) + 1):
        if at == len(line) or not _follows(line[at - 1], line[at]):
            figure = " ".join(word.text.strip(".,;:()") for word in line[start:at])
            if at - start > 1 and not THOUSANDS.fullmatch(figure):
                runs.append((start, at))
            start = at
    return runs


def _follows(one: Word, other: Word) -> bool:
    """Tell whether a figure goes on without as much as a comma between."""
    height = max(one.box[3] - one.box[1], other.box[3] - other.box[1])
    return one.text[-1].isdigit() and other.text[0].isdigit() and other.box[0] - one.box[2] < CLOSE * height
