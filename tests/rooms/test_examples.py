"""The bundled example: its generated files can be made again byte for byte, and hold what its README says."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FOLDER = EXAMPLES / "port-ombrin"


def maker() -> ModuleType:
    """Load the script that writes the files; it is no part of a package."""
    spec = importlib.util.spec_from_file_location("make_examples", EXAMPLES / "make_examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pdf_pages() -> list[str]:
    """Give the text of each page of the report."""
    import pypdfium2

    document = pypdfium2.PdfDocument(FOLDER / "ngo-report.pdf")
    texts = []
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        texts.append(" ".join(text_page.get_text_range().split()))
        text_page.close()
        page.close()
    document.close()
    return texts


def register_rows() -> list[tuple[Any, ...]]:
    """Give the rows of the hospital register, heads and totals included."""
    import openpyxl

    book = openpyxl.load_workbook(FOLDER / "hospital-register.xlsx")
    return list(book["Admissions"].iter_rows(values_only=True))


def police_rows() -> list[dict[str, str]]:
    """Give the rows of the police list."""
    with (FOLDER / "police-list.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    written = maker().write_examples(tmp_path)
    assert len(written) == 4
    for path in written:
        assert path.read_bytes() == (FOLDER / path.name).read_bytes(), f"{path.name}: run examples/make_examples.py"


def test_the_folder_holds_the_nine_documents() -> None:
    suffixes = Counter(path.suffix for path in FOLDER.iterdir())
    assert suffixes == {".txt": 2, ".pdf": 2, ".html": 1, ".docx": 1, ".xlsx": 1, ".csv": 1, ".md": 1}


def test_a_sentence_runs_over_the_page_end_between_foot_and_head() -> None:
    first, second = pdf_pages()
    assert re.search(r"Before the 1 General Hospital .* Page 1$", first)
    assert second.startswith("Open Docket | Quiet by Noon court he recanted.")
    assert "suspended.2 Five" in second, "a note's mark touches the word before it"


def test_one_document_cannot_be_read() -> None:
    import pypdfium2

    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(FOLDER / "procurator-bulletin.pdf")


def test_the_letter_has_headings_and_numbered_questions() -> None:
    import docx

    paragraphs = docx.Document(str(FOLDER / "joint-letter.docx")).paragraphs
    assert [p.text for p in paragraphs if p.style and p.style.name == "Heading 2"] == [
        "Allegations",
        "Concerns",
        "Questions",
    ]
    assert sum(p.text[:2] in {"1.", "2.", "3.", "4.", "5."} for p in paragraphs) == 5
    assert "According to the information received:" in [p.text for p in paragraphs]


def test_the_totals_of_the_register_hold() -> None:
    _, heads, *patients, totals = register_rows()
    outcomes = Counter(row[heads.index("Outcome")] for row in patients)
    assert outcomes == {"died": 9, "discharged": 11, "in treatment": 4}
    assert totals[:5] == ("Total", "24 admitted", "9 died", "11 discharged", "4 in treatment")
    assert sum("gunshot" in row[heads.index("Injury")] for row in patients) == 18


def test_the_police_list_bears_the_sum_that_the_statement_gets_wrong() -> None:
    rows = police_rows()
    statuses = Counter(row["Status"] for row in rows)
    assert len(rows) == 34
    assert sum(int(row["Age"]) < 18 for row in rows) == 6
    assert statuses == {"remanded in custody": 12, "released without charge": 13, "administrative arrest 15 days": 9}
    statement = (FOLDER / "procurator-statement.html").read_text(encoding="utf-8")
    assert "34 detained, 12 have been remanded in custody, 15 have been released and nine are" in statement


def test_the_newspaper_drops_what_the_letter_said() -> None:
    letter = (FOLDER / "union-letter.txt").read_text(encoding="utf-8")
    newspaper = (FOLDER / "newspaper-report.txt").read_text(encoding="utf-8")
    assert "at least 11 people were killed" in letter
    assert "said that 11 people were killed" in newspaper
    assert "at least" not in newspaper
