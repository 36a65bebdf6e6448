"""The things asked for under one word: which verbs carry them, and where each begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.lists import words

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence, Token

QUOTES = frozenset({'"', "“", "”", "''", "``", "«", "»"})
LOOSE = frozenset({",", ";", ":", ".", "-", "–", *QUOTES})
ASIDE = frozenset({"relcl", "acl", "appos", "punct", "preconj", "ccomp", "xcomp", "advcl"})
SUBJECTS = ("nsubj", "nsubjpass")
OPENERS = frozenset({"DT", "PRP$", "PRP", "NNS", "NNP", "CD"})


def things(sentence: Sentence, verb: Token) -> list[Token]:
    """The verb and those coordinated with it that are asked for in the same way, from left to right."""
    found = [verb]
    for other in sentence.dependents(verb, "conj", "xcomp", "dep"):
        alike = other.tag == verb.tag or (_bare(sentence, other) and _bare(sentence, verb))
        own = sentence.dependents(other, *SUBJECTS)
        again = own and any(t.lower == "that" for t in sentence.dependents(other, "mark"))
        if (
            other.pos == "VERB"
            and alike
            and (again or not own)
            and (other.dep == "conj" or _listed(sentence, verb, other))
        ):
            found += things(sentence, other)
    return found


def _bare(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb stands in its bare form, or its passive with "be"."""
    return verb.tag in {"VB", "VBP"} or any(t.lower == "be" for t in sentence.dependents(verb, "auxpass"))


def stranded(sentence: Sentence, cue: Token, verb: Token) -> list[Token]:
    """What the parser hangs elsewhere: "to ensure A, investigate B", and ", and to take C" behind a long first part."""
    if not has_to(sentence, verb):
        return []
    known, below = {t.i for t in things(sentence, verb)}, set(sentence.subtree(cue))
    found = [t for t in sentence.dependents(sentence.head(verb), "xcomp") if t.i > verb.i and t.tag == "VB"]
    listed: list[Token] = []
    for token in sentence.tokens[verb.i + 1 :]:
        before = [t.lower for t in sentence.tokens[max(0, token.i - 3) : token.i]]
        if token.i not in below or token.tag != "VB":
            continue
        if before[-1:] == [","] and token.dep == "amod":
            found.append(token)
        elif before[-2:] == [",", "to"] and token.dep in {"conj", "advcl", "xcomp"}:
            listed.append(token)
        elif before[-2:] == ["and", "to"] and token.dep == "conj" and _follows(token, listed, before):
            found += [*listed, token]
    found += (
        listed if any(verb.i < t.i and t.dep == "conj" and has_to(sentence, t) for t in things(sentence, verb)) else []
    )
    return [t for t in dict.fromkeys(found) if t.i not in known]


def _follows(token: Token, listed: list[Token], before: list[str]) -> bool:
    """Whether an infinitive ends a list: behind ", and", or coordinated with one of the list."""
    return before[0] == "," or any(token.head == one.i for one in listed)


def strays(sentence: Sentence, verb: Token) -> list[Token]:
    """What the parser hangs on a verb further down: "indicate whether it has been done, and share its results".

    In "amend its code, repeal article 88 and guarantee access" it takes a verb between two others for a noun.
    """
    found, below = [], [sentence.tokens[i] for i in sentence.subtree(verb) if i > verb.i]
    for token in below:
        alone = not sentence.dependents(token, "aux", "auxpass", *SUBJECTS)
        elsewhere = sentence.head(token).tag not in {"VB", "VBP"}
        if token.tag == "VB" and token.dep == "conj" and alone and elsewhere and _added(sentence, token):
            found.append(token)
        listed = sentence.tokens[token.i - 1].text == "," and token.lower in words("demands", "actions")
        if listed and token.tag in {"NN", "NNP", "VBP"} and any(t.tag == "VB" and t.dep == "conj" for t in below):
            found.append(token)
    return found


def _added(sentence: Sentence, token: Token) -> bool:
    before = [t.lower for t in sentence.tokens[: token.i] if t.pos != "ADV"]
    return before[-1:] in (["and"], [","], ["or"])


def joined(sentence: Sentence, verbs: list[Token]) -> list[Token]:
    """In "to respect and fully protect the rights" both verbs share what follows: one thing is asked."""
    verbs = sorted(verbs, key=lambda t: t.i)
    kept = verbs[:1]
    for verb in verbs[1:]:
        between = sentence.tokens[kept[-1].i + 1 : verb.i]
        if not all(t.dep in {"cc", "advmod", "aux"} or t.text in LOOSE for t in between) or verb.head != kept[-1].i:
            kept.append(verb)
    return kept


def cut(sentence: Sentence, verb: Token, others: list[Token]) -> list[int]:
    """The tokens of one thing asked: the verb's clause up to where the next one begins, without loose punctuation."""
    later = {i for other in others if other.i > verb.i for i in _clause(sentence, other)}
    own = [i for i in _clause(sentence, verb) if i not in later]
    end = min((other.i for other in others if other.i > verb.i), default=len(sentence.tokens))
    begin = _beginning(sentence, verb)
    return trimmed(sentence, [i for i in own if begin <= i < end])


def trimmed(sentence: Sentence, indices: list[int]) -> list[int]:
    """Leave out punctuation and conjunctions at both ends."""
    chosen = sorted(indices)
    loose = [t.text in LOOSE or t.dep == "cc" or (t.tag == "TO" and t.i == chosen[-1]) for t in sentence.tokens]
    while len(chosen) > 1 and loose[chosen[-1]]:
        chosen.pop()
    while len(chosen) > 1 and loose[chosen[0]]:
        chosen.pop(0)
    return chosen


def noun_phrase(sentence: Sentence, head: Token) -> str:
    """A noun phrase as written, with what is coordinated and without clauses behind it."""
    return sentence.words(trimmed(sentence, sentence.subtree(head, without=ASIDE)))


def has_to(sentence: Sentence, verb: Token) -> bool:
    """Say whether a verb stands in the infinitive with "to"."""
    return any(t.tag == "TO" for t in sentence.dependents(verb, "aux"))


def _clause(sentence: Sentence, verb: Token) -> list[int]:
    """What hangs on a verb; in ", investigate cases" the parser may hang the verb on its object."""
    own = sentence.subtree(verb)
    following = sentence.tokens[verb.i + 1 : verb.i + 2]
    if verb.i == own[-1] and has_to(sentence, verb) and following and following[0].tag in OPENERS:
        # the object of "to free the editors" is taken for the subject of what follows
        end = next((t.i for t in sentence.tokens[verb.i + 1 :] if t.pos in {"VERB", "AUX", "PUNCT", "CCONJ"}), None)
        return [*own, *range(verb.i + 1, end if end is not None else len(sentence.tokens))]
    above = verb.dep in {"amod", "compound"} and not sentence.dependents(verb, *SUBJECTS)
    return [i for i in sentence.subtree(sentence.head(verb)) if i >= verb.i] if above else own


def _beginning(sentence: Sentence, verb: Token) -> int:
    before = sentence.dependents(verb, "aux", "advmod", "nsubj", "nsubjpass", "mark", "auxpass", "neg")
    own = [i for t in before if t.i < verb.i for i in sentence.subtree(t)]
    return min([verb.i, *own])


def _listed(sentence: Sentence, verb: Token, other: Token) -> bool:
    """In "to ensure A, investigate B and revise C" the parser sometimes hangs the second verb elsewhere."""
    return (
        other.i > verb.i
        and other.tag == "VB"
        and not has_to(sentence, other)
        and sentence.tokens[other.i - 1].text == ","
    )
