"""Attribution inside one sentence: which words stand under which source, by which cue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.extraction.lists import kept, table, words
from khronika.extraction.speaking.contents import said_by
from khronika.extraction.speaking.sources import UNNAMED, Source, source_at
from khronika.extraction.speaking.subjects import FIRST_PERSON, shaded, speaker
from khronika.vocabulary.claims import Role, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token
    from khronika.extraction.people import People

CONTRAST = frozenset({"but", "although", "though", "while", "whereas", "however", ";"})
NAMING = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "ADP", "PART"})
LONGEST_SOURCE = 9  # tokens
STANCES = ("acknowledged", "denied", "alleged", "reported", "justified", "asserted")


@dataclass(frozen=True, slots=True)
class Scope:
    """Words of a sentence that one source stands for; `weak` marks a bare adverb such as "allegedly"."""

    tokens: frozenset[int]
    source: Source
    cue: str
    stance: Stance
    weak: bool = False
    author: bool = False  # "we note that …": the author's own voice


@kept
def stance_of(lemma: str) -> Stance | None:
    """What a verb or noun of saying commits its subject to; None where it is none."""
    return next((Stance(name) for name in STANCES if lemma in words("speakers", name)), None)


def scopes(sentence: Sentence, people: People, last: Source | None) -> list[Scope]:
    """Find the scopes of a sentence, the narrowest first; `last` is the source that spoke before."""
    found: list[Scope] = []
    for token in sentence.tokens:
        found += _citing(sentence, token, people, last)
        found += _certified(sentence, token, people, last)
        found += _by_account(sentence, token, people, last)
        found += _interposed(sentence, token, people, last) or _verb(sentence, token, people, last)
        found += _according(sentence, token, people, last)
        found += _adverb(sentence, token)
        found += _noun(sentence, token, people)
    return sorted((scope for scope in found if scope.tokens), key=lambda scope: len(scope.tokens))


def _verb(sentence: Sentence, token: Token, people: People, last: Source | None) -> Iterator[Scope]:
    stance = stance_of(token.lemma) if token.pos == "VERB" else None
    if stance is None or token.dep in {"amod", "aux"}:
        return
    said = said_by(sentence, token)
    if not said:
        return
    source = speaker(sentence, token, people, last)
    if source is None:
        return
    if any(t.dep == "neg" for t in sentence.dependents(token)):
        return
    author = source.role is Role.AUTHOR
    yield Scope(frozenset(said), source, token.text, shaded(sentence, token, stance), author=author)


def _interposed(sentence: Sentence, token: Token, people: People, last: Source | None) -> list[Scope]:
    """As in "By dawn, four witnesses said, 400 people had come": what stands on both sides, whatever the parser makes.

    A contrast ("but", "although", "while") or a semicolon ends it.
    """
    stance = stance_of(token.lemma) if token.pos == "VERB" and token.tag in {"VBD", "VBZ", "VBP"} else None
    bounds = _between_commas(sentence, token) if stance is not None else None
    if stance is None or bounds is None:
        return []
    first, last_token = bounds
    heads = [t for t in sentence.tokens[first : last_token + 1] if t.pos in {"NOUN", "PROPN", "PRON"}]
    tops = [t for t in heads if t.head not in {other.i for other in heads if other.i != t.i}]
    if not tops or tops[-1].lower in FIRST_PERSON:
        return []
    ends = [t.i for t in sentence.tokens[last_token + 1 :] if t.lower in CONTRAST]
    said = set(range(ends[0] if ends else len(sentence.tokens))) - set(range(first, last_token + 1))
    return [Scope(frozenset(said), source_at(sentence, tops[-1], people, last), token.text, stance)]


def _between_commas(sentence: Sentence, verb: Token) -> tuple[int, int] | None:
    """The first and last token of a subject and its verb of saying that stand between two commas, and nothing else."""
    tokens = sentence.tokens
    turned = not any(t.i < verb.i for t in sentence.dependents(verb, "nsubj", "nsubjpass"))
    turned = turned and verb.i + 1 < len(tokens) and tokens[verb.i + 1].pos != "ADP"
    for step in (-1, 1) if turned else (-1,):  # "four witnesses said", "says the Circle"
        i = verb.i + step
        while 0 <= i < len(tokens) and tokens[i].pos in NAMING and abs(i - verb.i) <= LONGEST_SOURCE:
            i += step
        other = verb.i - step
        closed = 0 <= i < len(tokens) and 0 <= other < len(tokens) and tokens[i].text == tokens[other].text == ","
        if closed and abs(i - verb.i) > 1 and min(i, other) > 0:
            return (i + 1, verb.i) if step < 0 else (verb.i, i - 1)
    return None


def _according(sentence: Sentence, token: Token, people: People, last: Source | None) -> Iterator[Scope]:
    """As in "According to X" governs the sentence in which it stands, or the quotation or clause that it follows."""
    if token.lower not in {"according", "per"} or token.i + 2 >= len(sentence.tokens):
        return
    to = sentence.tokens[token.i + 1]
    cue = f"{token.text} {to.text}" if to.lower == "to" else token.text
    objects = [t for p in (token, to) for t in sentence.dependents(p, "pobj")]
    if not objects:
        return
    head = objects[0]
    if head.tag == "WDT":  # "a register according to which 26 were admitted"
        clause = next((t for t in sentence.ancestors(token) if t.dep == "relcl"), None)
        head = sentence.head(clause) if clause is not None else head
    source = source_at(sentence, head, people, last)
    plain = any(t.lemma in words("speakers", "unconfirmed") for t in sentence.dependents(head, "amod"))
    stance = Stance.UNCONFIRMED if plain else Stance.REPORTED
    inside = set(sentence.subtree(token))
    colon = max((t.i for t in sentence.tokens[: token.i] if t.text == ":"), default=-1)
    governor = sentence.head(token)
    bare = governor.pos == "NUM" and governor.dep in {
        "appos",
        "npadvmod",
        "conj",
        "dep",
    }  # "eleven, eight according to"
    reported = governor.dep == "ccomp" and any(t.i < token.i for t in sentence.dependents(governor, "mark"))
    whole = sentence.subtree(governor) if bare or reported else range(colon + 1, len(sentence.tokens))
    yield Scope(frozenset(whole) - inside, source, cue, stance)


def _by_account(sentence: Sentence, token: Token, people: People, last: Source | None) -> Iterator[Scope]:
    """As in "by the account of the management, about sixty refused"."""
    accounts = [
        t for t in sentence.dependents(token, "pobj") if t.lemma in {"account", "count", "estimate", "reckoning"}
    ]
    if token.lower not in {"by", "on"} or not accounts:
        return
    of = [
        o for p in sentence.dependents(accounts[0], "prep") if p.lower == "of" for o in sentence.dependents(p, "pobj")
    ]
    owners = [*sentence.dependents(accounts[0], "poss"), *of]
    verb = next((t for t in sentence.ancestors(token) if t.pos == "VERB"), None)
    if owners and owners[0].lower in {"its", "their", "his", "her"} and verb is not None:  # "by its own account"
        owners = [*sentence.dependents(verb, "nsubj"), *owners]
    if owners and owners[0].lower not in words("speakers", "own_voice"):  # "by our count" is the author's own
        below = set(sentence.subtree(sentence.head(token))) - set(sentence.subtree(token))
        source = source_at(sentence, owners[0], people, last)
        yield Scope(frozenset(below), source, sentence.words([token.i, accounts[0].i]), Stance.REPORTED)


def _citing(sentence: Sentence, token: Token, people: People, last: Source | None) -> Iterator[Scope]:
    """As in "Citing hospital staff, the radio reported 12 deaths": the one cited is the origin."""
    objects = (
        sentence.dependents(token, "dobj") if token.lower in {"citing", "quoting"} and token.dep == "advcl" else []
    )
    if objects:
        head = sentence.head(token)
        said = said_by(sentence, head) or set(sentence.subtree(head)) - set(sentence.subtree(token))
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
    hearsay = token.mood == "conditional" and token.lower not in words("verbs", "modal")
    if stance is None and not (hearsay and _plain(sentence)):
        return
    stance = stance or Stance.REPORTED
    head = token if hearsay and token.pos == "VERB" else sentence.head(token)
    below = sentence.subtree(head) if head.i != token.i else range(len(sentence.tokens))
    yield Scope(frozenset(below), UNNAMED, token.text, Stance(stance), weak=True)


def _plain(sentence: Sentence) -> bool:
    """Whether a conditional in the sentence is hearsay, as in French reports, and hangs on no condition."""
    return not any(t.lower in words("verbs", "condition") for t in sentence.tokens)


def _noun(sentence: Sentence, token: Token, people: People) -> Iterator[Scope]:
    """As in "His claim that …", "allegations of …", "reports of …"."""
    if token.pos != "NOUN" or token.lemma not in words("speakers", "documents"):
        return
    clauses = [t for t in sentence.dependents(token, "acl", "ccomp") if sentence.dependents(t, "mark")]
    spoken = token.lemma in {"allegation", "report", "claim", "account", "rumour", "rumor"} and token.dep != "nsubj"
    phrases = [p for p in sentence.dependents(token, "prep") if p.lower == "of"] if spoken else []
    phrases = [p for p in phrases if not any(t.entity == "DATE" for t in sentence.dependents(p, "pobj"))]
    verb = sentence.head(sentence.head(token)) if token.dep == "pobj" else token
    if stance_of(verb.lemma) is not None and verb.pos == "VERB" and sentence.dependents(verb, "nsubj"):
        clauses = []  # "informed us by letter that …": the verb says it
    below = {i for t in (*clauses, *phrases) for i in sentence.subtree(t)}
    if below:
        stance = Stance.ALLEGED if token.lemma in {"allegation", "claim"} else Stance.REPORTED
        yield Scope(frozenset(below), source_at(sentence, token, people), token.text, stance)
