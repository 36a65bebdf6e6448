"""The clause graph: each predicate with who does it and to whom, whatever the syntax that says so.

Active and passive, participles, relative clauses, shared subjects and event nouns are resolved here and nowhere else;
labels are those of the ClearNLP guidelines.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from khronika.extraction.counting.population import group_of
from khronika.extraction.grammar.companions import OBJECTS, Companion, companions, coordinated
from khronika.extraction.grammar.modes import Mode, mode, negated
from khronika.extraction.grammar.voice import is_passive
from khronika.extraction.lists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token

FINITE = frozenset({"VBD", "VBP", "VBZ"})
RELATIVE = frozenset({"WP", "WDT", "WP$"})
MEASURING = frozenset({"over", "under", "around", "about", "above", "between"})
DEPTH = 12  # steps that an inherited subject may be fetched from; deeper trees are parser noise


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate at a token: agents and patients are the heads of noun phrases, coordination resolved."""

    at: int
    lemma: str
    nominal: bool
    passive: bool
    agents: tuple[int, ...]
    patients: tuple[int, ...]
    companions: tuple[Companion, ...]
    negated: bool
    mode: Mode

    def people(self, relations: tuple[str, ...]) -> tuple[int, ...]:
        """The heads that stand in one of these relations: "agent", "patient", "object" or a preposition."""
        found: list[int] = []
        for relation in relations:
            found += {"agent": self.agents, "patient": self.patients}.get(relation, ())
            found += [companion.head for companion in self.companions if companion.relation == relation]
        return tuple(dict.fromkeys(found))

    @property
    def said(self) -> frozenset[str]:
        """The content words of all companions."""
        return frozenset().union(*(companion.words for companion in self.companions))


def _is_predicate(token: Token, nouns: frozenset[str], adjectives: frozenset[str]) -> bool:
    if token.pos == "VERB" or (token.pos == "AUX" and token.dep not in {"aux", "auxpass"}):
        return token.dep not in {"aux", "auxpass", "prep"}
    if token.pos in {"NOUN", "PROPN"} and token.lemma in nouns:
        return True
    return token.lemma in adjectives and token.dep in {"acomp", "amod", "oprd", "advcl", "conj", "ROOT"}


class Graph:
    """Builds clauses over one sentence, each once, whoever asks."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.built: dict[int, Clause] = {}

    def clauses(self, nouns: frozenset[str], adjectives: frozenset[str]) -> tuple[Clause, ...]:
        """The clause graph; `nouns` and `adjectives` are the lemmas that name events and states."""
        predicates = [t for t in self.sentence.tokens if _is_predicate(t, nouns, adjectives)]
        self.built |= {t.i: self._clause(t) for t in predicates if t.i not in self.built}
        return tuple(self.built[t.i] for t in predicates)

    def _clause(self, token: Token) -> Clause:
        nominal = token.pos in {"NOUN", "PROPN"}
        passive = not nominal and is_passive(self.sentence, token)
        if nominal:
            patients = self._possessed(token)
            agents = self._by(token) or tuple(i for p in patients for i in self._by(self.sentence.tokens[p]))
        else:
            subject = self.subjects(token)
            direct = self._direct(token)
            agents = self._by(token) if passive else subject
            patients = subject if passive else direct
        return Clause(
            token.i,
            token.lemma,
            nominal,
            passive,
            tuple(agents),
            tuple(patients),
            tuple(companions(self.sentence, token, () if nominal else patients)),
            negated(self.sentence, token),
            mode(self.sentence, token, partial(is_passive, self.sentence)),
        )

    def subjects(self, verb: Token, depth: int = 0) -> tuple[int, ...]:
        """The heads of the subject, fetched from where ellipsis, relatives and participles leave it."""
        s = self.sentence
        if depth > DEPTH:
            return ()
        own = s.dependents(verb, "nsubj", "nsubjpass") or self._of_auxiliary(verb) or self._stranded(verb)
        own = own or [t for t in self._measured(verb) if t.i < verb.i]  # "between 20 and 30 people gathered"
        if own:
            return tuple(i for token in own for i in self._antecedent(verb, token))
        head = s.head(verb)
        if verb.dep in {"acomp", "oprd", "attr"} and head.i != verb.i:  # "dozens are missing"
            return self.subjects(head, depth + 1)
        if verb.dep in {"acl", "relcl"} and head.i != verb.i:
            return tuple(coordinated(s, head)) if verb.dep == "acl" or not s.dependents(verb, "nsubj") else ()
        if verb.dep == "amod":
            return (head.i,)
        if verb.dep in {"conj", "xcomp", "advcl", "ccomp", "dep", "prep", "pcomp"} and head.i != verb.i:
            return self._shared(verb, head, depth)
        return ()

    def _of_auxiliary(self, verb: Token) -> list[Token]:
        """In "Nine protesters are missing" the parser may hang the subject on the auxiliary."""
        s = self.sentence
        return [t for aux in s.dependents(verb, "aux", "auxpass") for t in s.dependents(aux, "nsubj", "nsubjpass")]

    def _stranded(self, verb: Token) -> list[Token]:
        """In "… and 800 have been injured", "… and 14 persons died" the parser may strand the number's phrase."""
        s = self.sentence
        if verb.tag not in FINITE and not s.dependents(verb, "auxpass"):
            return []
        group = [verb.i, *(t.i for t in s.dependents(verb, "aux", "auxpass"))]
        before = s.tokens[min(group) - 1] if min(group) > 0 else None
        dated = before is not None and before.dep == "nummod" and before.head == before.i - 1  # "by Friday 40 were"
        if before is None or not (dated or before.dep in {"conj", "pobj", "dobj", "npadvmod", "appos"}):
            return []
        if before.entity == "DATE" and not dated:
            return []
        return [before] if before.pos == "NUM" or s.dependents(before, "nummod") else []

    def _shared(self, verb: Token, head: Token, depth: int) -> tuple[int, ...]:
        s = self.sentence
        while head.pos not in {"VERB", "AUX", "NOUN"} and head.head != head.i:
            head = s.head(head)
        if verb.dep == "pcomp" or (verb.dep in {"xcomp", "ccomp"} and head.lemma in words("verbs", "object_control")):
            direct = self._direct(head)
            if direct:
                return direct
        if verb.dep == "ccomp" and s.dependents(verb, "mark"):
            return ()
        if head.pos == "NOUN":
            return tuple(coordinated(s, head)) if verb.dep in {"acl", "relcl"} else ()
        return self.subjects(head, depth + 1)

    def _antecedent(self, verb: Token, subject: Token) -> Iterator[int]:
        s = self.sentence
        governor = verb
        while governor.dep == "conj":
            governor = s.head(governor)
        if subject.tag not in RELATIVE or governor.dep not in {"relcl", "ccomp"}:
            yield from coordinated(s, subject)
        elif governor.dep == "ccomp":
            yield subject.i
        else:
            yield from coordinated(s, self._described(s.head(governor), subject))

    def _described(self, head: Token, relative: Token) -> Token:
        """Whom "who" describes: the governor if it names people, else the noun that stands right before."""
        s = self.sentence
        head = self._bearer(head)
        before = relative.i - 1
        while before > 0 and s.tokens[before].pos == "PUNCT":
            before -= 1
        near = s.tokens[before]
        near = s.head(near) if near.dep == "compound" else near
        people = relative.lower != "who" or group_of(head.lemma) is not None or head.pos in {"PROPN", "PRON", "NUM"}
        return head if people or near.pos not in {"NOUN", "PROPN"} else near

    def _bearer(self, head: Token) -> Token:
        """As in "Name, president of the Front, who was arrested": the name, not the body in its apposition."""
        s, token = self.sentence, head
        while token.dep in {"pobj", "prep", "compound", "poss"}:
            token = s.head(token)
        name = s.head(token) if token.dep == "appos" else head
        return name if name.pos == "PROPN" else head

    def _direct(self, verb: Token) -> tuple[int, ...]:
        s = self.sentence
        small = [n for c in s.dependents(verb, "ccomp") if c.pos == "ADJ" for n in s.dependents(c, "nsubj", "npadvmod")]
        own = [self._acted_on(verb, t) for t in s.dependents(verb, *OBJECTS)] or small  # "found them guilty"
        gap = (
            verb.dep == "relcl"
            and not own
            and s.dependents(verb, "nsubj")
            and s.dependents(verb, "nsubj")[0].tag not in RELATIVE
        )
        if gap:
            return (verb.head,)
        own += [t for t in s.dependents(verb, "npadvmod") if t.pos == "NUM" and not own]  # "took away at least 25"
        found = [
            i
            for token in [*own, *(t for t in self._measured(verb) if t.i > verb.i)]
            for i in self._relative(verb, token)
        ]
        if not found and verb.dep == "conj" and s.head(verb).pos == "VERB" and s.head(verb).i < verb.i:
            later = [t for t in s.dependents(s.head(verb), *OBJECTS) if t.i > verb.i]
            found = [i for token in later for i in coordinated(s, token)]
        if not found and verb.dep != "conj":
            found = self._shared_object(verb)
        return tuple(found)

    def _acted_on(self, verb: Token, thing: Token) -> Token:
        """In "fined the station 20,000 leks" the station, also where the parser makes one phrase of two objects."""
        s = self.sentence
        parts = [thing, *s.dependents(thing, "compound", "nmod")]
        numbers = [t for part in parts for t in s.dependents(part, "nummod", "quantmod")]
        if not numbers or group_of(thing.lemma) is not None:
            return thing
        first = [t for t in parts[1:] if t.i + 1 == min(number.i for number in numbers)]
        first += s.dependents(verb, "dative")
        return next((t for t in first if t.pos in {"NOUN", "PROPN", "PRON"}), thing)

    def _measured(self, verb: Token) -> list[Token]:
        """In "arrest over a dozen others" the parser takes the qualifier for a preposition."""
        s = self.sentence
        preps = [p for p in s.dependents(verb, "prep") if p.lower in MEASURING and s.tokens[p.i + 1 : p.i + 2]]
        return [
            o
            for p in preps
            for o in s.dependents(p, "pobj")
            if any(t.dep == "nummod" for t in s.dependents(o)) or o.pos == "NUM"
        ]

    def _shared_object(self, verb: Token) -> list[int]:
        """In "detained and fined activists" both verbs have the object of the last one."""
        s = self.sentence
        for other in s.dependents(verb, "conj"):
            between = s.dependents(verb, "punct")
            if (
                other.pos == "VERB"
                and not s.dependents(other, "nsubj", "nsubjpass", "aux", "auxpass")
                and other.i - verb.i <= 2 + len(between)
            ):
                return [i for token in s.dependents(other, *OBJECTS) for i in coordinated(s, token)]
        return []

    def _relative(self, verb: Token, token: Token) -> Iterator[int]:
        if token.tag in RELATIVE and verb.dep == "relcl":
            yield verb.head
        else:
            yield from coordinated(self.sentence, token)

    def _by(self, token: Token) -> tuple[int, ...]:
        s = self.sentence
        preps = [p for p in s.dependents(token, "agent", "prep") if p.lower == "by"]
        preps += [q for p in preps for q in s.dependents(p, "conj") if q.lower == "by"]  # "by 52 men and by 31 women"
        return tuple(i for p in preps for o in s.dependents(p, "pobj") for i in coordinated(s, o))

    def _possessed(self, noun: Token) -> tuple[int, ...]:
        s = self.sentence
        found = [t.i for t in s.dependents(noun, "poss")]
        if any(s.tokens[i].tag == "WP$" for i in found):  # "33 persons whose deaths it considers established"
            described = next((t for t in (noun, *s.ancestors(noun)) if t.dep == "relcl"), None)
            found += coordinated(s, s.head(described)) if described is not None else []
        for prep in s.dependents(noun, "prep"):
            if prep.lower == "of":
                found += [i for o in s.dependents(prep, "pobj") for i in coordinated(s, o)]
        for i in tuple(found):  # "the loss of life of 15 persons"
            found += [
                o.i for p in s.dependents(s.tokens[i], "prep") if p.lower == "of" for o in s.dependents(p, "pobj")
            ]
        return tuple(found)
