"""What is demanded to somebody's face: imperatives in direct speech or with an exclamation mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.asking import asked
from khronika.extraction.found import Found
from khronika.extraction.lists import words
from khronika.vocabulary.bodies import Demand, Force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token


def find(sentence: Sentence, quoted: frozenset[int], *, spoken: bool) -> Iterator[Found]:
    """Find imperatives; `spoken`: the sentence begins in direct speech; `quoted` are the tokens of a quoted norm."""
    loud = sentence.tokens[-1].text == "!" or any(t.text == "!" for t in sentence.tokens)
    for verb in sentence.tokens if spoken or loud else ():
        if verb.i not in quoted and (_orders(sentence, verb) or (loud and _shouted(verb))):
            many = asked.things(sentence, verb)
            for one in many:
                tokens = [i for i in asked.cut(sentence, one, many) if i >= verb.i and sentence.tokens[i].text != "!"]
                yield Found(Demand(Force.CALL, None, sentence.words(tokens)), tuple(tokens), one.i)


def _shouted(verb: Token) -> bool:
    """Whether a sentence begins with "Free …", in which the parser sees a name."""
    return verb.i == 0 and verb.tag in {"JJ", "NN", "NNP"} and verb.lower in words("demands", "actions")


def _orders(sentence: Sentence, verb: Token) -> bool:
    """Whether a bare verb of doing heads a clause and nobody is its subject."""
    known = verb.lower in words("demands", "actions") or verb.lower in words("demands", "remedies")
    alone = not sentence.dependents(verb, "aux", "auxpass", "mark", *asked.SUBJECTS)
    begins = verb.i == 0 or sentence.tokens[verb.i - 1].pos in {"PUNCT", "ADV", "CCONJ"}
    return known and alone and begins and verb.tag in {"VB", "VBP"} and verb.dep in {"ROOT", "ccomp", "parataxis"}
