"""Alleged violations: what was done to whom and by whom, where a sentence tells it as having happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction import deeds
from khronika.extraction.analysis import verb_group
from khronika.extraction.clauses import Clause, Mode, clauses
from khronika.extraction.found import Found
from khronika.extraction.lists import words
from khronika.extraction.parties import owners
from khronika.extraction.sources import phrase
from khronika.vocabulary.bodies import Act, Party
from khronika.vocabulary.claims import Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.analysis import Analysis
    from khronika.extraction.deeds import Deed
    from khronika.extraction.parties import Parties
    from khronika.extraction.syntax import Sentence, Token

FAR = 15  # tokens between a deed and a party that its passage still takes in
INSTRUMENTS = ("with", "using")
MODALS = frozenset({"would", "could", "should", "may", "might", "must", "shall", "can", "will"})


def find(analysis: Analysis, parties: Parties) -> Iterator[Found]:
    """Give the acts that the sentence tells of; what is forbidden, feared, asked for or charged is none.

    `parties` must have entered the sentence, which reading its steps does.
    """
    graph = clauses(analysis.sentence, deeds.nouns(), frozenset())
    said: set[tuple[str, frozenset[Party]]] = set()
    for clause in graph:
        deed = deeds.told(analysis.sentence, clause)
        if deed is None or not _happened(analysis.sentence, clause, deed):
            continue
        body, heads = _act(analysis.sentence, clause, deed, parties, graph)
        key = (body.act, frozenset(body.victims))
        if key in said or (clause.nominal and not (body.victims or body.perpetrators)):
            continue
        said.add(key)
        polarity = Polarity.NEGATED if clause.negated and not deed.denied else Polarity.AFFIRMED
        yield Found(body, _tokens(analysis.sentence, clause, deed, heads), clause.at, polarity)


def _happened(sentence: Sentence, clause: Clause, deed: Deed) -> bool:
    token = sentence.tokens[clause.at]
    if clause.nominal:
        unreal = any(above.lemma in words("acts", "unreal") for above in _noun_ancestors(sentence, token))
        return not unreal and clause.mode in {Mode.ASSERTED, Mode.POSSIBLE} and not _supposed(sentence, token)
    if clause.mode is Mode.ASSERTED:
        return True
    helped = {t.lower for t in sentence.dependents(token, "aux")}
    return deed.purpose and clause.mode is Mode.POSSIBLE and not helped & MODALS


def _noun_ancestors(sentence: Sentence, token: Token) -> Iterator[Token]:
    """What governs a noun, up to and with the next verb."""
    for above in sentence.ancestors(token):
        yield above
        if above.pos in {"VERB", "AUX"}:
            return


def _supposed(sentence: Sentence, token: Token) -> bool:
    """Whether the verb above a deed's noun is itself no fact: "they would risk torture", "to prevent torture"."""
    for above in sentence.ancestors(token):
        if above.pos in {"VERB", "AUX"}:
            helped = {t.lower for t in sentence.dependents(above, "aux")}
            return bool(helped & MODALS)
    return False


def _act(
    sentence: Sentence, clause: Clause, deed: Deed, parties: Parties, graph: tuple[Clause, ...]
) -> tuple[Act, tuple[int, ...]]:
    victims = _victims(sentence, clause, deed)
    doers = clause.people(deed.by)
    if clause.nominal and not victims:
        victims, doers = _lent(sentence, clause, deed, doers, graph)
    if deed.victims and "outlets" not in deed.victims:
        victims = tuple(i for i in victims if _can_suffer(sentence, i, parties))
    doers = tuple(i for i in doers if i not in victims and _can_do(sentence, i, parties))
    body = Act(deed.act, parties.at(sentence, victims), parties.at(sentence, doers), _means(sentence, clause))
    return body, (*victims, *doers)


def _victims(sentence: Sentence, clause: Clause, deed: Deed) -> tuple[int, ...]:
    plain = tuple(relation for relation in deed.victims if relation not in {"of-object", "outlets", "organisation"})
    found = list(clause.people(plain))
    objects = (*clause.patients, *clause.people(("object",)))
    if "of-object" in deed.victims:
        found += owners(sentence, objects)
    if "outlets" in deed.victims or "organisation" in deed.victims:
        found += objects or (clause.people(("complement", "of")) if clause.nominal else clause.agents)
    return tuple(dict.fromkeys(found))


def _lent(
    sentence: Sentence, clause: Clause, deed: Deed, doers: tuple[int, ...], graph: tuple[Clause, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The parties of a deed named by a bare noun: of the nouns beside it, or of the verb that carries it."""
    token = sentence.tokens[clause.at]
    beside = [t for t in sentence.dependents(token, "conj")] + [t for t in _joined(sentence, token)]
    for other in graph:
        if other.nominal and other.at in {t.i for t in beside} and (lent := other.people(deed.victims)):
            return lent, doers or other.agents
    for above in sentence.ancestors(token):
        verb = next((one for one in graph if one.at == above.i and not one.nominal), None)
        if verb is None:
            continue
        if verb.lemma in words("acts", "to_object"):
            return verb.patients or verb.agents, doers or verb.agents
        if verb.lemma in words("acts", "to_subject"):
            return verb.agents, doers
        return (), doers
    return (), doers


def _joined(sentence: Sentence, token: Token) -> Iterator[Token]:
    while token.dep == "conj":
        token = sentence.head(token)
        yield token
        yield from sentence.dependents(token, "conj")


def _can_suffer(sentence: Sentence, head: int, parties: Parties) -> bool:
    token = sentence.tokens[head]
    named = parties.people.name_at(sentence, token) or parties.people.organisation_at(sentence, token)
    return bool(named) or deeds.is_somebody(sentence, head) or token.lower in {"his", "their", "her", "its"}


def _can_do(sentence: Sentence, head: int, parties: Parties) -> bool:
    token = sentence.tokens[head]
    body = token.lemma in words("speakers", "bodies") or token.lemma in {"assailant", "attacker", "country"}
    return body or token.entity in {"GPE", "ORG", "NORP"} or _can_suffer(sentence, head, parties)


def _means(sentence: Sentence, clause: Clause) -> str | None:
    """With what it was done: "with truncheons"."""
    for companion in clause.companions:
        token = sentence.tokens[companion.head]
        if companion.relation in INSTRUMENTS and token.pos == "NOUN" and not deeds.is_somebody(sentence, companion.head):
            return phrase(sentence, token)
    return None


def _tokens(sentence: Sentence, clause: Clause, deed: Deed, heads: tuple[int, ...]) -> tuple[int, ...]:
    """The predicate, its parties near by and what makes it this deed."""
    found = set(verb_group(sentence, clause.at))
    found |= {i for i in heads if abs(i - clause.at) < FAR}
    found |= {c.head for c in clause.companions if c.words & deed.company and abs(c.head - clause.at) < FAR}
    found |= {i for i in clause.patients if deed.object and abs(i - clause.at) < FAR}
    return tuple(sorted(found))
