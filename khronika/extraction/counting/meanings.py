"""What a number counts: the clause, the state or the total that gives it its quantity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.extraction.grammar.lexicon import entries
from khronika.extraction.grammar.modes import Mode
from khronika.extraction.lists import table, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.counting.numbers import Numeral
    from khronika.extraction.counting.population import Counted
    from khronika.extraction.grammar.analysis import Analysis
    from khronika.extraction.grammar.clauses import Clause
    from khronika.extraction.grammar.syntax import Token

WHERE = frozenset({"on", "in", "under", "behind", "at"})
NEAR_PHRASE = 4  # tokens
SAYING = frozenset({"say", "state", "allege", "claim", "complain", "report", "testify", "tell", "describe", "maintain"})
STATES = frozenset({"dead", "wounded", "injured", "missing", "killed", "arrested", "detained"})
TOTALS = frozenset({"number", "toll", "total", "figure", "tally", "count"})
NUMBERING = frozenset(
    {
        "include",
        "comprise",
        "count",
        "number",
        "total",
        "reach",
        "exceed",
        "stand",
        "rise",
        "put",
        "be",
        "estimate",
        "pass",
    }
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The quantity of a number, and the clause that gives it, if a clause does."""

    clause: Clause | None
    quantity: str
    at: int | None = None  # the word that gives the quantity where no clause does
    phrase: bool = False  # whether that word stands in a phrase that says which people are meant


def reading(analysis: Analysis, numeral: Numeral, place: Counted) -> Reading | None:
    """Find what the number counts; None where nothing in the sentence says so.

    A definite phrase ("the 21 who were released") is read by what describes it, any other by what is said of it.
    """
    positions = _positions(analysis, place)
    definite = _definite(analysis, numeral, place)
    fits = sorted(_clauses(analysis, place, positions, definite=definite), key=lambda fit: fit[0])
    state = _event(analysis, place) or _state(analysis, numeral, place) or _phrased(analysis, place, definite=definite)
    if state is not None and (not fits or place.noun is None or state.at == place.noun or state.phrase):
        return fits[0][1] if fits and _goes_further(analysis, place, fits[0][1]) else state
    described_only = bool(fits) and fits[0][0][0]  # "most of the 37, put on trial in March, alleged that …"
    reported = _reported(analysis, positions) if not fits or described_only else None
    if fits and reported is None:
        return fits[0][1]
    return reported or _total(analysis, place) or _among(analysis, place)


def _clauses(
    analysis: Analysis, place: Counted, positions: set[int], *, definite: bool
) -> Iterator[tuple[tuple[bool, bool, int], Reading]]:
    """The clauses that have the people counted in the right relation, each with its rank."""
    for clause, meanings in analysis.meanings:
        for entry in meanings:
            stands = positions & set(clause.people(entry.people)) or ("self" in entry.people and clause.at in positions)
            if entry.quantity and stands:
                first = is_modifier(analysis, clause, place) is definite
                asked = clause.mode is Mode.DEMANDED and definite and not clause.nominal  # "release the 19 prisoners"
                only_asked = asked or _unsettled(analysis, clause, entry.quantity)
                quantity = entry.quantity if not only_asked else implied(analysis, place)
                yield (
                    (not first, clause.nominal, abs(clause.at - place.position)),
                    Reading(None if only_asked else clause, quantity),
                )
                break


def _unsettled(analysis: Analysis, clause: Clause, quantity: str) -> bool:
    """As in "the court may release 12 detainees": what authorities can, should or are asked to do has not happened.

    What may have happened ("up to 90 may have drowned") is a figure all the same.
    """
    token = analysis.sentence.tokens[clause.at]
    said = {t.lower for t in analysis.sentence.dependents(token, "aux", "auxpass")}
    guessed = "have" in said and bool(said & {"may", "might"})
    if clause.mode is Mode.DEMANDED:  # "we demand the release of 12 detainees"
        return quantity in words("verbs", "official")
    possible = clause.mode is Mode.POSSIBLE and not clause.nominal
    return possible and quantity in words("verbs", "official") and not guessed


def _goes_further(analysis: Analysis, place: Counted, told: Reading) -> bool:
    """As in "six wounded were hospitalised": what befell the wounded is told, not that they are."""
    noun = analysis.sentence.tokens[place.noun] if place.noun is not None else None
    clause = told.clause
    return (
        noun is not None
        and (noun.lemma == "wounded" or (place.partitive and noun.lower in STATES))
        and clause is not None
        and not clause.nominal
        and not is_modifier(analysis, clause, place)
    )


def implied(analysis: Analysis, place: Counted) -> str:
    """The quantity that the noun itself says ("prisoners"), else `other`."""
    noun = analysis.sentence.tokens[place.noun].lemma if place.noun is not None else ""
    return str(table("nouns", "implied").get(noun, "other"))


def _event(analysis: Analysis, place: Counted) -> Reading | None:
    """In "nine bodies were brought" and "four deaths" the noun says what is counted, whatever befell it."""
    if place.noun is None:
        return None
    lemma = analysis.sentence.tokens[place.noun].lemma
    entry = next((e for e in entries().get(lemma, ()) if e.noun and "self" in e.people and not e.company), None)
    return Reading(None, entry.quantity, place.noun) if entry is not None and entry.quantity else None


def _state(analysis: Analysis, numeral: Numeral, place: Counted) -> Reading | None:
    """In "19 dead and 112 wounded" the word behind the number names the state and the people at once."""
    noun = analysis.sentence.tokens[place.noun] if place.noun is not None else None
    if noun is not None and noun.lower in STATES and not place.partitive:  # "dozens of dead"
        quantity = _named(noun)
        return Reading(None, quantity, noun.i) if quantity else None
    following = analysis.sentence.tokens[numeral.last + 1 : numeral.last + 2]
    if not following or (place.noun is not None and place.noun != following[0].i):
        return None
    token = following[0]
    behind = analysis.sentence.tokens[token.i + 1 : token.i + 2]
    if token.tag not in {"VBN", "JJ", "VBD"} or (behind and behind[0].pos in {"NOUN", "PROPN"}):
        return None
    quantity = _named(token)
    return Reading(None, quantity, token.i) if quantity else None


def _phrased(analysis: Analysis, place: Counted, *, definite: bool) -> Reading | None:
    """In "the 37 men on trial" and "47 people in hospital" the phrase behind the noun says what is counted."""
    sentence = analysis.sentence
    for prep in sentence.dependents(sentence.tokens[place.position], "prep"):
        for inner in sentence.dependents(prep, "pobj") if prep.lower in WHERE else ():
            quantity = table("nouns", "phrases").get(inner.lemma)
            if quantity and (inner.i - place.position) <= NEAR_PHRASE:
                return Reading(None, str(quantity), inner.i, phrase=definite)
    return None


def _named(token: Token) -> str | None:
    """The quantity that a participle, adjective or noun names by itself."""
    for lemma in (token.lower, token.lemma):
        for entry in entries().get(lemma, ()):
            fits = entry.adjective or (entry.noun and "self" in entry.people) or "patient" in entry.people
            if entry.quantity and fits and not entry.company:
                return entry.quantity
    return None


def _total(analysis: Analysis, place: Counted) -> Reading | None:
    """In "the number of drivers killed rose to 11" the subject or object says what the number behind "to" counts."""
    sentence = analysis.sentence
    token = sentence.tokens[place.position]
    prep = sentence.head(token)
    if prep.lower in {"between", "around", "about", "over"}:  # "at between 60 and 70"
        prep = sentence.head(prep)
    verb = sentence.head(prep) if token.dep == "pobj" and prep.lower in {"to", "at", "from", "as"} else prep
    if verb.pos not in {"VERB", "AUX"} or (verb is prep and token.dep not in {"dobj", "attr"}):
        return None
    for head in sentence.dependents(verb, "nsubj", "nsubjpass", "dobj"):
        if head.i == token.i or not (head.lemma in TOTALS or verb.lemma in NUMBERING):
            continue
        inside = sentence.subtree(head) if head.lemma in TOTALS else [head.i]
        quantity = next((found for i in inside if (found := _named(sentence.tokens[i]))), None)
        quantity = quantity or table("nouns", "assemblies").get(head.lemma) or table("nouns", "implied").get(head.lemma)
        if quantity:
            return Reading(None, str(quantity), head.i)
    return None


def _among(analysis: Analysis, place: Counted) -> Reading | None:
    """In "The dead include four miners" and "among those held were four miners" the whole says what is counted."""
    sentence = analysis.sentence
    token = sentence.tokens[place.position]
    while token.dep == "conj":
        token = sentence.head(token)
    verb = sentence.head(token)
    heads = sentence.dependents(verb, "nsubj") if verb.lemma == "include" and token.dep == "dobj" else []
    if verb.lemma == "be" and token.dep in {"attr", "nsubj"}:
        preps = [p for p in sentence.dependents(verb, "prep") if p.lower == "among"]
        heads = [o for p in preps for o in sentence.dependents(p, "pobj")]
    for head in heads:
        told = [head, *sentence.dependents(head, "acl", "amod")]
        quantity = next((found for t in told if (found := _named(t))), None)
        if quantity:
            return Reading(None, quantity, head.i)
    return None


def _reported(analysis: Analysis, positions: set[int]) -> Reading | None:
    """In "Most of them alleged that they were tortured" the clause that is said about "they"."""
    sentence = analysis.sentence
    for clause in analysis.clauses:
        if clause.lemma not in SAYING or not positions & set(clause.agents):
            continue
        for inner, meanings in analysis.meanings:
            about = {sentence.tokens[i].lower for i in inner.patients + inner.agents}
            below = clause.at in {t.i for t in sentence.ancestors(sentence.tokens[inner.at])}
            quantity = next((entry.quantity for entry in meanings if entry.quantity), None)
            if below and inner.mode is Mode.ASSERTED and quantity and about & {"they", "them", "he", "she"}:
                return Reading(inner, quantity)
    return None


def _positions(analysis: Analysis, place: Counted) -> set[int]:
    """The tokens that stand for the people: the noun, and a measuring head as in "a total of 45 workers"."""
    sentence = analysis.sentence
    found = {place.position}
    if place.pronoun is not None and sentence.dependents(sentence.tokens[place.pronoun], "acl"):
        found.add(place.pronoun)  # "43 of those killed"
    if place.partitive or place.noun is None:
        return found
    token = sentence.tokens[place.position]
    above = sentence.head(token)
    while token.dep == "pobj" and above.lower == "of" and sentence.head(above).lemma in words("nouns", "measures"):
        token = sentence.head(above)
        found.add(token.i)
        above = sentence.head(token)
    return found | {place.noun}


def is_modifier(analysis: Analysis, clause: Clause, place: Counted) -> bool:
    """Whether the clause only describes the people counted ("the six who were brought in")."""
    token = analysis.sentence.tokens[clause.at]
    while token.dep in {"conj", "oprd", "acomp"} and token.head != token.i:  # "shot dead" is one predicate
        token = analysis.sentence.head(token)
    return token.dep in {"acl", "relcl", "amod"} and token.head in {place.position, place.noun, place.pronoun}


def _definite(analysis: Analysis, numeral: Numeral, place: Counted) -> bool:
    if place.partitive:
        return False
    near = {t.lower for t in analysis.sentence.tokens[max(0, numeral.begins - 2) : numeral.first]}
    return bool(near & {"the", "these", "those", "all", "none", "both"})
