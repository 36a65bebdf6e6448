"""What a document holds beside its running words: pictures and files pasted in, fields filled in, comments."""

from __future__ import annotations

import io
import runpy
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khronika.reading import Opened, open_up
from khronika.vocabulary.documents import MarkKind, Revision, Unread

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMS = runpy.run_path(str(Path(__file__).parents[2] / "forms.py"))
pdf, stream, shown = FORMS["pdf"], FORMS["stream"], FORMS["shown"]
PNG = b"\x89PNG\r\n\x1a\n and what a camera wrote"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SAID = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>14 died.</w:t></w:r></w:p></w:body></w:document>'.encode()
BARE = f'<w:document xmlns:w="{WORD}"><w:body><w:p/></w:body></w:document>'.encode()
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODT = (
    f'<o:document-content xmlns:o="{OASIS}:office:1.0" xmlns:t="{OASIS}:text:1.0"><o:body><o:text><t:p>14 died.</t:p>'
    "</o:text></o:body></o:document-content>"
).encode()
ODT_KIND = ("mimetype", b"application/vnd.oasis.opendocument.text")
MAC_PRINTER = b'\x01\0\0\0\xdb\x1c\0\0<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "x">'


def opened(folder: Path, data: bytes, name: str) -> Opened:
    file = folder / "original"
    file.write_bytes(data)
    return open_up(file, name, "0" * 64)


def packed(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def text(found: Opened) -> str:
    assert isinstance(found.outcome, Revision), found.outcome
    return found.outcome.text


def own_words(found: Opened) -> str:
    """Give what is said, without the names of files."""
    assert isinstance(found.outcome, Revision), found.outcome
    names = [*(each.path for each in found.enclosed), *(each.path for each in found.left_out)]
    assert [found.outcome.text[mark.start : mark.end] for mark in found.outcome.marked(MarkKind.FURNITURE)] == names
    return found.outcome.text.removesuffix("".join(f"{name}\n" for name in names)).strip()


@pytest.mark.parametrize(
    ("name", "members", "says"),
    [
        ("a.docx", [("word/document.xml", SAID), ("word/media/image1.png", PNG)], "14 died."),
        ("a.docx", [("word/document.xml", BARE), ("word/media/image1.png", PNG)], ""),
        ("a.odt", [ODT_KIND, ("content.xml", ODT), ("Pictures/image1.png", PNG)], "14 died."),
    ],
)
def test_a_picture_pasted_into_a_document_is_a_document_of_its_own(
    tmp_path: Path, name: str, members: Sequence[tuple[str, bytes]], says: str
) -> None:
    found = opened(tmp_path, packed(*members), name)
    assert [(each.path, bytes(each.data)) for each in found.enclosed] == [("image1.png", PNG)]
    assert own_words(found) == says


def test_a_picture_pasted_into_a_sheet_is_a_document_of_its_own(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "14 died."
    book.save(file)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/media/image1.png", PNG)
    found = opened(tmp_path, file.getvalue(), "a.xlsx")
    assert [each.path for each in found.enclosed] == ["image1.png"]
    assert "14 died." in text(found)


def test_a_drawing_that_is_not_read_is_named_and_an_embedded_document_is_taken(tmp_path: Path) -> None:
    more = [("word/media/image1.emf", b"\1\0\0\0"), ("word/embeddings/list.xlsx", b"PK"), ("word/media/x/y.png", PNG)]
    found = opened(tmp_path, packed(("word/document.xml", SAID), *more), "a.docx")
    assert [each.path for each in found.enclosed] == ["list.xlsx"]
    assert [each.path for each in found.left_out] == ["image1.emf"]
    assert isinstance(found.outcome, Revision)
    assert "Left out: image1.emf; it is a drawing" in found.outcome.partial[0]


def test_comments_on_cells_and_words_in_drawings_are_read(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["B4"] = 14
    book.active["B4"].comment = openpyxl.comments.Comment("Two of them by relatives only.", "Mira Holt")
    book.save(file)
    drawing = (
        b'<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>Held</a:t></a:r></a:p></d>'
    )
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", drawing)
    found = opened(tmp_path, file.getvalue(), "a.xlsx").outcome
    assert isinstance(found, Revision)
    boxes = [found.text[mark.start : mark.end] for mark in found.marked(MarkKind.BOX)]
    assert boxes == ["B4: Two of them by relatives only.", "Held"]


def test_the_part_with_the_words_may_be_numbered(tmp_path: Path) -> None:
    found = opened(tmp_path, packed(("[Content_Types].xml", b"<x/>"), ("word/document2.xml", SAID)), "a.docx")
    assert own_words(found) == "14 died."


def test_a_large_first_letter_belongs_to_its_word(tmp_path: Path) -> None:
    frame = b'<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr><w:r><w:t>F</w:t></w:r></w:p>'
    words = SAID.replace(b"14 died.", b"ourteen died.")
    joined = opened(tmp_path, packed(("word/document.xml", words.replace(b"<w:p>", frame + b"<w:p>", 1))), "a.docx")
    assert own_words(joined) == "Fourteen died."
    alone = opened(tmp_path, packed(("word/document.xml", SAID.replace(b"</w:body>", frame + b"</w:body>"))), "a.docx")
    assert own_words(alone).split() == ["14", "died.", "F"], "nothing is lost where no paragraph follows"


def test_a_document_saved_as_strict_open_xml(tmp_path: Path) -> None:
    strict = SAID.replace(WORD.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert own_words(opened(tmp_path, packed(("word/document.xml", strict)), "a.docx")) == "14 died."


def test_a_workbook_saved_as_strict_open_xml(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Mira Holt", 14])
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    names = (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    for usual, strict in names:
        members = [(name, data.replace(usual, strict)) for name, data in members]
    assert "Mira Holt\t14" in text(opened(tmp_path, packed(*members), "a.xlsx"))


def test_every_box_of_a_drawing_is_read_once_and_words_under_their_reading(tmp_path: Path) -> None:
    def run(words: bytes) -> bytes:
        return b"<w:r><w:t>" + words + b"</w:t></w:r>"

    inner = b"<w:r><w:pict><w:txbxContent><w:p>%s</w:p></w:txbxContent></w:pict></w:r>" % run(b"Cell")
    boxes = b"".join(b"<g><w:txbxContent><w:p>%s</w:p></w:txbxContent></g>" % each for each in (run(b"Court"), inner))
    drawn = b"<w:r><w:pict>" + boxes + b"</w:pict></w:r>"
    ruby = b"<w:r><w:ruby><w:rt>%s</w:rt><w:rubyBase>%s</w:rubyBase></w:ruby></w:r>" % (run(b"korm"), run(b"Korm"))
    words = SAID.replace(b"</w:p>", drawn + ruby + b"</w:p>")
    found = opened(tmp_path, packed(("word/document.xml", words)), "a.docx").outcome
    assert isinstance(found, Revision)
    assert found.text.split() == ["14", "died.Korm", "Court", "Cell"]
    assert [found.text[mark.start : mark.end] for mark in found.marked(MarkKind.BOX)] == ["Court", "Cell"]


def test_settings_of_a_printer_declare_nothing_and_xml_that_does_is_refused(tmp_path: Path) -> None:
    settings = ("word/printerSettings/printerSettings1.bin", MAC_PRINTER)
    assert own_words(opened(tmp_path, packed(("word/document.xml", SAID), settings), "a.docx")) == "14 died."
    for sign in (b"", b"\xef\xbb\xbf", b" \n"):
        hostile = ("word/styles.xml", sign + b'<!DOCTYPE x [<!ENTITY a "ha">]><x/>')
        found = opened(tmp_path, packed(("word/document.xml", SAID), hostile), "a.docx")
        assert isinstance(found.outcome, Unread)
        assert "document type" in found.outcome.reason


def test_an_open_document_that_was_packed_again_in_another_order(tmp_path: Path) -> None:
    manifest = ("META-INF/manifest.xml", b"<m/>")
    found = opened(tmp_path, packed(("content.xml", ODT), manifest, ODT_KIND), "a.odt")
    assert own_words(found) == "14 died."
    loose = opened(tmp_path, packed(("content.xml", ODT), ODT_KIND), "a.zip")
    assert [each.path for each in loose.enclosed] == ["content.xml", "mimetype"], "an archive stays an archive"


# ------------------------------------------------------------- PDF


@pytest.mark.parametrize("kind", [b"/Widget/FT/Tx/T(name)/V(Mira Holt)", b"/FreeText/Contents(Mira Holt)", b"/Stamp"])
def test_what_was_filled_in_or_typed_onto_a_page_stands_where_it_is_seen(tmp_path: Path, kind: bytes) -> None:
    added = b"<</Type/Annot/Subtype" + kind + b"/F 4/Rect[130 695 430 715]/AP<</N 7 0 R>>>>"
    found = opened(tmp_path, pdf(b"Name:", [added], more=[shown(b"Mira Holt")]), "form.pdf")
    assert text(found).split() == ["Name:", "Mira", "Holt"]


def test_a_page_s_comments_are_said_not_to_be_read(tmp_path: Path) -> None:
    note = b"<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(%s)>>"
    found = opened(tmp_path, pdf(b"14 died.", [note % b"Who says so?"]), "a.pdf").outcome
    assert isinstance(found, Revision)
    assert found.partial == ("Page 1: comments were not read; print it with its comments as PDF, and add that.",)
    silent = opened(tmp_path, pdf(b"14 died.", [note % b""]), "a.pdf").outcome
    assert isinstance(silent, Revision)
    assert silent.partial == ()


def test_files_attached_to_a_pdf_are_documents_of_their_own(tmp_path: Path) -> None:
    names = b"/Names<</EmbeddedFiles<</Names[(list.csv) 6 0 R]>>>>"
    more = [b"<</Type/Filespec/F(list.csv)/UF(list.csv)/EF<</F 7 0 R>>>>", stream(b"name\nMira Holt\n")]
    found = opened(tmp_path, pdf(b"See the list.", names=names, more=more), "a.pdf")
    assert [(each.path, bytes(each.data)) for each in found.enclosed] == [("list.csv", b"name\nMira Holt\n")]
    assert own_words(found) == "See the list."


def with_letters(font: bytes) -> bytes:
    """Write a PDF with a line in a known font and eighty letters in one that names none of them."""
    letters = b"".join(
        b"BT /G 12 Tf %d %d Td <0041> Tj ET " % (72 + at % 40 * 8, 600 - at // 40 * 20) for at in range(80)
    )
    told = (
        b"<</Type/FontDescriptor/FontName/None/Flags 4/FontBBox[0 0 9 9]/ItalicAngle 0/Ascent 8/Descent 0/CapHeight 7"
        b"/StemV 8>>"
    )
    page = pdf(b"14 died.", more=[font, told]).replace(b"/F 5 0 R>>>>", b"/F 5 0 R/G 6 0 R>>>>")
    start, end = page.index(b"4 0 obj"), page.index(b"5 0 obj")
    content = b"BT /F 12 Tf 72 700 Td (14 died.) Tj ET " + letters
    return bytes(page[:start] + b"4 0 obj\n" + stream(content) + b"\nendobj\n" + page[end:])


@pytest.mark.parametrize("way", [(b"Identity-H", b"Identity"), (b"90ms-RKSJ-H", b"Japan1")])
def test_letters_that_a_font_does_not_name_are_a_doubt(tmp_path: Path, way: tuple[bytes, bytes]) -> None:
    """The first kind is guessed at by the engine, the second gives no letter at all."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/None/Encoding/%s/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
        b"/BaseFont/None/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 0>>/FontDescriptor 7 0 R>>]>>"
    )
    found = opened(tmp_path, with_letters(font % way), "a.pdf").outcome
    assert isinstance(found, Revision)
    assert "14 died." in found.text
    assert "Page 1: its fonts do not tell which letters they show" in found.partial[0]
