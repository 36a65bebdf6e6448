"""Whether a predicate says of a number how many people something befell: by the way from the one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.counting import population
from khronika.extraction.lists import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.extraction.counting.numbers import Numeral
    from khronika.extraction.counting.population import Counted
    from khronika.extraction.grammar.analysis import Analysis
    from khronika.extraction.grammar.clauses import Clause
    from khronika.extraction.grammar.syntax import Sentence, Token
    from khronika.extraction.models.senses import Sense

VERBS = frozenset({"VERB", "AUX"})
DESCRIBING = ("acl", "relcl", "amod")
COMPLETING = ("xcomp", "oprd", "acomp")
DENYING = frozenset({"not", "no", "none", "neither", "nor", "never", "but", "except", "without"})
SUBJECTS = ("nsubj", "nsubjpass")


def countable(analysis: Analysis, clause: Clause, sense: Sense, numeral: Numeral) -> bool:
    """Say whether a number can count the people of an event in one of its senses.

    The people must stand in the sense's relation, nothing may be denied, and the noun must name people, or the sense be
    one of which only people are capable.
    """
    sentence = analysis.sentence
    place = population.counted(sentence, numeral)
    others = {i for other in analysis.numerals if other is not numeral for i in range(other.first, other.last + 1)}
    if clause.negated or _denied(sentence, numeral) or clause.at not in reached(sentence, numeral, place, others):
        return False
    stands = {place.position, place.noun} & set(clause.people(sense.people))
    if not stands and not (clause.nominal and place.noun == clause.at):
        return False
    if place.noun is None:
        return sense.word in words("model", "only_people") or place.pronoun is not None
    if population.is_thing(sentence, place.noun) or sentence.tokens[place.noun].lemma in words("model", "lifeless"):
        return False
    return population.is_people(sentence, place.noun) or sense.word in words("model", "only_people")


def _denied(sentence: Sentence, numeral: Numeral) -> bool:
    before = {token.lower for token in sentence.tokens[max(0, numeral.begins - 3) : numeral.first]}
    return bool(before & DENYING)


def reached(sentence: Sentence, numeral: Numeral, place: Counted, others: Iterable[int]) -> frozenset[int]:
    """Give the tokens of the predicates that can be said of the people counted; `others` are tokens of other numbers.

    Another number on the way ends it: of "two of the four were killed" four were not killed.
    """
    token = sentence.tokens[place.position]
    way = list(_way(sentence, token))
    barred = set(others) - set(range(numeral.first, numeral.last + 1))
    if any(above.i in barred for above in way):
        return frozenset()
    found = {above.i for above in way}
    for described in {place.position, numeral.at, place.noun if place.noun is not None else place.position}:
        found |= {t.i for t in sentence.dependents(sentence.tokens[described], *DESCRIBING)}
    verb = next((above for above in way if above.pos in VERBS), None)
    return frozenset(found | set(_joined(sentence, verb)) if verb else found)


def _way(sentence: Sentence, token: Token) -> Iterator[Token]:
    """What governs a token, up to and with the nearest verb."""
    for above in sentence.ancestors(token):
        yield above
        if above.pos in VERBS:
            return


def _joined(sentence: Sentence, verb: Token) -> Iterator[int]:
    """The predicates that share the verb's subject: what completes it, or is joined to it without one of its own."""
    for token in sentence.dependents(verb, *COMPLETING):
        yield token.i
    for token in sentence.dependents(verb, "conj"):
        if token.pos in VERBS and not sentence.dependents(token, *SUBJECTS):
            yield token.i
