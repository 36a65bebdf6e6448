"""Articles, principles, rules and paragraphs of a norm, as they are written: "articles 9 and 14 (3) (g)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BRACKETS = r"(?: ?\((?:\d{1,2}|[a-z]{1,4})\))*(?: ?[–-] ?\([a-z0-9]{1,3}\))?"
NUMBER = rf"(?:\d{{1,4}}(?:-\d{{1,2}}(?!\d))?(?:bis|ter)?|[IVX]{{1,6}}\b){BRACKETS}"
LIST = rf"{NUMBER}(?:(?:, ?(?:and |or )?| and | or | & | ?– ?| to ){NUMBER})*"
UNITS = {
    "article": r"articles?|arts?\.?",
    "principle": r"principles?",
    "rule": r"rules?",
    "guideline": r"guidelines?",
    "section": r"sections?|§§?",
    "paragraph": r"(?:operative )?(?:paragraphs?|paras?\.?|points?)",
}
SMALL = r"(?:paragraphs?|paras?\.?|parts?|points?|sub-?(?:section|paragraph)s?|items?|clauses?)"
NOT_OF = r"(?! ?(?:per ?cent|%|days?|months?|years?|hours?|times|people|persons|o'clock))(?![\d/:])"
FULL_RANGE = 20  # longer than this, "a-b" is one article's number and no range
BEFORE = rf"(?:{SMALL} (?P<parts>{LIST}),? ?\(?(?:of |in )?(?:the )?)?"
AFTER = rf"(?:,? ?{SMALL} ?(?P<later>{LIST}))?"
MATCHES = [
    (unit, re.compile(rf"\b{BEFORE}(?:{words}) ?(?P<list>{LIST}){AFTER}{NOT_OF}", re.IGNORECASE))
    for unit, words in UNITS.items()
]
SPAN = re.compile(r"(\d+) ?(?:–|-| to ) ?(\d+)")


@dataclass(frozen=True, slots=True)
class Provision:
    """Provisions cited together at a span of characters; `numbers` as cited, paragraphs in brackets: "14(3)(g)"."""

    start: int
    end: int
    unit: str
    numbers: tuple[str, ...]


def provisions(text: str) -> list[Provision]:
    """Find what a text cites by unit and number, in order; a paragraph "of article 14" belongs to its article."""
    found: list[Provision] = []
    for unit, pattern in MATCHES:
        for match in pattern.finditer(text):
            if not any(p.start < match.end() and match.start() < p.end for p in found):
                found.append(Provision(match.start(), match.end(), unit, tuple(dict.fromkeys(_numbers(match)))))
    return sorted(found, key=lambda p: p.start)


def bare(text: str, start: int) -> Provision | None:
    """Read "and 9 and 14 of" at a place right behind an instrument: numbers whose unit was said before."""
    match = re.compile(rf",? and (?P<list>{LIST})(?= (?:of|in) )").match(text, start)
    return (
        Provision(match.start("list"), match.end("list"), "article", tuple(_listed(match["list"]))) if match else None
    )


def highest(number: str) -> int | None:
    """Give the article's own number; None for Roman numerals."""
    digits = re.match(r"\d+", number)
    return int(digits.group()) if digits else None


def _numbers(match: re.Match[str]) -> Iterator[str]:
    *before, last = list(_listed(match["list"]))
    yield from before
    parts = match["parts"] or match["later"]
    if parts is None:
        yield last
    else:
        yield from (last + _bracketed(part) for part in _listed(parts))


def _bracketed(part: str) -> str:
    head, _, rest = part.partition("(")
    return f"({head})" + (f"({rest}" if rest else "")


def _listed(words: str) -> Iterator[str]:
    for piece in re.split(r", ?(?:and |or )?| and | or | & ", words):
        span = SPAN.fullmatch(piece.strip())
        low, high = (int(span[1]), int(span[2])) if span else (0, 0)
        if span and low < high <= low + FULL_RANGE and not (low > high - 2 and "-" in piece and low > FULL_RANGE * 5):
            yield from map(str, range(low, high + 1))
        else:
            yield piece.replace(" ", "")
