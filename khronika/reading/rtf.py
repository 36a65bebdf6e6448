"""RTF: every visible character with its paragraphs, tables, notes, boxes, heads and feet; what it embeds is named."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from khronika.reading.draft import Draft, Reading
from khronika.reading.layout import lay_out
from khronika.reading.refusal import Refusal
from khronika.reading.rtfscroll import Scroll
from khronika.reading.rtfwords import (
    BOXES,
    CODE_PAGES,
    DOCUMENT_PAGES,
    FURNITURE,
    NUMBERED_PAGES,
    PARAGRAPH_ENDS,
    SIGNS,
    SILENT,
    SPOKEN,
    TOKEN,
)
from khronika.reading.tables import write_table
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    import re

    from khronika.reading.limits import Limits

ENGINE = "khronika-rtf/1"
DEEPEST = 10_000  # groups within groups
LEVELS = 9
DELETED = "It has tracked changes; deleted words were left out, inserted ones read as text."
OWN_PAGES = 42  # numbers up to which none is meant but that of the system, or signs
UNKNOWN_PAGE = "It names an encoding that is not known here; letters other than English ones may be wrong in it."
HIDDEN = "Some of its words are hidden in the original; they were read like the others."


@dataclass(frozen=True, slots=True)
class Manner:
    """How words are to be taken here: what a group inherits, and its end undoes."""

    silent: bool = False
    fonts: bool = False
    starred: bool = False
    deleted: bool = False
    raised: bool = False
    font: int = -1
    after_unicode: int = 1  # characters that stand in for one in Unicode, for old readers


@dataclass(slots=True)
class Roll:
    """A document being read: manners of the open groups, flows of text, what is still to be decoded or passed over."""

    manner: Manner = field(default_factory=Manner)
    groups: list[tuple[Manner, bool]] = field(default_factory=list)
    scrolls: list[Scroll] = field(default_factory=lambda: [Scroll()])
    open: list[Scroll] = field(default_factory=list)
    pages: dict[int, str] = field(default_factory=dict)
    page: str = "cp1252"
    first_font: int = 0
    pending: bytearray = field(default_factory=bytearray)
    passing: int = 0
    half: str = ""  # the first half of a character beyond the first plane
    notes: dict[str, int] = field(default_factory=dict)
    opened: bool = False  # the group in which we are opened a flow of its own

    @property
    def scroll(self) -> Scroll:
        """The flow into which words go now."""
        return self.open[-1] if self.open else self.scrolls[0]


def read_rtf(data: bytes, limits: Limits) -> Reading:
    """Read an RTF document; deleted text of tracked changes is left out, and that is said."""
    draft = Draft()
    settled = write_rtf(draft, data, limits)
    text = draft.text()
    return Reading(text, lay_out(text, settled, draft.marks), ENGINE, tuple(draft.partial))


def write_rtf(draft: Draft, data: bytes, limits: Limits) -> list[Mark]:
    """Write an RTF document into a draft, and give its blocks."""
    roll = Roll()
    at = 0
    while found := TOKEN.match(data, at):
        at = found.end()
        if found.group("word"):
            word, number = found.group("word").decode("ascii"), found.group("number")
            if word == "bin":
                at += max(0, int(number or 0))
            _word(roll, word, int(number) if number else None)
        else:
            _other(roll, found)
    _decode(roll)
    for scroll in roll.scrolls:
        scroll.in_table = False
        scroll.end_table()
        scroll.end_paragraph()
    draft.partial += _sentences(roll)
    return _write(draft, roll, limits)


def _other(roll: Roll, found: re.Match[bytes]) -> None:
    if brace := found.group("brace"):
        _decode(roll)
        (_open_group if brace == b"{" else _close_group)(roll)
    elif code := found.group("byte"):
        _bytes(roll, bytes.fromhex(code.decode("ascii")))
    elif plain := found.group("plain"):
        _bytes(roll, plain)
    elif sign := found.group("sign"):
        _sign(roll, sign.decode("latin-1"))


def _bytes(roll: Roll, data: bytes) -> None:
    passed = min(roll.passing, len(data))
    roll.passing -= passed
    if not roll.manner.silent:
        roll.pending += data[passed:]


def _decode(roll: Roll) -> None:
    """Turn the bytes so far into words, by the code page of their font."""
    if not roll.pending:
        return
    manner = roll.manner
    words = roll.pending.decode(roll.pages.get(manner.font, roll.page), "replace")
    roll.pending.clear()
    _say(roll, words)


def _say(roll: Roll, words: str) -> None:
    if roll.manner.deleted:
        roll.notes[DELETED] = 1
    elif not (roll.manner.silent or roll.manner.fonts):
        roll.scroll.say(words, raised=roll.manner.raised)


def _open_group(roll: Roll) -> None:
    if len(roll.groups) >= DEEPEST:
        msg = "Its groups are nested deeper than a document's are; it may be made to overload. Ask for it as PDF."
        raise Refusal(msg)
    roll.groups.append((roll.manner, roll.opened))
    roll.opened, roll.passing = False, 0


def _close_group(roll: Roll) -> None:
    if roll.opened:
        roll.opened = False
        scroll = roll.open.pop()
        scroll.in_table = False
        scroll.end_table()
        scroll.end_paragraph()
    if roll.groups:
        roll.manner, roll.opened = roll.groups.pop()
    roll.passing = 0


def _sign(roll: Roll, sign: str) -> None:
    _decode(roll)
    if sign == "*":
        roll.manner = replace(roll.manner, starred=True)
    elif sign in PARAGRAPH_ENDS:
        _word(roll, "par", None)
    elif sign in SIGNS:
        _say(roll, SIGNS[sign])


def _word(roll: Roll, word: str, number: int | None) -> None:
    _decode(roll)
    if roll.manner.starred:
        roll.manner = replace(roll.manner, starred=False, silent=roll.manner.silent or word not in SPOKEN)
    if word == "u" and number is not None:
        _unicode(roll, chr(number % 65536))
        roll.passing = roll.manner.after_unicode
    elif word in SIGNS:
        _say(roll, SIGNS[word])
    elif word in ("pict", "object") and not roll.manner.silent:
        roll.notes[word] = roll.notes.get(word, 0) + 1
        roll.manner = replace(roll.manner, silent=word == "pict")
    elif word in SILENT:
        roll.manner = replace(roll.manner, silent=True)
    elif word in FURNITURE or word in BOXES:
        _open_scroll(roll, MarkKind.FURNITURE if word in FURNITURE else MarkKind.BOX)
    elif not roll.manner.silent or word in ("ud", "uc"):
        _character_word(roll, word, 1 if number is None else number)
        _paragraph_word(roll.scroll, word, number or 0)
        _document_word(roll, word, number or 0)


def _unicode(roll: Roll, character: str) -> None:
    """Say one character; those beyond the first plane come as two halves."""
    if "\ud800" <= character <= "\udbff":
        roll.half = character
        return
    whole = (roll.half + character).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    roll.half = ""
    _say(roll, whole)


def _open_scroll(roll: Roll, kind: MarkKind) -> None:
    if roll.manner.silent or roll.opened:
        return
    roll.scrolls.append(Scroll(kind))
    roll.open.append(roll.scrolls[-1])
    roll.opened = True


def _character_word(roll: Roll, word: str, number: int) -> None:
    manner = roll.manner
    if word == "f":
        roll.manner = replace(manner, font=number)
    elif word == "plain":
        roll.manner = replace(manner, font=roll.first_font, raised=False, deleted=False)
    elif word in ("super", "nosupersub"):
        roll.manner = replace(manner, raised=word == "super" and number != 0)
    elif word == "deleted":
        roll.manner = replace(manner, deleted=number != 0)
    elif word == "v" and number:
        roll.notes[HIDDEN] = 1
    elif word == "uc":
        roll.manner = replace(manner, after_unicode=max(0, number))
    elif word in ("upr", "ud"):
        roll.manner = replace(manner, silent=word == "upr")


def _paragraph_word(scroll: Scroll, word: str, number: int) -> None:
    if word in PARAGRAPH_ENDS:
        scroll.end_paragraph()
    elif word == "pard":
        scroll.in_table, scroll.level = False, None
    elif word == "intbl":
        scroll.in_table = True
    elif word == "cell":
        scroll.end_cell()
    elif word == "row":
        scroll.end_row()
    elif word == "outlinelevel" and 0 <= number < LEVELS:
        scroll.level = number
    elif word in ("listtext", "pntext"):
        scroll.item = True


def _document_word(roll: Roll, word: str, number: int) -> None:
    if word == "fonttbl":
        roll.manner = replace(roll.manner, fonts=True)
    elif word == "fcharset" and roll.manner.fonts and number in CODE_PAGES:
        roll.pages[roll.manner.font] = CODE_PAGES[number]
    elif word == "cpg" and roll.manner.fonts:
        roll.pages[roll.manner.font] = _page(roll, number)
    elif word == "ansicpg":
        roll.page = _page(roll, number)
    elif word in DOCUMENT_PAGES:
        roll.page = DOCUMENT_PAGES[word]
    elif word == "deff":
        roll.first_font = number
        roll.manner = replace(roll.manner, font=number)


def _page(roll: Roll, number: int) -> str:
    """Give the name of a code page; one that is not known is a doubt, and the document's own stands in for it."""
    if number <= OWN_PAGES:
        return roll.page
    name = NUMBERED_PAGES.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        roll.notes[UNKNOWN_PAGE] = 1
        return roll.page
    return name


def _write(draft: Draft, roll: Roll, limits: Limits) -> list[Mark]:
    settled: list[Mark] = []
    for scroll in sorted(roll.scrolls, key=lambda each: each.kind is MarkKind.FURNITURE):
        for block in scroll.finished:
            if isinstance(block, list):
                settled += write_table(draft, block, limits)
                continue
            for first, last in block.notes:
                draft.mark(MarkKind.NOTE, draft.length + first, draft.length + last)
            settled += draft.block(block.words, block.kind, block.value)
    return settled


def _sentences(roll: Roll) -> list[str]:
    said = [note for note in (DELETED, HIDDEN, UNKNOWN_PAGE) if note in roll.notes]
    for word, name in (("pict", "pictures"), ("object", "embedded objects")):
        if count := roll.notes.get(word):
            said.append(f"It holds {name} ({count}), which were left out; if they show words, add them as files.")
    return said
