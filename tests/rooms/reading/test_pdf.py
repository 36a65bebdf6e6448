"""PDF: pages, heads and feet, notes, headings, columns, and sentences across pages."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from khronika.reading import read
from khronika.vocabulary.documents import MarkKind, Revision, Unread

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

canvas = pytest.importorskip("reportlab.pdfgen.canvas")
LEFT = 72


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=(595, 842), **options)
    draw(page)
    page.save()
    return file.getvalue()


def put(page: Canvas, y: float, words: str, size: float = 11, font: str = "Helvetica", x: float = LEFT) -> None:
    page.setFont(font, size)
    page.drawString(x, y, words)


def report(page: Canvas) -> None:
    ends = ("a page that is short, so that it", "a page of the same kind, where it also", "the last page.")
    for number, end in enumerate(ends, start=1):
        put(page, 815, "Rights Watch of Veria", 8)
        if number == 1:
            put(page, 770, "Deaths in the town of Korm", 16)
            put(page, 745, "Use of force", font="Helvetica-Bold")
        else:
            put(page, 735, f"goes on where page {number} begins.")
        put(page, 715, f"On {number} May the police of Korm fired on the crowd and killed 12 work-")
        put(page, 701, f"ers in the square, as witness {'-ABC'[number]} told us in an interview of")
        put(page, 687, "June.")
        put(page, 691, "7", 6, x=LEFT + page.stringWidth("June.", "Helvetica", 11))
        put(page, 687, "The commission counted fourteen dead.", x=LEFT + 34)
        put(page, 655, f"The paragraph numbered {number} runs over several lines of print and to the end of")
        put(page, 641, end)
        put(page, 100, f"{number} Interview with witness {'-ABC'[number]}, Korm. On file with the", 8)
        put(page, 90, f"organisation, volume {number}.", 8)
        put(page, 40, str(number), 9, x=290)
        page.showPage()


def revision(folder: Path, data: bytes) -> Revision:
    file = folder / "original"
    file.write_bytes(data)
    found = read(file, "report.pdf", "0" * 64)
    assert isinstance(found, Revision), found
    return found


def marked(found: Revision, kind: MarkKind) -> list[str]:
    return [found.text[mark.start : mark.end] for mark in found.marked(kind)]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    return revision(tmp_path_factory.mktemp("pdf"), drawn(report))


def test_every_character_has_its_page(found: Revision) -> None:
    assert [mark.value for mark in found.marked(MarkKind.PAGE)] == ["1", "2", "3"]
    assert found.page_at(found.text.index("On 2 May")) == 2
    assert found.page_at(len(found.text) - 1) == 3


def test_heads_and_page_numbers_are_furniture(found: Revision) -> None:
    assert marked(found, MarkKind.FURNITURE) == [word for at in "123" for word in ("Rights Watch of Veria", at)]


def test_headings_are_told_by_size_and_weight(found: Revision) -> None:
    assert marked(found, MarkKind.HEADING) == ["Deaths in the town of Korm", "Use of force"]


def test_footnotes_are_boxes_and_their_marks_no_figures(found: Revision) -> None:
    assert [box.split()[1] for box in marked(found, MarkKind.BOX)] == ["Interview"] * 3
    assert marked(found, MarkKind.NOTE) == ["7"] * 3


def test_a_sentence_goes_on_over_foot_and_head(found: Revision) -> None:
    whole = [words for words in marked(found, MarkKind.PARAGRAPH) if words.startswith("The paragraph numbered 1")]
    assert whole[0].endswith("goes on where page 2 begins.")


def test_a_hyphen_at_the_line_s_end_stays_and_is_said(found: Revision) -> None:
    hyphens = [mark for mark in found.marked(MarkKind.JOIN) if mark.value == "hyphen"]
    assert [found.text[mark.start - 4 : mark.end + 5] for mark in hyphens] == ["ork-\ners i"] * 3


def test_columns_drawn_line_by_line_are_read_column_by_column(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        put(page, 790, "A title that runs across both of the columns of the page from left to right", 10)
        for line in range(20):
            put(page, 760 - 13 * line, f"left column line {line} has words about the trial", 9, x=60)
            put(page, 760 - 13 * line, f"right column line {line} has words about appeal", 9, x=320)
        page.showPage()

    text = revision(tmp_path, drawn(draw)).text
    assert text.index("A title") < text.index("left column line 0") < text.index("left column line 19")
    assert text.index("left column line 19") < text.index("right column line 0") < text.index("right column line 19")


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        for line, name in enumerate(("Name", "Ana Kor", "Ivo Mar", "Mira Holt", "Jon Esk")):
            put(page, 760 - 20 * line, name)
            put(page, 760 - 20 * line, f"{30 + line}", x=300)
        page.showPage()

    assert "Ana Kor\t31" in revision(tmp_path, drawn(draw)).text


def test_pages_without_text_are_named_and_a_scan_is_refused(tmp_path: Path) -> None:
    def half(page: Canvas) -> None:
        put(page, 700, "Text on the first page.")
        page.showPage()
        page.rect(100, 100, 50, 50)
        page.showPage()

    def scan(page: Canvas) -> None:
        page.rect(100, 100, 50, 50)
        page.showPage()

    assert "Page 2" in revision(tmp_path, drawn(half)).partial[0]
    file = tmp_path / "scan"
    file.write_bytes(drawn(scan))
    found = read(file, "scan.pdf", "0" * 64)
    assert isinstance(found, Unread)
    assert "text recognition" in found.reason or "no words" in found.reason


def test_an_encrypted_pdf_asks_for_a_decrypted_copy(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(drawn(report, encrypt="a password"))
    found = read(file, "secret.pdf", "0" * 64)
    assert isinstance(found, Unread)
    assert "is encrypted; ask the sender" in found.reason


@pytest.mark.parametrize("quarters", [1, 2, 3])
@pytest.mark.parametrize("shown", [0, 90, 180, 270])
def test_a_page_whose_text_runs_another_way_is_read_as_if_upright(tmp_path: Path, quarters: int, shown: int) -> None:
    """A landscape page lies so in its file; how it is turned for showing is another matter."""
    lines = (
        "Of 3 May the list of Korm says:",
        "Twelve were killed on the square, said a witness.",
        "Nobody was charged.",
    )

    def draw(page: Canvas) -> None:
        page.setPageRotation(shown)
        page.translate(300, 420)
        page.rotate(90 * quarters)
        for number, line in enumerate(lines):
            put(page, 100 - 14 * number, line, x=-200)
        for number, row in enumerate(
            (("Ana Kor", "41", "Korm"), ("Ines Vale", "19", "Ombrin"), ("Jon Lind", "27", "Korm"))
        ):
            for column, words in enumerate(row):
                put(page, -14 * number, words, x=-200 + 150 * column)

    found = revision(tmp_path, drawn(draw))
    assert found.text.split("\n\f")[0].split("\n\n")[0].split("\n") == list(lines)
    assert "Ana Kor\t41\tKorm\nInes Vale\t19\tOmbrin\nJon Lind\t27\tKorm" in found.text
