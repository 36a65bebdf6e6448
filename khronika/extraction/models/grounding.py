"""A row becomes a claim's body: the model chose among what the sentence holds and adds no word of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.counting import population
from khronika.extraction.found import Found
from khronika.extraction.grammar.analysis import verb_group
from khronika.extraction.models.answers import Refusal
from khronika.vocabulary.bodies import Act, Count, Step
from khronika.vocabulary.claims import Kind, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.extraction.counting.numbers import Numeral
    from khronika.extraction.models.answers import Row
    from khronika.extraction.models.questions import Event, Option, Question, Somebody
    from khronika.vocabulary.bodies import Body, Party

NOT_OF_WORD = "the word named does not mean that"
NOT_OF_NUMBER = "the number named counts nobody in that event"
NOT_OF_PEOPLE = "the people named do not stand to the event as the answer says"
MIXED = "a figure with people, or a step or act with a number"


def grounded(asked: Question, row: Row) -> Found | Refusal:
    """Give the body that a row stands for, with the tokens that carry it, or why the sentence does not bear it."""
    event = asked.events[row.event]
    option = event.options.get(row.meaning)
    if option is None:
        return Refusal(NOT_OF_WORD)
    if option.sense.kind is Kind.COUNT:
        return _count(asked, event, option, row)
    if row.number is not None:
        return Refusal(MIXED)
    whom, who = set(row.people), set(row.by)
    if not whom or not whom <= option.people or not who <= option.by:
        return Refusal(NOT_OF_PEOPLE)
    return _befalling(asked, event, option, row)


def _count(asked: Question, event: Event, option: Option, row: Row) -> Found | Refusal:
    if row.people or row.by:
        return Refusal(MIXED)
    if row.number not in option.numbers:
        return Refusal(NOT_OF_NUMBER)
    numeral = asked.numbers[row.number]
    sentence, place = asked.analysis.sentence, population.counted(asked.analysis.sentence, numeral)
    named = population.population(sentence, place.noun) if place.noun is not None else None
    group = population.group(sentence, place.noun, option.sense.word)
    body = Count(option.sense.word, named, group, numeral.low, numeral.high, numeral.qualifier)
    nouns = {place.position} if place.noun is None else {place.position, place.noun}
    return _found(asked, event, body, {*_of_number(numeral), *nouns}, Polarity.AFFIRMED)


def _of_number(numeral: Numeral) -> range:
    """The number's tokens with its qualifier, also one that stands behind it: "12 or more"."""
    return range(numeral.begins, numeral.last + 1)


def _befalling(asked: Question, event: Event, option: Option, row: Row) -> Found:
    whom, who = (_parties(asked, ids) for ids in (row.people, row.by))
    word = option.sense.word
    body: Body = Act(word, whom, who) if option.sense.kind is Kind.ACT else Step(word, whom)
    tokens = {i for id_ in (*row.people, *row.by) for i in _phrase(asked, asked.people[id_])}
    polarity = Polarity.NEGATED if event.clause.negated else Polarity.AFFIRMED
    return _found(asked, event, body, tokens, polarity)


def _parties(asked: Question, ids: Iterable[str]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(asked.people[id_].party for id_ in ids))


def _phrase(asked: Question, one: Somebody) -> list[int]:
    """The tokens of a party: its words, and the number before them."""
    sentence = asked.analysis.sentence
    within = sentence.subtree(sentence.tokens[one.head])
    said = set((one.party.name or one.party.population or "").split())
    counted = one.party.number is not None
    return [one.head, *(i for i in within if (t := sentence.tokens[i]).text in said or (counted and t.pos == "NUM"))]


def _found(asked: Question, event: Event, body: Body, tokens: set[int], polarity: Polarity) -> Found:
    carried = {*tokens, *verb_group(asked.analysis.sentence, event.clause.at)}
    return Found(body, tuple(sorted(carried)), event.clause.at, polarity)
