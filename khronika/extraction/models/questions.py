"""One sentence as a question: its numbers, people and events by id, with the meanings that each event may have.

What can be answered is what the clause graph connects: a question holds every claim that any answer to it can give.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from khronika.extraction.cases import deeds
from khronika.extraction.counting.exclusions import no_people
from khronika.extraction.grammar.modes import Mode
from khronika.extraction.lists import lists, words
from khronika.extraction.models.countable import countable
from khronika.extraction.models.senses import senses
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.claims import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khronika.extraction.cases.parties import Parties
    from khronika.extraction.counting.numbers import Numeral
    from khronika.extraction.grammar.analysis import Analysis
    from khronika.extraction.grammar.clauses import Clause
    from khronika.extraction.grammar.syntax import Sentence
    from khronika.extraction.models.senses import Sense
    from khronika.vocabulary.bodies import Party
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.extractions import Abstention

NONE = "none"
MOST_PEOPLE = 8
UNSAID = "other"  # the quantity of people of whom no word says what befell them
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
MARKS = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "<>[]|"})  # with which chat templates part their roles


@dataclass(frozen=True, slots=True)
class Somebody:
    """People whom the sentence names at a token, as a party of a claim."""

    head: int
    party: Party


@dataclass(frozen=True, slots=True)
class Option:
    """One meaning of an event, with the ids of all that it can concern: numbers, people, and those who did it."""

    sense: Sense
    numbers: frozenset[str]
    people: frozenset[str]
    by: frozenset[str]


@dataclass(frozen=True, slots=True)
class Event:
    """A predicate that the sentence tells of as having happened, with what it may mean."""

    clause: Clause
    options: dict[str, Option]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about one sentence; ids are "N1", "P1", "E1" in the order of the text."""

    analysis: Analysis
    numbers: dict[str, Numeral]
    people: dict[str, Somebody]
    events: dict[str, Event]

    @property
    def text(self) -> str:
        """The sentence and its lists as one line of JSON in which no word of a document looks like a role or a mark."""
        sentence = self.analysis.sentence
        asked = {
            "sentence": sentence.words(range(len(sentence.tokens))),
            "numbers": {id_: sentence.words(range(n.begins, n.last + 1)) for id_, n in self.numbers.items()},
            "people": {id_: one.party.name or one.party.population for id_, one in self.people.items()},
            "events": {
                id_: {"word": sentence.tokens[event.clause.at].text, "meanings": [*event.options]}
                for id_, event in self.events.items()
            },
        }
        return STRING.sub(lambda found: found[0].translate(MARKS), json.dumps(asked, ensure_ascii=False))

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON schema of an answer: ids of this question and nothing else."""
        people = {"type": "array", "items": _one_of([*self.people, NONE]), "maxItems": MOST_PEOPLE}
        row = {
            "event": _one_of(self.events),
            "meaning": _one_of(sorted({meaning for event in self.events.values() for meaning in event.options})),
            "number": _one_of([*self.numbers, NONE]),
            "people": people,
            "by": people,
        }
        return _object({"rows": {"type": "array", "items": _object(row), "maxItems": limit("rows")}})


def question(
    analysis: Analysis, parties: Parties, told: Iterable[Claim], left: Iterable[Abstention]
) -> Question | None:
    """Give what a model can be asked about a sentence, None where it could add nothing.

    `told` are the grammar's claims from it, `left` the numbers that it left alone.
    """
    sentence = analysis.sentence
    if len(sentence.text) > limit("longest"):
        return None
    reasons = {each.start: each.reason for each in left}
    numbers = _numbers(analysis, reasons)
    meant = [(clause, found) for clause in _asserted(analysis) if (found := senses(sentence, clause))]
    people = _people(analysis, parties, meant)
    events = [Event(clause, dict(_options(analysis, clause, found, numbers, people))) for clause, found in meant]
    heard = list(told)
    open_numbers = {id_ for id_, numeral in numbers.items() if _open(sentence, numeral, reasons, heard)}
    if not any(_adds(sentence, event, open_numbers, heard) for event in events):
        return None
    kept = [event for event in events if event.options]
    return Question(analysis, numbers, people, {f"E{n}": event for n, event in enumerate(kept, start=1)})


def _asserted(analysis: Analysis) -> Iterator[Clause]:
    """The predicates of what the sentence tells of as having happened: no threat, demand, plan, question."""
    if any(token.lower == "please" for token in analysis.sentence.tokens):
        return
    for clause in analysis.clauses:
        describes = analysis.sentence.tokens[clause.at].dep == "amod"  # "the convicted men" tells of no conviction
        if clause.mode is Mode.ASSERTED and not describes:
            yield clause


def _numbers(analysis: Analysis, reasons: dict[int, str]) -> dict[str, Numeral]:
    """The numbers that may count people: those that the grammar counted, and those that it left for want of a word."""
    dated = [(d.first, d.last) for d in analysis.dated]
    known = words("model", "open")
    tokens = analysis.sentence.tokens
    fit = [
        numeral
        for numeral in analysis.numerals
        if reasons.get(tokens[numeral.first].start, "") in known | {""}
        and not no_people(analysis.sentence, numeral, dated)
    ]
    return {f"N{n}": numeral for n, numeral in enumerate(fit, start=1)}


def _people(
    analysis: Analysis, parties: Parties, meant: Sequence[tuple[Clause, tuple[Sense, ...]]]
) -> dict[str, Somebody]:
    """Whoever stands in a relation to an event and is named in the sentence itself; what pronouns mean is not asked."""
    sentence = analysis.sentence
    heads = {i for clause, found in meant for sense in found for i in clause.people((*sense.people, *sense.by))}
    aside = replace(parties, spoken=replace(parties.spoken))  # asking leaves no trace in what the grammar reads next
    found = []
    for head in sorted(heads):
        token = sentence.tokens[head]
        party = aside.at(sentence, [head])
        named = token.pos in {"NOUN", "PROPN"} and token.lemma not in words("model", "lifeless")
        named = named and deeds.is_somebody(sentence, head)
        if named and len(party) == 1 and in_words(party[0].name or party[0].population or "", sentence.text):
            found.append(Somebody(head, party[0]))
    return {f"P{n}": one for n, one in enumerate(found, start=1)}


def _options(
    analysis: Analysis,
    clause: Clause,
    found: Iterable[Sense],
    numbers: dict[str, Numeral],
    people: dict[str, Somebody],
) -> Iterator[tuple[str, Option]]:
    for sense in found:
        if sense.kind is Kind.COUNT:
            counted = frozenset(id_ for id_, numeral in numbers.items() if countable(analysis, clause, sense, numeral))
            if counted:
                yield str(sense), Option(sense, counted, frozenset(), frozenset())
            continue
        whom, who = (_standing(people, clause.people(relations)) for relations in (sense.people, sense.by))
        if whom:
            yield str(sense), Option(sense, frozenset(), whom, who - whom)


def _standing(people: dict[str, Somebody], heads: tuple[int, ...]) -> frozenset[str]:
    return frozenset(id_ for id_, one in people.items() if one.head in heads)


def _open(sentence: Sentence, numeral: Numeral, reasons: dict[int, str], told: Sequence[Claim]) -> bool:
    """Whether the grammar left a number alone, or counted people and knew no more than that."""
    start = sentence.tokens[numeral.first].start
    if start in reasons:
        return True
    return any(
        isinstance(claim.body, Count)
        and claim.body.quantity == UNSAID
        and claim.passage.start <= start < claim.passage.end
        for claim in told
    )


def _adds(sentence: Sentence, event: Event, open_numbers: set[str], told: Sequence[Claim]) -> bool:
    """Whether something can come of an event that the grammar has not told."""
    here = sentence.tokens[event.clause.at].start
    known = {claim.kind for claim in told if claim.passage.start <= here < claim.passage.end}
    return any(
        option.numbers & open_numbers if option.sense.kind is Kind.COUNT else option.sense.kind not in known
        for option in event.options.values()
    )


def in_words(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text, white space apart."""
    return bool(phrase) and " ".join(phrase.split()) in " ".join(text.split())


def limit(name: str) -> int:
    """Give one of the limits of data/model.toml."""
    return int(lists("model")["limits"][name])


def _one_of(ids: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": [*ids]}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
