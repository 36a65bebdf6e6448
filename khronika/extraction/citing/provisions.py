"""Articles, principles, rules and paragraphs of a norm, as they are written: "articles 9 and 14 (3) (g)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BRACKETS = r"(?: ?\((?:\d{1,2}|[a-z]{1,4})\))*(?: ?[–-] ?\([a-z0-9]{1,3}\))?"
NUMBER = rf"(?:\d{{1,4}}(?:\.\d{{1,2}}(?!\d))?(?:-\d{{1,2}}(?!\d))?(?:bis|ter)?|[IVX]{{1,6}}\b){BRACKETS}"
BARE = r"\((?:\d{1,2}|[a-z]{1,4})\)"  # "19 (2) and (3)": a part of the article before
AND = r"(?:, ?(?:and |or |et |ou |и )?| (?:and|or|et|ou|и|или) | & )"
LIST = rf"{NUMBER}(?:(?:{AND}| ?– ?| to | à ){NUMBER}|{AND}{BARE})*"
PARTS = rf"(?:{BARE}(?:{AND}{BARE})*|{LIST})"
UNITS = {
    "article": r"articles?|arts?\.?|стать[а-яё]+|ст\.?",
    "principle": r"princip(?:l?es?)|принцип[а-яё]*",
    "rule": r"rules?|règles?|правил[а-яё]*",
    "guideline": r"guidelines?",
    "section": r"sections?|§§?",
    "paragraph": r"(?:operative )?(?:paragraphe?s?|paras?\.?|points?)|пункт[а-яё]*",
}
ONE = r"(?:paragraphe?|para\.?|part|point|sub-?(?:section|paragraph)|item|clause|alinéa|част[а-яё]+|ч\.|пункт[а-яё]*)"
MANY = r"(?:paragraphe?s|paras\.?|parts|points|sub-?(?:section|paragraph)s|items|clauses|alinéas)"
NOT_OF = r"(?! ?(?:per ?cent|%|days?|months?|years?|hours?|times|people|persons|o'clock))(?![\d/:])"
FULL_RANGE = 20  # longer than this, "a-b" is one article's number and no range
BEFORE = rf"(?:(?:{MANY}|{ONE}) (?P<parts>{PARTS}),? ?\(?(?:of |in |de |du |de l')?(?:the |la )?)?"
AFTER = (
    rf"(?:,? ?{ONE} ?(?P<one>{NUMBER}|{BARE})"
    rf"(?:,? {MANY} ?(?P<inner>{PARTS})|(?P<more>{AND}{LIST}(?=,? (?:of|du|de)\b)))?"
    rf"|,? ?{MANY} ?(?P<later>{PARTS}))?"
)
MATCHES = [
    (unit, re.compile(rf"(?<![^\W_]){BEFORE}(?:{words}) ?(?P<list>{LIST}){AFTER}{NOT_OF}", re.IGNORECASE))
    for unit, words in UNITS.items()
]
SPAN = re.compile(r"(\d+) ?(?:–|-| to | à ) ?(\d+)")


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
    match = re.compile(rf",? (?:and|et|и) (?P<list>{LIST})(?= (?:of|in|du|de) )").match(text, start)
    return (
        Provision(match.start("list"), match.end("list"), "article", tuple(_listed(match["list"]))) if match else None
    )


def highest(number: str) -> int | None:
    """Give the article's own number; None for Roman numerals."""
    digits = re.match(r"\d+", number)
    return int(digits.group()) if digits else None


def _numbers(match: re.Match[str]) -> Iterator[str]:
    """The provisions of a match: of the last article the parts named before or behind it, then what follows."""
    *before, last = list(_listed(match["list"]))
    yield from before
    if match["one"]:
        one = last + _bracketed(match["one"])
        yield from (one + _bracketed(part) for part in _listed(match["inner"])) if match["inner"] else (one,)
        yield from _listed(re.sub(rf"^{AND}", "", match["more"])) if match["more"] else ()
    elif parts := match["parts"] or match["later"]:
        yield from (last + _bracketed(part) for part in _listed(parts))
    else:
        yield last


def _bracketed(part: str) -> str:
    if part.startswith("("):
        return part
    head, _, rest = part.partition("(")
    return f"({head})" + (f"({rest}" if rest else "")


def _listed(words: str) -> Iterator[str]:
    before = ""
    for piece in re.split(AND, words):
        span = SPAN.fullmatch(piece.strip())
        low, high = (int(span[1]), int(span[2])) if span else (0, 0)
        if span and low < high <= low + FULL_RANGE and not (low > high - 2 and "-" in piece and low > FULL_RANGE * 5):
            yield from map(str, range(low, high + 1))
            continue
        number = piece.replace(" ", "")
        before = _beside(before, number) if number.startswith("(") and before else number
        yield before


def _beside(before: str, part: str) -> str:
    """In "19(2) and (3)" the second part belongs to the first's article, in "14(3)(b) and (d)" to its paragraph."""
    kinds = r"\(\d+\)$" if part[1].isdigit() else r"\([a-z]+\)$"
    return re.sub(kinds, "", before) + part
