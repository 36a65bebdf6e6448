"""DOCX: paragraphs, tables, text boxes, notes, heads and feet, taken from the XML itself.

The XML is walked here and not by a library of documents, because those pass over insertions, content controls and text
boxes without a word, and what is passed over may be the testimony.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from khronika.reading.archive import open_archive
from khronika.reading.draft import Draft, Reading
from khronika.reading.enclosures import write_names
from khronika.reading.footnotes import tie
from khronika.reading.inlaid import inlays
from khronika.reading.layout import lay_out
from khronika.reading.refusal import Refusal
from khronika.reading.remarks import write_remarks
from khronika.reading.sniff import WORDS
from khronika.reading.tables import write_table
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from lxml.etree import _Element

    from khronika.reading.limits import Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # what W is in "Strict Open XML" (ISO/IEC 29500-1)
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RUN, BOX = f"{W}r", f"{W}txbxContent"
DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
HEADING_NAME = re.compile(r"heading (\d)|title", re.IGNORECASE)
QUOTE_NAME = re.compile(r"quot(?:e|ation)|block text", re.IGNORECASE)
LIST_NAME = re.compile(r"list (?:bullet|number|paragraph)", re.IGNORECASE)
LEVELS = "012345678"  # of an outline; 9 is the text's
NOTE = re.compile(r"\d{1,3}|[*†‡]")
# Parts beside the body, and what their words are to it.
CALLS = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
NOTED = frozenset({f"{W}footnote", f"{W}endnote"})
BESIDE = (
    (re.compile(r"word/(?:footnotes|endnotes|comments)\d*\.xml"), MarkKind.BOX),
    (re.compile(r"word/(?:header|footer)\d*\.xml"), MarkKind.FURNITURE),
)


class Sign(Enum):
    """What some words of a run are besides words."""

    NONE = 0
    RAISED = 1
    CALL = 2  # the mark of a note


@dataclass(slots=True)
class Manuscript:
    """A document being walked through."""

    limits: Limits
    styles: dict[str, str]
    draft: Draft = field(default_factory=Draft)
    settled: list[Mark] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    deletions: bool = False
    initial: str = ""  # a large letter before its paragraph
    called: dict[tuple[str, str], str] = field(default_factory=dict)  # of each note its number, by its kind and key
    counts: dict[str, int] = field(default_factory=dict)  # and how many there are of each kind
    label: str = ""  # the number of the note that begins now


def read_docx(data: bytes, limits: Limits) -> Reading:
    """Read the body, then notes, heads and feet; deleted text of tracked changes is left out, and that is said."""
    from lxml import etree

    archive = open_archive(io.BytesIO(data), limits)
    try:
        manuscript = Manuscript(limits, _style_names(archive))
        main = min(filter(WORDS.fullmatch, archive.namelist()), default="word/document.xml")
        _write_blocks(manuscript, _root(archive, main), None)
        for pattern, kind in BESIDE:
            for name in sorted(filter(pattern.fullmatch, archive.namelist())):
                _write_blocks(manuscript, _root(archive, name), kind)
        manuscript.settled += write_remarks(manuscript.draft, archive)
    except (etree.XMLSyntaxError, KeyError) as error:
        msg = "Its XML is damaged; open it, save it again as DOCX or PDF, and add that."
        raise Refusal(msg) from error
    draft = manuscript.draft
    if manuscript.deletions:
        draft.partial.append("It has tracked changes; deleted words were left out, inserted ones read as text.")
    haul = inlays(archive, limits)
    manuscript.settled += write_names(draft, haul)
    draft.partial += haul.sentences()
    text = draft.text()
    marks = lay_out(text, manuscript.settled, tie(text, draft.marks))
    return Reading(text, marks, "khronika-docx/2", tuple(draft.partial), tuple(haul.taken), tuple(haul.left))


def _root(archive: zipfile.ZipFile, name: str) -> _Element:
    return parse_xml(archive.read(name).replace(STRICT, W.strip("{}").encode()))


def parse_xml(data: bytes) -> _Element:
    """Parse a part of a packed document: no entity is resolved, nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def _style_names(archive: zipfile.ZipFile) -> dict[str, str]:
    if "word/styles.xml" not in archive.namelist():
        return {}
    styles = _root(archive, "word/styles.xml").iter(f"{W}style")
    names = ((style.get(f"{W}styleId"), style.find(f"{W}name")) for style in styles)
    return {str(key): name.get(f"{W}val") or "" for key, name in names if key and name is not None}


def _write_blocks(manuscript: Manuscript, parent: _Element, kind: MarkKind | None) -> None:
    for element in parent:
        if element.tag == f"{W}p":
            _write_paragraph(manuscript, element, kind)
        elif element.tag == f"{W}tbl":
            rows = [[_cell(manuscript, cell) for cell in row.iter(f"{W}tc")] for row in element.iter(f"{W}tr")]
            manuscript.settled += write_table(manuscript.draft, rows, manuscript.limits)
        elif element.tag not in DELETED:
            if element.tag in NOTED:
                key = element.tag.removeprefix(W), element.get(f"{W}id") or ""
                manuscript.label = manuscript.called.get(key, "")
            _write_blocks(manuscript, element, kind)
        boxes, manuscript.boxes = manuscript.boxes, []
        for box in boxes:
            _write_blocks(manuscript, box, MarkKind.BOX)


def _cell(manuscript: Manuscript, cell: _Element) -> str:
    paragraphs = (
        "".join(words for words, sign in _runs(manuscript, each) if sign is not Sign.CALL)  # 14 with note 1 is not 141
        for each in cell.iter(f"{W}p")
    )
    return " ".join(paragraphs)


def _write_paragraph(manuscript: Manuscript, paragraph: _Element, kind: MarkKind | None) -> None:
    start = manuscript.draft.length
    words, manuscript.initial = manuscript.initial, ""
    for piece, sign in _runs(manuscript, paragraph):
        if words and (sign is Sign.CALL or (sign is Sign.RAISED and _calls(words, piece))):
            manuscript.draft.mark(MarkKind.NOTE, start + len(words), start + len(words) + len(piece))
        words += piece
    if _is_initial(paragraph):
        manuscript.initial = words
        return
    if not words.strip():
        return
    if manuscript.label:  # Word sets the number before the note's words
        words = f"{manuscript.label} {words.lstrip()}"
        manuscript.draft.mark(MarkKind.FOOTNOTE, start, start + len(manuscript.label), manuscript.label)
        manuscript.label = ""
    named, value = (kind, None) if kind else _named(manuscript, paragraph)
    manuscript.settled += manuscript.draft.block(words, named, value)


def _calls(words: str, piece: str) -> bool:
    return NOTE.fullmatch(piece) is not None and not words[-1].isspace() and not words[-1].isdigit()


def _is_initial(paragraph: _Element) -> bool:
    """Tell whether a paragraph is the large first letter of the next one, which stands in a frame beside it."""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    following = paragraph.getnext()
    drops = frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")
    return drops and following is not None and following.tag == f"{W}p"


def _named(manuscript: Manuscript, paragraph: _Element) -> tuple[MarkKind | None, str | None]:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = manuscript.styles.get(style.get(f"{W}val") or "", "") if style is not None else ""
    heading = HEADING_NAME.fullmatch(name)
    if heading:
        return MarkKind.HEADING, heading.group(1) or "1"
    level = paragraph.find(f"{W}pPr/{W}outlineLvl")
    if level is not None and (level.get(f"{W}val") or "9") in LEVELS:
        return MarkKind.HEADING, str(int(level.get(f"{W}val") or 0) + 1)
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    if LIST_NAME.match(name) or (number is not None and number.get(f"{W}val") != "0"):  # 0 takes it out of its list
        return MarkKind.ITEM, None
    return (MarkKind.QUOTE, None) if QUOTE_NAME.search(name) else (None, None)


def _runs(manuscript: Manuscript, element: _Element) -> Iterator[tuple[str, Sign]]:
    """Give the words in order, and of each whether it is raised above the line or the mark of a note."""
    for child in element:
        if child.tag == f"{W}r":
            raised = child.find(f"{W}rPr/{W}vertAlign")
            up = raised is not None and raised.get(f"{W}val") == "superscript"
            yield from ((words, Sign.RAISED if up else Sign.NONE) for words in _words(manuscript, child))
            yield from ((number, Sign.CALL) for number in _called(manuscript, child))
        elif child.tag in DELETED:
            manuscript.deletions = True
        elif child.tag != f"{W}pPr":
            yield from _runs(manuscript, child)


def _called(manuscript: Manuscript, run: _Element) -> Iterator[str]:
    """Give the numbers of the notes that a run calls, counted as Word counts them unless it is told otherwise."""
    for child in run:
        kind = CALLS.get(str(child.tag))
        if kind and child.get(f"{W}customMarkFollows") is None:
            key = kind, child.get(f"{W}id") or ""
            if key not in manuscript.called:
                manuscript.counts[kind] = count = manuscript.counts.get(kind, 0) + 1
                manuscript.called[key] = str(count) if kind == "footnote" else roman(count)
            yield manuscript.called[key]


def roman(number: int) -> str:
    """Give a number in small Roman figures."""
    signs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
        strict=True,
    )
    written = ""
    for value, sign in signs:
        written, number = written + sign * (number // value), number % value
    return written


def _words(manuscript: Manuscript, run: _Element) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag in (f"{W}drawing", f"{W}pict", f"{MC}AlternateContent"):
            choice = child.find(f"{MC}Choice")
            drawn = choice if choice is not None else child
            manuscript.boxes += [box for box in drawn.iter(BOX) if next(box.iterancestors(BOX, RUN)) is run]
        elif child.tag == f"{W}ruby":  # what is set small above the words is how they are spoken
            for base in child.iterfind(f"{W}rubyBase/{W}r"):
                yield from _words(manuscript, base)
