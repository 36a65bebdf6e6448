"""A mail as text: its head as furniture with what it says of author, date and addressee, its words, its enclosures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.reading.draft import Draft, Reading
from khronika.reading.enclosures import write_names
from khronika.reading.headers import day_of, display_name
from khronika.reading.html import write_page
from khronika.reading.layout import lay_out
from khronika.reading.relayed import relayed
from khronika.reading.rtf import write_rtf
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from khronika.reading.enclosures import Haul
    from khronika.reading.limits import Limits

WORD = re.compile(r"[^\W_]+")
SHOWN = {  # headers that are written into the text, in this order; the others are the machines' own
    "from": "From",
    "sender": "Sender",
    "reply-to": "Reply-To",
    "to": "To",
    "cc": "Cc",
    "bcc": "Bcc",
    "date": "Date",
    "subject": "Subject",
    "message-id": "Message-ID",
    "in-reply-to": "In-Reply-To",
    "received": "Received",
    "snapshot-content-location": "Snapshot-Content-Location",
}
MISSING = 0.2  # share of a page's words that a plain version may lack: addresses of links, words of the layout
BOTH = "Its plain and its HTML version say different things; both were read, one after the other."
MOST_OF_ONE = 60  # lines of one header, as of the stations on a mail's way


@dataclass(frozen=True, slots=True)
class Body:
    """Words of a mail: decoded, and whether they are HTML; or RTF, in which each character stands for a byte."""

    text: str
    html: bool = False
    rtf: bool = False


@dataclass(slots=True)
class Letter:
    """A mail of any format: headers (names in small letters), words in order, enclosures, what must be said."""

    headers: list[tuple[str, str]]
    haul: Haul
    bodies: list[Body] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    page: bool = False  # a saved web page: its "sender" is a browser


def read_letter(letter: Letter, limits: Limits, engine: str) -> Reading:
    """Write a mail's head, words and the names of what it encloses, each with its marks."""
    draft = Draft()
    settled = _write_head(draft, letter)
    begin = draft.length
    for body in letter.bodies:
        if body.html:
            settled += write_page(draft, body.text, limits, alone=letter.page)
        elif body.rtf:
            settled += write_rtf(draft, body.text.encode("latin-1"), limits)
        else:
            draft.write(body.text.strip("\r\n"))
            draft.write("\n\n")
    end = draft.length
    settled += write_names(draft, letter.haul)
    text = draft.text()
    draft.marks += [] if letter.page else relayed(text, begin, end)
    notes = (*letter.notes, *draft.partial, *letter.haul.sentences())
    marks = lay_out(text, settled, draft.marks)
    return Reading(text, marks, engine, notes, tuple(letter.haul.taken), tuple(letter.haul.left))


def _write_head(draft: Draft, letter: Letter) -> list[Mark]:
    settled: list[Mark] = []
    for name, shown in SHOWN.items():
        for value in [value for key, value in letter.headers if key == name and value][:MOST_OF_ONE]:
            start = draft.length + len(shown) + 2
            kind = MarkKind.HEADING if name == "subject" else MarkKind.FURNITURE
            settled += _line(draft, f"{shown}: {value}", kind)
            if not letter.page:
                _mark_head(draft, name, value, start)
    if settled:
        draft.write("\n")
    return settled


def _line(draft: Draft, words: str, kind: MarkKind) -> list[Mark]:
    start, end = draft.write(words)
    draft.write("\n")
    return [Mark(kind, start, end)] if words.strip() else []


def _mark_head(draft: Draft, name: str, value: str, start: int) -> None:
    """Mark what a head says of author, addressee and date."""
    kind = {"from": MarkKind.AUTHOR, "to": MarkKind.ADDRESSEE}.get(name)
    place = display_name(value) if kind else None
    if kind and place:
        draft.mark(kind, start + place[0], start + place[1])
    if name == "date" and (day := day_of(value)):
        draft.mark(MarkKind.DATED, start, start + len(value), day)


def add_html(letter: Letter, plain: str, html: str, limits: Limits) -> None:
    """Add an HTML version beside a plain one that was added before: it is read where it says more.

    The plain one is then left out if all that it says stands in the HTML; else both are read, and that is said.
    """
    if plain.strip():
        there, beside = _words(html, limits), set(WORD.findall(plain.lower()))
        if len(there - beside) <= MISSING * len(there):
            return
        if beside <= there:
            letter.bodies = [body for body in letter.bodies if body.html or body.text.strip() not in plain]
        else:
            letter.notes.append(BOTH)
    letter.bodies.append(Body(html, html=True))


def _words(page: str, limits: Limits) -> set[str]:
    """Give the words that a page shows, in small letters."""
    draft = Draft()
    write_page(draft, page, limits)
    return set(WORD.findall(draft.text().lower()))
