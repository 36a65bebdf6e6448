"""In which script a letter and a text are written, by the names that Unicode gives to letters."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

LOOKED_AT = 400  # letters of a text by which its script is told


@cache
def script_of(letter: str) -> str:
    """Give a letter's script as the first word of its Unicode name in small letters ("latin"); "" for no letter."""
    if not letter.isalpha():
        return ""
    return unicodedata.name(letter, "").partition(" ")[0].partition("-")[0].lower()


def script(text: str) -> str:
    """Give the script of most letters at the head of a text; "" where it has none."""
    counted = Counter(map(script_of, text[:LOOKED_AT]))
    del counted[""]
    return max(counted, key=lambda name: counted[name], default="")
