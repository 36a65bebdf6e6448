"""What a verb of saying reports: which words of the sentence stand under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.counting.population import group_of
from khronika.extraction.lists import words
from khronika.extraction.speaking.subjects import interrupted, passive

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence, Token

ADDRESSING = frozenset({"tell", "inform", "assure", "warn", "notify", "advise", "remind"})
LISTING = frozenset({"give", "contain", "name"})  # verbs of saying only where a document is their subject
WITH_PREPOSITION = frozenset({"speak", "admit", "confess"})  # "spoke of 20 dead", "admits to 1,100 strikers"
PUTTING = frozenset({"put", "raise", "lower", "revise", "correct"})  # "put the dead at 12", "raised the figure to 31"
NEEDED = frozenset({"access", "entry", "permission", "right", "treatment", "visit", "request", "counsel", "bail"})
ANSWERING = frozenset(
    {"say", "tell", "report", "claim", "insist", "declare", "state", "indicate", "announce", "specify"}
    | {"recount", "explain", "add", "note", "stress", "recall", "confirm", "testify"}
)
IMPERSONAL = frozenset(
    "report allege say believe claim understand rumour rumor estimate think know confirm suspect fear".split()  # noqa: SIM905 - a line of words
)
OPENING, CLOSING = frozenset({"“", '"', "‘", "'", "«"}), frozenset({"”", '"', "’", "'", "»"})


def said_by(sentence: Sentence, verb: Token) -> set[int]:
    """The words that a verb of saying reports: clauses, quotations, objects of verbs such as "confirm"."""
    if verb.lemma in PUTTING:
        return _put_at(sentence, verb)
    if verb.lemma == "deny" and any(t.lemma in NEEDED for t in sentence.dependents(verb, "dobj")):
        return set()
    found = (
        set() if verb.lemma in LISTING else {i for t in sentence.dependents(verb) for i in _below(sentence, verb, t)}
    )
    if verb.dep == "parataxis" and verb.i > 0 and sentence.dependents(verb, "nsubj"):  # "15 died, the ministry said"
        found |= set(range(min(sentence.subtree(verb))))
        found |= _around(sentence, verb)
    if verb.dep == "acl" and verb.tag == "VBN" and verb.lemma in words("speakers", "with_object"):
        noun = sentence.head(verb)  # "the 31 deaths acknowledged by the prosecutor"
        found |= set(sentence.subtree(noun)) - set(sentence.subtree(verb))
    found |= _quoted(sentence, verb, found)
    return found or _listed(sentence, verb) or _answered(sentence, verb)


def _put_at(sentence: Sentence, verb: Token) -> set[int]:
    """The words behind the verb, where a number stands behind "at" or "to" among them."""
    below = [i for i in sentence.subtree(verb) if i > verb.i]
    numbers = [i for i in below if sentence.tokens[i].pos == "NUM"]
    lead = {t.lower for i in numbers for t in sentence.tokens[max(verb.i, i - 4) : i]}
    return set(below) if lead & {"at", "to"} and sentence.dependents(verb, "dobj", "nsubjpass") else set()


def _around(sentence: Sentence, verb: Token) -> set[int]:
    """In "To this rally, the organizers say, 900 people came, although …" the clause that the verb interrupts."""
    inside = sentence.subtree(verb)
    after = sentence.tokens[inside[-1] + 1 : inside[-1] + 2]
    closed = bool(after) and after[0].text == "," and verb.head > verb.i
    return set(sentence.subtree(sentence.head(verb), without=frozenset({"advcl"}))) - set(inside) if closed else set()


def _below(sentence: Sentence, verb: Token, child: Token) -> set[int]:
    """What one dependent of the verb adds to the words that the verb reports."""
    if child.dep == "ccomp":
        return _clause(sentence, verb, child)
    if child.dep == "parataxis" and child.i < verb.i:
        return set(sentence.subtree(child))
    if child.dep == "prep" and child.lower in {"of", "at", "to"} and verb.lemma in WITH_PREPOSITION:
        return set(sentence.subtree(child))
    if child.dep == "xcomp" and passive(sentence, verb) and verb.lemma in IMPERSONAL:  # "are reported to have died"
        return set(sentence.subtree(child)) | {t.i for t in sentence.dependents(verb, "nsubjpass")}
    return _object(sentence, verb, child) if child.dep in {"dobj", "nsubjpass"} else set()


def _clause(sentence: Sentence, verb: Token, child: Token) -> set[int]:
    between = child.i < verb.i and interrupted(sentence, verb) is not None
    bare = passive(sentence, verb) and not sentence.dependents(child, "mark")
    return set() if between or bare else set(sentence.subtree(child))


def _object(sentence: Sentence, verb: Token, child: Token) -> set[int]:
    content = _content(sentence, child) if child.dep == "dobj" and verb.lemma in ADDRESSING else []
    if content:
        return set(sentence.subtree(content[0]))
    human = child.dep == "nsubjpass" and group_of(child.lemma) is not None  # "four detainees were denied …"
    reports = verb.lemma in words("speakers", "with_object") and child.pos != "PRON" and not human
    points = child.dep == "dobj" and child.lower in {"that", "how"}
    return set(sentence.subtree(child)) if reports or points else set()


def _content(sentence: Sentence, addressee: Token) -> list[Token]:
    """In "told the mission that he had been beaten" the parser may hang what was told on whom it was told."""
    clauses = sentence.dependents(addressee, "acl", "relcl", "ccomp")
    return [c for c in clauses if sentence.tokens[min(sentence.subtree(c))].lower == "that"]


def _answered(sentence: Sentence, verb: Token) -> set[int]:
    """As in "Five dead, says the minister": the words before the comma."""
    subjects = sentence.dependents(verb, "nsubj")
    begins = min([verb.i, *(t.i for t in sentence.dependents(verb, "aux"))])
    turned = bool(subjects) and subjects[0].i > verb.i > 1 and sentence.tokens[begins - 1].text in {",", "»"}
    return set(range(begins - 1)) if turned and verb.lemma in ANSWERING else set()


def _listed(sentence: Sentence, verb: Token) -> set[int]:
    """As in "The ministry's list gives 19 dead": a document speaks through verbs that say nothing of speech."""
    subjects = sentence.dependents(verb, "nsubj")
    if not subjects or passive(sentence, verb):
        return set()
    figures = any(t.pos == "NUM" for t in sentence.dependents(verb, "dobj")) and subjects[0].pos == "PROPN"
    if subjects[0].lemma not in words("speakers", "documents") and not figures:  # "the Commission gives 21"
        return set()
    return {i for t in sentence.dependents(verb, "dobj", "conj") for i in sentence.subtree(t)}


def _quoted(sentence: Sentence, verb: Token, said: set[int]) -> set[int]:
    """A quotation in the same sentence that stands beside the verb."""
    found: set[int] = set()
    open_at: int | None = None
    for token in sentence.tokens:
        if token.text in OPENING and open_at is None:
            open_at = token.i
        elif token.text in CLOSING and open_at is not None:
            inside = set(range(open_at, token.i + 1))
            if verb.i not in inside and token.i - open_at > 6 and (verb.dep == "ROOT" or said & inside):
                found |= inside
            open_at = None
    return found
