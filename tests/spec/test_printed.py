"""What other programs print: quotations set in, bullets that are shapes, initials, notes that go on; to correct."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from khronika.extraction.grammar.blocks import blocks
from khronika.reading import read
from khronika.vocabulary.documents import MarkKind, Revision

canvas = pytest.importorskip("reportlab.pdfgen.canvas")

TEXT = [
    "The strike at the harbour of Korm began on the third of May and it",
    "went on for eleven days. On the fourth day the police came to the",
    "gate of the yard and asked the crowd to go home, but nobody left the",
    "place before the evening of that day.",
]
QUOTED = [
    "We stood at the gate when the first cars came and we did",
    "not move. An officer read a paper that nobody could hear,",
    "and then they took the two of us away.",
]
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


class Sheet:
    """A page to draw on, one line at a time, from the top left corner."""

    def __init__(self) -> None:
        self.file = io.BytesIO()
        self.page = canvas.Canvas(self.file, pagesize=(595, 842), pageCompression=0)

    def put(self, x: float, y: float, words: str, size: float = 10, font: str = "Times-Roman") -> float:
        self.page.setFont(font, size)
        self.page.drawString(x, 842 - y, words)
        return x + float(self.page.stringWidth(words, font, size))

    def text(self, x: float, y: float, lines: list[str], size: float = 10) -> float:
        for at, line in enumerate(lines):
            self.put(x, y + 12 * at, line, size)
        return y + 12 * len(lines)

    def read(self, folder: Path) -> Revision:
        self.page.save()
        return revision(folder, self.file.getvalue(), "page.pdf")


def revision(folder: Path, data: bytes, name: str) -> Revision:
    file = folder / "original"
    file.write_bytes(data)
    found = read(file, name, "0" * 64)
    assert isinstance(found, Revision), found
    return found


def words(found: Revision, kind: MarkKind) -> list[str]:
    return [" ".join(block.text.split()) for block in blocks(found) if block.kind is kind]


def tied(found: Revision) -> list[tuple[str, str]]:
    """Give the words before each mark of a note, and those with which its note begins."""
    feet = {mark.value: found.text[mark.end :].split("\n")[0].strip(" .]^") for mark in found.marked(MarkKind.FOOTNOTE)}
    return [(found.text[: mark.start].split()[-1], feet[mark.value]) for mark in found.marked(MarkKind.NOTE)]


def test_text_set_in_from_both_edges_is_a_quotation(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.text(70, 120, TEXT)
    y = sheet.text(90, y + 5, QUOTED)
    y = sheet.text(70, y + 5, TEXT)
    sheet.put(82, y, "A first line that is set in begins a paragraph and no quotation, so")
    sheet.text(70, y + 12, TEXT[1:])
    found = sheet.read(tmp_path)
    assert words(found, MarkKind.QUOTE) == [" ".join(QUOTED)]
    assert len(words(found, MarkKind.PARAGRAPH)) == 3


def test_an_address_set_in_is_no_quotation(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.text(70, 120, TEXT)
    y = sheet.text(220, y + 8, ["The Ministry of Justice", "12 Harbour Street", "Korm"])
    sheet.text(70, y + 8, TEXT)
    assert not words(sheet.read(tmp_path), MarkKind.QUOTE)


@pytest.mark.parametrize("bullet", ["disc", "square"])
def test_an_item_behind_a_bullet_that_is_a_shape_is_one(tmp_path: Path, bullet: str) -> None:
    sheet = Sheet()
    y = sheet.text(70, 120, TEXT)
    for _ in range(2):
        if bullet == "disc":
            sheet.page.circle(77, 842 - y + 2.5, 1.8, fill=1)
        else:
            sheet.page.rect(75, 842 - y + 1, 3.5, 3.5, fill=1)
        y = sheet.text(86, y, ["An item that the union asks for in its letter of that week,", "with a second line."])
    sheet.text(70, y, TEXT)
    found = sheet.read(tmp_path)
    item = "An item that the union asks for in its letter of that week, with a second line."
    assert words(found, MarkKind.ITEM) == [item, item]
    assert words(found, MarkKind.PARAGRAPH) == [" ".join(TEXT)] * 2


def test_an_item_behind_a_bullet_of_a_symbol_font_is_one(tmp_path: Path) -> None:
    found = revision(tmp_path, "The union asks:\n\n\uf0b7 an inquiry\n\uf0b7 the names\n".encode(), "letter.txt")
    assert words(found, MarkKind.ITEM) == ["\uf0b7 an inquiry", "\uf0b7 the names"]


@pytest.mark.parametrize(("initial", "rest"), [("T", "he strike"), ("A", "strike")])
def test_an_initial_stands_before_its_word(tmp_path: Path, initial: str, rest: str) -> None:
    sheet = Sheet()
    end = sheet.put(70, 142, initial, 30)
    sheet.put(end + 3, 121, f"{rest} at the harbour began on the third of May and went on")
    sheet.put(end + 3, 133, "for eleven days. Nobody was told of another strike, and the")
    sheet.text(70, 145, TEXT[1:])
    first = next(blocks(sheet.read(tmp_path))).text
    assert first.startswith({"T": "The strike at", "A": "A strike at"}[initial])


def test_small_print_goes_on_with_the_note_of_the_page_before(tmp_path: Path) -> None:
    sheet = Sheet()
    end = sheet.put(70, 120, "The lawyers of the union were questioned in the yard of the harbour.")
    sheet.put(end, 116, "1", 6)
    sheet.text(70, 140, TEXT)
    sheet.put(70, 780, "1 Interview with a lawyer of the union, who was there when the", 7.5)
    sheet.page.showPage()
    sheet.text(70, 120, TEXT)
    sheet.put(70, 780, "police came and saw the paper that was read.", 7.5)
    found = sheet.read(tmp_path)
    assert words(found, MarkKind.BOX)[-1] == "police came and saw the paper that was read."
    assert tied(found)[0][0] == "harbour."


def test_a_paragraph_goes_on_in_the_next_column_with_a_name(tmp_path: Path) -> None:
    left = [
        "The strike at the harbour of the town",
        "of Korm began on the third of May and",
        "it went on. The police asked Rosa Lea",
    ]
    right = [
        "Tarel of the union to come to the yard",
        "of the harbour, where she was held until",
        "the evening of that day without charge.",
    ]
    sheet = Sheet()
    sheet.text(70, 120, left)
    sheet.text(270, 120, right)
    assert words(sheet.read(tmp_path), MarkKind.PARAGRAPH) == [" ".join([*left, *right])]


def test_a_note_s_mark_that_is_drawn_before_all_lines_stands_in_its_line(tmp_path: Path) -> None:
    sheet = Sheet()
    end = 70 + sheet.page.stringWidth("In the yard the police held 64", "Times-Roman", 10)
    sheet.put(end, 296, "1", 6)
    sheet.text(70, 120, TEXT)
    sheet.put(70, 300, "In the yard the police held 64")
    sheet.put(end + 5, 300, "and then 20 persons.")
    sheet.put(70, 760, "1 Interview with a lawyer of the union, Korm.", 7.5)
    found = sheet.read(tmp_path)
    assert tied(found) == [("64", "Interview with a lawyer of the union, Korm")]
    assert words(found, MarkKind.PARAGRAPH)[-1] == "In the yard the police held 64 and then 20 persons."


def test_notes_at_the_end_of_a_text_are_tied_to_their_marks(tmp_path: Path) -> None:
    sheet = Sheet()
    end = sheet.put(70, 120, "The lawyers of the union were questioned in the yard of the harbour.")
    sheet.put(end, 116, "1", 6)
    sheet.text(70, 140, TEXT)
    sheet.page.showPage()
    sheet.text(70, 120, TEXT)
    sheet.put(70, 200, "1. Interview with a lawyer of the union, Korm.", 7.5)
    assert tied(sheet.read(tmp_path)) == [("harbour.", "Interview with a lawyer of the union, Korm")]


def test_letters_whose_font_does_not_say_how_tall_they_are_make_whole_paragraphs(tmp_path: Path) -> None:
    """As LibreOffice writes its fonts: pdfium then takes a line's height from the letters at its ends."""
    if not DEJAVU.exists():
        pytest.skip("needs the font DejaVu Serif")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Silent", str(DEJAVU), asciiReadable=False))
    sheet = Sheet()
    for at, line in enumerate(
        ["asked once more why no one came on", "Ému par la foule, the officer went on", "a sea man"]
    ):
        sheet.put(70, 120 + 12 * at, line, font="Silent")
    sheet.page.save()
    data = sheet.file.getvalue()
    silent = re.sub(
        rb"/(?:Ascent|Descent) (-?[\d.]+)", lambda found: found[0].replace(found[1], b"0".ljust(len(found[1]))), data
    )
    assert silent != data
    found = revision(tmp_path, silent, "page.pdf")
    assert len(words(found, MarkKind.PARAGRAPH)) == 1


DOCX_NOTE = (
    '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {}</w:t></w:r></w:p>'
    "</w:footnote>"
)


def test_a_docx_note_is_tied_to_its_mark_and_no_part_of_a_figure(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    spaced = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = docx.Document()
    paragraph = document.add_paragraph("At least 14")
    for key, after in ((7, " died, and 3"), (5, " were held.")):
        paragraph._p.append(parse_xml(f'<w:r {spaced}><w:footnoteReference w:id="{key}"/></w:r>'))
        paragraph.add_run(after)
    notes = "".join(DOCX_NOTE.format(key, said) for key, said in ((5, "A second note."), (7, "A first note.")))
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f"<w:footnotes {spaced}>{notes}</w:footnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    file = io.BytesIO()
    document.save(file)
    found = revision(tmp_path, file.getvalue(), "letter.docx")
    assert tied(found) == [("14", "A first note"), ("3", "A second note")]
    assert words(found, MarkKind.PARAGRAPH)[0] == "At least 14 died, and 3 were held."


PAGE = """<html><body><article><p>At least 14 people died.<sup id="r1"><a href="#n1">1</a></sup> Others were held,<a
href="#n2"><sup>[2]</sup></a> it says.</p><ol><li id="n1">Interview with a lawyer. <a href="#r1">^</a></li>
<li><p id="n2"><a href="#r2">[2]</a> Letter of the union.</p></li></ol></article></body></html>"""


def test_a_web_page_s_note_is_tied_to_its_mark_by_its_link(tmp_path: Path) -> None:
    found = revision(tmp_path, PAGE.encode(), "page.html")
    assert tied(found) == [("died.", "Interview with a lawyer"), ("held,", "Letter of the union")]
    assert not words(found, MarkKind.ITEM)
