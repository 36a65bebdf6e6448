"""Of whom something is asked: the object, the person turned to, or who should do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.asking.asked import has_to, noun_phrase
from khronika.extraction.lists import table, words

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence, Token


def addressee(sentence: Sentence, cue: Token, verb: Token | None) -> str | None:
    """Give whom a word of asking addresses, as written; `verb` carries what is asked, None where a noun does."""
    taking = verb is not None and has_to(sentence, verb)  # "requests the mayor to", and not "requests an inquiry"
    addressing = cue.lemma in words("demands", "addressing") or (
        taking and cue.lemma in words("demands", "with_object")
    )
    asked = sentence.dependents(cue, "dobj", "dative", "nsubjpass") if addressing else []
    if cue.pos == "NOUN":
        asked = []
    if not asked and verb is not None:
        asked = [t for t in sentence.dependents(verb, "nsubj") if t.i > cue.i and _can_act(sentence, t)]
    root = cue if cue.pos == "VERB" or sentence.head(cue).pos != "VERB" else sentence.head(cue)
    for holder in (cue, root):
        preps = [p for p in sentence.dependents(holder, "prep", "dative", "prt") if p.i > cue.i and turns(cue, p.lower)]
        asked = asked or [o for p in preps for o in sentence.dependents(p, "pobj")]
    named = next((t for t in asked if t.pos in {"NOUN", "PROPN", "PRON"} and t.tag not in {"WP", "WDT"}), None)
    if named is None:
        return None
    return _spoken_to(sentence, named) if named.lower == "you" else noun_phrase(sentence, named)


def turns(cue: Token, preposition: str) -> bool:
    """Whether a preposition leads to the person addressed: "pleads with", and not "insists on"."""
    own = table("demands", "turning").get(cue.lemma)
    thing = table("demands", "behind").get(cue.lemma)
    return preposition == own if own else preposition in words("demands", "to_whom") and preposition != thing


def _can_act(sentence: Sentence, head: Token) -> bool:
    return head.lemma in words("demands", "duty") or head.pos == "PROPN" or bool(sentence.dependents(head, "poss"))


def _spoken_to(sentence: Sentence, you: Token) -> str | None:
    """In "urge you, Mr Kabo, to" the name stands between commas; without a name the letter's addressee is meant."""
    following = sentence.tokens[you.i + 1 : you.i + 8]
    if not following or following[0].text != ",":
        return you.text
    names = [t for t in following[1:] if t.pos == "PROPN"]
    return sentence.words(t.i for t in names) if names and names[0].i == following[0].i + 1 else you.text
