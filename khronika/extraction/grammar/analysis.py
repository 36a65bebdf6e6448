"""What every kind of claim reads: a sentence with its dates, numbers and clause graph."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from khronika.extraction.counting.numbers import Numeral, numerals
from khronika.extraction.grammar import lexicon
from khronika.extraction.grammar.clauses import Graph
from khronika.extraction.grammar.syntax import SUBJECTS
from khronika.extraction.lists import words
from khronika.vocabulary.dates import Precision

if TYPE_CHECKING:
    from khronika.extraction.grammar.clauses import Clause
    from khronika.extraction.grammar.dates import Dated
    from khronika.extraction.grammar.lexicon import Entry
    from khronika.extraction.grammar.syntax import Sentence, Token


@dataclass(frozen=True)
class Analysis:
    """A sentence after all stages that know syntax; the modules of the kinds read this and the lexicon alone."""

    sentence: Sentence
    dated: tuple[Dated, ...]

    @cached_property
    def numerals(self) -> tuple[Numeral, ...]:
        """The numbers, from left to right."""
        return tuple(numerals(self.sentence))

    @cached_property
    def graph(self) -> Graph:
        """What builds the clauses, for a kind that knows other nouns than the lexicon."""
        return Graph(self.sentence)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clause graph."""
        return self.graph.clauses(lexicon.nouns(), lexicon.adjectives())

    @cached_property
    def meanings(self) -> tuple[tuple[Clause, tuple[Entry, ...]], ...]:
        """The clauses that the lexicon knows, each with its entries, the most specific first."""
        known = ((clause, tuple(lexicon.meanings(self.sentence, clause))) for clause in self.clauses)
        return tuple((clause, entries) for clause, entries in known if entries)

    def clause_at(self, index: int) -> Clause | None:
        """The clause whose predicate is this token."""
        return next((clause for clause in self.clauses if clause.at == index), None)

    def _depth(self, dated: Dated, above: int) -> int:
        """How many words stand between a date and the predicate above it, so that no name's date is taken for its."""
        chain = [t.i for t in self.sentence.ancestors(self.sentence.tokens[dated.first])]
        return chain.index(above) if above in chain else len(chain)

    def date_for(self, index: int) -> Dated | None:
        """The date that belongs to a predicate: below it, else below the nearest governor, else the only one."""
        sentence = self.sentence
        token: Token | None = sentence.tokens[index]
        own = sentence.tokens[index].lemma in lexicon.nouns() and sentence.tokens[index].pos == "NOUN"
        if own:  # "held to account for the killing of 16": the date of the verb is not the date of the killing
            phrase = set(sentence.subtree(sentence.tokens[index]))
            return next((d for d in self.dated if d.first in phrase), None)
        outside = False  # above a verb of saying, whose date is that of the saying
        shared = len(sentence.tokens)  # "arrested on 16 March and sentenced": a date behind the first verb is its own
        while token is not None:
            below = set(sentence.subtree(token, without=frozenset({"conj", "ccomp", "advcl", "relcl", "parataxis"})))
            inside = [
                d for d in self.dated if self._within(d, token, below) and (d.written or not outside or _a_day(d))
            ]
            inside = [d for d in inside if not self._of_text(d) and d.first < shared]
            shared = min(shared, token.head) if token.dep == "conj" and token.head < token.i else shared
            outside = outside or token.dep == "ccomp"
            if inside:
                depths = [(self._depth(d, token.i), abs(d.first - index), i) for i, d in enumerate(inside)]
                return inside[min(depths)[2]]
            token = sentence.head(token) if token.head != token.i else None
        alone = self.dated[0] if len(self.dated) == 1 and not self._of_text(self.dated[0]) else None
        alone = None if alone is not None and shared < alone.first < index else alone
        alone = None if alone is not None and self._elsewhere(alone, sentence.tokens[index]) else alone
        return alone if alone is not None and (alone.written or not outside or _a_day(alone)) else None

    def _within(self, dated: Dated, token: Token, below: set[int]) -> bool:
        """Whether a date stands with a word: below it, unless it is a second verb's: "held on 5 May, freed on …"."""
        owner = self._second.get(dated.first)
        return dated.first in below if owner is None else owner == token.i

    @cached_property
    def _second(self) -> dict[int, int]:
        """The verb that a date belongs to, where the parser gave it to the verb before that has a date of its own."""
        found: dict[int, int] = {}
        for dated in self.dated:
            head = next((t for t in self.sentence.ancestors(self.sentence.tokens[dated.last]) if t.pos == "VERB"), None)
            for verb in self.sentence.dependents(head, "conj") if head is not None else ():
                own = any(head.i < other.first < verb.i for other in self.dated) if head is not None else False
                if own and verb.pos == "VERB" and verb.i < dated.first:
                    found[dated.first] = verb.i
        return found

    def _elsewhere(self, dated: Dated, token: Token) -> bool:
        """Whether a date opens a later clause with its own subject: "He appealed, and on 3 May the court …"."""
        above = [t for t in self.sentence.ancestors(self.sentence.tokens[dated.last]) if t.dep == "conj"]
        fronted = [t for t in above if token.i < dated.first < t.i]
        return any(self.sentence.dependents(t, *SUBJECTS) for t in fronted)

    def _of_text(self, dated: Dated) -> bool:
        """Whether a date is that of a law, an order or a birth: "charged under the decree of 3 May", "born in 1985"."""
        if "born" in [token.lower for token in self.sentence.tokens[max(0, dated.first - 2) : dated.first]]:
            return True
        above = self.sentence.ancestors(self.sentence.tokens[dated.last])
        near = [token for token in above if not dated.first <= token.i <= dated.last][:2]
        return [t.lower for t in near[:1]] == ["of"] and near[-1].lemma in words("dates", "texts")


def _a_day(dated: Dated) -> bool:
    return dated.when.precision is Precision.DAY


def verb_group(sentence: Sentence, index: int) -> list[int]:
    """The predicate with its auxiliaries, negation and particles."""
    token = sentence.tokens[index]
    near = sentence.dependents(token, "aux", "auxpass", "neg", "prt")
    return sorted([index, *(t.i for t in near)])
