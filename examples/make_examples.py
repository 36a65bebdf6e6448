"""Write the PDF, DOCX and XLSX files of the bundled example from the readable sources beside this script.

The same sources always give the same bytes: dates inside the files are fixed and nothing is compressed,
because two builds of zlib may compress one text differently. Run `python examples/make_examples.py [FOLDER]`.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, Paragraph

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
FOLDER = HERE / "port-ombrin"

FIXED = datetime(2018, 1, 22, 12, 0, 0)  # noqa: DTZ001 - office files carry naive dates
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
HEADER = "Open Docket | Quiet by Noon"
NOTE = re.compile(r"\{(\d)\}")
LEFT, FOOT, NOTES_FROM = 71, 40, 92  # points from the page's left and lower edge
TRUNCATED_AT = 400  # bytes of the report: neither its text nor its pages are among them


def write_examples(folder: Path) -> list[Path]:
    """Write the four generated files into `folder`, which exists, and give their paths."""
    report = pdf_report(source("ngo-report.txt"))
    files = {
        "ngo-report.pdf": report,
        "joint-letter.docx": docx_letter(source("joint-letter.txt")),
        "hospital-register.xlsx": xlsx_register(source("hospital-register.csv")),
        "procurator-bulletin.pdf": report[:TRUNCATED_AT],
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def source(name: str) -> list[str]:
    """Give the lines of a source file that are not empty."""
    return [line for line in (SOURCES / name).read_text(encoding="utf-8").splitlines() if line]


def pdf_report(lines: list[str]) -> bytes:
    """Typeset the report with a running head, page numbers and notes; its sentences flow over page ends."""
    notes = {line[1]: NOTE.sub(r"\1 ", line, count=1) for line in lines if NOTE.match(line)}
    out = io.BytesIO()
    document = report_pages(out, notes)
    document.build([paragraph(line) for line in lines if not NOTE.match(line)])
    return out.getvalue()


def report_pages(out: io.BytesIO, notes: dict[str, str]) -> BaseDocTemplate:
    """Give an empty A4 document that draws each note at the foot of the page on which its mark stands."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    marked: list[str] = []

    def begin(canvas: Canvas, _: BaseDocTemplate) -> None:
        marked.clear()
        canvas.setNamedCB("mark", lambda _canvas, _kind, label: marked.append(label))
        canvas.setFont("Helvetica", 8)
        canvas.drawString(LEFT, A4[1] - FOOT, HEADER)

    def end(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont("Times-Roman", 8)
        for row, label in enumerate(marked):
            canvas.drawString(LEFT, NOTES_FROM - 12 * row, notes[label])
        canvas.setFont("Helvetica", 8)
        canvas.drawString(LEFT, FOOT, "Briefing paper 4/2018")
        canvas.drawRightString(A4[0] - LEFT, FOOT, f"Page {canvas.getPageNumber()}")

    document = BaseDocTemplate(out, pagesize=A4, invariant=1, pageCompression=0)
    document.title, document.author = "Quiet by Noon", "Open Docket"
    frame = Frame(LEFT, 105, A4[0] - 2 * LEFT, A4[1] - 165, leftPadding=0, rightPadding=0)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=begin, onPageEnd=end))
    return document


def paragraph(line: str) -> Paragraph:
    """Give a heading or a paragraph; a note's mark is a raised figure that touches the word before it."""
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.platypus import Paragraph

    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=15.5, spaceAfter=13)
    styles = {"#": getSampleStyleSheet()["Heading1"], "##": getSampleStyleSheet()["Heading2"]}
    marks, _, text = line.partition(" ")
    if marks in styles:
        return Paragraph(text, styles[marks])
    return Paragraph(NOTE.sub(r'<super>\1</super><onDraw name="mark" label="\1"/>', line), body)


def docx_letter(lines: list[str]) -> bytes:
    """Write the letter with its headings and with numbered questions, the numbers standing in the text."""
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE

    letter = Document()
    for style in list(letter.styles):
        if style.type == WD_STYLE_TYPE.TABLE:
            style.delete()  # nine tenths of the template, and the letter has no table
    for key, relation in list(letter.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            letter.part.drop_rel(key)  # a second copy of all styles, for Word 2010
    properties = letter.core_properties
    properties.author, properties.title = "Special Procedures", "UA KRV 2/2017"
    properties.created = properties.modified = FIXED
    for line in lines:
        marks, _, text = line.partition(" ")
        if marks in {"#", "##"}:
            letter.add_heading(text, level=len(marks))
        else:
            letter.add_paragraph(line)
    out = io.BytesIO()
    letter.save(out)
    return stored(out.getvalue())


def xlsx_register(lines: list[str]) -> bytes:
    """Write the register: a title, the column heads, a row for each patient, and the totals row."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator, book.properties.created = "General Hospital", FIXED
    sheet = cast("Worksheet", book.active)
    sheet.title = "Admissions"
    sheet.append(["General Hospital of Port Ombrin: register of admissions, 14 to 31 March 2017"])
    heads, *patients = csv.reader(lines)
    sheet.append(heads)
    for number, initials, age, *rest in patients:
        sheet.append([int(number), initials, int(age), *(cell or None for cell in rest)])
    outcomes = Counter(patient[heads.index("Outcome")] for patient in patients)
    totals = [f"{number} {outcome}" for outcome, number in sorted(outcomes.items())]
    sheet.append(["Total", f"{len(patients)} admitted", *totals])
    out = io.BytesIO()
    book.save(out)
    return stored(out.getvalue())


def stored(archive: bytes) -> bytes:
    """Repack an office file uncompressed, with the fixed date on each member and as its date of change."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>" + FIXED.isoformat().encode() + b"Z", content)
            member = zipfile.ZipInfo(name, FIXED.timetuple()[:6])
            member.create_system = 3  # Unix, whatever machine writes it
            new.writestr(member, content)
    return out.getvalue()


if __name__ == "__main__":
    for path in write_examples(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(path)
