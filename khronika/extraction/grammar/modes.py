"""Whether what a clause says is presented as having happened: negation, modality, demand, question."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from khronika.extraction.lists import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from khronika.extraction.grammar.syntax import Sentence, Token

OBJECTS = ("dobj", "obj")
DEPTH = 12  # governors asked for their mode; deeper trees are parser noise


class Mode(StrEnum):
    """Whether the sentence presents what the clause says as having happened."""

    ASSERTED = "asserted"
    FUTURE = "future"
    INTENDED = "intended"
    POSSIBLE = "possible"
    DEMANDED = "demanded"
    ASKED = "asked"


def negated(s: Sentence, token: Token) -> bool:
    """Say whether the clause is denied: by a negation, by "no" on a core argument, or by a verb such as "fail"."""
    if any(t.dep == "neg" or t.lower in words("verbs", "negation") for t in s.dependents(token) if t.dep != "prep"):
        return True
    core = s.dependents(token, "nsubj", "nsubjpass", *(() if token.pos in {"NOUN", "PROPN"} else OBJECTS))
    if any(_not_one(s, t) for t in core):
        return True
    if any(t.lower in words("verbs", "none") or _none(s, t) for t in core):
        return True
    if s.head(token).lower == "without":  # "held without being charged"
        return True
    if token.pos in {"NOUN", "PROPN"}:
        return _none(s, token)
    head = s.head(token)
    if token.dep == "ccomp" and any(d.lower == "any" for t in core for d in s.dependents(t, "det")):
        return any(
            t.dep == "neg" for above in (head, s.head(head)) for t in s.dependents(above)
        )  # "not aware that any"
    return token.dep == "xcomp" and head.lemma in words("verbs", "negative")


def _none(s: Sentence, noun: Token) -> bool:
    """As in "No officer", "neither A nor B"; but "no fewer than 15" only measures."""
    before = [t for t in s.dependents(noun, "det", "preconj", "cc") if t.i < noun.i]
    nones = [t for t in before if t.lower in words("verbs", "none")]
    return any(s.tokens[t.i + 1].lower not in words("verbs", "comparing") for t in nones)


def _not_one(s: Sentence, noun: Token) -> bool:
    """As in "Not one officer was charged", "not a single one of them"."""
    if noun.lower == "one" and s.dependents(noun, "neg"):
        return True
    ones = [t for t in (*s.dependents(noun, "nummod"), noun) if t.lower in {"one", "single"}]
    return any(t.i > 0 and s.tokens[t.i - 1].lower == "not" for t in ones)


def mode(s: Sentence, token: Token, passive: Callable[[Token], bool], depth: int = 0) -> Mode:
    """The mode of the clause itself, else of the clause that governs it."""
    if s.tokens[-1].text == "?":
        return Mode.ASKED
    for aux in s.dependents(token, "aux"):
        if aux.lower in words("verbs", "modal"):
            return Mode.POSSIBLE
    if _ahead(s, token):
        return Mode.FUTURE
    if any(mark.lower in words("verbs", "condition") for mark in s.dependents(token, "mark")):
        return Mode.POSSIBLE
    if _how_many(s, token):
        return Mode.ASKED
    head = s.head(token)
    if head.i == token.i:
        return _imperative(s, token)
    if depth > DEPTH:
        return Mode.ASSERTED
    return _governed(s, token, head, passive, depth)


def _how_many(s: Sentence, token: Token) -> bool:
    """As in "state how many officers have been suspended"."""
    phrases = (s.subtree(t, without=frozenset({"relcl", "acl"})) for t in s.dependents(token, "nsubj", "nsubjpass"))
    return any(s.tokens[i].lower == "how" for phrase in phrases for i in phrase)


def _ahead(s: Sentence, token: Token) -> bool:
    """Whether the verb is in the future, by its own form too, or in the future as seen from the past of who says so."""
    group = (token, *s.dependents(token, "aux", "auxpass"))
    if any(t.mood == "future" or (t.dep == "aux" and t.lower in words("verbs", "future")) for t in group):
        return True
    done = token.tag == "VBN" and s.dependents(token, "aux")
    return token.dep == "ccomp" and not done and any(t.mood == "conditional" for t in group)


def _imperative(s: Sentence, root: Token) -> Mode:
    bare = root.tag == "VB" and not s.dependents(root, "nsubj", "nsubjpass", "aux")
    return Mode.DEMANDED if bare else Mode.ASSERTED


def _governed(s: Sentence, token: Token, head: Token, passive: Callable[[Token], bool], depth: int) -> Mode:
    infinitive = any(t.lower == "to" for t in s.dependents(token, "aux"))
    if token.dep in {"xcomp", "ccomp", "dobj"} and head.lemma in words("verbs", "demand"):
        return Mode.DEMANDED
    if token.dep in {"xcomp", "ccomp"} and head.lemma in words("verbs", "intent"):
        return Mode.INTENDED
    if infinitive and token.dep == "conj" and not any(t.lower == "to" for t in s.dependents(head, "aux")):
        return Mode.POSSIBLE  # "urge the State to publish …, some of whom …, and to lift"
    if (
        infinitive
        and token.dep in {"advcl", "acl", "relcl", "xcomp", "ccomp"}
        and head.lemma not in (words("verbs", "implicative") | words("verbs", "negative"))
    ):
        said = token.dep == "xcomp" and passive(head)  # "is reported to have been killed"
        return (
            mode(s, head, passive, depth + 1)
            if said or (s.dependents(token, "auxpass") and token.dep == "xcomp")
            else Mode.POSSIBLE
        )
    if token.dep in {"conj", "xcomp", "dobj", "nsubj", "nsubjpass", "pobj", "prep", "pcomp"}:
        return mode(s, head, passive, depth + 1)
    return Mode.ASSERTED
