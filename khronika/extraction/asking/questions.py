"""Questions put to whom a letter addresses, and sentences with "please": one for each thing asked."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from khronika.extraction.asking import asked
from khronika.extraction.found import Found
from khronika.extraction.lists import words
from khronika.vocabulary.bodies import Demand, Force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token

POLITE = frozenset({"please", "kindly"})
ASKING = frozenset({"WP", "WRB", "WDT", "WP$"})


def please(sentence: Sentence) -> Iterator[Found]:
    """Find what is asked for with "please" or "kindly"."""
    polite = next((t for t in sentence.tokens if t.lower in POLITE), None)
    if polite is None:
        return
    verb = polite if polite.pos == "VERB" else sentence.head(polite)
    following = sentence.tokens[polite.i + 1 : polite.i + 2]
    verb = following[0] if following and following[0].tag in {"VB", "VBP"} else verb
    if verb.pos not in {"VERB", "AUX"} or {verb.lemma, verb.lower} & words("demands", "courtesy"):
        return
    many = [*asked.things(sentence, verb), *asked.strays(sentence, verb)]
    later = [cut for one in many[1:] if (cut := asked.cut(sentence, one, many))]
    end = later[0][0] if later else len(sentence.tokens)
    first = asked.trimmed(sentence, [t.i for t in sentence.tokens if t.i < end])
    for tokens in (first, *later):
        action = [i for i in tokens if i >= verb.i]
        yield Found(Demand(Force.ASK, None, sentence.words(action)), tuple(tokens), action[0])


def is_question(sentence: Sentence) -> bool:
    """Whether a sentence ends with a question mark."""
    return sentence.tokens[-1].text == "?"


def each(sentence: Sentence) -> Iterator[Found]:
    """Give the questions that one sentence asks: "How many were held, and where are they now?" asks two."""
    first = 0
    while first < len(sentence.tokens) - 1 and (
        sentence.tokens[first].pos in {"NUM", "PUNCT", "X"} or sentence.tokens[first].tag == "LS"
    ):
        first += 1
    bounds = [first, *_begins(sentence), len(sentence.tokens)]
    for begin, end in pairwise(bounds):
        tokens = asked.trimmed(sentence, list(range(begin, end)))
        at = sentence.root.i if begin <= sentence.root.i < end else tokens[0]
        yield Found(Demand(Force.ASK, None, sentence.words(tokens)), tuple(tokens), at)


def _begins(sentence: Sentence) -> Iterator[int]:
    """The tokens behind "and" at which another question begins: a question word whose verb hangs on the first one."""
    for token in sentence.tokens[2:]:
        begin = token.i - (sentence.tokens[token.i - 1].pos == "ADP")  # "and on what grounds"
        if token.tag in ASKING and sentence.tokens[begin - 1].dep == "cc" and _asks(sentence, token):
            yield begin


def _asks(sentence: Sentence, word: Token) -> bool:
    """Whether the verb of a question word is coordinated with that of the first question."""
    verb = next((t for t in sentence.ancestors(word) if t.pos in {"VERB", "AUX"}), None)
    return verb is not None and verb.i > word.i and verb.dep == "conj" and verb.head == sentence.root.i
