"""The voice of a verb: passive also where its auxiliary is shared, left out or gapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.grammar.companions import OBJECTS
from khronika.extraction.lists import words

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence, Token


def is_passive(s: Sentence, verb: Token) -> bool:
    """Whether a verb is in the passive, also where its auxiliary is shared or left out."""
    if verb.lemma in words("verbs", "intransitive"):  # "five miners protested" is no participle
        return False
    if s.dependents(verb, "auxpass", "nsubjpass") or _gapped(s, verb) or _reduced(s, verb):
        return True
    if verb.tag == "VBN" and verb.dep in {"acl", "amod", "advcl"} and not s.dependents(verb, "aux"):
        return not (s.head(verb).pos == "NUM" and verb.lemma in {"receive", "get", "have"})  # "38 received two years"
    if verb.tag in {"VBN", "VBD"} and verb.dep == "conj" and not s.dependents(verb, "aux"):
        head, bare = s.head(verb), all(s.dependents(t, "nummod") for t in s.dependents(verb, *OBJECTS))
        bare = bare or (verb.tag == "VBN" and verb.lemma in words("verbs", "ditransitive"))  # "given five years"
        alike = verb.tag == "VBN" if s.dependents(verb, "nsubj") else verb.tag == "VBN" or bare
        return head.pos == "VERB" and is_passive(s, head) and alike and bare
    return bool(
        verb.tag in {"VBN", "VBD"} and verb.dep in {"ccomp", "xcomp"} and not s.dependents(verb, "nsubj", "aux")
    )


def _reduced(s: Sentence, verb: Token) -> bool:
    """In "An inquiry opened by X was closed", "ordered three held" the participle stands without auxiliary."""
    if verb.tag != "VBN" or s.dependents(verb, "aux", *OBJECTS):
        return False
    ordered = verb.dep == "ccomp" and s.head(verb).lemma in {"order", "want", "see", "have"}
    return bool(s.dependents(verb, "agent")) or (ordered and bool(s.dependents(verb, "nsubj")))


def _gapped(s: Sentence, verb: Token) -> bool:
    """In "five were acquitted, 17 fined and 12 jailed" the later verbs leave out their auxiliary."""
    bare = verb.tag == "VBN" and not s.dependents(verb, *OBJECTS, "aux", "xcomp")
    counted = [t for t in s.dependents(verb, "nsubj") if t.pos == "NUM" and t.i == verb.i - 1]
    beside = [*s.dependents(verb, "ccomp", "conj", "parataxis"), s.head(verb)]
    return bare and bool(counted) and any(s.dependents(t, "auxpass") for t in beside if t.i != verb.i)
