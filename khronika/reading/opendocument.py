"""OpenDocument (.odt, .ods): paragraphs, lists, tables, notes, boxes, heads and feet, taken from the XML itself."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.reading.archive import open_archive
from khronika.reading.docx import parse_xml
from khronika.reading.draft import Draft, Reading
from khronika.reading.enclosures import write_names
from khronika.reading.footnotes import tie
from khronika.reading.inlaid import inlays
from khronika.reading.layout import lay_out
from khronika.reading.refusal import Refusal
from khronika.reading.tables import write_table
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from lxml.etree import _Element

    from khronika.reading.limits import Limits

ENGINE = "khronika-opendocument/2"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
TEXT, TABLE = f"{{{OASIS}:text:1.0}}", f"{{{OASIS}:table:1.0}}"
OFFICE, DRAW, STYLE = f"{{{OASIS}:office:1.0}}", f"{{{OASIS}:drawing:1.0}}", f"{{{OASIS}:style:1.0}}"
SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
DELETIONS = f"{TEXT}tracked-changes"
BOXES = (f"{DRAW}text-box", f"{OFFICE}annotation")
FRAMES = (f"{DRAW}frame", f"{DRAW}custom-shape", f"{DRAW}g")
HEADS = (f"{STYLE}header", f"{STYLE}footer", f"{STYLE}header-left", f"{STYLE}footer-left", f"{STYLE}header-first")
QUOTES = ("Quotation", "Quotations", "Block_20_Quotation")
MOST_SPACES = 1000  # that one sign may stand for
SAME = ("number-columns-repeated", "number-rows-repeated")


@dataclass(slots=True)
class Sheaf:
    """A document being walked through; boxes and notes wait for the end of their paragraph."""

    limits: Limits
    draft: Draft = field(default_factory=Draft)
    settled: list[Mark] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    cells: int = 0
    label: str = ""  # the number of the note that begins now


def read_odt(data: bytes, limits: Limits) -> Reading:
    """Read a text document; deleted text of tracked changes is left out, and that is said."""
    archive = _open(data, limits)
    content, styles = _parts(archive)
    sheaf = Sheaf(limits)
    for body in content.iter(f"{OFFICE}text"):
        _write_blocks(sheaf, body, None)
    if next(content.iter(DELETIONS), None) is not None:
        note = "It has tracked changes; deleted words were left out, inserted ones read as text."
        sheaf.draft.partial.append(note)
    for part in styles.iter(*HEADS) if styles is not None else ():
        _write_blocks(sheaf, part, MarkKind.FURNITURE)
    return _finish(sheaf, archive)


def read_ods(data: bytes, limits: Limits) -> Reading:
    """Read every sheet: what its cells show, dates as ISO 8601; a sheet's name is its heading."""
    archive = _open(data, limits)
    content, _ = _parts(archive)
    sheaf = Sheaf(limits)
    for body in content.iter(f"{OFFICE}spreadsheet"):
        for table in body.iter(f"{TABLE}table"):
            sheaf.settled += sheaf.draft.block(table.get(f"{TABLE}name") or "", MarkKind.HEADING)
            _write_table(sheaf, table)
            _write_boxes(sheaf)
    return _finish(sheaf, archive)


def _open(data: bytes, limits: Limits) -> zipfile.ZipFile:
    archive = open_archive(io.BytesIO(data), limits)
    names = archive.namelist()
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        msg = "It has a password; ask the sender for it or for a decrypted copy."
        raise Refusal(msg)
    return archive


def _parts(archive: zipfile.ZipFile) -> tuple[_Element, _Element | None]:
    from lxml import etree

    names = archive.namelist()
    try:
        return _part(archive, "content.xml"), _part(archive, "styles.xml") if "styles.xml" in names else None
    except (etree.XMLSyntaxError, KeyError) as error:
        msg = "Its XML is damaged; open it, save it again as ODT, DOCX or PDF, and add that."
        raise Refusal(msg) from error


def _part(archive: zipfile.ZipFile, name: str) -> _Element:
    return parse_xml(archive.read(name))


def _finish(sheaf: Sheaf, archive: zipfile.ZipFile) -> Reading:
    draft = sheaf.draft
    haul = inlays(archive, sheaf.limits)
    sheaf.settled += write_names(draft, haul)
    draft.partial += haul.sentences()
    text = draft.text()
    marks = lay_out(text, sheaf.settled, tie(text, draft.marks))
    return Reading(text, marks, ENGINE, tuple(draft.partial), tuple(haul.taken), tuple(haul.left))


def _write_blocks(sheaf: Sheaf, parent: _Element, kind: MarkKind | None) -> None:
    for element in parent:
        if element.tag in (f"{TEXT}p", f"{TEXT}h"):
            _write_paragraph(sheaf, element, kind)
        elif element.tag == f"{TABLE}table":
            _write_table(sheaf, element)
        elif element.tag == f"{TEXT}list":
            _write_blocks(sheaf, element, kind or MarkKind.ITEM)
        elif element.tag in BOXES or element.tag in FRAMES:
            _write_blocks(sheaf, element, MarkKind.BOX)
        elif element.tag != DELETIONS:
            _write_blocks(sheaf, element, kind)
        _write_boxes(sheaf)


def _write_boxes(sheaf: Sheaf) -> None:
    boxes, sheaf.boxes = sheaf.boxes, []
    for box in boxes:
        above = box.getparent() if box.tag == f"{TEXT}note-body" else None
        sheaf.label = above.findtext(f"{TEXT}note-citation") or "" if above is not None else ""
        _write_blocks(sheaf, box, MarkKind.BOX)


def _write_paragraph(sheaf: Sheaf, paragraph: _Element, kind: MarkKind | None) -> None:
    start = sheaf.draft.length
    words = ""
    for piece, is_note in _words(sheaf, paragraph):
        if is_note and words:  # also behind a figure: "14" with note 1 is not 141
            sheaf.draft.mark(MarkKind.NOTE, start + len(words), start + len(words) + len(piece))
        words += piece
    if not words.strip():
        return
    if sheaf.label:
        words = f"{sheaf.label} {words.lstrip()}"
        sheaf.draft.mark(MarkKind.FOOTNOTE, start, start + len(sheaf.label), sheaf.label)
        sheaf.label = ""
    named: tuple[MarkKind | None, str | None] = (kind, None)
    if paragraph.tag == f"{TEXT}h" and kind in (None, MarkKind.ITEM):
        named = MarkKind.HEADING, (paragraph.get(f"{TEXT}outline-level") or "1")[:1]
    elif kind is None and (paragraph.get(f"{TEXT}style-name") or "") in QUOTES:
        named = MarkKind.QUOTE, None
    sheaf.settled += sheaf.draft.block(words, *named)


def _words(sheaf: Sheaf, element: _Element) -> Iterator[tuple[str, bool]]:
    """Give the words in order, and of each whether it is the mark of a note; notes and boxes are set aside."""
    if element.text:
        yield element.text, False
    for child in element:
        if child.tag in SIGNS:
            yield SIGNS[child.tag], False
        elif child.tag == f"{TEXT}s":
            yield " " * min(_number(child, f"{TEXT}c"), MOST_SPACES), False
        elif child.tag == f"{TEXT}note":
            yield child.findtext(f"{TEXT}note-citation") or "", True
            sheaf.boxes += child.findall(f"{TEXT}note-body")
        elif child.tag in BOXES or child.tag in FRAMES:
            sheaf.boxes.append(child)
        elif isinstance(child.tag, str):
            yield from _words(sheaf, child)
        if child.tail:
            yield child.tail, False


def _write_table(sheaf: Sheaf, table: _Element) -> None:
    rows: list[list[str]] = []
    for row in table.iter(f"{TABLE}table-row"):
        cells: list[str] = []
        for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            words = _cell(sheaf, cell)
            cells += [words] * (_repeated(sheaf, cell, 0) if words else min(_number(cell, f"{TABLE}{SAME[0]}"), 200))
        while cells and not cells[-1]:
            cells.pop()
        rows += [cells] * (_repeated(sheaf, row, 1, len(cells)) if cells else 1)
    sheaf.settled += write_table(sheaf.draft, rows, sheaf.limits)


def _repeated(sheaf: Sheaf, element: _Element, way: int, cells: int = 1) -> int:
    """Give how often a cell or row stands there; an element that stands for millions is refused as a bomb."""
    times = _number(element, f"{TABLE}{SAME[way]}")
    sheaf.cells += times * cells
    if sheaf.cells > 2 * sheaf.limits.cells:
        msg = f"Its tables have more than {sheaf.limits.cells:,} cells, the limit; split the file and add the parts."
        raise Refusal(msg)
    return times


def _number(element: _Element, name: str) -> int:
    value = element.get(name) or ""
    return int(value) if value.isascii() and value.isdigit() and 0 < len(value) < 10 else 1  # noqa: PLR2004 - no real count is longer


def _cell(sheaf: Sheaf, cell: _Element) -> str:
    if day := cell.get(f"{OFFICE}date-value"):
        return day.replace("T00:00:00", "").replace("T", " ")
    tags = (f"{TEXT}p", f"{TEXT}h")
    paragraphs = (_words(sheaf, each) for each in cell.iter(*tags) if _own(each, cell))
    return " ".join("".join(words for words, is_note in each if not is_note) for each in paragraphs)


def _own(paragraph: _Element, cell: _Element) -> bool:
    """Tell whether a paragraph is the cell's and not that of a note, a box or a table in it."""
    above = paragraph.getparent()
    while above is not None and above is not cell:
        if above.tag in (*BOXES, *FRAMES, f"{TEXT}note-body", f"{TABLE}table"):
            return False
        above = above.getparent()
    return True
