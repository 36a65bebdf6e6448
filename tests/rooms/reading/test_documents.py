"""RTF and OpenDocument: every visible word, tables as cells, notes and boxes apart, what is left out said."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from khronika.reading import read
from khronika.vocabulary.documents import MarkKind, Revision, Unread

if TYPE_CHECKING:
    from pathlib import Path

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(
    f'xmlns:{name}="{OASIS}:{sort}:1.0"'
    for name, sort in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
    }.items()
)


def outcome(folder: Path, data: bytes, name: str) -> Revision | Unread:
    file = folder / "original"
    file.write_bytes(data)
    return read(file, name, "0" * 64)


def revision(folder: Path, data: bytes, name: str) -> Revision:
    found = outcome(folder, data, name)
    assert isinstance(found, Revision), found
    return found


def marked(found: Revision, kind: MarkKind) -> list[str]:
    return [found.text[mark.start : mark.end] for mark in found.marked(kind)]


def heads(found: Revision, words: str) -> set[tuple[str, str | None]]:
    start = found.text.index(words)
    kinds = found.marked(MarkKind.CELL, MarkKind.ROW_HEAD, MarkKind.COLUMN_HEAD)
    return {(mark.kind.value, mark.value) for mark in kinds if (mark.start, mark.end) == (start, start + len(words))}


def rtf(body: bytes) -> bytes:
    fonts = rb"{\fonttbl{\f0\fnil Times;}{\f1\fcharset204 Times CYR;}{\f2\fcharset178 Arabic;}}"
    return rb"{\rtf1\ansi\ansicpg1252\deff0" + fonts + rb"{\*\generator Riched;}" + body + b"}"


def test_rtf_in_the_code_pages_of_its_fonts_and_in_unicode(tmp_path: Path) -> None:
    words = rb"\pard\f1 \'d3\'e1\'e8\'f2\'ee 14\f0 , caf\'e9 \u1178?\u-10179?\u-8704?\uc2\u1178ab{\uc0\u1179}end"
    assert "Убито 14, café Қ😀Ққend" in revision(tmp_path, rtf(words), "a.rtf").text
    arabic = b"".join(b"\\'%02x" % byte for byte in "شهود".encode("cp1256"))
    assert "شهود" in revision(tmp_path, rtf(rb"\f2 " + arabic + rb"\par"), "a.rtf").text


@pytest.mark.parametrize(
    ("page", "words", "said"),
    [
        (10007, "Мира".encode("mac_cyrillic"), 0),
        (10001, "議員".encode("cp932"), 0),
        (65001, "Мира".encode(), 0),
        (0, b"Mira", 0),
        (20269, b"Mira", 1),
    ],
)
def test_rtf_in_the_code_pages_of_a_mac_and_in_one_that_is_not_known(
    tmp_path: Path, page: int, words: bytes, said: int
) -> None:
    written = b"".join(rb"\'%02x" % byte for byte in words)
    found = revision(tmp_path, rb"{\rtf1\ansicpg%d{\fonttbl{\f0 Times;}}\f0 " % page + written + rb"\par}", "a.rtf")
    assert found.text.strip() in ("Мира", "議員", "Mira")
    assert len([note for note in found.partial if "names an encoding that is not known" in note]) == said


def test_rtf_with_headings_tables_notes_heads_and_items(tmp_path: Path) -> None:
    body = (
        rb"{\header\pard UNITED COUNCIL\par}\pard\outlinelevel0 Letter\par\pard"
        rb" We wrote\super 1\nosupersub  that night.\par"
        rb"{\footnote\pard A note.}\trowd\intbl Name\cell Age\cell\row\intbl Ana Kor\cell 34\cell\row\pard"
        rb"{\pntext\f0 1.\tab}a demand\par{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt Box words.\par}}{\shprslt twice}}"
        rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt a link}}\line next\~line \{x\} \emdash\par"
    )  # fmt: skip
    found = revision(tmp_path, rtf(body), "a.rtf")
    assert [mark.value for mark in found.marked(MarkKind.HEADING)] == ["1"]
    assert "We wrote1 that night." in found.text
    assert marked(found, MarkKind.NOTE) == ["1"]
    assert marked(found, MarkKind.BOX) == ["A note.", "Box words."]
    assert marked(found, MarkKind.FURNITURE) == ["UNITED COUNCIL"]
    assert marked(found, MarkKind.ITEM) == ["1.\ta demand"]
    assert heads(found, "34") == {("cell", "2,2"), ("row_head", "Ana Kor"), ("column_head", "Age")}
    assert "a link\nnext\xa0line {x} —" in found.text
    assert "HYPERLINK" not in found.text
    assert "twice" not in found.text


def test_what_rtf_leaves_out_is_said(tmp_path: Path) -> None:
    body = rb"\pard Kept{\deleted gone}{\v hidden}{\pict\pngblip 89504e47}{\object{\*\objdata 0105}{\result shown}}"
    body += rb"\bin4 }}}}\par"
    found = revision(tmp_path, rtf(body), "a.rtf")
    assert found.text.strip() == "Kepthiddenshown"
    assert len(found.partial) == 4
    assert any("pictures (1)" in sentence for sentence in found.partial)
    assert any("deleted words" in sentence for sentence in found.partial)


def test_rtf_cut_off_keeps_what_came(tmp_path: Path) -> None:
    assert revision(tmp_path, rtf(rb"{\pard Kept words")[:-2], "a.rtf").text.strip() == "Kept word"


def odf(body: str, kind: str, styles: str = "", manifest: str = "<m/>") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", f"<office:document {NAMES}><office:body>{body}</office:body></office:document>")
        archive.writestr("styles.xml", f"<office:document-styles {NAMES}>{styles}</office:document-styles>")
        archive.writestr("META-INF/manifest.xml", f"<!DOCTYPE m:m>{manifest}")
    return file.getvalue()


TEXT = """<office:text><text:tracked-changes><text:deletion>
<text:p>gone words</text:p></text:deletion></text:tracked-changes>
<text:h text:outline-level="2">Letter</text:h>
<text:p>At least 14<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p>
</text:note-body></text:note> people<text:s text:c="2"/>died, <text:span>we
<text:a>read</text:a></text:span>.<text:tab/>x</text:p>
<text:list><text:list-item><text:p>a demand</text:p></text:list-item></text:list>
<text:p text:style-name="Quotations">We saw it.</text:p>
<text:p>With <draw:frame><draw:text-box>
<text:p>Box words.</text:p></draw:text-box></draw:frame>a box.</text:p>
<table:table><table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell>
<table:table-cell><text:p>Step</text:p></table:table-cell></table:table-row><table:table-row>
<table:table-cell><text:p>Ana Kor</text:p></table:table-cell>
<table:table-cell><text:p>released</text:p></table:table-cell>
</table:table-row></table:table></office:text>"""


def test_odt_like_any_text_document(tmp_path: Path) -> None:
    head = "<style:master-page><style:header><text:p>UNITED COUNCIL</text:p></style:header></style:master-page>"
    found = revision(tmp_path, odf(TEXT, "text", head), "letter.odt")
    assert "At least 141 people  died, we\nread.\tx" in found.text
    assert marked(found, MarkKind.NOTE) == ["1"], "14 with note 1 is not 141"
    assert [mark.value for mark in found.marked(MarkKind.HEADING)] == ["2"]
    assert marked(found, MarkKind.ITEM) == ["a demand"]
    assert marked(found, MarkKind.QUOTE) == ["We saw it."]
    assert marked(found, MarkKind.BOX) == ["1 A note.", "Box words."]
    assert [mark.value for mark in found.marked(MarkKind.NOTE, MarkKind.FOOTNOTE)] == ["1", "1"]
    assert marked(found, MarkKind.FURNITURE) == ["UNITED COUNCIL"]
    assert heads(found, "released") == {("cell", "2,2"), ("row_head", "Ana Kor"), ("column_head", "Step")}
    assert "gone words" not in found.text
    assert any("tracked changes" in sentence for sentence in found.partial)


def test_ods_gives_what_the_cells_show_and_days_as_iso(tmp_path: Path) -> None:
    rows = """<table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell>
<table:table-cell><text:p>On</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>Ana Kor</text:p></table:table-cell>
<table:table-cell office:date-value="2021-05-03T00:00:00"><text:p>3/5/21</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16382"/></table:table-row>
<table:table-row table:number-rows-repeated="1048000">
<table:table-cell table:number-columns-repeated="16384"/></table:table-row>"""
    body = f'<office:spreadsheet><table:table table:name="Register">{rows}</table:table></office:spreadsheet>'
    found = revision(tmp_path, odf(body, "spreadsheet"), "register.ods")
    assert marked(found, MarkKind.HEADING) == ["Register"]
    assert found.text.count("Ana Kor\t2021-05-03\n") == 2
    assert heads(found, "2021-05-03") == {("cell", "2,2"), ("row_head", "Ana Kor"), ("column_head", "On")}


BOMB = (
    '<office:spreadsheet><table:table><table:table-row table:number-rows-repeated="99999999">'
    '<table:table-cell table:number-columns-repeated="999"><text:p>x</text:p></table:table-cell>'
    "</table:table-row></table:table></office:spreadsheet>"
)


@pytest.mark.parametrize(
    ("body", "kind", "manifest", "says"),
    [
        (TEXT, "text", "<m:encryption-data/>", "password"),
        ("<office:text/>", "text", "<m/>", "no text"),
        ("<office:presentation/>", "presentation", "<m/>", "save it as PDF"),
        ("<unclosed>", "text", "<m/>", "XML is damaged"),
        (
            BOMB,
            "spreadsheet",
            "<m/>",
            "cells, the limit",
        ),
    ],
)
def test_what_is_not_read_says_why(tmp_path: Path, body: str, kind: str, manifest: str, says: str) -> None:
    found = outcome(tmp_path, odf(body, kind, manifest=manifest), "letter.odt")
    assert isinstance(found, Unread)
    assert says in found.reason
