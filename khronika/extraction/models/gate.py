"""The last look at a model's claim: what it says must stand in its passage, and the passage in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.errors import InvalidValue
from khronika.extraction.models.questions import in_words
from khronika.vocabulary.bodies import Act, Count, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.counting.numbers import Numeral
    from khronika.extraction.grammar.analysis import Analysis
    from khronika.vocabulary.bodies import Party
    from khronika.vocabulary.claims import Claim

NOT_VERBATIM = "its passage does not stand in the text"
NAME_NOT_THERE = "a name or description that its passage does not hold"
NUMBER_NOT_THERE = "a number that its passage does not hold"


def fault(claim: Claim, analysis: Analysis, text: str) -> str | None:
    """Say why a claim may not enter the record, None where it may."""
    try:
        claim.passage.verify(text)
    except InvalidValue:
        return NOT_VERBATIM
    if not all(in_words(name, claim.passage.exact) for name in _names(claim)):
        return NAME_NOT_THERE
    held = list(_held(claim, analysis))
    if isinstance(claim.body, Count):
        count = claim.body.low, claim.body.high, claim.body.qualifier
        return None if count in [(n.low, n.high, n.qualifier) for n in held] else NUMBER_NOT_THERE
    told = {party.number for party in _parties(claim)} - {None}
    return None if told <= {value for n in held for value in (n.low, n.high)} else NUMBER_NOT_THERE


def _held(claim: Claim, analysis: Analysis) -> Iterator[Numeral]:
    """The numbers that the grammar reads inside the passage, each with its qualifier."""
    tokens, passage = analysis.sentence.tokens, claim.passage
    for numeral in analysis.numerals:
        if passage.start <= tokens[numeral.begins].start and tokens[numeral.last].end <= passage.end:
            yield numeral


def _names(claim: Claim) -> Iterator[str]:
    if isinstance(claim.body, Count) and claim.body.population is not None:
        yield claim.body.population
    for party in _parties(claim):
        yield from (words for words in (party.name, party.population) if words is not None)


def _parties(claim: Claim) -> tuple[Party, ...]:
    body = claim.body
    if isinstance(body, Step):
        return body.subjects
    return (*body.victims, *body.perpetrators) if isinstance(body, Act) else ()
