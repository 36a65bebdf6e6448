"""Who speaks: the name and the role of a noun phrase that a sentence makes the source of what it says."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.extraction.lists import table, words
from khronika.extraction.naming.anaphora import PRONOUNS
from khronika.vocabulary.claims import Role

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence, Token
    from khronika.extraction.people import People

TRIMMED = frozenset({"relcl", "acl", "appos", "cc", "conj", "punct", "ccomp"})
POINTING = frozenset(
    {"it", "he", "she", "they", "this", "that", "these", "those", "who", "which", "some", "many", "others"}
)
ISSUED = frozenset({"statement", "release", "letter", "report", "communique", "communiqué", "announcement"})
OPENING = frozenset("[(")
BRACKETS = OPENING | frozenset(")]")
QUOTES = frozenset({"»", "”", '"', "’", "''"})
ORDER = (
    "un",
    "court",
    "relative",
    "media",
    "monitor",
    "authority",
    "professional",
    "ngo",
    "victim",
    "party",
    "witness",
    "document",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody or something that speaks; without a name it is an unnamed source, never the author by default."""

    name: str | None
    role: Role


UNNAMED = Source(None, Role.UNNAMED)


def source_at(sentence: Sentence, head: Token, people: People, last: Source | None = None) -> Source:
    """Give the source that the noun phrase of this head names; a pronoun takes the person or body it refers to."""
    head = _marked(sentence, head, people)
    if name := people.name_at(sentence, head):
        return Source(name, role_of(phrase(sentence, head), Role.WITNESS, sentence))
    if head.lower in POINTING or head.pos == "PRON":
        return _pointed(sentence, head, people, last)
    if head.lemma in words("speakers", "documents"):
        return _owner(sentence, head, people, last)
    words_said = phrase(sentence, head)
    if body := people.organisation_at(sentence, head):
        body = words_said if sentence.language != "en" and words_said.startswith(body) else body
        return Source(body, role_of(body, Role.NGO, sentence))
    if any(t.lower == "your" for t in sentence.dependents(head, "poss")):  # the addressee's body: "your office"
        return Source(f"your {words_said}", role_of(words_said, Role.AUTHORITY, sentence))
    if known := _named_before(sentence, words_said, people):
        return Source(known, role_of(known, Role.NGO, sentence))
    return Source(words_said, role_of(words_said, Role.WITNESS, sentence)) if words_said else UNNAMED


def _marked(sentence: Sentence, head: Token, people: People) -> Token:
    """The name beside a mark that the parser took for the speaker: "Anka [not her real name] said", "« Anka » said"."""
    tokens, at = sentence.tokens, head.i
    opened = next((i for i in range(at, -1, -1) if tokens[i].text in BRACKETS), 0)
    if opened and tokens[opened].text in OPENING:
        at = opened - 1
    elif head.pos == "PUNCT":
        at = min(at + 1, len(tokens) - 1)
    while at > 0 and tokens[at].text in QUOTES:
        at -= 1
    return tokens[at] if people.name_at(sentence, tokens[at]) else head


def _named_before(sentence: Sentence, said_as: str, people: People) -> str | None:
    """The body named before to which a bare noun points: "the Office", "the Committee"."""
    if not said_as or " " in said_as or not said_as[0].isupper():
        return None
    named = people.bodies_by_word.get(said_as, [])
    before = bisect_left(named, ((sentence.number, 0), ""))
    return named[before - 1][1] if before else None


def _pointed(sentence: Sentence, head: Token, people: People, last: Source | None) -> Source:
    if name := people.refer(sentence, head):
        return Source(name, last.role if last and last.name == name else Role.WITNESS)
    if last and head.lower in {"it", "this", "that", "they", "its", "their"}:
        return last
    if last and last.name in people.genders and people.genders[last.name] in {PRONOUNS.get(head.lower), None}:
        return last if head.lower in PRONOUNS else UNNAMED  # "he" after the only one who spoke
    bodies = people.bodies_by_sentence.get(sentence.number - 1, set()) if head.lower in {"it", "its"} else set()
    return (
        Source(body, role_of(body, Role.NGO, sentence))
        if (body := next(iter(bodies), None)) and len(bodies) == 1
        else UNNAMED
    )


def _owner(sentence: Sentence, head: Token, people: People, last: Source | None) -> Source:
    """Whose figures, statement or reports they are; the document itself where it has no owner."""
    for child in sentence.dependents(head, "poss", "compound", "amod", "nmod"):
        body = child.lemma in words("speakers", "bodies") or people.organisation_at(sentence, child)
        if child.dep == "poss" or (body and child.lemma not in words("speakers", "documents")):
            return source_at(sentence, child, people)
    for prep in sentence.dependents(head, "prep"):
        if prep.lower in {"of", "by", "from"}:
            owners = [t for t in sentence.dependents(prep, "pobj") if t.pos in {"NOUN", "PROPN"}]
            if owners and not _says_nobody(owners[0]):
                return source_at(sentence, owners[0], people)
    if any(
        t.lower == "this"
        for p in sentence.dependents(head, "prep")
        for o in sentence.dependents(p, "pobj")
        for t in sentence.dependents(o, "det")
    ):  # "an earlier version of this story"
        return Source(None, Role.AUTHOR)
    if _says_nobody(head):
        return UNNAMED
    governor = sentence.head(head)
    issuers = sentence.dependents(governor, "nsubj") if head.dep == "dobj" else []
    if issuers and issuers[0].i != head.i:
        return source_at(sentence, issuers[0], people)
    if (
        last is not None
        and head.lemma in ISSUED
        and any(t.lower in {"the", "this", "that"} for t in sentence.dependents(head))
    ):
        return last
    return Source(phrase(sentence, head), Role.DOCUMENT)


def _says_nobody(token: Token) -> bool:
    return token.lemma in words("speakers", "nobody")


def phrase(sentence: Sentence, head: Token) -> str:
    """The noun phrase without article and relative clauses, as written."""
    below = [i for i in sentence.subtree(head, without=TRIMMED) if abs(i - head.i) < 12]
    run = [head.i]
    for i in range(head.i - 1, -1, -1):
        if i not in below and sentence.tokens[i].text != "-":
            break
        run.insert(0, i)
    for i in range(head.i + 1, len(sentence.tokens)):
        if i not in below or sentence.tokens[i].lower in {"with", "in", "on", "at", "who", "from", "during"}:
            break
        run.append(i)
    numbers = [i for i in run if i < head.i and _is_number(sentence.tokens[i])]
    run = run[run.index(numbers[-1]) + 1 :] if numbers else run
    while len(run) > 1 and sentence.tokens[run[0]].entity == "DATE":  # "16 October local media reported"
        run.pop(0)
    while len(run) > 1 and sentence.tokens[run[0]].pos in {"DET", "NUM", "PUNCT", "ADV", "ADP", "PRON"}:
        run.pop(0)
    while len(run) > 1 and sentence.tokens[run[-1]].pos in {"ADP", "DET", "CCONJ"}:
        run.pop()
    return sentence.words(run).removesuffix("'s").removesuffix("’s")


def _is_number(token: Token) -> bool:
    return token.pos == "NUM" or token.text.isdigit() or token.lower in table("numbers", "cardinals")


def role_of(said_as: str, otherwise: Role, sentence: Sentence) -> Role:
    """The role that the words of a name or description give: the first list that holds one of them.

    Words that the sentence knows by an English key count with that key.
    """
    said = {word.strip(",.\"'“”").removesuffix("'s").removesuffix("’s") for word in said_as.lower().split()}
    if sentence.language != "en":
        said |= {key for t in sentence.tokens if t.text.lower() in said for key in (t.lower, t.lemma)}
    for role in ORDER:
        if said & words("speakers", f"role_{role}"):
            return Role(role)
    return otherwise
