"""Every format with a small real file: its text, and what its form says of it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from khronika.reading import read
from khronika.reading.jail import jail
from khronika.vocabulary.documents import MarkKind, Revision, Unread

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Deaths | Site</title>
<script>var hidden = 1</script></head>
<body><div id="cookie-banner">We use cookies.</div><nav><ul><li><a href="/">Home</a></li></ul></nav>
<main><article><header><h1>Deaths in Korm</h1></header>
<p>At least <b>14</b> people died,<sup>1</sup> said   the
doctors. The square has 10 km<sup>2</sup>.</p><blockquote><p>We saw it.</p></blockquote>
<ul><li>First demand</li><li>Second demand</li></ul><aside><p>A box about the law.</p></aside>
<table><tr><th>Name</th><th>Age</th></tr><tr><td>Ana Kor</td><td>34</td></tr></table>
<p style="display:none">unseen words</p></article></main><footer>Imprint</footer></body></html>"""


def revision(folder: Path, data: bytes, name: str) -> Revision:
    file = folder / "original"
    file.write_bytes(data)
    found = read(file, name, "0" * 64)
    assert isinstance(found, Revision), found
    return found


def marked(found: Revision, kind: MarkKind) -> list[str]:
    return [found.text[mark.start : mark.end] for mark in found.marked(kind)]


def heads(found: Revision, words: str) -> set[tuple[str, str | None]]:
    start = found.text.index(words)
    kinds = found.marked(MarkKind.CELL, MarkKind.ROW_HEAD, MarkKind.COLUMN_HEAD)
    return {(mark.kind.value, mark.value) for mark in kinds if (mark.start, mark.end) == (start, start + len(words))}


def test_html_is_what_a_reader_sees_and_the_site_is_furniture(tmp_path: Path) -> None:
    found = revision(tmp_path, PAGE.encode(), "page.html")
    assert "At least 14 people died,1 said the doctors. The square has 10 km2." in found.text
    assert "var hidden" not in found.text
    assert marked(found, MarkKind.FURNITURE) == ["Deaths | Site", "We use cookies.", "Home", "unseen words", "Imprint"]
    assert marked(found, MarkKind.HEADING) == ["Deaths in Korm"]
    assert marked(found, MarkKind.NOTE) == ["1"]
    assert marked(found, MarkKind.QUOTE) == ["We saw it."]
    assert marked(found, MarkKind.ITEM) == ["First demand", "Second demand"]
    assert marked(found, MarkKind.BOX) == ["A box about the law."]
    assert heads(found, "34") == {("cell", "2,2"), ("row_head", "Ana Kor"), ("column_head", "Age")}


def test_html_in_another_encoding_says_which(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Двенадцать убитых</p></body></html>'
    assert "Двенадцать убитых" in revision(tmp_path, page.encode("cp1251"), "page.htm").text


def test_a_line_break_in_html_stays_a_line_break(tmp_path: Path) -> None:
    found = revision(tmp_path, b"<html><body><p>Mira Holt<br>President</p></body></html>", "page.html")
    assert marked(found, MarkKind.PARAGRAPH) == ["Mira Holt", "President"]


def test_docx_keeps_insertions_boxes_and_content_controls(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    from docx.oxml import parse_xml

    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = docx.Document()
    document.add_heading("Letter on Korm", 1)
    paragraph = document.add_paragraph("At least 14 people died")
    paragraph.add_run("3").font.superscript = True
    paragraph.add_run(" in the town")
    paragraph._p.append(parse_xml(f"<w:ins {namespace}><w:r><w:t> that night.</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {namespace}><w:r><w:delText>deleted</w:delText></w:r></w:del>"))
    control = "<w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent>"
    document.element.body.insert(2, parse_xml(f"<w:sdt {namespace}>{control}</w:sdt>"))
    document.add_paragraph("a demand", style="List Bullet")
    document.add_paragraph("We saw it.", style="Quote")
    table = document.add_table(2, 2)
    for at, words in enumerate(("Name", "Step", "Ana Kor", "released")):
        table.cell(at // 2, at % 2).text = words
    document.sections[0].header.paragraphs[0].text = "UNITED COUNCIL"
    file = io.BytesIO()
    document.save(file)

    found = revision(tmp_path, file.getvalue(), "letter.docx")
    assert "At least 14 people died3 in the town that night." in found.text
    assert "In a control." in found.text
    assert "deleted" not in found.text
    assert any("tracked changes" in sentence for sentence in found.partial)
    assert [mark.value for mark in found.marked(MarkKind.HEADING)] == ["1"]
    assert marked(found, MarkKind.NOTE) == ["3"]
    assert marked(found, MarkKind.ITEM) == ["a demand"]
    assert marked(found, MarkKind.QUOTE) == ["We saw it."]
    assert marked(found, MarkKind.FURNITURE) == ["UNITED COUNCIL"]
    assert heads(found, "released") == {("cell", "2,2"), ("row_head", "Ana Kor"), ("column_head", "Step")}


def test_xlsx_gives_stored_values_with_the_names_of_rows_and_columns(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Register"
    for row in (
        ["Hospital of Korm"],
        [],
        ["No", "Name", "Admitted", "Age"],
        [1, "Ana Kor", dt.datetime(2021, 5, 3), 34],  # noqa: DTZ001 - a sheet knows no time zone
        [2, "Ivo Mar", dt.datetime(2021, 5, 3, 14, 30), 19.0],  # noqa: DTZ001 - the same
    ):
        sheet.append(row)
    book.create_sheet("Kept back").sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)

    found = revision(tmp_path, file.getvalue(), "register.xlsx")
    assert "1\tAna Kor\t2021-05-03\t34\n2\tIvo Mar\t2021-05-03 14:30\t19\n" in found.text
    assert marked(found, MarkKind.HEADING) == ["Register", "Kept back"]
    assert heads(found, "2021-05-03 14:30") == {("cell", "4,3"), ("row_head", "Ivo Mar"), ("column_head", "Admitted")}
    assert any("hidden" in sentence for sentence in found.partial)


def test_formulas_that_nobody_calculated_are_told_and_not_taken_for_empty_cells(tmp_path: Path) -> None:
    """A total that is not there is not zero; one that is stored is read, also where it is no figure."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["Place", "Killed"], ["Korm", 2], ["Ombrin", 3], ["Total", "=SUM(B2:B3)"], ["Most", "=MAX(B2:B3)"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    found = revision(tmp_path, file.getvalue(), "register.xlsx")
    assert [said for said in found.partial if said.startswith("2 cells with formulas have no result stored")]

    packed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"<f>SUM(B2:B3)</f><v></v>", b"<f>SUM(B2:B3)</f><v>5</v>")
                data = data.replace(b'"B5"><f>MAX(B2:B3)</f><v></v>', b'"B5" t="str"><f>MAX(B2:B3)</f><v></v>')
                assert data != old.read(name)
            new.writestr(name, data)
    calculated = revision(tmp_path, packed.getvalue(), "register.xlsx")
    assert "Total\t5" in calculated.text
    assert calculated.partial == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_finds_its_delimiter(tmp_path: Path, delimiter: str) -> None:
    rows = [["name", "charge", "date"], ["Ana Kor", '"riot, mass; grave"', "2021-05-03"], ["Ivo Mar", "arson", "x"]]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode()
    found = revision(tmp_path, data, "list.csv")
    assert "Ana Kor\triot, mass; grave\t2021-05-03" in found.text
    assert heads(found, "2021-05-03") == {("cell", "2,3"), ("row_head", "Ana Kor"), ("column_head", "date")}
    assert marked(found, MarkKind.PARAGRAPH) == []


def test_a_wrong_ending_is_read_by_its_content_and_said(tmp_path: Path) -> None:
    found = revision(tmp_path, PAGE.encode(), "page.pdf")
    assert marked(found, MarkKind.HEADING) == ["Deaths in Korm"]
    assert "by its content it is html" in found.partial[0]
    assert "txt" in revision(tmp_path, b"A plain letter.", "letter.docx").partial[0]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "damaged or cut off"),
        (b"\xd0\xcf\x11\xe0" + bytes(64), "old Office file"),
        (b"{\\rtf1{\\fonttbl}}", "no text"),
        (b"PK\x03\x04" + bytes(64), "unpack"),
        (bytes(range(256)) * 8, "no format that can be read"),
        (b"   \n\n  ", "no text"),
    ],
)
def test_what_is_not_read_says_why_and_what_to_do(tmp_path: Path, data: bytes, says: str) -> None:
    file = tmp_path / "original"
    file.write_bytes(data)
    found = read(file, "thing.bin", "0" * 64)
    assert isinstance(found, Unread)
    assert says in found.reason
    assert (found.name, found.sha256) == ("thing.bin", "0" * 64)


EXAMPLES = ("joint-letter.docx", "ngo-report.pdf", "hospital-register.xlsx", "procurator-statement.html")


@pytest.mark.parametrize("ending", ["", ".txt", ".pdf", ".html", ".docx", ".xlsx"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_a_wrong_ending_costs_no_document_even_the_first(
    tmp_path: Path, pytestconfig: pytest.Config, example: str, ending: str
) -> None:
    data = (pytestconfig.rootpath / "examples/port-ombrin" / example).read_bytes()
    jail().close()  # a jail that has read nothing yet has loaded no parser
    found = revision(tmp_path, data, f"document{ending}")
    assert found.text == revision(tmp_path, data, example).text
    assert bool(found.partial) == (not example.endswith(ending) or not ending)


def test_many_comments_before_the_markup_cost_no_time(tmp_path: Path) -> None:
    found = revision(tmp_path, b"<!-- a -->" * 200 + b"<p>Police detained 14 people.</p>", "page.html")
    assert found.text.strip() == "Police detained 14 people."


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (
            b"\0\0\0\x24ftypheic\0\0\0\0mif1heic",
            "IMG_0001.HEIC",
            "picture (HEIC, as phones take them); save it as JPEG",
        ),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "film.mp4", "recording"),
        (b"#!AMR\n\x3c", "voice.amr", "recording"),
        (b"!BDN\0\0\0\0SM", "mails.pst", "mailbox of Outlook's (PST); export its mails"),
        (b"\x28\xb5\x2f\xfd\x24\x08", "all.tar.zst", "archive (Zstandard); unpack it"),
        (b"MSCF\0\0\0\0\x2c", "all.cab", "archive (CAB); unpack it"),
        (b"070701" + b"0" * 104, "all.cpio", "archive (cpio); unpack it"),
        (b"\0\x01\0\0Standard Jet DB\0\x01", "list.mdb", "database (Access); export its tables"),
        (b"%!PS-Adobe-3.0\n", "page.ps", "PostScript; convert it to PDF"),
    ],
)
def test_what_is_known_and_not_read_has_a_way_out(tmp_path: Path, data: bytes, name: str, says: str) -> None:
    file = tmp_path / "original"
    file.write_bytes(data + b"\0" * 40)
    found = read(file, name, "0" * 64)
    assert isinstance(found, Unread)
    assert says in found.reason


def test_a_list_that_begins_with_the_digits_of_an_archive_is_a_list(tmp_path: Path) -> None:
    assert "Mira Holt" in revision(tmp_path, b"070701;Mira Holt\n070702;Ana Kor\n", "list.csv").text
