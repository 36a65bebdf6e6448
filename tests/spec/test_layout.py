"""What a printed page says, in the order in which it is read: columns, notes, tables, boxes; examples to correct."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from khronika.extraction.grammar.blocks import blocks
from khronika.reading import read
from khronika.vocabulary.documents import MarkKind, Revision

if TYPE_CHECKING:
    from pathlib import Path

canvas = pytest.importorskip("reportlab.pdfgen.canvas")

LEFT = [
    "The strike at the harbour of Korm",
    "began on the third of May and",
    "went on for eleven days in all.",
    "On the fourth day the police",
    "came to the gate of the yard and",
    "asked the crowd to go home, but",
    "nobody left the place before the",
]
RIGHT = [
    "evening. A lawyer of the union",
    "was held until the next day and",
    "then released without a charge.",
    "The union of the town has asked",
    "for the names of the officers and",
    "was told that there is no list of",
    "those who were on duty there.",
]


class Sheet:
    """A page to draw on, one line at a time, from the top left corner."""

    def __init__(self) -> None:
        self.file = io.BytesIO()
        self.page = canvas.Canvas(self.file, pagesize=(595, 842))

    def put(self, x: float, y: float, words: str, size: float = 10, font: str = "Times-Roman") -> float:
        self.page.setFont(font, size)
        self.page.drawString(x, 842 - y, words)
        return x + float(self.page.stringWidth(words, font, size))

    def turn(self) -> None:
        self.page.showPage()

    def read(self, folder: Path) -> Revision:
        self.page.save()
        file = folder / "original"
        file.write_bytes(self.file.getvalue())
        found = read(file, "page.pdf", "0" * 64)
        assert isinstance(found, Revision), found
        return found


def words(found: Revision, kind: MarkKind) -> list[str]:
    return [found.text[mark.start : mark.end] for mark in found.marked(kind)]


def cells(found: Revision) -> dict[str, tuple[str | None, str | None]]:
    return {block.text.strip(): (block.row, block.column) for block in blocks(found) if block.kind is MarkKind.CELL}


@pytest.mark.parametrize("drawn", ["column by column", "line by line", "from below"])
@pytest.mark.parametrize("gutter", [8, 30])
def test_the_left_column_is_read_before_the_right_one(tmp_path: Path, drawn: str, gutter: int) -> None:
    sheet = Sheet()
    edge = 70 + max(sheet.page.stringWidth(line, "Times-Roman", 10) for line in LEFT) + gutter
    places = [(70.0, 120.0 + 12 * at, line) for at, line in enumerate(LEFT)]
    places += [(edge, 120.0 + 12 * at, line) for at, line in enumerate(RIGHT)]
    if drawn != "column by column":
        places.sort(key=lambda place: (place[1], place[0]), reverse=drawn == "from below")
    for place in places:
        sheet.put(*place)
    found = sheet.read(tmp_path)
    assert " ".join(found.text.split()) == " ".join([*LEFT, *RIGHT])
    assert "nobody left the place before the evening." in next(blocks(found)).text


NUMBERED = [*LEFT, *RIGHT]


@pytest.mark.parametrize("side", [50, 300])
@pytest.mark.parametrize("step", [1, 2])
def test_line_numbers_at_the_edge_are_no_part_of_a_transcript(tmp_path: Path, side: int, step: int) -> None:
    sheet = Sheet()
    for at, line in enumerate(NUMBERED):
        sheet.put(80, 120 + 14 * at, line)
        if (at + 1) % step == 0:
            sheet.put(side - sheet.page.stringWidth(str(at + 1), "Times-Roman", 10), 120 + 14 * at, str(at + 1))
    found = sheet.read(tmp_path)
    (block,) = [block for block in blocks(found) if block.kind is MarkKind.PARAGRAPH]
    assert " ".join(block.text.split()) == " ".join(NUMBERED)
    assert words(found, MarkKind.FURNITURE) == [" ".join(str(at) for at in range(step, len(NUMBERED) + 1, step))]


def test_the_numbers_of_a_list_of_names_are_no_line_numbers(tmp_path: Path) -> None:
    sheet = Sheet()
    names = ["Rosa Tarel", "Ilan Moor", "Tesa Quill", "Dov Marren", "Ana Seld", "Per Osk", "Mina Fellow"]
    for at, name in enumerate(names, start=1):
        sheet.put(60, 120 + 14 * at, str(at))
        sheet.put(80, 120 + 14 * at, name)
        sheet.put(200, 120 + 14 * at, "killed")
    found = sheet.read(tmp_path)
    assert not found.marked(MarkKind.FURNITURE)
    assert "3 Tesa Quill killed" in " ".join(found.text.split())


def test_a_note_is_tied_to_its_mark_and_no_part_of_the_number(tmp_path: Path) -> None:
    sheet = Sheet()
    for at, line in enumerate(LEFT):
        sheet.put(70, 120 + 12 * at, line)
    end = sheet.put(70, 300, "In the yard the police held 64")
    sheet.put(end, 296, "1", 6)
    sheet.put(end + 5, 300, "and then 20 persons.")
    sheet.put(70, 760, "1 Interview with a lawyer of the union, Korm.", 7.5)
    found = sheet.read(tmp_path)
    (note,), (foot,) = found.marked(MarkKind.NOTE), found.marked(MarkKind.FOOTNOTE)
    assert note.value == foot.value == "1"
    assert "held 64 and then" in " ".join(" ".join(block.text.split()) for block in blocks(found))
    assert found.text[foot.end :].strip().startswith("Interview with a lawyer")
    assert words(found, MarkKind.BOX) == ["1 Interview with a lawyer of the union, Korm."]


def test_notes_that_begin_anew_on_each_page_are_told_apart_by_page(tmp_path: Path) -> None:
    sheet = Sheet()
    for number in (1, 2):
        end = sheet.put(70, 120, f"The {number} lawyers of the union were questioned in the yard of the harbour.")
        sheet.put(end, 116, "1", 6)
        sheet.put(70, 140, "Nobody was told why, and nobody was given a paper to sign in the end.")
        sheet.put(70, 760, f"1 Interview {'AB'[number - 1]} with a lawyer.", 7.5)
        sheet.turn()
    found = sheet.read(tmp_path)
    assert [mark.value for mark in found.marked(MarkKind.NOTE)] == ["1,1", "2,1"]
    assert [mark.value for mark in found.marked(MarkKind.FOOTNOTE)] == ["1,1", "2,1"]


def towns(sheet: Sheet, y: float, rows: list[tuple[str, str, str]], *, ruled: bool) -> None:
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.put((74, 224, 304)[column], y + 18 * at, cell)
    if ruled:
        edges = [y - 12 + 18 * at for at in range(len(rows) + 1)]
        for edge in edges:
            sheet.page.line(70, 842 - edge, 400, 842 - edge)
        for across in (70, 220, 300, 400):
            sheet.page.line(across, 842 - edges[0], across, 842 - edges[-1])


HEAD = ("Town", "Killed", "Wounded")


@pytest.mark.parametrize("ruled", [True, False])
def test_a_count_in_a_table_has_its_row_and_its_column(tmp_path: Path, ruled: bool) -> None:  # noqa: FBT001
    sheet = Sheet()
    sheet.put(70, 100, "The union counted the dead and the wounded in three towns of the coast.")
    towns(sheet, 130, [HEAD, ("Korm", "12", "34"), ("Veria", "3", "18"), ("Ombrin", "40", "7")], ruled=ruled)
    found = sheet.read(tmp_path)
    assert cells(found)["18"] == ("Veria", "Wounded")
    assert cells(found)["40"] == ("Ombrin", "Killed")


def test_a_table_goes_on_under_its_repeated_head(tmp_path: Path) -> None:
    sheet = Sheet()
    towns(sheet, 700, [HEAD, ("Korm", "12", "34"), ("Veria", "3", "18")], ruled=True)
    sheet.turn()
    towns(sheet, 100, [HEAD, ("Ombrin", "40", "7"), ("Halden", "5", "9")], ruled=True)
    found = sheet.read(tmp_path)
    assert cells(found)["9"] == ("Halden", "Wounded")
    assert words(found, MarkKind.FURNITURE) == ["Town\tKilled\tWounded"]
    assert [mark.value for mark in found.marked(MarkKind.CELL)][-1] == "5,3"


def test_a_cell_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    sheet = Sheet()
    towns(
        sheet,
        130,
        [HEAD, ("Korm and the villages", "12", "34"), ("around it", "", ""), ("Veria", "3", "18")],
        ruled=False,
    )
    for across in (70, 220, 300, 400):
        sheet.page.line(across, 842 - 118, across, 842 - 190)
    for edge in (118, 136, 172, 190):
        sheet.page.line(70, 842 - edge, 400, 842 - edge)
    assert cells(sheet.read(tmp_path))["12"] == ("Korm and the villages around it", "Killed")


def test_a_box_beside_the_text_cuts_no_sentence(tmp_path: Path) -> None:
    sheet = Sheet()
    for at, line in enumerate(LEFT):
        sheet.put(70, 120 + 12 * at, line)
    sheet.page.rect(300, 842 - 170, 160, 60)
    for at, line in enumerate(("The harbour of Korm has", "two gates and a yard for", "the trains of the coast.")):
        sheet.put(308, 130 + 12 * at, line)
    sheet.put(
        70, 120 + 12 * len(LEFT), "evening, when most of them went home to their families in the upper town of Korm."
    )
    found = sheet.read(tmp_path)
    assert words(found, MarkKind.BOX)[0].startswith("The harbour of Korm")
    whole = next(block for block in blocks(found) if block.kind is MarkKind.PARAGRAPH)
    assert "before the evening, when most" in " ".join(whole.text.split())


def test_running_text_in_columns_is_no_table_and_a_list_is_none(tmp_path: Path) -> None:
    sheet = Sheet()
    for at, line in enumerate(LEFT):
        sheet.put(70, 120 + 12 * at, line)
        sheet.put(300, 120 + 12 * at, RIGHT[at])
        sheet.put(70, 400 + 14 * at, f"{at + 1}.")
        sheet.put(100, 400 + 14 * at, f"Question number {at + 1} to the police of the town.")
    assert not sheet.read(tmp_path).marked(MarkKind.CELL)


def test_heads_that_change_with_the_chapter_are_furniture(tmp_path: Path) -> None:
    sheet = Sheet()
    for number in range(6):
        sheet.put(70, 40, f"Chapter of {('harbour', 'trial', 'appeal')[number // 2]}", 8)
        for at, line in enumerate(LEFT):
            sheet.put(70, 90 + 14 * at, line)
        sheet.turn()
    assert len(words(sheet.read(tmp_path), MarkKind.FURNITURE)) == 6
