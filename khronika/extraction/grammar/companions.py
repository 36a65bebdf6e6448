"""What accompanies a predicate: objects, complements, adverbs, and what its prepositions govern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token

OBJECTS = ("dobj", "obj")
COMPLEMENTS = ("attr", "acomp", "oprd")


@dataclass(frozen=True, slots=True)
class Companion:
    """Another dependent: `relation` is "object", "complement", "adverb", "particle" or a preposition."""

    relation: str
    head: int
    words: frozenset[str]


def coordinated(sentence: Sentence, head: Token) -> Iterator[int]:
    """The head of a noun phrase and the heads that are coordinated with it."""
    yield head.i
    for other in (*sentence.dependents(head, "conj"), *_listed(sentence, head)):
        if other.pos in {"NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET"}:
            yield from coordinated(sentence, other)


def _listed(s: Sentence, head: Token) -> Iterator[Token]:
    """In "A, B and C" and "A, a teacher, and B" the parser may take a part of the list for an apposition."""
    for other in s.dependents(head, "appos") if head.pos == "PROPN" else ():
        further = [t for t in s.dependents(other, "conj") if t.pos == "PROPN"]
        if other.pos == "PROPN" and further and not s.dependents(other, "det"):
            yield other
        elif other.pos == "NOUN" and any(s.tokens[t.i - 1].text == "," for t in s.dependents(other, "cc")):
            yield from further


def companions(s: Sentence, token: Token, patients: tuple[int, ...]) -> Iterator[Companion]:
    """Give the dependents of a predicate beside its subject: objects, complements, adverbs, prepositions."""
    yield from (_named(s, "object", s.tokens[i]) for i in patients)
    for child in s.dependents(token):
        if child.dep in OBJECTS and child.i not in patients:  # "five were given amnesty"
            yield from (_named(s, "object", s.tokens[i]) for i in coordinated(s, child))
        elif child.dep in COMPLEMENTS or (child.dep == "dep" and child.pos == "ADJ"):  # "shot dead five miners"
            yield _named(s, "complement", child)
        elif child.dep in {"advmod", "prt", "amod", "compound"}:
            yield from (c for p in s.dependents(child, "prep") for c in _prepositional(s, p))  # "back for retrial"
            yield Companion(
                {"prt": "particle"}.get(child.dep, "adverb"), child.i, frozenset({child.lemma, child.lower})
            )
        elif child.dep == "dative" and child.pos != "ADP":  # "gave her a suspended sentence"
            yield from (_named(s, "dative", s.tokens[i]) for i in coordinated(s, child))
        elif child.dep in {"prep", "agent", "dative"}:
            yield from _prepositional(s, child)
        elif child.dep == "ccomp" and child.pos == "ADJ":
            yield _named(s, "complement", child)
        elif child.dep in {"xcomp", "ccomp", "acl", "pcomp"} and child.pos in {"VERB", "AUX"}:
            verb = _named(s, "verb", child)
            things = {t.lemma for t in s.dependents(child, *OBJECTS)} if child.dep == "xcomp" else set()
            yield Companion("verb", child.i, verb.words | things)  # "refused to accept the complaint"


def _prepositional(s: Sentence, prep: Token) -> Iterator[Companion]:
    for child in s.dependents(prep):
        if child.dep in {"pobj", "pcomp"}:
            yield from (_named(s, prep.lower, s.tokens[i]) for i in coordinated(s, child))
        elif child.dep == "prep":
            yield from _prepositional(s, child)


def _named(s: Sentence, relation: str, head: Token) -> Companion:
    near = [*s.dependents(head, "amod", "compound", "nmod", "prt", "neg"), *_meant(s, head), *_where_served(s, head)]
    near += [o for p in s.dependents(head, "prep") if p.lower == "on" for o in s.dependents(p, "pobj")]  # "on bail"
    return Companion(relation, head.i, frozenset({head.lemma, head.lower, *(t.lemma for t in near)}))


def _meant(s: Sentence, head: Token) -> list[Token]:
    """In "three inquiries were opened and two of them closed" the subject before, which "them" means."""
    behind = [o.lower for p in s.dependents(head, "prep") if p.lower == "of" for o in s.dependents(p, "pobj")]
    if head.pos != "NUM" or "them" not in behind:
        return []
    before = ([t for t in s.dependents(above, "nsubj", "nsubjpass") if t.i < head.i] for above in s.ancestors(head))
    return next(filter(None, before), [])


def _where_served(s: Sentence, head: Token) -> list[Token]:
    """In "sentenced to five years in prison" the prison belongs to the sentence, wherever the parser hangs it."""
    preps = s.dependents(head, "prep") if head.lemma in {"year", "month", "day", "term"} else []
    served = [o for p in preps if p.lower in {"in", "of"} for o in s.dependents(p, "pobj")]
    return [*served, *(t for o in served for t in s.dependents(o, "amod"))]
