"""What, in the speaker's own voice, somebody should or must do: "should", "must", "ought to", "needs to"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.extraction.asking import asked
from khronika.extraction.found import Found
from khronika.extraction.lists import table, words
from khronika.vocabulary.bodies import Demand, Force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token

CITING = re.compile(
    r"according to|under|pursuant|provide|require|stipulat|recogni|in accordance|state[sd]? that|recall|remind",
    re.IGNORECASE,
)
LAW = re.compile(
    r"\b(?i:under|according to|pursuant to|in accordance with) (?:the |its |their |this |that )?"
    r"(?i:international|national|domestic|\w* ?law|decree|code|act|covenant|convention|"
    r"article|principle|standards|rules)"
)
PRESENT = frozenset({"VBP", "VBZ", "MD"})
UNASKED = frozenset({"it", "we", "i", "you", "one", "there", "he", "she"})
CONDITIONS = frozenset({"if", "whether", "why", "how", "lest", "when", "unless"})


def find(sentence: Sentence, quoted: frozenset[int], *, cited: bool, followed: bool = False) -> Iterator[Found]:
    """Find duties; `quoted` are the tokens of a quoted norm, `cited` says that the sentence cites one.

    `followed` says that the sentence before asked something, so that "it should also" speaks of who was asked.
    """
    if sentence.tokens[-1].text == "?":
        return
    for modal in sentence.tokens:
        verb = _verb(sentence, modal)
        before = " ".join(t.text for t in sentence.tokens[: modal.i])
        if verb is None or modal.i in quoted or (cited and CITING.search(before)) or LAW.search(sentence.text):
            continue
        if verb.lemma == "be" and sentence.dependents(verb, "expl"):
            yield from _existing(sentence, modal, verb)
        elif _is_duty(sentence, modal, verb, followed=followed):
            yield from _duty(sentence, modal, verb)


def _verb(sentence: Sentence, modal: Token) -> Token | None:
    """The verb of a duty: under "should" and "must", or below "ought to", "need to" and "have to"."""
    if modal.lower not in table("demands", "duties"):
        return None
    if modal.dep == "aux" and modal.tag == "MD":
        verb = sentence.head(modal)
        return verb if verb.pos in {"VERB", "AUX"} or verb.lemma in words("demands", "remedies") else None
    below = sentence.dependents(modal, "xcomp")
    helped = [*sentence.dependents(modal, "aux", "neg"), *(t for t in sentence.tokens[modal.i :] if t.lower == "yet")]
    return below[0] if below and modal.tag in PRESENT and not helped and asked.has_to(sentence, below[0]) else None


def _force(modal: Token) -> Force:
    return Force(table("demands", "duties")[modal.lower])


def _existing(sentence: Sentence, modal: Token, verb: Token) -> Iterator[Found]:
    """Read "there must be an inquiry": what is said to be due is asked for."""
    due = sentence.dependents(verb, "attr")
    if due and (due[0].lemma in words("demands", "asked_for") or due[0].lemma in words("demands", "wrongs")):
        tokens = asked.trimmed(sentence, sentence.subtree(verb, without=frozenset({"cc", "conj"})))
        yield Found(Demand(_force(modal), None, sentence.words(tokens)), tuple(tokens), verb.i)


def _duty(sentence: Sentence, modal: Token, verb: Token) -> Iterator[Found]:
    subject = _subjects(sentence, modal, verb)[0]
    whom = asked.noun_phrase(sentence, subject) if subject.dep == "nsubj" and _held(sentence, subject) else None
    many = [*asked.things(sentence, verb), *asked.strays(sentence, verb), *_elliptic(sentence, modal, verb)]
    top = verb if modal.dep == "aux" else modal
    for one in many:
        tokens = asked.cut(sentence, one, many)
        if one is verb and top is modal:
            tokens = sorted({*tokens, modal.i, *sentence.subtree(subject)})
        yield Found(Demand(_force(modal), whom, sentence.words(tokens)), tuple(tokens), one.i)


def _elliptic(sentence: Sentence, modal: Token, verb: Token) -> list[Token]:
    """In "should be dropped and their equipment returned" the second participle is due as well."""
    passive = sentence.dependents(verb, "auxpass")
    later = [t for t in sentence.dependents(verb, "conj") if t.tag in {"VBN", "VBD"} and modal.i < t.i]
    return [t for t in later if passive and sentence.dependents(t, *asked.SUBJECTS) and not _helped(sentence, t)]


def _helped(sentence: Sentence, verb: Token) -> bool:
    return bool(sentence.dependents(verb, "aux", "auxpass"))


def _subjects(sentence: Sentence, modal: Token, verb: Token) -> list[Token]:
    return sentence.dependents(verb if modal.dep == "aux" else modal, *asked.SUBJECTS)


def _is_duty(sentence: Sentence, modal: Token, verb: Token, *, followed: bool) -> bool:
    subjects = _subjects(sentence, modal, verb)
    top = verb if modal.dep == "aux" else modal
    helped = {t.lower for t in sentence.dependents(verb, "aux")}
    marks = {t.lower for t in sentence.dependents(top, "mark", "advmod")}
    if not subjects or modal.i < subjects[0].i or marks & CONDITIONS or (top is verb and "have" in helped):
        return False
    subject = subjects[0]
    passive, remedy = subject.dep == "nsubjpass", verb.lemma in words("demands", "remedies")
    if subject.tag == "WP":  # "a prisoner of conscience who must be released"
        return modal.lower == "must" and passive and remedy
    if subject.lower in {"it", "they"} and followed and modal.dep == "aux":
        return remedy or verb.lemma in words("demands", "actions")
    if subject.tag in {"WDT", "EX"} or subject.lower in UNASKED:
        return False
    done = remedy or verb.lemma in words("demands", "actions")
    if bound(sentence, subject) or (passive and remedy) or (subject.pos == "PROPN" and done):
        return True
    plain = remedy and subject.pos == "NOUN" and verb.lemma not in words("demands", "ceasing")
    if plain and modal.lower == "should":
        return True
    ended = verb.lemma in words("demands", "ceasing") and subject.lemma in words("demands", "wrongs")
    return ended or (modal.lower == "should" and passive and verb.tag == "VBN")


def _held(sentence: Sentence, subject: Token) -> bool:
    return subject.pos in {"PROPN", "PRON"} or bound(sentence, subject)


def bound(sentence: Sentence, subject: Token) -> bool:
    """Whether a noun phrase names somebody whom a writer can tell what to do."""
    heads = [subject, *sentence.dependents(subject, "conj")]
    return any(
        t.lemma in words("demands", "duty") or t.lower in words("demands", "duty") for t in heads
    ) or subject.entity in {"GPE", "ORG"}
