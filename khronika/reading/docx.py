"""DOCX: paragraphs, tables, text boxes, notes, heads and feet, taken from the XML itself.

The XML is walked here and not by a library of documents, because those pass over insertions, content controls and text
boxes without a word, and what is passed over may be the testimony.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.reading.archive import open_archive
from khronika.reading.draft import Draft, Reading
from khronika.reading.enclosures import write_names
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
QUOTE_NAME = re.compile(r"quote|block text", re.IGNORECASE)
LIST_NAME = re.compile(r"list (?:bullet|number|paragraph)", re.IGNORECASE)
NOTE = re.compile(r"\d{1,3}|[*†‡]")
# Parts beside the body, and what their words are to it.
BESIDE = (
    (re.compile(r"word/(?:footnotes|endnotes|comments)\d*\.xml"), MarkKind.BOX),
    (re.compile(r"word/(?:header|footer)\d*\.xml"), MarkKind.FURNITURE),
)


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
    marks = lay_out(text, manuscript.settled, draft.marks)
    return Reading(text, marks, "khronika-docx/1", tuple(draft.partial), tuple(haul.taken), tuple(haul.left))


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
            _write_blocks(manuscript, element, kind)
        boxes, manuscript.boxes = manuscript.boxes, []
        for box in boxes:
            _write_blocks(manuscript, box, MarkKind.BOX)


def _cell(manuscript: Manuscript, cell: _Element) -> str:
    paragraphs = ("".join(words for words, _ in _runs(manuscript, each)) for each in cell.iter(f"{W}p"))
    return " ".join(paragraphs)


def _write_paragraph(manuscript: Manuscript, paragraph: _Element, kind: MarkKind | None) -> None:
    start = manuscript.draft.length
    words, manuscript.initial = manuscript.initial, ""
    for piece, raised in _runs(manuscript, paragraph):
        if raised and NOTE.fullmatch(piece) and words and not words[-1].isspace() and not words[-1].isdigit():
            manuscript.draft.mark(MarkKind.NOTE, start + len(words), start + len(words) + len(piece))
        words += piece
    if _is_initial(paragraph):
        manuscript.initial = words
        return
    if not words.strip():
        return
    named, value = (kind, None) if kind else _named(manuscript, paragraph)
    manuscript.settled += manuscript.draft.block(words, named, value)


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
    if LIST_NAME.match(name) or paragraph.find(f"{W}pPr/{W}numPr") is not None:
        return MarkKind.ITEM, None
    return (MarkKind.QUOTE, None) if QUOTE_NAME.search(name) else (None, None)


def _runs(manuscript: Manuscript, element: _Element) -> Iterator[tuple[str, bool]]:
    """Give the words in order, and of each whether it is raised above the line."""
    for child in element:
        if child.tag == f"{W}r":
            raised = child.find(f"{W}rPr/{W}vertAlign")
            up = raised is not None and raised.get(f"{W}val") == "superscript"
            yield from ((words, up) for words in _words(manuscript, child))
        elif child.tag in DELETED:
            manuscript.deletions = True
        elif child.tag != f"{W}pPr":
            yield from _runs(manuscript, child)


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
