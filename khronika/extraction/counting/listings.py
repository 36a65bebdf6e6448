"""Figures beside each other: parts in a list, and numbers given for what was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.counting import parts, population
from khronika.extraction.lists import words

if TYPE_CHECKING:
    from khronika.extraction.counting.numbers import Numeral
    from khronika.extraction.counting.parts import Figure, Told
    from khronika.extraction.counting.population import Counted
    from khronika.extraction.grammar.analysis import Analysis
    from khronika.extraction.grammar.syntax import Sentence, Token

JOINTS = frozenset({",", "and", ":", "–", "—", "-", "(", "[", "among", "including", "plus", "or"})
RESUMING = frozenset({"the", "all", "these", "those"})
LONGEST = 16  # tokens between two numbers of one list
BACK = 2  # sentences back to which "the number is 31" may point


def from_context(analysis: Analysis, numeral: Numeral, place: Counted, told: Told) -> tuple[str, int | None] | None:
    """The quantity of a number that its own clause leaves open, and its whole; None where none is told."""
    if (listed := beside(analysis, numeral, place, told)) is not None:
        return told.figures[listed].count.quantity, whole_beside(told, listed, numeral)
    if (again := resumed(analysis, numeral, place, told)) is not None:
        return told.figures[again].count.quantity, told.figures[again].whole
    if (named := names(analysis, place, told)) is not None:
        return named, None
    quantity = given_for(analysis, place, told) or parts.echoed(analysis, numeral, place, told)
    return (quantity, None) if quantity else None


def resumed(analysis: Analysis, numeral: Numeral, place: Counted, told: Told) -> int | None:
    """The figure that "the nine", "all fourteen" or "the 23 persons" takes up: the last with this very number."""
    sentence = analysis.sentence
    before = {t.lower for t in sentence.tokens[max(0, numeral.begins - 2) : numeral.first]}
    near = told.by_number.get(numeral.low, []) if numeral.low == numeral.high and numeral.low else []
    if not near or numeral.low == 1 or not before & RESUMING:
        return None
    if place.noun is None:
        return near[-1]
    noun = sentence.tokens[place.noun]
    same = [i for i in near if noun.lemma in (told.figures[i].count.population or "").lower()]
    found = same or (near if noun.lemma in words("nouns", "anybody") else [])
    return found[-1] if found else None


def names(analysis: Analysis, place: Counted, told: Told) -> str | None:
    """What "a list of 34 names" counts: the people told of last, else simply people; None for other names."""
    sentence = analysis.sentence
    noun = sentence.tokens[place.noun] if place.noun is not None else None
    if noun is None or noun.lemma != "name" or noun.tag != "NNS":
        return None
    above = [t.lemma for t in sentence.ancestors(noun)]
    listed = place.partitive or any(t in {"list", "register", "contain", "bear", "hold"} for t in above)
    near = told.since(sentence.number - BACK)
    return (told.figures[near[-1]].count.quantity if near else "other") if listed else None


def of_people(sentence: Sentence, place: Counted) -> bool:
    """As in "perhaps thirty of them", "a delegation of four": the words say that people are counted."""
    if place.noun is not None:
        return False
    if place.pronoun is not None and sentence.tokens[place.pronoun].lower in {"them", "whom", "us", "you"}:
        return True
    head = sentence.head(sentence.tokens[place.position])
    if head.lemma == "be" and sentence.tokens[place.position].dep == "attr":  # "We were 312"
        return any(t.lower in {"we", "they", "you"} for t in sentence.dependents(head, "nsubj"))
    return head.lower == "of" and sentence.head(head).lemma in words("nouns", "companies")


def beside(analysis: Analysis, numeral: Numeral, place: Counted, told: Told) -> int | None:
    """The figure that this one stands beside in one list of people, with no statement between; None where none does."""
    sentence, last = analysis.sentence, told.figures[-1] if told.figures else None
    if last is None or place.noun is None or last.sentence < sentence.number - sentence.continues:
        return None
    if not population.is_people(sentence, place.noun) or _of_its_own(sentence, place):
        return None
    here = last.sentence == sentence.number
    between = sentence.tokens[(last.numeral.last + 1 if here else 0) : numeral.begins]
    if here and between and between[-1].text == ":":  # "33 persons whose names we have: 26 men …"
        return len(told.figures) - 1
    joined = any(token.lower in JOINTS for token in between) or not here
    return len(told.figures) - 1 if joined and len(between) <= LONGEST and not any(map(_states, between)) else None


def _of_its_own(sentence: Sentence, place: Counted) -> bool:
    """Whether the people are subject or object of a verb that stands right beside them."""
    token = sentence.tokens[place.position]
    verb = sentence.head(token)
    near = token.dep in {"nsubj", "nsubjpass"} and verb.i > token.i
    return near and verb.lemma != "be"


def _states(token: Token) -> bool:
    """Whether a word between two numbers states something; a participle that only describes does not."""
    return token.pos in {"VERB", "AUX"} and token.dep not in {"acl", "amod", "compound"}


def whole_beside(told: Told, i: int, numeral: Numeral) -> int | None:
    """The whole of a list: that of the part before, else the figure before, where it can hold this one."""
    before: Figure = told.figures[i]
    if before.whole is not None:
        return before.whole
    limit, value = before.count.low or before.count.high, numeral.low or numeral.high
    return i if limit is not None and value is not None and value < limit else None


def given_for(analysis: Analysis, place: Counted, told: Told) -> str | None:
    """The quantity of the figure told last, for a bare number given in its place: "the Commission gives 21"."""
    sentence = analysis.sentence
    near = told.since(sentence.number - BACK)
    if place.noun is not None or place.pronoun is not None or not near:
        return None
    token = sentence.tokens[place.position]
    head = sentence.head(token)
    verb = sentence.head(head) if token.dep == "pobj" and head.lower in {"of", "at", "to", "as"} else head
    if verb.dep == "acomp":  # "the number was closer to 190"
        verb = sentence.head(verb)
    if verb.lemma in words("nouns", "sums"):  # "the figure of at least 57"
        return told.figures[near[-1]].count.quantity
    subjects = [t.lemma for t in sentence.dependents(verb, "nsubj", "nsubjpass")]
    stated = verb.lemma == "be" and any(lemma in words("nouns", "sums") for lemma in subjects)
    cited = verb.lemma in words("verbs", "citing") and token.dep in {"dobj", "pobj", "attr", "oprd"}
    return told.figures[near[-1]].count.quantity if stated or cited else None
