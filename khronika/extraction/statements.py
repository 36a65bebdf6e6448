"""Official and public statements by date: who said what, where; each is a line of a chronology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.asking import asked
from khronika.extraction.found import Found
from khronika.extraction.grammar.analysis import verb_group
from khronika.extraction.grammar.modes import Mode
from khronika.extraction.lists import table, words
from khronika.extraction.speaking.sources import phrase, source_at
from khronika.vocabulary.bodies import Statement
from khronika.vocabulary.claims import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.analysis import Analysis
    from khronika.extraction.grammar.clauses import Clause
    from khronika.extraction.grammar.syntax import Sentence, Token
    from khronika.extraction.people import People

LONGEST = 200  # characters of a gist
SHORTEST = 3  # words of sense in a gist; "its verdict" says nothing
SENSE = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
PUBLIC = frozenset({Role.AUTHORITY, Role.COURT, Role.UN, Role.NGO, Role.MONITOR, Role.PARTY})


def find(analysis: Analysis, people: People) -> Iterator[Found]:
    """Give the statements of officials, courts and organisations that the sentence dates or gives a public place."""
    known: set[Statement] = set()
    for clause in analysis.clauses:
        if clause.nominal or clause.negated or clause.mode is not Mode.ASSERTED:
            continue
        told = _told(analysis.sentence, clause)
        speaker = _speaker(analysis.sentence, clause, people)
        if told is None or speaker is None or _is_thin(analysis.sentence, told):
            continue
        venue = _venue(analysis.sentence, clause)
        if venue is None and analysis.date_for(clause.at) is None:
            continue
        body = Statement(speaker, venue, _gist(analysis.sentence, told))
        if body in known:
            continue
        known.add(body)
        tokens = {*verb_group(analysis.sentence, clause.at), *clause.agents[:1], *told}
        yield Found(body, tuple(sorted(tokens)), clause.at)


def _is_thin(sentence: Sentence, told: list[int]) -> bool:
    """Whether nothing is said that a line of a chronology could tell."""
    said = [sentence.tokens[i] for i in told if sentence.tokens[i].pos in SENSE]
    bare = not any(token.pos in {"VERB", "AUX"} for token in (sentence.tokens[i] for i in told))
    return len(said) < SHORTEST and bare


def _told(sentence: Sentence, clause: Clause) -> list[int] | None:
    """The tokens of what is said."""
    verb = sentence.tokens[clause.at]
    if clause.lemma in words("statements", "verbs"):
        return _complement(sentence, verb, objects=clause.lemma in words("statements", "with_object"))
    if clause.lemma in table("statements", "carriers")["verbs"]:
        carriers = [sentence.tokens[i] for i in clause.patients]
        carrier = next((t for t in carriers if t.lemma in words("statements", "carriers")), None)
        if carrier is None:
            return None
        inner = [*sentence.dependents(carrier, "acl", "relcl"), *sentence.dependents(verb, "advcl", "xcomp")]
        found = next((said for one in inner if (said := _complement(sentence, one, objects=True))), None)
        return found or asked.trimmed(sentence, sentence.subtree(carrier))
    return None


def _complement(sentence: Sentence, verb: Token, *, objects: bool) -> list[int] | None:
    said = [t for t in sentence.dependents(verb, "ccomp") if t.i > verb.i]
    if not said and objects:
        said = [t for t in sentence.dependents(verb, "dobj") if t.pos in {"NOUN", "PROPN"}]
    return asked.trimmed(sentence, sentence.subtree(said[0])) if said else None


def _speaker(sentence: Sentence, clause: Clause, people: People) -> str | None:
    if not clause.agents or clause.passive:
        return None
    head = sentence.tokens[clause.agents[0]]
    source = source_at(sentence, head, people)
    return source.name if source.role in PUBLIC and head.pos != "PRON" else None


def _venue(sentence: Sentence, clause: Clause) -> str | None:
    """Where it was said: a place or an occasion behind the verb."""
    for companion in clause.companions:
        head = sentence.tokens[companion.head]
        if companion.relation == "object" and head.lemma in words("statements", "carriers") and clause.agents:
            return phrase(sentence, head)
        if companion.relation not in table("statements", "venues")["prepositions"]:
            continue
        if head.lemma in words("statements", "venues") or (
            companion.relation in {"in", "at"} and head.entity in {"GPE", "LOC", "FAC"}
        ):
            return phrase(sentence, head)
    return None


def _gist(sentence: Sentence, told: list[int]) -> str:
    text = sentence.words(told).removeprefix("that ")
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0]
