"""National law: constitutions and codes by country, and statutes by their title."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from khronika.extraction.citing.instruments import STYLE, Named
from khronika.extraction.lists import kept, table

if TYPE_CHECKING:
    from collections.abc import Iterator

OFTEN = 3  # times a country must be named, and twice as often as any other, to be the one a text is about
# Capitalised words that stand before a code and name no country.
PLAIN = r"The|This|That|Its|Their|His|Her|Our|Under|In|Of|By|And|New|Draft"
CAPITALS = r"[A-Z][\w'-]*"
JOINED = rf"(?:(?: (?:of|and|on|the|to|for|in|against|or|its|Their|their))* {CAPITALS})"


@kept
def _countries() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {form: code for code, names in table("countries", "countries").items() for form in names}
    words = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)"), forms


def home_of(text: str) -> str | None:
    """The country that a text is about: its ISO code where one is named far more often than any other, else None."""
    pattern, forms = _countries()
    ranked = Counter(forms[match.group()] for match in pattern.finditer(text.replace("’", "'"))).most_common(2)
    if not ranked or ranked[0][1] < OFTEN or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


@kept
def _codes() -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    """The ends of the ids, each with the words without which there is no such law in a text, and the whole pattern."""
    country = _countries()[0].pattern
    rows = []
    for suffix, words in table("norms", "codes").items():
        loose = f"(?i:{words})"
        of = rf"(?<!\w){loose} (?:of|in) {STYLE}(?P<later>{country})"
        by = rf"(?P<earlier>{country})(?:'s?)? (?:[a-z]+ )?{loose}(?!\w)"
        whose, which = rf"(?P<whose>(?!(?:{PLAIN}) ){CAPITALS} )?", rf"(?P<which> of (?:the )?{CAPITALS})?"
        whole = re.compile(rf"{of}|{by}|(?<!\w){whose}{words}{which}(?!\w)")
        rows.append((suffix, re.compile(words, re.IGNORECASE), whole))
    return rows


def codes(text: str, home: str | None) -> Iterator[Named]:
    """Find constitutions and codes; without a country they are those of `home`, and null where it is unknown."""
    forms = _countries()[1]
    for suffix, words, pattern in _codes():
        for match in pattern.finditer(text) if words.search(text) else ():
            country = match["later"] or match["earlier"]
            code = forms[country] if country else None if match["whose"] or match["which"] else home
            yield Named(match.start(), match.end(), f"{code}-{suffix}" if code else None)


def statutes(text: str) -> Iterator[Named]:
    """Find laws by title ("the Law on Assemblies", "the Public Order Act"); the catalogue has no ids for them."""
    kinds, topic = (
        "(?:Law|Act|Decree|Ordinance|Regulations?|Bill)",
        "(?:on|concerning|for|against|regulating) (?:the )?",
    )
    titled = rf"\b{kinds}(?: No\. ?[\w/-]+)? {topic}{CAPITALS}{JOINED}*"
    named = (
        rf"\b(?:{CAPITALS} (?:(?:of|and|on|the|to|for) )*){{1,8}}(?:Act|Law|Ordinance|Decree)\b(?:,? (?:of )?\d{{4}})?"
    )
    numbered = r"\b(?:Federal )?(?:Law|Decree|Ordinance|Act) No\.? ?\d[\w/-]*(?: of \d{1,2} \w+ \d{4})?"
    for form in (titled, named, numbered):
        for match in re.finditer(form, text):
            start = match.start() + (4 if match.group().startswith(("The ", "the ")) else 0)
            if not re.search(table("norms", "no_law")["words"], match.group()):
                yield Named(start, match.end(), None)
