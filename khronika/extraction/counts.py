"""Figures about people: each number of a sentence becomes a count or an abstention with its reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.extraction.counting import listings, parts, population
from khronika.extraction.counting.exclusions import no_people
from khronika.extraction.counting.meanings import Reading, implied, is_modifier, reading
from khronika.extraction.counting.parts import Figure
from khronika.extraction.counting.unvalued import unvalued
from khronika.extraction.found import Found
from khronika.extraction.grammar.analysis import verb_group
from khronika.extraction.grammar.lexicon import entries
from khronika.extraction.grammar.modes import Mode
from khronika.extraction.lists import words
from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.counting.numbers import Numeral
    from khronika.extraction.counting.parts import Told
    from khronika.extraction.counting.population import Counted
    from khronika.extraction.grammar.analysis import Analysis
    from khronika.extraction.grammar.clauses import Clause
    from khronika.extraction.grammar.syntax import Token

BODILY = frozenset(
    [
        "killed",
        "died",
        "died_in_custody",
        "injured",
        "seriously_injured",
        "gunshot_wounds",
        "hospitalised",
        "detained",
        "arrested",
        "charged",
        "tried",
        "convicted",
        "sentenced",
        "tortured",
    ]
)
MADE_FOR = frozenset({"build", "design", "capacity", "room", "space", "place", "enough", "intend", "seat"})
Outcome = Figure | tuple["Numeral", str]


def find(analysis: Analysis, told: Told) -> Iterator[Outcome]:
    """Give each number of the sentence as a figure, or with the reason why it is none.

    `told` are the document's earlier figures, to which these are added; a part ("five of them") takes its population
    and whole from there.
    """
    dated = [(d.first, d.last) for d in analysis.dated]
    for numeral in analysis.numerals:
        reason = no_people(analysis.sentence, numeral, dated)
        outcome = (numeral, reason) if reason else _count(analysis, numeral, told)
        if isinstance(outcome, Figure):
            outcome = replace(outcome, part=_part_before(analysis, outcome, told))
            told.add(outcome)
        elif outcome[1] == "counts no people":
            told.things = len(told.figures), analysis.sentence.number
        yield outcome
    for numeral, kind in unvalued(analysis.sentence, analysis.numerals):
        yield numeral, no_people(analysis.sentence, numeral, dated) or kind


def _part_before(analysis: Analysis, figure: Figure, told: Told) -> int | None:
    """The part whose whole a figure is, where the part stands before it: "29 of the 34 defendants"."""
    last = told.figures[-1] if told.figures else None
    if last is None or last.sentence != figure.sentence or last.whole is not None:
        return None
    sentence = analysis.sentence
    between = [t.lower for t in sentence.tokens[last.numeral.last + 1 : figure.numeral.begins]]
    small, large = last.count.low, figure.count.low
    fits = small is None or large is None or small < large
    return len(told.figures) - 1 if between[:1] == ["of"] and len(between) <= 3 and fits else None


def _count(analysis: Analysis, numeral: Numeral, told: Told) -> Outcome:
    sentence = analysis.sentence
    place = population.counted(sentence, numeral)
    if reason := _excluded(analysis, numeral, place):
        return numeral, reason
    whole = parts.whole_of(analysis, numeral, place, told)
    meant = _inherited(analysis, place, told, whole) or reading(analysis, numeral, place)
    if meant is None and (known := listings.from_context(analysis, numeral, place, told)):
        return _figure(analysis, numeral, place, Reading(None, known[0]), told, known[1])
    if meant is None and whole is not None and _gravely(analysis, place):
        meant = Reading(None, "seriously_injured")
    if meant is None and place.noun is None and _stands_for_people(analysis, numeral, place, told, whole):
        meant = Reading(None, "other")
    if meant is None:
        meant_or_reason = _unread(analysis, numeral, place)
        if isinstance(meant_or_reason, str):
            return numeral, meant_or_reason
        meant = meant_or_reason
    whole = parts.whole_of(analysis, numeral, place, told, meant.quantity)
    if reason := _doubtful(analysis, place, meant):
        return numeral, reason
    return _figure(analysis, numeral, place, meant, told, whole)


def _excluded(analysis: Analysis, numeral: Numeral, place: Counted) -> str | None:
    sentence = analysis.sentence
    if numeral.low == numeral.high == 0:
        return "zero"
    before = [token.lower for token in sentence.tokens[max(0, numeral.first - 2) : numeral.first]]
    said = [token.lower for token in sentence.tokens[max(0, numeral.first - 3) : numeral.first]]
    if ("all" in said and "but" in said) or "except" in before:
        return "all but"
    if place.noun is not None and population.is_thing(sentence, place.noun) and not _names_event(analysis, place.noun):
        return "counts no people"
    prep = sentence.head(sentence.tokens[place.position])
    if prep.lower == "for" and sentence.head(prep).lemma in MADE_FOR:
        return "a capacity"
    return None


def _inherited(analysis: Analysis, place: Counted, told: Told, whole: int | None) -> Reading | None:
    """What a part means through its whole, where its own clause only names who they are."""
    if whole is None or not parts.inherits(analysis, place):
        return None
    own = parts.attribute(analysis, place) is None
    quantity = told.figures[whole].count.quantity
    if quantity == "injured" and _gravely(analysis, place):
        quantity = "seriously_injured"
    return None if own and _has_clause(analysis, place) else Reading(None, quantity)


def _gravely(analysis: Analysis, place: Counted) -> bool:
    """As in "60 were hurt, three of them seriously"."""
    sentence = analysis.sentence
    near = [*sentence.dependents(sentence.tokens[place.position], "advmod", "amod")]
    near += [sentence.tokens[i] for i in range((place.pronoun or place.position) + 1, len(sentence.tokens))[:2]]
    return any(t.lower in words("verbs", "gravely") for t in near)


def _has_clause(analysis: Analysis, place: Counted) -> bool:
    token = analysis.sentence.tokens[place.position]
    head = analysis.sentence.head(token)
    if token.dep not in {"nsubj", "nsubjpass", "dobj"}:
        return False
    return any(clause.at == head.i and any(e.quantity for e in known) for clause, known in analysis.meanings)


def _stands_for_people(analysis: Analysis, numeral: Numeral, place: Counted, told: Told, whole: int | None) -> bool:
    """Whether a bare number as subject means people: of a verb of people, or told of before ("the remaining 61")."""
    token = analysis.sentence.tokens[place.position]
    things = told.of_things(analysis.sentence.number)
    if listings.of_people(analysis.sentence, place) and not things:
        return True
    if token.dep not in {"nsubj", "nsubjpass"}:
        return False
    verb = analysis.sentence.head(token)
    human = (numeral.vague or verb.lemma in words("verbs", "human")) and place.pronoun is None
    if things and not human:
        return False
    if numeral.low == 1:  # "three were disciplined; one was suspended"
        return human and any((told.figures[i].count.low or 0) > 1 for i in told.since(analysis.sentence.number - 1))
    passive = token.dep == "nsubjpass" and verb.pos == "VERB"
    return (
        human
        or passive
        or whole is not None
        or _described(analysis, place)
        or bool(told.since(analysis.sentence.number - 1))
    )


def _described(analysis: Analysis, place: Counted) -> bool:
    """As in "The 41 who signed": a relative clause with "who" says that people are counted."""
    sentence = analysis.sentence
    clauses = sentence.dependents(sentence.tokens[place.position], "relcl")
    return any(t.lower in {"who", "whom"} for c in clauses for t in sentence.dependents(c))


def _unread(analysis: Analysis, numeral: Numeral, place: Counted) -> Reading | str:
    """A number of people of whom the lexicon knows no more, or the reason why it is no count."""
    sentence = analysis.sentence
    if place.noun is None:
        return "nothing says what is counted"
    token = sentence.tokens[place.noun]
    if not (population.is_people(sentence, place.noun) or _a_people(analysis, place.noun)):
        return "counts no people"
    if token.dep in {"compound", "amod", "nmod"} and not place.partitive:
        return "a threshold or measure"
    if numeral.low == numeral.high == 1:
        return "singular"
    governor = next((t for t in sentence.ancestors(token) if t.pos in {"VERB", "AUX"}), None)
    modal = governor is not None and any(
        t.lower in words("verbs", "modal") for t in sentence.dependents(governor, "aux")
    )
    clause = analysis.clause_at(governor.i) if governor is not None else None
    intended = clause is not None and clause.mode is Mode.INTENDED
    if (modal or intended) and not place.partitive and not numeral.vague:
        return "a threshold or measure"
    return Reading(None, implied(analysis, place))


def _a_people(analysis: Analysis, noun: int) -> bool:
    """As in "1,300 Velebrins have crossed the river": a name in the plural, subject of a verb of people."""
    token = analysis.sentence.tokens[noun]
    verb = analysis.sentence.head(token)
    subject = token.dep in {"nsubj", "nsubjpass"} and verb.lemma in words("verbs", "human")
    return token.pos == "PROPN" and subject


def _doubtful(analysis: Analysis, place: Counted, meant: Reading) -> str | None:
    sentence = analysis.sentence
    clause = meant.clause
    if clause is not None and clause.mode is Mode.INTENDED and not clause.nominal:
        return "only intended"
    if place.noun is None or population.is_people(sentence, place.noun) or _names_event(analysis, place.noun):
        return None
    if _a_people(analysis, place.noun):
        return None
    if meant.at == place.noun:
        return None
    proper = sentence.tokens[place.noun].pos == "PROPN"
    return "counts no people" if proper or meant.quantity not in BODILY else None


def _figure(
    analysis: Analysis, numeral: Numeral, place: Counted, meant: Reading, told: Told, whole: int | None
) -> Figure:
    sentence, clause = analysis.sentence, meant.clause
    qualifier = Qualifier.VAGUE if numeral.vague and numeral.qualifier is not Qualifier.MAJORITY else numeral.qualifier
    named, group = _people(analysis, place, meant.quantity, told.figures[whole] if whole is not None else None)
    by = _by(analysis, clause, place)
    body = Count(meant.quantity, named, group, numeral.low, numeral.high, qualifier, by=by)
    at = clause.at if clause else place.position
    polarity = Polarity.NEGATED if _denied(analysis, numeral, place, clause) else Polarity.AFFIRMED
    found = Found(body, _tokens(analysis, numeral, place, meant), at, polarity)
    people = sentence.tokens[place.noun].lemma if place.noun is not None else ""
    return Figure(found, body, numeral, sentence.number, whole, people=people)


def _people(analysis: Analysis, place: Counted, quantity: str, whole: Figure | None) -> tuple[str | None, str]:
    """The population as written, and its group; a bare number takes both from its whole."""
    sentence = analysis.sentence
    noun = place.noun if place.noun is not None else parts.attribute(analysis, place)
    group = population.group(sentence, noun, quantity)
    if noun is not None:
        return population.population(sentence, noun), group
    if whole is None:
        return None, group
    return whole.count.population, whole.count.group if whole.count.group != "all" else group


def _denied(analysis: Analysis, numeral: Numeral, place: Counted, clause: Clause | None) -> bool:
    if clause is not None and is_modifier(analysis, clause, place):
        return clause.negated
    said = [token.lower for token in analysis.sentence.tokens[max(0, numeral.begins - 3) : numeral.begins]]
    return (
        said[-1:] == ["not"]
        or said == ["not", "a", "single"]
        or not {"none", "neither"}.isdisjoint(said)
        or (clause is not None and clause.negated and not clause.nominal)
    )


def _by(analysis: Analysis, clause: Clause | None, place: Counted) -> str | None:
    """Who did it, where the clause names a body or a group that acts."""
    if clause is None or place.position in clause.agents or not clause.patients:
        return None
    sentence = analysis.sentence
    agents = [i for i in clause.agents if sentence.tokens[i].pos in {"NOUN", "PROPN"}]
    known = words("speakers", "bodies")
    if not any(population.group_of(sentence.tokens[i].lemma) or sentence.tokens[i].lemma in known for i in agents):
        return None
    cut = frozenset({"relcl", "acl", "appos"})
    named = {i for a in agents for i in sentence.subtree(sentence.tokens[a], without=cut)}
    where = [
        p for a in agents for p in sentence.dependents(sentence.tokens[a], "prep") if p.lower in {"in", "on", "at"}
    ]
    return sentence.words(named - {i for p in where for i in sentence.subtree(p)})


def _names_event(analysis: Analysis, noun: int) -> bool:
    token: Token = analysis.sentence.tokens[noun]
    return any(entry.noun and "self" in entry.people for entry in entries().get(token.lemma, ()))


def _tokens(analysis: Analysis, numeral: Numeral, place: Counted, meant: Reading) -> tuple[int, ...]:
    """The smallest clause: the number with its qualifier, the noun and the predicate."""
    sentence = analysis.sentence
    found = {numeral.begins, *range(numeral.first, numeral.last + 1), place.position}
    found |= {i for i in (place.noun, meant.at) if i is not None}
    if meant.clause is not None:
        found |= set(verb_group(sentence, meant.clause.at))
    attribute = parts.attribute(analysis, place)
    if attribute is not None:
        found |= {attribute, sentence.tokens[place.position].head}
    return tuple(sorted(found))
