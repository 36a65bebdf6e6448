"""Demands in the form of a wish: "we want", "we trust that you will", "we look to you to", "it is time for them to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.asking import asked
from khronika.extraction.found import Found
from khronika.extraction.lists import kept, words
from khronika.vocabulary.bodies import Demand, Force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token

SECOND = frozenset({"you", "your"})
FUTURE = frozenset({"will", "would", "can", "could", "shall"})
DUE = frozenset({"should", "must"})


def find(sentence: Sentence, cue: Token) -> Iterator[Found]:
    """Find the wish that a word carries."""
    if cue.lemma not in _cues():  # as nearly all
        return
    if cue.lemma in words("demands", "hoping"):
        yield from _hoped(sentence, cue)
    elif cue.lemma in words("demands", "wanting") and cue.pos == "VERB" and _ours(sentence, cue):
        yield from _wanted(sentence, cue)
    elif cue.lemma in words("demands", "looking") and cue.pos == "VERB" and _ours(sentence, cue):
        yield from _expected(sentence, cue)
    elif cue.lemma in words("demands", "needed") and cue.dep in {"acomp", "attr"} and sentence.head(cue).lemma == "be":
        yield from _needed(sentence, cue)


@kept
def _cues() -> frozenset[str]:
    return frozenset().union(*(words("demands", key) for key in ("hoping", "wanting", "looking", "needed")))


def _ours(sentence: Sentence, verb: Token) -> bool:
    return any(t.lower in words("demands", "first_person") for t in sentence.dependents(verb, "nsubj"))


def _hoped(sentence: Sentence, cue: Token) -> Iterator[Found]:
    """Read "we trust that your office will": only of whom the words speak to, since all else is a mere hope."""
    ours = any(t.lower == "our" for t in sentence.dependents(cue, "poss")) or _ours(sentence, cue)
    for verb in sentence.dependents(cue, "ccomp", "acl") if ours else ():
        subject = next(iter(sentence.dependents(verb, "nsubj")), None)
        helped = {t.lower for t in sentence.dependents(verb, "aux")}
        if subject is not None and helped & FUTURE and _spoken_to(sentence, subject):
            whom = subject.text if subject.lower == "you" else asked.noun_phrase(sentence, subject)
            yield _demand(sentence, Force.REQUEST, whom, cue, sentence.subtree(verb))


def _spoken_to(sentence: Sentence, head: Token) -> bool:
    return any(sentence.tokens[i].lower in SECOND for i in sentence.subtree(head))


def _wanted(sentence: Sentence, cue: Token) -> Iterator[Found]:
    """Read "we want the truth" and "we want the killers to be punished", "we want our sons back"."""
    for verb in sentence.dependents(cue, "ccomp"):
        if (asked.has_to(sentence, verb) or not verb.tag.startswith("V")) and sentence.dependents(
            verb, *asked.SUBJECTS
        ):
            yield _demand(sentence, Force.CALL, None, cue, sentence.subtree(verb))
    for thing in sentence.dependents(cue, "dobj"):
        if thing.pos in {"NOUN", "PROPN"}:
            back = [t.i for t in sentence.dependents(cue, "advmod", "prt") if t.i > thing.i]
            yield _demand(sentence, Force.CALL, None, cue, [*sentence.subtree(thing), *back])


def _expected(sentence: Sentence, cue: Token) -> Iterator[Found]:
    """Read "we look to your office to ensure"."""
    preps = [p for p in sentence.dependents(cue, "prep") if p.lower in words("demands", "to_whom")]
    whom = next((o for p in preps for o in sentence.dependents(p, "pobj")), None)
    below = {i for i in sentence.subtree(cue) if whom is not None and i > whom.i}
    verb = next((t for t in sentence.tokens if t.i in below and t.tag == "VB" and asked.has_to(sentence, t)), None)
    if whom is not None and verb is not None:
        named = sentence.words(i for i in sentence.subtree(whom, without=asked.ASIDE) if i < verb.i)
        yield _demand(sentence, Force.REQUEST, named.removesuffix(" to"), cue, sentence.subtree(verb))


def _needed(sentence: Sentence, cue: Token) -> Iterator[Found]:
    """Read "it is essential that the truth be told" and "it is time for the government to stop"."""
    be = sentence.head(cue)
    if not any(t.lower == "it" for t in sentence.dependents(be, "nsubj")):
        return
    for verb in [
        *sentence.dependents(be, "ccomp", "xcomp", "advcl"),
        *sentence.dependents(cue, "ccomp", "relcl", "acl"),
    ]:
        subject = next(iter(sentence.dependents(verb, *asked.SUBJECTS)), None)
        bare = verb.tag == "VB" or any(t.lower == "be" for t in sentence.dependents(verb, "auxpass", "aux"))
        due = any(t.lower in DUE for t in sentence.dependents(verb, "aux"))
        if verb.i < cue.i or subject is None or not (bare or due) or be.tag not in {"VBZ", "VBP"}:
            continue
        held = subject.dep == "nsubj" and subject.pos in {"NOUN", "PROPN"}
        whom = asked.noun_phrase(sentence, subject) if held else None
        yield _demand(sentence, Force.CALL, whom, cue, sentence.subtree(verb))


def _demand(sentence: Sentence, force: Force, whom: str | None, cue: Token, tokens: list[int]) -> Found:
    own = asked.trimmed(sentence, [i for i in tokens if i > cue.i])
    action = sentence.words(own).removeprefix("for ").removeprefix("to ")
    return Found(Demand(force, whom, action), tuple(sorted({cue.i, *own})), cue.i)
