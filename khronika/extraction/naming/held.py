"""What a person is or became, told by a verb: "he is now head of the service", "X was appointed judge"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.grammar.clauses import Graph
from khronika.extraction.grammar.modes import Mode
from khronika.extraction.lists import words
from khronika.extraction.naming import offices
from khronika.extraction.naming.introductions import Introduction
from khronika.vocabulary.bodies import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khronika.extraction.grammar.clauses import Clause
    from khronika.extraction.grammar.syntax import Sentence, Token
    from khronika.extraction.naming.forms import Forms

LONGEST = 12  # words of a role
CUT = frozenset({"relcl", "acl", "advcl", "punct", "appos", "cc", "conj", "det", "poss", "advmod"})


def offices_held(
    sentences: Sequence[Sentence], named: Mapping[tuple[int, int], str], forms: Forms
) -> Iterator[Introduction]:
    """Give the roles that a sentence says a named person has, had or was given."""
    verbs, naming = words("roles_held", "verbs"), {number for number, _ in named}
    for sentence in sentences:
        if sentence.number not in naming or verbs.isdisjoint(token.lemma for token in sentence.tokens):
            continue
        for clause in Graph(sentence).clauses(frozenset(), frozenset()):
            role = _role(sentence, clause)
            who = clause.patients if clause.passive else clause.agents
            name = next((one for i in who if (one := named.get((sentence.number, i)))), None)
            if role is not None and name is not None and clause.mode is Mode.ASSERTED and not clause.negated:
                yield _introduction(sentence, name, who[0], role, forms)


def _role(sentence: Sentence, clause: Clause) -> list[int] | None:
    """The words of the role that a clause gives its subject."""
    if clause.lemma not in words("roles_held", "verbs"):
        return None
    for companion in clause.companions:
        head = sentence.tokens[companion.head]
        given = companion.relation in {"complement", "as", "to"} or (
            companion.relation == "object" and clause.lemma != "be"
        )
        if given and head.tag in {"NN", "NNP"} and _is_role(sentence, head):
            return sentence.subtree(head, without=CUT)[:LONGEST]
    return None


def _is_role(sentence: Sentence, head: Token) -> bool:
    role = offices.is_role(sentence, head.i) or offices.plain(head) in offices.offices()
    return role and head.lower not in offices.kin() | words("roles_held", "not")


def _introduction(sentence: Sentence, name: str, who: int, role: list[int], forms: Forms) -> Introduction:
    tokens = tuple(range(min(who, role[0]), max(who, role[-1]) + 1))
    written = sentence.tokens[who].text
    person = Person(name, written, (sentence.words(role),), gender=forms.gender(name), pseudonym=forms.conceals(name))
    return Introduction(sentence, tokens, person)
