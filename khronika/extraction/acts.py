"""Alleged violations: what was done to whom and by whom, where a sentence tells it as having happened."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.extraction.cases import deeds
from khronika.extraction.cases.parties import owners
from khronika.extraction.found import Found
from khronika.extraction.grammar.analysis import verb_group
from khronika.extraction.grammar.modes import Mode
from khronika.extraction.lists import words
from khronika.extraction.speaking.sources import phrase
from khronika.vocabulary.bodies import Act, Party
from khronika.vocabulary.claims import Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.cases.deeds import Deed
    from khronika.extraction.cases.parties import Parties
    from khronika.extraction.grammar.analysis import Analysis
    from khronika.extraction.grammar.clauses import Clause
    from khronika.extraction.grammar.syntax import Sentence, Token

FAR = 15  # tokens between a deed and a party that its passage still takes in
INSTRUMENTS = ("with", "using")
KIN_OR_OWNER = frozenset({"his", "their", "her", "its", "family", "crowd", "community", "village", "household"})
LAWS = frozenset({"law", "code", "article", "constitution", "convention", "covenant", "bill", "act", "treaty"})
APART = frozenset({"relcl", "advcl", "nsubj", "nsubjpass", "parataxis"})  # clauses that tell of something else
MODALS = frozenset({"would", "could", "should", "may", "might", "must", "shall", "can", "will"})


def find(analysis: Analysis, parties: Parties, quoted: frozenset[int] = frozenset()) -> Iterator[Found]:
    """Give the acts that the sentence tells of; what is forbidden, feared, asked for or charged is none.

    `parties` must have entered the sentence, which reading its steps does; `quoted` are the tokens of a quoted norm.
    """
    if any(token.lower == "please" for token in analysis.sentence.tokens):
        return
    graph = analysis.graph.clauses(deeds.nouns(), frozenset())
    said: set[tuple[str, frozenset[Party]]] = set()
    for clause in graph:
        deed = deeds.told(analysis.sentence, clause)
        if deed is None or clause.at in quoted or not _happened(analysis.sentence, clause, deed):
            continue
        body, heads = _act(analysis.sentence, clause, deed, parties, graph)
        key = (body.act, frozenset(body.victims))
        nobody = not (body.victims or body.perpetrators)
        bare = clause.nominal or _describes(analysis.sentence, clause)
        if key in said or (nobody and bare and deed.victims and not _evident(analysis.sentence, clause)):
            continue
        said.add(key)
        polarity = Polarity.NEGATED if clause.negated and not deed.denied else Polarity.AFFIRMED
        yield Found(body, _tokens(analysis.sentence, clause, deed, heads), clause.at, polarity)


def _happened(sentence: Sentence, clause: Clause, deed: Deed) -> bool:
    token = sentence.tokens[clause.at]
    if _wished(sentence, token) or any(sentence.tokens[i].lemma in LAWS for i in clause.agents):
        return False
    if clause.nominal:
        unreal = any(above.lemma in words("acts", "unreal") for above in _noun_ancestors(sentence, token))
        return not unreal and clause.mode in {Mode.ASSERTED, Mode.POSSIBLE} and not _supposed(sentence, token)
    if any(above.lemma in words("demands", "accusing") for above in _governors(sentence, token)):
        return False
    if token.dep in {"relcl", "acl"} and deed.near and not deed.company:
        return False  # what only stands in the same sentence says nothing of a deed told in passing
    if clause.mode is Mode.ASSERTED:
        return True
    helped = {t.lower for t in sentence.dependents(token, "aux")}
    return deed.purpose and clause.mode is Mode.POSSIBLE and not helped & MODALS


def _wished(sentence: Sentence, token: Token) -> bool:
    """Whether a verb above ensures, forbids or fears the deed: "to ensure that they are not beaten".

    A list of demands goes on behind a semicolon with "to release …; and to end …".
    """
    while token.head != token.i and token.dep not in APART:
        token = sentence.head(token)
        if token.lemma in words("acts", "unreal_verbs"):
            return True
    wanted = any(t.lower == "to" for t in sentence.dependents(sentence.root, "aux"))
    return wanted and not sentence.dependents(sentence.root, "nsubj", "nsubjpass")


def _describes(sentence: Sentence, clause: Clause) -> bool:
    """Whether a participle before a noun only describes it: "with restricted access"."""
    token = sentence.tokens[clause.at]
    return token.dep == "amod" and token.i > 0 and sentence.tokens[token.i - 1].pos not in {"PUNCT", "CCONJ"}


def _evident(sentence: Sentence, clause: Clause) -> bool:
    """Whether the words above a deed's noun say that it is told of: "allegations of torture", "under torture"."""
    token = sentence.tokens[clause.at]
    above = {one.lemma for one in _noun_ancestors(sentence, token)}
    return clause.nominal and bool(above & words("acts", "evident"))


def _governors(sentence: Sentence, token: Token) -> Iterator[Token]:
    """The verbs of which a gerund tells the reason: "accused of threatening"."""
    if token.dep == "pcomp":
        yield sentence.head(sentence.head(token))
    elif token.dep == "conj" and token.tag == "VBG":
        yield from _governors(sentence, sentence.head(token))


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
    if "outlets" not in deed.victims:
        victims = tuple(i for i in victims if _can_suffer(sentence, i, parties))
    doers = (*clause.people(deed.by), *_owner(sentence, clause, deed))
    if _is_passive(sentence, clause, graph) and not victims:
        victims, doers = doers, ()
    doers = doers or _shared(sentence, clause, graph)
    if clause.nominal and not victims:
        victims, doers = _lent(sentence, clause, deed, doers, graph)
    if "outlets" not in deed.victims:
        victims = tuple(i for i in victims if _can_suffer(sentence, i, parties))
    doers = tuple(i for i in doers if i not in victims and _can_do(sentence, i, parties))
    suffered = _parties(sentence, victims, parties)
    known = parties.group, parties.person
    did = _parties(sentence, doers, parties)
    parties.group, parties.person = known  # "them" of the next sentence are the victims
    if clause.passive or deed.purpose:
        did = tuple(party for party in did if party not in suffered)
    suffered = tuple(party for party in suffered if party not in did)
    return Act(deed.act, suffered, did, _means(sentence, clause)), (*victims, *doers)


def _parties(sentence: Sentence, heads: tuple[int, ...], parties: Parties) -> tuple[Party, ...]:
    """The parties of these heads; a body ("the authorities") or outlet that is nobody by name goes by its words."""
    found: list[Party] = []
    for i in heads:
        token = sentence.tokens[i]
        told = parties.group
        named = parties.at(sentence, (i,))
        if token.pos == "NUM" and told and told[0] != sentence.number:
            named = tuple(replace(one, population=None) for one in named)  # whom "killing 12" counts, nobody says
        if not named and token.pos in {"NOUN", "PROPN"}:
            named = (Party(population=phrase(sentence, token)),)
        found += [replace(one, population=re.sub(r"^.*?\d+ ", "", one.population or "") or None) for one in named]
    return tuple(dict.fromkeys(found))


def _victims(sentence: Sentence, clause: Clause, deed: Deed) -> tuple[int, ...]:
    plain = tuple(relation for relation in deed.victims if "-" not in relation)
    found = list(clause.people(plain))
    objects = (*clause.patients, *clause.people(("object",)))
    if "of-object" in deed.victims:
        found += owners(sentence, objects)
    if "outlets" in deed.victims or "organisation" in deed.victims:
        found += objects or (clause.people(("complement", "of")) if clause.nominal else clause.agents)
    for relation in deed.victims:
        if relation.startswith("of-") and relation != "of-object":
            found += owners(sentence, clause.people((relation.removeprefix("of-"),)))
    if not found and deed.act == "threat":  # "threatened to harm her daughter"
        verbs = [sentence.tokens[c.head] for c in clause.companions if c.relation == "verb"]
        found += [t.i for verb in verbs for t in sentence.dependents(verb, "dobj")]
    return tuple(dict.fromkeys(found))


def _owner(sentence: Sentence, clause: Clause, deed: Deed) -> list[int]:
    return [t.i for t in sentence.dependents(sentence.tokens[clause.at], "poss")] if "poss" in deed.by else []


def _is_passive(sentence: Sentence, clause: Clause, graph: tuple[Clause, ...]) -> bool:
    """In "they were taken away, stripped naked and beaten" the later participles are passive as well."""
    token = sentence.tokens[clause.at]
    somebody = any(deeds.is_somebody(sentence, i) for i in clause.patients)
    if clause.nominal or clause.passive or somebody or token.tag not in {"VBN", "VBD"}:
        return False
    above = {t.i for t in sentence.ancestors(token)} if token.dep in {"conj", "advcl", "ccomp"} else set()
    bare = not sentence.dependents(token, "aux", "nsubj", "xcomp", "prt")
    return bare and any(one.passive and one.at in above for one in graph)


def _shared(sentence: Sentence, clause: Clause, graph: tuple[Clause, ...]) -> tuple[int, ...]:
    """In "he was beaten and tortured by police" the first verb has the agent of the last."""
    if not clause.passive:
        return ()
    later = {t.i for t in sentence.dependents(sentence.tokens[clause.at], "conj")}
    return next((one.agents for one in graph if one.at in later and one.passive), ())


def _lent(
    sentence: Sentence, clause: Clause, deed: Deed, doers: tuple[int, ...], graph: tuple[Clause, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The parties of a deed named by a bare noun: of the nouns beside it, or of the verb that carries it."""
    token = sentence.tokens[clause.at]
    beside = list(sentence.dependents(token, "conj")) + list(_joined(sentence, token))
    for other in graph:
        if other.nominal and other.at in {t.i for t in beside} and (lent := other.people(deed.victims)):
            return lent, doers or other.agents
    for above in sentence.ancestors(token):
        if above.lower == "for":  # "held accountable for the killings"
            break
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
    return bool(named) or deeds.is_somebody(sentence, head) or token.lemma in KIN_OR_OWNER


def _can_do(sentence: Sentence, head: int, parties: Parties) -> bool:
    token = sentence.tokens[head]
    body = token.lemma in words("speakers", "bodies") or token.lemma in {"assailant", "attacker", "country"}
    return body or token.entity in {"GPE", "ORG", "NORP"} or _can_suffer(sentence, head, parties)


def _means(sentence: Sentence, clause: Clause) -> str | None:
    """With what it was done: "with truncheons"."""
    for companion in clause.companions:
        token = sentence.tokens[companion.head]
        if (
            companion.relation in INSTRUMENTS
            and token.pos == "NOUN"
            and not deeds.is_somebody(sentence, companion.head)
        ):
            return phrase(sentence, token)
    return None


def _tokens(sentence: Sentence, clause: Clause, deed: Deed, heads: tuple[int, ...]) -> tuple[int, ...]:
    """The predicate, its parties near by and what makes it this deed."""
    found = set(verb_group(sentence, clause.at))
    found |= {i for i in heads if abs(i - clause.at) < FAR}
    found |= {c.head for c in clause.companions if c.words & deed.company and abs(c.head - clause.at) < FAR}
    found |= {i for i in clause.patients if deed.object and abs(i - clause.at) < FAR}
    return tuple(sorted(found))
