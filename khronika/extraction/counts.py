"""Figures about people: each number of a sentence becomes a count or an abstention with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.extraction import population
from khronika.extraction.analysis import verb_group
from khronika.extraction.clauses import Mode
from khronika.extraction.found import Found
from khronika.extraction.lexicon import entries
from khronika.extraction.lists import table, words
from khronika.extraction.numbers import no_people
from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.extraction.analysis import Analysis
    from khronika.extraction.clauses import Clause
    from khronika.extraction.numbers import Numeral
    from khronika.extraction.population import Counted
    from khronika.extraction.syntax import Token

BODILY = frozenset({"killed", "died", "died_in_custody", "injured", "seriously_injured", "gunshot_wounds", "hospitalised",
                    "detained", "arrested", "charged", "tried", "convicted", "sentenced", "tortured"})  # fmt: skip
SAYING = frozenset({"say", "state", "allege", "claim", "complain", "report", "testify", "tell", "describe", "maintain"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A count as found, and the earlier figure (an index into the document's figures) of which it is a part."""

    found: Found
    numeral: Numeral
    sentence: int
    elliptical: bool
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The clause that gives a number its meaning."""

    clause: Clause | None
    quantity: str


def find(analysis: Analysis, told: Sequence[Figure]) -> Iterator[Figure | tuple[Numeral, str]]:
    """Give each number of the sentence as a figure, or with the reason why it is none.

    `told` are the document's earlier figures; a part ("five of them") takes its population and whole from there.
    """
    dated = [(d.first, d.last) for d in analysis.dated]
    here: list[Figure] = list(told)
    for numeral in analysis.numerals:
        reason = no_people(analysis.sentence, numeral, dated)
        outcome = (numeral, reason) if reason else _count(analysis, numeral, here)
        if isinstance(outcome, Figure):
            here.append(outcome)
        yield outcome


def _count(analysis: Analysis, numeral: Numeral, told: Sequence[Figure]) -> Figure | tuple[Numeral, str]:
    sentence = analysis.sentence
    place = population.counted(sentence, numeral)
    if place.noun is not None and population.is_thing(sentence, place.noun) and not _names_event(analysis, place.noun):
        return numeral, "counts no people"
    if numeral.low == numeral.high == 0:
        return numeral, "zero"
    whole = _whole(analysis, numeral, place, told)
    reading = _reading(analysis, numeral, place)
    if reading is None and whole is not None and _inherits(analysis, place):
        reading = Reading(None, _quantity_of(told[whole]))
    return _judge(analysis, numeral, place, reading, whole, told)


def _judge(
    analysis: Analysis,
    numeral: Numeral,
    place: Counted,
    reading: Reading | None,
    whole: int | None,
    told: Sequence[Figure],
) -> Figure | tuple[Numeral, str]:
    sentence = analysis.sentence
    people = place.noun is not None and population.is_people(sentence, place.noun)
    if reading is None:
        if not people or place.noun is None:
            return numeral, "nothing says what is counted" if place.noun is None else "counts no people"
        token = sentence.tokens[place.noun]
        if token.dep in {"compound", "amod", "nmod"}:
            return numeral, "a threshold or measure"
        if numeral.low == numeral.high == 1:
            return numeral, "singular"
        reading = Reading(None, table("nouns", "implied").get(token.lemma, "other"))
    elif place.noun is not None and not people and (reading.quantity not in BODILY or sentence.tokens[place.noun].pos == "PROPN"):
        if not _names_event(analysis, place.noun):
            return numeral, "counts no people"
    if _all_but(sentence.tokens, numeral):
        return numeral, "all but"
    return _figure(analysis, numeral, place, reading, whole, told)


def _all_but(tokens: Sequence[Token], numeral: Numeral) -> bool:
    before = [token.lower for token in tokens[max(0, numeral.first - 2) : numeral.first]]
    return before == ["all", "but"] or before[-1:] == ["except"] or before == ["except", "for"]


def _figure(
    analysis: Analysis,
    numeral: Numeral,
    place: Counted,
    reading: Reading,
    whole: int | None,
    told: Sequence[Figure],
) -> Figure:
    sentence, quantity = analysis.sentence, reading.quantity
    clause = reading.clause
    of_whole = told[whole].found.body if whole is not None else None
    named = population.population(sentence, place.noun) if place.noun is not None else getattr(of_whole, "population", None)
    attribute = _attribute(analysis, place)
    group = population.group(sentence, attribute if attribute is not None else place.noun, quantity)
    if place.noun is None and attribute is None and isinstance(of_whole, Count):
        group = of_whole.group if of_whole.group != "all" else group
    if attribute is not None:
        named = population.population(sentence, attribute)
    qualifier = Qualifier.VAGUE if numeral.vague and numeral.qualifier is not Qualifier.MAJORITY else numeral.qualifier
    body = Count(quantity, named, group, numeral.low, numeral.high, qualifier, by=_by(analysis, clause, place))
    at = clause.at if clause else place.position
    negated = (clause is not None and clause.negated and not clause.nominal) or _none_of(sentence.tokens, numeral)
    polarity = Polarity.NEGATED if negated and not _modifies(analysis, clause, place) else Polarity.AFFIRMED
    found = Found(body, _tokens(analysis, numeral, place, clause, attribute), at, polarity)
    return Figure(found, numeral, sentence.number, place.noun is None, whole)


def _none_of(tokens: Sequence[Token], numeral: Numeral) -> bool:
    said = [token.lower for token in tokens[max(0, numeral.begins - 3) : numeral.begins]]
    return "none" in said or "neither" in said


def _modifies(analysis: Analysis, clause: Clause | None, place: Counted) -> bool:
    """Whether the clause only describes the people ("the six who were brought in"), so that it is not what is denied."""
    return clause is not None and _is_modifier(analysis, clause, place) and not clause.negated


def _by(analysis: Analysis, clause: Clause | None, place: Counted) -> str | None:
    if clause is None or place.position in clause.agents or not clause.patients:
        return None
    sentence = analysis.sentence
    agents = [i for i in clause.agents if sentence.tokens[i].pos in {"NOUN", "PROPN"}]
    if not agents or not any(population.group_of(sentence.tokens[i].lemma) or sentence.tokens[i].lemma in words("speakers", "bodies") for i in agents):
        return None
    below = [i for a in agents for i in sentence.subtree(sentence.tokens[a], without=frozenset({"relcl", "acl", "appos"}))]
    return sentence.words(below)


def _attribute(analysis: Analysis, place: Counted) -> int | None:
    """In "of whom five were police officers" the people named behind the verb."""
    if place.noun is not None:
        return None
    sentence = analysis.sentence
    head = sentence.head(sentence.tokens[place.position])
    if head.lemma != "be":
        return None
    return next((t.i for t in sentence.dependents(head, "attr") if population.is_people(sentence, t.i)), None)


def _inherits(analysis: Analysis, place: Counted) -> bool:
    """Whether the number means what its whole means: "including one minor", "of whom five were officers"."""
    sentence = analysis.sentence
    if _attribute(analysis, place) is not None:
        return True
    return sentence.head(sentence.tokens[place.position]).lower in {"including", "include", "among", "comprising"}


def _quantity_of(figure: Figure) -> str:
    body = figure.found.body
    return body.quantity if isinstance(body, Count) else "other"


def _names_event(analysis: Analysis, noun: int) -> bool:
    token = analysis.sentence.tokens[noun]
    return any(entry.noun and "self" in entry.people for entry in entries().get(token.lemma, ()))


def _reading(analysis: Analysis, numeral: Numeral, place: Counted) -> Reading | None:
    """The clause whose lexicon entry has the people counted in the right relation; describing clauses come first."""
    positions = _positions(analysis, place)
    fits: list[tuple[tuple[bool, bool, int], Reading]] = []
    for clause, meanings in analysis.meanings:
        for entry in meanings:
            stands = positions & set(clause.people(entry.people)) or ("self" in entry.people and clause.at in positions)
            if entry.quantity and stands:
                modifier = _is_modifier(analysis, clause, place)
                first = modifier if _definite(analysis, numeral, place) else not modifier
                fits.append(((not first, clause.nominal, abs(clause.at - place.position)), Reading(clause, entry.quantity)))
                break
    fits.sort(key=lambda fit: fit[0])
    return fits[0][1] if fits else _reported(analysis, positions)


def _reported(analysis: Analysis, positions: set[int]) -> Reading | None:
    """In "Most of them alleged that they were tortured" the clause that is said about "they"."""
    sentence = analysis.sentence
    for clause in analysis.clauses:
        if clause.lemma not in SAYING or not positions & set(clause.agents):
            continue
        for inner, meanings in analysis.meanings:
            token = sentence.tokens[inner.at]
            about = [sentence.tokens[i].lower for i in inner.patients + inner.agents]
            below = clause.at in {t.i for t in sentence.ancestors(token)}
            quantity = next((entry.quantity for entry in meanings if entry.quantity), None)
            if below and inner.mode is Mode.ASSERTED and quantity and set(about) & {"they", "them", "he", "she"}:
                return Reading(inner, quantity)
    return None


def _positions(analysis: Analysis, place: Counted) -> set[int]:
    """The tokens that stand for the people: the noun, and a measuring head as in "a total of 45 workers"."""
    sentence = analysis.sentence
    found = {place.position}
    if place.partitive or place.noun is None:
        return found
    token = sentence.tokens[place.position]
    above = sentence.head(token)
    while token.dep == "pobj" and above.lower == "of" and sentence.head(above).lemma in words("nouns", "measures"):
        token = sentence.head(above)
        found.add(token.i)
        above = sentence.head(token)
    return found | {place.noun}


def _is_modifier(analysis: Analysis, clause: Clause, place: Counted) -> bool:
    token = analysis.sentence.tokens[clause.at]
    while token.dep == "conj" and token.head != token.i:
        token = analysis.sentence.head(token)
    return token.dep in {"acl", "relcl", "amod"} and token.head in {place.position, place.noun}


def _definite(analysis: Analysis, numeral: Numeral, place: Counted) -> bool:
    sentence = analysis.sentence
    if place.partitive:
        return False
    near = {t.lower for t in sentence.tokens[max(0, numeral.begins - 2) : numeral.first]}
    return bool(near & {"the", "these", "those", "all", "none", "both"})


def _whole(analysis: Analysis, numeral: Numeral, place: Counted, told: Sequence[Figure]) -> int | None:
    """The earlier figure of which this one is a part: the one it just fills, else the nearest that can hold it."""
    sentence = analysis.sentence
    first = sentence.number - sentence.continues
    above = sentence.head(sentence.tokens[place.position])
    if place.partitive and place.noun is not None:
        lemma = sentence.tokens[place.noun].lemma
        fits = [i for i, f in enumerate(told) if _holds(told, i, numeral) and _same_people(f, lemma)]
    elif place.noun is None or above.lower in {"including", "include"}:
        fits = [i for i, f in enumerate(told) if f.sentence >= first and _holds(told, i, numeral)]
    else:
        return None
    if _further(sentence.tokens, numeral):
        return None
    filled = [i for i in fits if _holds(told, i, numeral, exactly=True)]
    return max(filled or fits, default=None)


def _further(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """"Another 60", "three further people": added to what was told, no part of it."""
    near = tokens[max(0, numeral.begins - 2) : numeral.last + 2]
    return any(token.lower in {"another", "further", "additional", "more"} for token in near if token.i < numeral.begins or token.i > numeral.last)


def _same_people(figure: Figure, lemma: str) -> bool:
    body = figure.found.body
    return isinstance(body, Count) and (body.population or "").lower().split(" ")[-1].rstrip("s") == lemma


def _holds(told: Sequence[Figure], i: int, numeral: Numeral, *, exactly: bool = False) -> bool:
    """Whether the parts of a whole, with this one, do not exceed it, or just fill it."""
    body = told[i].found.body
    if not isinstance(body, Count) or numeral.vague:
        return False
    limit = body.high if body.high is not None else body.low
    value = numeral.low if numeral.low is not None else numeral.high
    if limit is None or value is None:
        return limit is None and not exactly
    parts = [figure.found.body for figure in told if figure.whole == i]
    used = sum(part.low or 0 for part in parts if isinstance(part, Count))
    return used > 0 and used + value == limit if exactly else used + value <= limit and value < limit


def _tokens(
    analysis: Analysis, numeral: Numeral, place: Counted, clause: Clause | None, attribute: int | None
) -> tuple[int, ...]:
    sentence = analysis.sentence
    found = {numeral.begins, *range(numeral.first, numeral.last + 1), place.position}
    if place.noun is not None:
        found.add(place.noun)
    if clause is not None:
        found |= set(verb_group(sentence, clause.at))
    if attribute is not None:
        found |= {attribute, sentence.tokens[place.position].head}
    return tuple(sorted(found))
