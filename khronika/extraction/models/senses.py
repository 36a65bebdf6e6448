"""What the words of a sentence may mean: the lexicon's word where it has one, else a list of ambiguous words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.extraction.cases import deeds
from khronika.extraction.grammar import lexicon
from khronika.extraction.lists import kept, lists
from khronika.vocabulary.claims import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.clauses import Clause
    from khronika.extraction.grammar.syntax import Sentence


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning that a predicate may have: the claim's kind and word, and in which relations the people stand."""

    kind: Kind
    word: str
    people: tuple[str, ...]
    by: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Give the meaning as a model is asked for it: "count:killed"."""
        return f"{self.kind}:{self.word}"


@dataclass(frozen=True, slots=True)
class _Row:
    company: frozenset[str]
    senses: tuple[Sense, ...]


def senses(sentence: Sentence, clause: Clause) -> tuple[Sense, ...]:
    """Give what a clause may mean, each meaning once: of acts what their list says, of the rest what the lexicon says.

    Where one of the two says nothing, it is what the list of ambiguous words allows; empty for a word in no list.
    """
    counts, acts = list(_of_lexicon(sentence, clause)), list(_of_deeds(sentence, clause))
    rows = () if clause.nominal else _ambiguous().get(clause.lemma, ())
    vague = [sense for row in rows if not row.company or row.company & clause.said for sense in row.senses]
    vague = [sense for sense in vague if not (acts if sense.kind is Kind.ACT else counts)]
    known = [*counts, *acts, *vague]
    return tuple({str(sense): sense for sense in reversed(known)}.values())[::-1]


def _of_lexicon(sentence: Sentence, clause: Clause) -> Iterator[Sense]:
    for entry in lexicon.meanings(sentence, clause)[:1]:
        relations = tuple(relation for relation in entry.people if "-" not in relation and relation != "self")
        if entry.quantity:
            yield Sense(Kind.COUNT, entry.quantity, relations)
        if entry.step and relations and not entry.bodies and not clause.nominal:
            yield Sense(Kind.STEP, entry.step, relations)


def _of_deeds(sentence: Sentence, clause: Clause) -> Iterator[Sense]:
    deed = deeds.told(sentence, clause)
    if deed is not None and not (deed.denied or deed.near or clause.nominal):  # what only stands near says too little
        victims = tuple(relation for relation in deed.victims if "-" not in relation and relation != "outlets")
        yield Sense(Kind.ACT, deed.act, victims, deed.by)


@kept
def _ambiguous() -> dict[str, tuple[_Row, ...]]:
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in lists("senses")["sense"]:
        meant = (meaning.split(":") for meaning in row["means"])
        people, by = tuple(row["people"]), tuple(row.get("by", ()))
        senses_of = tuple(Sense(Kind(kind), word, people, by if kind == "act" else ()) for kind, word in meant)
        for lemma in row["lemmas"]:
            found[lemma].append(_Row(frozenset(row.get("with", ())), senses_of))
    return {lemma: tuple(rows) for lemma, rows in found.items()}
