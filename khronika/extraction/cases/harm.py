"""Who suffered a deed and who did it, through passives, shared subjects, bare nouns and pronouns."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.extraction.cases import deeds
from khronika.extraction.cases.parties import owners
from khronika.extraction.cases.pointing import MANY, can_harm, is_many, pointed
from khronika.extraction.lists import words
from khronika.extraction.speaking.sources import phrase
from khronika.vocabulary.bodies import Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.extraction.cases.deeds import Deed
    from khronika.extraction.cases.parties import Parties
    from khronika.extraction.grammar.clauses import Clause
    from khronika.extraction.grammar.syntax import Sentence, Token

Heads = tuple[int, ...]


class Harm:
    """Reads the parties of the deeds of one sentence."""

    def __init__(self, sentence: Sentence, parties: Parties, graph: tuple[Clause, ...]) -> None:
        self.sentence = sentence
        self.parties = parties
        self.graph = graph

    def heads(self, clause: Clause, deed: Deed) -> tuple[Heads, Heads]:
        """The heads of the noun phrases of those who suffered and of those who did it."""
        anybody = "outlets" in deed.victims
        victims = self._victims(clause, deed)
        victims = victims if anybody else self._somebody(victims)
        doers = clause.people(deed.by) + self._owner(clause, deed)
        if self._is_passive(clause) and not victims:
            victims, doers = doers, ()
        doers = doers or self._shared(clause)
        if clause.nominal and not victims:
            victims, doers = self._lent(clause, deed, doers)
        if not anybody:
            victims = self._somebody(victims)
        victims = tuple(i for i in victims if self.sentence.tokens[i].lemma not in words("acts", "nobody"))
        return victims, tuple(i for i in doers if i not in victims and self._can_do(i))

    def named(self, clause: Clause, deed: Deed, victims: Heads, doers: Heads) -> tuple[tuple[Party, ...], ...]:
        """The parties of these heads: who suffered, who did it; nobody is both."""
        own = frozenset((*victims, *doers))
        suffered = self._named(victims, own, doer=False)
        known = self.parties.group, self.parties.person
        did = self._named(doers, own, doer=True)
        self.parties.group, self.parties.person = known  # "them" of the next sentence are the victims
        if clause.passive or deed.purpose:
            did = tuple(party for party in did if party not in suffered)
        return tuple(party for party in suffered if party not in did), did

    def _named(self, heads: Heads, own: frozenset[int], *, doer: bool) -> tuple[Party, ...]:
        found: list[Party] = []
        for i in heads:
            found += (
                replace(one, population=re.sub(r"^.*?\d+ ", "", one.population or "") or None)
                for one in self._party(i, own, doer=doer)
            )
        return tuple(dict.fromkeys(found))

    def _party(self, at: int, own: frozenset[int], *, doer: bool) -> tuple[Party, ...]:
        """The party of a head; a body ("the authorities") or outlet that is nobody by name goes by its words."""
        sentence, parties = self.sentence, self.parties
        token = sentence.tokens[at]
        if not parties.people.refer(sentence, token):
            if (head := pointed(sentence, at, own, doer=doer)) is not None:
                return self._party(head, own, doer=doer)
            if told := parties.spoken.meant(sentence, token, doer=doer):
                return (told,)
        group = parties.group
        named = parties.at(sentence, (at,))
        if token.lower in MANY and not all(is_many(party) for party in named):
            return ()
        if token.lower in MANY and doer:  # a pronoun accuses nobody whom the text does not
            named = tuple(one for one in named if one.name or can_harm((one.population or "").split()))
        if token.pos == "NUM" and group and group[0] != sentence.number:
            return tuple(replace(one, population=None) for one in named)  # whom "killing 12" counts, nobody says
        if not named and token.pos in {"NOUN", "PROPN"}:
            return (Party(population=phrase(sentence, token)),)
        return named

    def _victims(self, clause: Clause, deed: Deed) -> Heads:
        plain = tuple(relation for relation in deed.victims if "-" not in relation and relation != "outlets")
        found = list(clause.people(plain))
        if {"patient", "object"} & set(plain) and not clause.nominal:  # "denied the rapporteur access"
            given = self.sentence.dependents(self.sentence.tokens[clause.at], "dative")
            found += [t.i for t in given if t.pos != "ADP"]
        objects = (*clause.patients, *clause.people(("object",)))
        for relation in deed.victims:
            if relation.startswith("of-"):
                below = objects if relation == "of-object" else clause.people((relation.removeprefix("of-"),))
                found += owners(self.sentence, below)
        if "outlets" in deed.victims or ("organisation" in deed.victims and not found):
            bare = clause.people(("complement", "of")) if clause.nominal else clause.agents
            found += objects or (() if clause.nominal and found else bare)
        return tuple(dict.fromkeys(found)) if self._somebody(found) else (*found, *self._below(clause, deed))

    def _below(self, clause: Clause, deed: Deed) -> Iterator[int]:
        """Who suffers may stand a verb below: "refused to let a doctor examine him", "threatened to harm her son"."""
        verbs = [self.sentence.tokens[c.head] for c in clause.companions if c.relation == "verb"]
        for verb in verbs:
            told = [*self.sentence.dependents(verb, "nsubj", "nsubjpass"), *self.sentence.dependents(verb, "dobj")]
            somebody = [t.i for t in told if deeds.is_somebody(self.sentence, t.i)]
            yield from somebody[-1:] if deed.denied or deed.act == "threat" else ()

    def _owner(self, clause: Clause, deed: Deed) -> Heads:
        """Whose deed a noun names: "their use of force", and "the guards' torture of prisoners"."""
        token = self.sentence.tokens[clause.at]
        held = tuple(t.i for t in self.sentence.dependents(token, "poss"))
        whose = clause.nominal and set(clause.patients) > set(held)
        return held if "poss" in deed.by or whose else ()

    def _is_passive(self, clause: Clause) -> bool:
        """In "they were taken away, stripped naked and beaten" the later participles are passive as well."""
        sentence = self.sentence
        token = sentence.tokens[clause.at]
        if clause.nominal or clause.passive or self._somebody(clause.patients) or token.tag not in {"VBN", "VBD"}:
            return False
        above = {t.i for t in sentence.ancestors(token)} if token.dep in {"conj", "advcl", "ccomp"} else set()
        made = token.lemma in words("verbs", "object_control")  # "stripped and made to lie on the floor"
        bare = not sentence.dependents(token, "aux", "nsubj", *(() if made else ("xcomp", "prt")))
        return bare and any(one.passive and one.at in above for one in self.graph)

    def _shared(self, clause: Clause) -> Heads:
        """In "he was beaten and tortured by police" the first verb has the agent of the last."""
        if not clause.passive:
            return ()
        later = {t.i for t in self.sentence.dependents(self.sentence.tokens[clause.at], "conj")}
        return next((one.agents for one in self.graph if one.at in later and one.passive), ())

    def _lent(self, clause: Clause, deed: Deed, doers: Heads) -> tuple[Heads, Heads]:
        """The parties of a deed named by a bare noun: of the nouns beside it, or of the verb that carries it."""
        sentence, token = self.sentence, self.sentence.tokens[clause.at]
        beside = {t.i for t in (*sentence.dependents(token, "conj"), *_joined(sentence, token))}
        for other in self.graph:
            if other.nominal and other.at in beside and (lent := other.people(deed.victims)):
                return lent, doers or other.agents
        for above in sentence.ancestors(token):
            if above.lower == "for":  # "held accountable for the killings"
                break
            verb = next((one for one in self.graph if one.at == above.i and not one.nominal), None)
            if verb is None:
                continue
            return self._by_verb(verb, doers or self._behind(token))
        return (), doers

    def _by_verb(self, verb: Clause, doers: Heads) -> tuple[Heads, Heads]:
        given = self.sentence.dependents(self.sentence.tokens[verb.at], "dative")
        if verb.lemma in words("acts", "to_object"):
            return tuple(t.i for t in given if t.pos != "ADP") or verb.patients or verb.agents, doers or verb.agents
        return (verb.agents if verb.lemma in words("acts", "to_subject") else ()), doers

    def _behind(self, token: Token) -> Heads:
        """The agent that stands right behind a deed's noun, wherever the parser hangs it: "torture by agents"."""
        after = self.sentence.tokens[token.i + 1 : token.i + 2]
        by = [t for t in after if t.lower == "by"]
        return tuple(t.i for prep in by for t in self.sentence.dependents(prep, "pobj"))

    def _somebody(self, heads: Iterable[int]) -> Heads:
        return tuple(i for i in heads if self._can_suffer(i))

    def _can_suffer(self, head: int) -> bool:
        sentence, people = self.sentence, self.parties.people
        token = sentence.tokens[head]
        named = people.name_at(sentence, token) or people.organisation_at(sentence, token)
        return bool(named) or deeds.is_somebody(sentence, head) or token.lower in words("acts", "kin")

    def _can_do(self, head: int) -> bool:
        token = self.sentence.tokens[head]
        known = words("speakers", "bodies") | words("acts", "doers") | words("acts", "forces")
        return (
            token.lemma in known
            or token.lower.removesuffix("s") in known
            or token.entity in {"GPE", "ORG", "NORP"}
            or self._can_suffer(head)
        )


def _joined(sentence: Sentence, token: Token) -> Iterator[Token]:
    while token.dep == "conj":
        token = sentence.head(token)
        yield token
        yield from sentence.dependents(token, "conj")
