"""A document as it is searched for what it has from others: its author and date, and its words with their places."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar

from khronika.comparison.words import origin_words
from khronika.vocabulary.bodies import Norm
from khronika.vocabulary.documents import MarkKind, Passage
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.dates import When
    from khronika.vocabulary.documents import Revision
    from khronika.vocabulary.people import Entity
    from khronika.vocabulary.record import Source

T = TypeVar("T")
Span = tuple[int, int]

WORD = re.compile(r"[^\W_]+(?:[-'’‑][^\W_]+)*")  # "seven-and-a-half" is one word, as in a count of words
QUOTE = re.compile(r"[“”„«»\"]|\n\s*\n")
CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"'}
APART = (MarkKind.QUOTE, MarkKind.FURNITURE, MarkKind.HEADING)


@dataclass(eq=False)
class Words:
    """The words of a text without case and punctuation, with their places.

    `plain` is 1 where a word is part of no name, `apart` where it stands in a quotation, a heading or page furniture.
    """

    keys: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("I"))
    ends: array[int] = field(default_factory=lambda: array("I"))
    plain: bytearray = field(default_factory=bytearray)
    apart: bytearray = field(default_factory=bytearray)


@dataclass(frozen=True, eq=False, slots=True)
class Paper:
    """One document with its text: who wrote it, when, and its words."""

    revision: Revision
    file: str
    author: str | None
    date: When | None
    words: Words

    @property
    def document(self) -> str:
        """The hash of the document."""
        return self.revision.document

    def passage(self, start: int, end: int) -> Passage:
        """Cut words out of the text."""
        return Passage.cut(self.revision, start, end)

    def before(self, other: Paper) -> bool:
        """Say whether it was surely written before another one."""
        dates = self.date and self.date.latest, other.date and other.date.earliest
        return bool(dates[0] and dates[1] and dates[0] < dates[1])


class Phrases(Generic[T]):
    """Fixed phrases, each with what it stands for; a text is searched for all of them at once."""

    def __init__(self, told: Iterable[tuple[str, T]]) -> None:
        found: dict[str, list[tuple[list[str], T]]] = defaultdict(list)
        for phrase, value in told:
            if keys := [key_of(word) for word in WORD.findall(phrase)]:
                found[keys[0]].append((keys, value))
        self.by_first = {key: sorted(phrases, key=lambda each: -len(each[0])) for key, phrases in found.items()}

    def find(self, keys: Sequence[str]) -> Iterator[tuple[int, int, T]]:
        """Give where a phrase begins, how many words it has and what it stands for; the longest at each place."""
        for at, key in enumerate(keys):
            for phrase, value in self.by_first.get(key, ()):
                if keys[at : at + len(phrase)] == phrase:
                    yield at, len(phrase), value
                    break


def key_of(word: str) -> str:
    """Give a word without case, and without what makes it a possessive."""
    return word.casefold().replace("’", "'").removesuffix("'s")


def papers(sources: Iterable[Source], claims: Iterable[Claim], entities: Iterable[Entity]) -> list[Paper]:
    """Give each document of which there is a text; names and cited norms are marked in it."""
    named: dict[str, list[Span]] = defaultdict(list)
    for entity in entities:
        if entity.kind is not EntityKind.EVENT:
            for mention in entity.mentions:
                named[mention.revision].append((mention.start, mention.end))
    for claim in claims:
        at = claim.passage.exact.find(claim.body.as_written) if isinstance(claim.body, Norm) else -1
        if isinstance(claim.body, Norm) and at >= 0:
            start = claim.passage.start + at
            named[claim.passage.revision].append((start, start + len(claim.body.as_written)))
    found = []
    for source in sources:
        if (revision := source.revision) is not None:
            profile = source.profile
            told = (profile.author, profile.date) if profile else (None, None)
            found.append(Paper(revision, source.document.name, *told, read(revision, named[revision.id])))
    return found


def read(revision: Revision, named: Iterable[Span] = ()) -> Words:
    """Give the words of a text with what is known of each."""
    text = revision.text
    left = _mask(text, [*quotations(text), *((mark.start, mark.end) for mark in revision.marked(*APART))])
    names, words = _mask(text, named), Words()
    for found in WORD.finditer(text):
        start, end = found.span()
        words.keys.append(key_of(found[0]))
        words.starts.append(start)
        words.ends.append(end)
        words.plain.append(not (names[start] or text[start].isupper() or text[start].isdigit()))
        words.apart.append(left[start])
    for at, length, _ in _boilerplate().find(words.keys):
        words.plain[at : at + length] = bytes(length)
    return words


@cache
def _boilerplate() -> Phrases[None]:
    return Phrases((phrase, None) for phrase in origin_words()["shared"]["phrases"])


def quotations(text: str) -> list[Span]:
    """Give what stands between quotation marks; a quotation ends with its paragraph at the latest."""
    spans: list[Span] = []
    opened: tuple[int, str] | None = None
    for mark in QUOTE.finditer(text):
        if mark[0] not in CLOSING and (opened is None or mark[0] not in opened[1]):
            opened = None if mark[0].isspace() else opened
        elif opened is None:
            opened = (mark.start(), CLOSING[mark[0]])
        elif mark[0] in opened[1]:
            spans.append((opened[0], mark.end()))
            opened = None
    return spans


def _mask(text: str, spans: Iterable[Span]) -> bytearray:
    mask = bytearray(len(text))
    for start, end in spans:
        mask[start:end] = b"\1" * len(mask[start:end])
    return mask
