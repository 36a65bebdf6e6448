"""Whose words a verb of saying introduces: its subject, wherever the syntax leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.lists import words
from khronika.extraction.speaking.sources import UNNAMED, Source, source_at
from khronika.vocabulary.claims import Role, Stance

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence, Token
    from khronika.extraction.people import People

RECALLED = frozenset({"recall", "remember", "note"})
FIRST_PERSON = frozenset({"i", "we"})


def passive(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb is passive, so that whoever says it stands behind "by" or nowhere."""
    return bool(sentence.dependents(verb, "auxpass", "nsubjpass")) or (
        verb.tag == "VBN" and verb.dep in {"acl", "advcl"}
    )


def speaker(sentence: Sentence, verb: Token, people: People, last: Source | None) -> Source | None:
    """Give who says it: behind "by" in the passive, the subject else; None where the verb has neither."""
    if verb.lemma in RECALLED and any(t.lower == "it" for t in sentence.dependents(verb, "nsubjpass")):
        return Source(None, Role.AUTHOR)  # "it will be recalled that"
    if passive(sentence, verb):
        by = [
            o
            for p in sentence.dependents(verb, "agent", "prep")
            if p.lower == "by"
            for o in sentence.dependents(p, "pobj")
        ]
        return source_at(sentence, by[0], people, last) if by else UNNAMED
    subject = _subject(sentence, verb)
    if subject is None:
        return _participle(sentence, verb, people, last)
    if subject.lower in FIRST_PERSON:
        return Source(None, Role.AUTHOR)
    return source_at(sentence, subject, people, last)


def _subject(sentence: Sentence, verb: Token, depth: int = 0) -> Token | None:
    own = sentence.dependents(verb, "nsubj")
    if own:
        governor = sentence.head(verb)
        return governor if own[0].tag in {"WP", "WDT"} and verb.dep == "relcl" else own[0]
    if (before := interrupted(sentence, verb)) is not None:
        return before
    if verb.dep in {"conj", "xcomp", "advcl"} and depth < 6:
        head = sentence.head(verb)
        passive = sentence.dependents(head, "nsubjpass")
        if head.dep == "ccomp" and head.tag != verb.tag == sentence.head(head).tag:  # "denies that … and says that …"
            return _subject(sentence, sentence.head(head), depth + 1)
        return passive[0] if passive else _subject(sentence, head, depth + 1) if head.pos in {"VERB", "AUX"} else None
    return None


def interrupted(sentence: Sentence, verb: Token) -> Token | None:
    """In "Name, whose son was killed, told X that …" the parser gives the subject to the clause between."""
    if sentence.dependents(verb, "nsubj", "nsubjpass"):
        return None
    for clause in sentence.dependents(verb, "ccomp"):
        subjects = sentence.dependents(clause, "nsubj") if clause.i < verb.i else []
        if subjects and sentence.tokens[verb.i - 1].text == ",":
            return subjects[0]
    return None


def _participle(sentence: Sentence, verb: Token, people: People, last: Source | None) -> Source | None:
    """In "a press release confirming that …" the noun speaks, through its owner."""
    noun = sentence.head(verb)
    known = noun.pos == "PROPN" or noun.lemma in words("speakers", "documents") | words("speakers", "bodies")
    if verb.dep == "acl" and verb.tag == "VBG" and known:
        return source_at(sentence, sentence.head(verb), people, last)
    return None


def shaded(sentence: Sentence, verb: Token, stance: Stance) -> Stance:
    """The stance of the verb, as an adverb or adjective beside it shades it."""
    subject = _subject(sentence, verb)
    near = sentence.dependents(subject, "amod") if subject is not None else []
    return Stance.UNCONFIRMED if any(t.lemma in words("speakers", "unconfirmed") for t in near) else stance
