"""Text from right to left: whether its characters come in the order in which they are read, by where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khronika.reading.pdftext import Text

LETTER = "\u0590-\u05ff\u0600-\u06ff\u0700-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
MARKS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
WORD = re.compile(f"[{LETTER}]{{2,}}")
LETTERS = re.compile(f"[{LETTER}]")
MOST_WORDS = 400  # of a page that are looked at
SHARE = 0.02  # of the words that may stand the other way round, as names set apart do
LEAST = 1.0  # points by which two places differ


def is_rightward(units: str) -> bool:
    """Tell whether most letters of a page are read from left to right."""
    count = 0 if units.isascii() else len(LETTERS.findall(units))
    return 2 * count < sum(map(str.isalpha, units)) if count else True


def out_of_order(text: Text, units: str) -> bool:
    """Tell whether letters, or words beside each other, of a text from right to left run from left to right."""
    if units.isascii():
        return False
    seen = wrong = 0
    before: tuple[int, float, float] | None = None
    for found in list(WORD.finditer(units))[:MOST_WORDS]:
        letters = [at for at in range(*found.span()) if not MARKS.match(units[at])]
        if len(letters) < 2:  # noqa: PLR2004 - one letter has no order
            continue
        first, last = text.box(letters[0]), text.box(letters[-1])
        beside = before is not None and before[0] + 1 == found.start() and abs(before[2] - first[2]) < LEAST
        seen += 1
        wrong += first[0] < last[0] - LEAST or (before is not None and beside and first[0] > before[1] + LEAST)
        before = found.end(), last[0], first[2]
    return wrong > SHARE * seen
