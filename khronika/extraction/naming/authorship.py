"""Who wrote a document: what it says outright, else its signature, its letterhead, its imprint, and its research."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from khronika.extraction.lists import table
from khronika.vocabulary.claims import Role
from khronika.vocabulary.documents import MarkKind
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.extraction.grammar.syntax import Sentence
    from khronika.extraction.people import People
    from khronika.vocabulary.documents import Revision
    from khronika.vocabulary.people import Mention

BEHALF = re.compile(r"\b(?:[Ww]rit(?:e|ing)|[Aa]m writing)\s+(?:to you\s+)?on\s+behalf\s+of\s+(?:the\s+)?")
CAPACITY = re.compile(r"\bin\s+(?:our|my)\s+capacit(?:y|ies)\s+as\s+(?:the\s+)?")
CLOSING = re.compile(
    r"^\W*(?:Yours|Sincerely|Respectfully|Kind regards|Best regards|Faithfully|With respect|Please accept)\b",
    re.MULTILINE,
)
RESEARCH = re.compile(
    r"^\W*(?:\s*(?:delegates|researchers|delegation|representatives|staff|interviews?|research|fact-finding|field)\b)"
    r"|^\W*(?:\s*(?:interviewed|visited|documented|spoke to|spoke with|urges|welcomes|calls on|is concerned|considers"
    r"|has seen|has established|said today|said in a report|said in a statement today|researched))\b",
    re.IGNORECASE,
)
HEAD, FOOT = 900, 700  # characters of a letterhead, and of a signature or an imprint
ENOUGH = 2.0
DATELINE = re.compile(r"\((?P<agency>[A-Z][\w.]{1,20}(?: [A-Z][\w.]+){0,3})\)\s*[-–—]")
TOLD = re.compile(r"\btold\s+(?:the\s+)?$")
ORDER = ("un", "ngo", "media", "professional", "authority", "party")


def author(sentences: Sequence[Sentence], revision: Revision, people: People) -> str | None:
    """Give the body for which a document speaks, else the person who signs it; None where it does not say."""
    text = revision.text
    if match := BEHALF.search(text):
        named = next(
            (
                m
                for m in people.mentions
                if m.kind is EntityKind.ORGANISATION and match.end() - 5 <= m.start <= match.end() + 5
            ),
            None,
        )
        if named:
            return named.name
    if match := DATELINE.search(text[:HEAD]):
        return match["agency"]
    if match := CAPACITY.search(text):
        return _mandates(text[match.end() : match.end() + 300]) or _capacity(text, match.end())
    votes: Counter[str] = Counter()
    for name, weight in _votes(sentences, revision, people):
        votes[name] += weight  # type: ignore[assignment] # halves of votes
    best = max(votes, key=lambda name: (votes[name], -len(name)), default=None)
    if best is not None and votes[best] >= ENOUGH:
        return best
    return _signer(revision, people)


def _mandates(text: str) -> str | None:
    """Several mandates of the United Nations that write together are its special procedures."""
    return (
        "UN special procedures"
        if re.search(r"special rapporteur|working group|independent expert", text, re.IGNORECASE)
        else None
    )


def _capacity(text: str, at: int) -> str:
    return " ".join(re.split(r"[;,.]", text[at : at + 200])[0].split())


def _votes(sentences: Sequence[Sentence], revision: Revision, people: People) -> Iterator[tuple[str, float]]:
    text, end = revision.text, len(revision.text)
    closing = max((m.end() for m in CLOSING.finditer(text, max(0, end - 2 * FOOT))), default=None)
    furniture = [(m.start, m.end) for m in revision.marked(MarkKind.FURNITURE, MarkKind.HEADING)]
    cells = {at for m in revision.marked(MarkKind.COLUMN_HEAD) for at in range(m.start, m.end)}
    for mention in people.mentions:
        if mention.kind is not EntityKind.ORGANISATION or mention.start in cells:  # an entry of a list wrote nothing
            continue
        name = _titled(mention.name)
        known = any(_known(name, role) for role in ORDER)
        if closing is not None and mention.start >= closing:
            yield name, 3.0
        elif mention.start >= end - FOOT and _alone(mention, text):
            yield name, 2.0 if known else 1.0
        if any(a <= mention.start < b for a, b in furniture) and _alone(mention, text):
            yield name, 1.5
        elif mention.start < HEAD and _alone(mention, text):
            yield name, 2.0 if mention.start < HEAD / 3 else 1.0
        if RESEARCH.match(text[mention.end : mention.end + 40].removeprefix("'s").removeprefix("’s")):
            yield name, 1.5 if known else 0.8
        if TOLD.search(text[max(0, mention.start - 12) : mention.start]):
            yield name, 1.0 if known else 0.8
    yield from _lines(sentences)
    yield from _furniture(revision)


def _lines(sentences: Sequence[Sentence]) -> Iterator[tuple[str, float]]:
    """A known publisher's name as a line at the head, even where it was not seen as an organisation."""
    for sentence in sentences[:12]:
        line = sentence.words(range(len(sentence.tokens))).strip(" *#|")
        low = line.lower()
        if low in set(table("publishers", "ngo")["names"]) | set(table("publishers", "un")["names"]):
            yield _titled(line), 1.0


def _furniture(revision: Revision) -> Iterator[tuple[str, float]]:
    """Page headers, feet and titles of web pages, which are no part of the text but often name the publisher."""
    for mark in revision.marked(MarkKind.FURNITURE):
        for piece in re.split(r"[|\n©•]|\s[-–—]\s|\.\s", revision.text[mark.start : mark.end]):
            name = re.sub(r"^[\W\d]+|\W+$", "", piece)
            words = name.split()
            if 1 < len(words) <= 9 and name[:1].isupper() and _is_body(words):
                yield _titled(name), 1.0


def _is_body(words: list[str]) -> bool:
    capitals = [word for word in words if word[:1].isupper()]
    heads = table("organisations", "firm")["words"]
    return len(capitals) * 2 > len(words) and any(word.lower() in heads for word in capitals)


def _alone(mention: Mention, text: str) -> bool:
    """Whether the name begins its line, and little follows on it."""
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    line = text[mention.end : end if end >= 0 else len(text)]
    return text[start : mention.start].strip(" *#|\t©").lower() in {"", "the"} and len(line.split()) <= 6


def _titled(name: str) -> str:
    """A letterhead's capitals in ordinary spelling."""
    small = {"of", "the", "for", "and", "on", "in", "against"}
    if not name.isupper() or len(name.split()) == 1:
        return name
    words = [word if k and word in small else word.title() for k, word in enumerate(name.lower().split())]
    return " ".join(words)


def _signer(revision: Revision, people: People) -> str | None:
    """The person who signs: named after the closing words."""
    text = revision.text
    closing = max((m.end() for m in CLOSING.finditer(text, max(0, len(text) - 2 * FOOT))), default=None)
    if closing is None:
        return None
    return next((m.name for m in people.mentions if m.kind is EntityKind.PERSON and m.start >= closing), None)


def _known(name: str, role: str) -> bool:
    return any(known in name.lower() for known in table("publishers", role)["names"])


def role(name: str) -> Role:
    """As what a body speaks, by its name; `author` where the name does not tell."""
    low = name.lower().replace("’", "'")
    for kind in ORDER:
        if _known(low, kind):
            return Role(kind)
    said = set(re.findall(r"[\w']+", low))
    for kind in ("authority", "media", "party", "professional", "ngo"):
        if said & set(table("publishers", kind).get("words", ())):
            return Role(kind)
    return Role.AUTHOR
