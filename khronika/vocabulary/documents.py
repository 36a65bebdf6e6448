"""A source's file, the text read from it, and the passage on which a claim rests."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

from khronika.errors import InvalidValue
from khronika.vocabulary.canonical import digest

CONTEXT = 32  # characters of prefix and suffix that a passage keeps, to be found again in another revision


class Sensitivity(StrEnum):
    """How far a document may travel; confidential text is in no index, log, file name or export."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"


class MarkKind(StrEnum):
    """What a layout mark says of its characters; marks stand beside the text, so offsets stay true."""

    PAGE = "page"  # a page; value: its number
    PARAGRAPH = "paragraph"  # a block of running text
    HEADING = "heading"  # value: its level, where known
    ITEM = "item"  # an item of a list; value: its number or bullet
    QUOTE = "quote"  # a block quotation
    CELL = "cell"  # a table's cell; value: "row,column"
    ROW_HEAD = "row_head"  # what a cell's row is called; value: the words. Spans the cell
    COLUMN_HEAD = "column_head"  # what a cell's column is called; value: the words. Spans the cell
    FURNITURE = "furniture"  # page header or foot, web chrome: no part of the text
    BOX = "box"  # a box or note laid across a sentence: text of its own
    JOIN = "join"  # white space that breaks a sentence (line end, page end): read as one space
    SPACE = "space"  # zero width: a space is missing here ("64persons")
    NOTE = "note"  # a footnote mark glued to a word: no part of it; value: as that of its FOOTNOTE, where there is one
    FOOTNOTE = "footnote"  # the mark with which that note's own words begin; value: its number, or "page,number"
    LANGUAGE = "language"  # value: ISO 639-1 code
    AUTHOR = "author"  # the document's head names its author here: a mail's sender, a web page's byline
    ADDRESSEE = "addressee"  # and here to whom it is addressed
    RECOGNISED = (
        "recognised"  # read by text recognition; value: how sure that is (0 to 100) of a word, where it is known
    )
    DATED = "dated"  # and here when it was written or published; value: the day, ISO 8601
    RELAYED = "relayed"  # who wrote what follows, up to the next such mark: a message that a mail brings along


# What a reader reads: the blocks of a text without what stands around it.
LAID_OUT = (MarkKind.PARAGRAPH, MarkKind.HEADING, MarkKind.ITEM, MarkKind.QUOTE, MarkKind.CELL, MarkKind.BOX)


@dataclass(frozen=True, slots=True)
class Mark:
    """One layout mark: half-open span of code points, and a word about it."""

    kind: MarkKind
    start: int
    end: int
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An original file as taken in: identified by its bytes, named as its source named it."""

    sha256: str
    name: str
    size: int
    sensitivity: Sensitivity

    def tightened(self, sensitivity: Sensitivity) -> Document:
        """Give the document under the stricter of its own sensitivity and another."""
        return replace(self, sensitivity=max(self.sensitivity, sensitivity, key=list(Sensitivity).index))


class Isolation(StrEnum):
    """What stands between a parser and this machine, each level with all that the one before has."""

    BASIC = "basic"
    """A process of its own for each document, with bounds on memory, time and files; every system has it."""
    CONFINED = "confined"
    """Landlock and seccomp as well: no file, no socket, no other process. Linux from 5.13, without any right."""
    STRICT = "strict"
    """Bubblewrap as well: own namespaces, in which nothing else is there. Linux where it may make them."""


@dataclass(frozen=True, slots=True)
class Custody:
    """Who handed in a file, under which path in the folder given; the ledger adds when."""

    sha256: str
    path: str
    who: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A document came inside another one, such as a mail or an archive, under this path in there."""

    sha256: str
    parent: str
    path: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, or a part of one, that could not be read, and the sentence that says why and what to do."""

    name: str
    reason: str
    sha256: str | None = None


@dataclass(frozen=True)
class Revision:
    """An immutable reading of one document: its text, the marks beside it, and how it was read."""

    document: str
    text: str
    marks: tuple[Mark, ...]
    engine: str
    isolation: str
    partial: tuple[str, ...] = ()  # what of the document could not be read, as sentences

    @cached_property
    def id(self) -> str:
        """SHA-256 over document, text, marks and engine: reading the same again gives the same revision."""
        return digest({"document": self.document, "text": self.text, "marks": self.marks, "engine": self.engine})

    def marked(self, *kinds: MarkKind) -> tuple[Mark, ...]:
        """Give the marks of these kinds, in the order of the text."""
        return tuple(mark for mark in self.marks if mark.kind in kinds)

    def page_at(self, at: int) -> int | None:
        """Give the page on which a character stands; None where the document has no pages."""
        pages = self._pages
        i = bisect_right(pages, at, key=lambda mark: mark.start) - 1
        return int(pages[i].value or 0) if i >= 0 and at < pages[i].end else None

    @cached_property
    def recognised(self) -> tuple[Mark, ...]:
        """The words that were read by text recognition, in the order of the text."""
        return tuple(sorted(self.marked(MarkKind.RECOGNISED), key=lambda mark: mark.start))

    def recognised_in(self, start: int, end: int) -> tuple[Mark, ...]:
        """Give the recognised words that touch a part of the text."""
        first, last = bisect_right(self._reached, start), bisect_left(self.recognised, end, key=lambda mark: mark.start)
        return tuple(mark for mark in self.recognised[first:last] if start < mark.end)

    @cached_property
    def _reached(self) -> tuple[int, ...]:
        """How far the recognised words reach up to each of them; one may be a whole page."""
        return tuple(accumulate((mark.end for mark in self.recognised), max))

    @cached_property
    def _pages(self) -> tuple[Mark, ...]:
        return tuple(sorted(self.marked(MarkKind.PAGE), key=lambda mark: mark.start))


@dataclass(frozen=True, slots=True)
class Part:
    """One verbatim piece of a passage that a box, a page break or a note cuts in two."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Verbatim words in a named revision: `exact == text[start:end]`, in Unicode code points."""

    revision: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    page: int | None = None
    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.exact) != self.end - self.start:
            msg = f"A passage of {len(self.exact)} characters cannot stand at {self.start} to {self.end}."
            raise InvalidValue(msg)
        for part in self.parts:
            if self.exact[part.start - self.start : part.end - self.start] != part.exact or not part.exact:
                msg = f"A part of the passage at {self.start} to {self.end} is not verbatim."
                raise InvalidValue(msg)

    @classmethod
    def cut(cls, revision: Revision, start: int, end: int, pieces: tuple[tuple[int, int], ...] = ()) -> Passage:
        """Cut the passage out of its revision, so that it is verbatim by construction."""
        text = revision.text
        if not 0 <= start < end <= len(text):
            msg = f"No passage stands at {start} to {end} in a text of {len(text)} characters."
            raise InvalidValue(msg)
        return cls(
            revision=revision.id,
            start=start,
            end=end,
            exact=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
            page=revision.page_at(start),
            parts=tuple(Part(a, b, text[a:b]) for a, b in pieces) if len(pieces) > 1 else (),
        )

    def verify(self, text: str) -> None:
        """Raise `InvalidValue` where the words do not stand in the text at this place."""
        if text[self.start : self.end] != self.exact:
            msg = f"The passage at {self.start} to {self.end} is not verbatim in its revision."
            raise InvalidValue(msg)
