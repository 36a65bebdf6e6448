"""Penalties as a clause states them: terms in months, suspended or not, and the articles applied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.extraction.grammar.spans import Line
from khronika.extraction.lists import words
from khronika.vocabulary.bodies import Article, Penalty, Qualifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.extraction.counting.numbers import Numeral
    from khronika.extraction.grammar.analysis import Analysis
    from khronika.extraction.grammar.syntax import Sentence, Token

MONTHS = {"year": 12, "month": 1}
FINE = frozenset({"fine", "pay", "impose", "levy", "receive", "give", "hand", "issue"})
CHANGES = frozenset({"reduce", "commute", "cut", "lower", "increase", "raise", "extend", "shorten"})
ARTICLE = re.compile(
    r"\b(?:part (?P<first>\d+) (?:of )*)?"
    r"(?:article|art\.?|section) (?P<article>\d+[\w.-]*)(?: ?\( ?(?P<para>\d+) ?\)(?: ?\( ?(?P<lit>[a-z]) ?\))?)?"
    r"(?: ?,? ?(?:part|paragraph|para\.?) (?P<part>\d+)(?P<item>[a-z])?)?"
    r"(?:[^.;]{0,30}? of (?P<code>(?:the |[A-Z][\w']* ?'s )?[\w' -]{0,40}?(?:code|law|act))\b)?",
    re.IGNORECASE,
)


def penalty(analysis: Analysis, tokens: Sequence[int], lemma: str) -> Penalty | None:
    """The penalty that stands in these tokens, None where they state none.

    Terms are whole months: seven and a half years is 90; of "from 7 to 5 years" under "reduced" only the new term.
    """
    sentence = analysis.sentence
    inside = set(tokens)
    said = {sentence.tokens[i].lower for i in inside} | {sentence.tokens[i].lemma for i in inside}
    for numeral in analysis.numerals:  # "three years and six months": the parser hangs the second term elsewhere
        if numeral.begins - 2 in inside and _before(analysis, numeral) in {"and", "to"}:
            inside.add(numeral.first)
    terms = _terms(analysis, [numeral for numeral in analysis.numerals if numeral.first in inside])
    suspended = bool(said & {"suspended", "probation", "probationary"})
    if "fine" in {lemma, *said} and lemma in FINE and not terms:
        return _fine(analysis, inside, suspended=suspended)
    single = _single(analysis, inside) if not terms else None
    if single is not None:
        return Penalty("imprisonment", single, single, suspended=suspended)
    if not terms:
        return _without_term(said, suspended=suspended)
    kind = "administrative_detention" if "administrative" in said else "imprisonment"
    low, high = terms[-1][1] if lemma in CHANGES else _joined(analysis, terms)
    return Penalty(kind, low, high, suspended=suspended)


def _single(analysis: Analysis, inside: set[int]) -> int | None:
    """The months of "a month in prison", "a year and a half"; None where no such term stands there."""
    tokens = analysis.sentence.tokens
    for i in sorted(inside):
        if tokens[i].lower in {"a", "one"} and i + 1 < len(tokens) and tokens[i + 1].lower in MONTHS:
            half = 6 if {"and", "half"} <= {t.lower for t in tokens[i + 2 : i + 5]} else 0
            return MONTHS[tokens[i + 1].lower] + half
    return None


def _fine(analysis: Analysis, inside: set[int], *, suspended: bool) -> Penalty:
    """A fine, with its amount and currency as written where the text gives them: "800 tala", "US$400"."""
    tokens = analysis.sentence.tokens
    for numeral in analysis.numerals:
        before = tokens[numeral.first - 1] if numeral.first else None
        after = tokens[numeral.last + 1] if numeral.last + 1 < len(tokens) else None
        if numeral.first not in inside or numeral.low is None:
            continue
        amount = analysis.sentence.words(range(numeral.first, numeral.last + 1))
        if before is not None and (before.tag == "$" or before.lower in words("numbers", "money")):
            return Penalty("fine", amount=amount, currency=before.text, suspended=suspended)
        if after is not None and after.dep in {"dobj", "pobj", "npadvmod", "oprd", "conj"} and after.pos != "PRON":
            return Penalty("fine", amount=amount, currency=after.text, suspended=suspended)
    return Penalty("fine", suspended=suspended)


Months = tuple[int | None, int | None]


def _terms(analysis: Analysis, numerals: Sequence[Numeral]) -> list[tuple[Numeral, Months]]:
    """The terms in order; after "to" a bare number takes the unit before: "from nine years to six and a half"."""
    found: list[tuple[Numeral, Months]] = []
    for numeral in numerals:
        term = _term(analysis, numeral)
        if term is None and found and _before(analysis, numeral) == "to" and numeral.low is not None:
            half = 6 if "half" in _behind(analysis, numeral, 3) else 0
            term = (numeral.low * 12 + half, numeral.low * 12 + half)
        if term is not None:
            found.append((numeral, term))
    return found


def _joined(analysis: Analysis, terms: Sequence[tuple[Numeral, Months]]) -> Months:
    """One term, a sum ("three years and six months") or a range ("18 months to four years")."""
    low, high = terms[0][1]
    if len(terms) == 1 or low is None or high is None:
        return low, high
    numeral, (_, more) = terms[1]
    word = _before(analysis, numeral)
    if more is not None and "respectively" in {t.lower for t in analysis.sentence.tokens}:
        return min(low, more), max(high, more)  # "five and seven years respectively"
    if word == "and" and more is not None and more < MONTHS["year"] <= low:
        return low + more, high + more
    return (low, more) if word == "to" and more is not None and more > low else (low, high)


def _before(analysis: Analysis, numeral: Numeral) -> str:
    return analysis.sentence.tokens[numeral.begins - 1].lower if numeral.begins else ""


def _behind(analysis: Analysis, numeral: Numeral, number: int) -> set[str]:
    return {token.lower for token in analysis.sentence.tokens[numeral.last + 1 : numeral.last + 1 + number]}


def _without_term(said: set[str], *, suspended: bool) -> Penalty | None:
    if {"life", "death"} & said and {"sentence", "imprisonment", "prison"} & said:
        return Penalty("death" if "death" in said and "life" not in said else "life_imprisonment", suspended=suspended)
    if suspended:
        return Penalty("imprisonment", suspended=True)
    return Penalty("imprisonment") if said & {"bar", "bars", "jail", "prison", "imprisonment"} else None


def _term(analysis: Analysis, numeral: Numeral) -> Months | None:
    """The term that begins at a number, in months; days are rounded up to none."""
    tokens = analysis.sentence.tokens
    half = 0
    for token in tokens[numeral.last + 1 : numeral.last + 9]:
        if token.lower == "half":
            half = 6
        factor = MONTHS.get(token.lemma)
        if factor:
            half = half or 6 * (factor == 12 and _and_a_half(tokens[token.i + 1 : token.i + 4]))
            if "old" in {t.lower for t in tokens[token.i + 1 : token.i + 3]}:
                return None
            return tuple(None if x is None else x * factor + half for x in _bounds(numeral))  # type: ignore[return-value]
        if token.lower not in {"-", "and", "a", "half", "more", "full"} and token.lemma not in words(
            "numbers", "units"
        ):
            return None
    return None


def _and_a_half(tokens: Sequence[Token]) -> bool:
    """As in "seven years and a half"."""
    said = [token.lower for token in tokens]
    return said[:1] == ["and"] and "half" in said[1:]


def _bounds(numeral: Numeral) -> tuple[int | None, int | None]:
    if numeral.qualifier in {Qualifier.UP_TO, Qualifier.FEWER_THAN}:
        return None, numeral.high
    return numeral.low, numeral.high


def articles(analysis: Analysis) -> tuple[Article, ...]:
    """The articles of codes that the sentence names, each once, in order."""
    line = Line(analysis.sentence)
    found = [
        Article(
            _code(analysis.sentence, line, m), m["article"], m["part"] or m["para"] or m["first"], m["item"] or m["lit"]
        )
        for m in ARTICLE.finditer(line.text)
    ]
    return tuple(dict.fromkeys(found))


def _code(sentence: Sentence, line: Line, match: re.Match[str]) -> str | None:
    """The code as written; what Russian puts behind it in the genitive belongs to it."""
    if not match["code"]:
        return None
    if sentence.language == "en":
        return match["code"].strip()
    first, last = line.tokens(*match.span("code"))
    while last + 2 < len(sentence.tokens) and not sentence.tokens[last + 1].text:
        last += 2
    return sentence.words(range(first, last + 1)).strip()
