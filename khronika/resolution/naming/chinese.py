"""Chinese given names in the older romanisation (Wade-Giles) as pinyin writes them: "Tse-tung" is "Zedong"."""

from __future__ import annotations

import re
from itertools import product

from khronika.resolution.words import words

SYLLABLE = re.compile(r"^(hs|ch|ts|tz|sh|ss|sz|[bcdfghjklmnpqrstwxyz])?([aeiouü]{1,3})(ng|n|h|rh|r)?$")
HYPHENED = re.compile(r"^[^\W\d_]{2,6}-[^\W\d_]{2,6}$")
MOST = 16


def pinyin(written: str) -> frozenset[str]:
    """Give what a hyphened given name, or a surname in "Hs-", may be in pinyin; nothing for any other word."""
    small = written.casefold().replace("'", "").replace("’", "")
    if not (HYPHENED.match(small) or re.match(r"^hs[iu]\w{0,3}$", small)):
        return frozenset()
    parts = [_read(part) for part in small.split("-")]
    return frozenset("".join(one) for one in list(product(*parts))[:MOST]) if all(parts) else frozenset()


def _read(syllable: str) -> list[str]:
    found = SYLLABLE.match(syllable)
    if not found:
        return []
    start, middle, end = (part or "" for part in found.groups())
    table = words("names")["wade_giles"]
    before_i = f"{start}i" if middle[0] in "iü" and f"{start}i" in table else start
    rest = {"ung": "ong", "ieh": "ie", "ien": "ian", "eh": "e", "uei": "ui"}.get(middle + end, middle + end)
    return [first + rest for first in table.get(before_i, (start,))]
