"""Attribution inside one sentence: which words stand under which source, by which cue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from khronika.extraction.counting.population import group_of
from khronika.extraction.lists import table, words
from khronika.extraction.speaking.sources import UNNAMED, Source, source_at
from khronika.vocabulary.claims import Role, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token
    from khronika.extraction.people import People

STANCES = ("acknowledged", "denied", "alleged", "reported", "justified", "asserted")
LISTING = frozenset({"give", "contain", "name"})  # verbs of saying only where a document is their subject
NEEDED = frozenset({"access", "entry", "permission", "right", "treatment", "visit", "request", "counsel", "bail"})
IMPERSONAL = frozenset(
    [
        "report",
        "allege",
        "say",
        "believe",
        "claim",
        "understand",
        "rumour",
        "rumor",
        "estimate",
        "think",
        "know",
        "confirm",
        "suspect",
        "fear",
    ]
)
FIRST_PERSON = frozenset({"i", "we"})
CLAUSAL = ("ccomp", "xcomp", "advcl", "parataxis")
OPENING, CLOSING = frozenset({"“", '"', "‘", "'"}), frozenset({"”", '"', "’", "'"})


@dataclass(frozen=True, slots=True)
class Scope:
    """Words of a sentence that one source stands for; `weak` marks a bare adverb such as "allegedly"."""

    tokens: frozenset[int]
    source: Source
    cue: str
    stance: Stance
    weak: bool = False
    author: bool = False  # "we note that …": the author's own voice


@cache
def stance_of(lemma: str) -> Stance | None:
    """What a verb or noun of saying commits its subject to; None where it is none."""
    return next((Stance(name) for name in STANCES if lemma in words("speakers", name)), None)


def scopes(sentence: Sentence, people: People, last: Source | None) -> list[Scope]:
    """Find the scopes of a sentence, the narrowest first; `last` is the source that spoke before."""
    found: list[Scope] = []
    for token in sentence.tokens:
        found += _citing(sentence, token, people, last)
        found += _certified(sentence, token, people, last)
        found += _verb(sentence, token, people, last)
        found += _according(sentence, token, people, last)
        found += _adverb(sentence, token)
        found += _noun(sentence, token, people)
    return sorted((scope for scope in found if scope.tokens), key=lambda scope: len(scope.tokens))


def _verb(sentence: Sentence, token: Token, people: People, last: Source | None) -> Iterator[Scope]:
    stance = stance_of(token.lemma) if token.pos == "VERB" else None
    if stance is None or token.dep in {"amod", "aux"}:
        return
    listing = token.lemma in LISTING
    said = _listed(sentence, token) if listing else _said(sentence, token)
    if not said or (token.lemma == "put" and not any(p.lower == "at" for p in sentence.dependents(token, "prep"))):
        return
    source = _speaker(sentence, token, people, last)
    if source is None:
        return
    if any(t.dep == "neg" for t in sentence.dependents(token)):
        return
    author = source.role is Role.AUTHOR
    yield Scope(frozenset(said), source, token.text, _shaded(sentence, token, stance), author=author)


def _said(sentence: Sentence, verb: Token) -> set[int]:
    """The words below the verb that it reports: clauses, quotations, and objects of verbs such as "confirm"."""
    said: set[int] = set()
    passive = _passive(sentence, verb)
    if verb.lemma == "deny" and any(t.lemma in NEEDED for t in sentence.dependents(verb, "dobj")):
        return said
    for child in sentence.dependents(verb):
        if child.dep == "ccomp" and child.i < verb.i and _interrupted(sentence, verb) is not None:
            continue
        if child.dep == "ccomp" and passive and not sentence.dependents(child, "mark"):
            continue
        if (
            child.dep == "ccomp"
            or (child.dep == "parataxis" and child.i < verb.i)
            or (child.dep == "prep" and child.lower in {"of", "at"} and verb.lemma in {"speak", "put"})
        ):
            said |= set(sentence.subtree(child))
        elif child.dep in {"dobj", "nsubjpass"} and verb.lemma in words("speakers", "with_object"):
            human = child.dep == "nsubjpass" and group_of(child.lemma) is not None  # "four detainees were denied …"
            said |= set(sentence.subtree(child)) if child.pos != "PRON" and not human else set()
        elif child.dep == "xcomp" and passive and verb.lemma in IMPERSONAL:  # "are reported to have died"
            said |= set(sentence.subtree(child)) | {t.i for t in sentence.dependents(verb, "nsubjpass")}
        elif child.dep == "dobj" and child.lower in {"that", "how"}:
            said |= set(sentence.subtree(child))
    if verb.dep == "parataxis" and verb.i > 0 and sentence.dependents(verb, "nsubj"):  # "15 died, the ministry said"
        said |= set(range(min(sentence.subtree(verb))))
    return said | _quoted(sentence, verb, said)


def _listed(sentence: Sentence, verb: Token) -> set[int]:
    """As in "The ministry's list gives 19 dead": a document speaks through verbs that say nothing of speech."""
    subjects = sentence.dependents(verb, "nsubj")
    if not subjects or _passive(sentence, verb):
        return set()
    if subjects[0].lemma not in words("speakers", "documents"):
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


def _passive(sentence: Sentence, verb: Token) -> bool:
    return bool(sentence.dependents(verb, "auxpass", "nsubjpass")) or (
        verb.tag == "VBN" and verb.dep in {"acl", "advcl"}
    )


def _speaker(sentence: Sentence, verb: Token, people: People, last: Source | None) -> Source | None:
    if _passive(sentence, verb):
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
    if (interrupted := _interrupted(sentence, verb)) is not None:
        return interrupted
    if verb.dep in {"conj", "xcomp", "advcl"} and depth < 6:
        head = sentence.head(verb)
        passive = sentence.dependents(head, "nsubjpass")
        if head.dep == "ccomp" and head.tag != verb.tag == sentence.head(head).tag:  # "denies that … and says that …"
            return _subject(sentence, sentence.head(head), depth + 1)
        return passive[0] if passive else _subject(sentence, head, depth + 1) if head.pos in {"VERB", "AUX"} else None
    return None


def _interrupted(sentence: Sentence, verb: Token) -> Token | None:
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
    if verb.dep == "acl" and verb.tag == "VBG":
        return source_at(sentence, sentence.head(verb), people, last)
    return None


def _shaded(sentence: Sentence, verb: Token, stance: Stance) -> Stance:
    """The stance of the verb, as an adverb or adjective beside it shades it."""
    subject = _subject(sentence, verb)
    near = sentence.dependents(subject, "amod") if subject is not None else []
    return Stance.UNCONFIRMED if any(t.lemma in words("speakers", "unconfirmed") for t in near) else stance


def _according(sentence: Sentence, token: Token, people: People, last: Source | None) -> Iterator[Scope]:
    """As in "According to X" governs the sentence in which it stands, or the quotation or clause that it follows."""
    if token.lower not in {"according", "per"} or token.i + 2 >= len(sentence.tokens):
        return
    to = sentence.tokens[token.i + 1]
    objects = [t for p in (token, to) for t in sentence.dependents(p, "pobj")]
    if not objects:
        return
    head = objects[0]
    source = source_at(sentence, head, people, last)
    plain = any(t.lemma in words("speakers", "unconfirmed") for t in sentence.dependents(head, "amod"))
    stance = Stance.UNCONFIRMED if plain else Stance.REPORTED
    inside = set(sentence.subtree(token))
    yield Scope(frozenset(range(len(sentence.tokens))) - inside, source, f"{token.text} {to.text}", stance)


def _citing(sentence: Sentence, token: Token, people: People, last: Source | None) -> Iterator[Scope]:
    """As in "Citing hospital staff, the radio reported 12 deaths": the one cited is the origin."""
    objects = (
        sentence.dependents(token, "dobj") if token.lower in {"citing", "quoting"} and token.dep == "advcl" else []
    )
    if objects:
        head = sentence.head(token)
        said = set(_said(sentence, head)) or set(sentence.subtree(head)) - set(sentence.subtree(token))
        yield Scope(frozenset(said), source_at(sentence, objects[0], people, last), token.text, Stance.REPORTED)


def _certified(sentence: Sentence, token: Token, people: People, last: Source | None) -> Iterator[Scope]:
    """As in "It was attended, as the court certifies, by 22 journalists": what the clause interrupts."""
    stance = stance_of(token.lemma) if token.pos == "VERB" and token.dep == "advcl" else None
    marks = [t for t in sentence.dependents(token, "mark", "advmod") if t.lower == "as"]
    subjects = sentence.dependents(token, "nsubj")
    if stance is not None and marks and subjects and not sentence.dependents(token, "ccomp"):
        said = set(sentence.subtree(sentence.head(token))) - set(sentence.subtree(token))
        yield Scope(frozenset(said), source_at(sentence, subjects[0], people, last), token.text, stance)


def _adverb(sentence: Sentence, token: Token) -> Iterator[Scope]:
    stance = table("speakers", "adverbs").get(token.lower)
    if stance is None:
        return
    head = sentence.head(token)
    below = sentence.subtree(head) if head.i != token.i else range(len(sentence.tokens))
    yield Scope(frozenset(below), UNNAMED, token.text, Stance(stance), weak=True)


def _noun(sentence: Sentence, token: Token, people: People) -> Iterator[Scope]:
    """As in "His claim that …", "allegations of …", "reports of …"."""
    if token.pos != "NOUN" or token.lemma not in words("speakers", "documents"):
        return
    clauses = [t for t in sentence.dependents(token, "acl", "ccomp") if sentence.dependents(t, "mark")]
    spoken = token.lemma in {"allegation", "report", "claim", "account", "rumour", "rumor"} and token.dep != "nsubj"
    phrases = [p for p in sentence.dependents(token, "prep") if p.lower == "of"] if spoken else []
    below = {i for t in (*clauses, *phrases) for i in sentence.subtree(t)}
    if below:
        stance = Stance.ALLEGED if token.lemma in {"allegation", "claim"} else Stance.REPORTED
        yield Scope(frozenset(below), source_at(sentence, token, people), token.text, stance)
