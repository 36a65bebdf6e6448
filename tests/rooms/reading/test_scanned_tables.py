"""A ruled table on a scan has cells with their heads, as on a printed page; text around it stays in order."""

from __future__ import annotations

import io
import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khronika.reading import read
from khronika.reading.recognition import packs
from khronika.vocabulary.documents import MarkKind, Revision

if TYPE_CHECKING:
    from PIL.Image import Image

SCANS = runpy.run_path(str(Path(__file__).parents[2] / "scans.py"))
ROWS = (
    ("District", "Killed", "Injured"),
    ("Ombrin", "14", "163"),
    ("Old Veltara", "8", "27"),
    ("Sorn", "32", "1105"),
)
COLUMNS = (200, 800, 1200, 1600)
TOP, STEP = 420, 80
recognises = pytest.mark.skipif(
    bool(packs.missing()) or not SCANS["FONT"].exists(), reason=packs.missing() or "DejaVu Sans is missing"
)


def table() -> Image:
    """Set a ruled table between two paragraphs."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (2000, 1300), 255)
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(SCANS["FONT"]), 34)
    pen.text((200, 250), "The hospitals of three districts sent these lists to the union.", font=font, fill=20)
    for down in range(len(ROWS) + 1):
        pen.line((COLUMNS[0], TOP + STEP * down, COLUMNS[-1], TOP + STEP * down), fill=20, width=3)
    for across in COLUMNS:
        pen.line((across, TOP, across, TOP + STEP * len(ROWS)), fill=20, width=3)
    for down, row in enumerate(ROWS):
        for across, words in zip(COLUMNS, row, strict=False):
            pen.text((across + 30, TOP + STEP * down + 18), words, font=font, fill=20)
    pen.text((200, 950), "Nobody else was counted before the end of the month.", font=font, fill=20)
    return page


def found_in(folder: Path, page: Image) -> Revision:
    file = io.BytesIO()
    page.save(file, "PNG")
    (folder / "original").write_bytes(file.getvalue())
    found = read(folder / "original", "list.png", "0" * 64)
    assert isinstance(found, Revision), found
    return found


@recognises
@pytest.mark.parametrize("slope", [0, 0.25, -1.5])
def test_the_cells_of_a_scanned_table_carry_their_heads(tmp_path: Path, slope: float) -> None:
    from PIL import Image

    found = found_in(tmp_path, table().rotate(slope, Image.Resampling.BICUBIC, fillcolor=255))

    def said(kind: MarkKind) -> dict[str, str | None]:
        return {found.text[mark.start : mark.end]: mark.value for mark in found.marked(kind)}

    cells = said(MarkKind.CELL)
    assert [cells[words] for row in ROWS for words in row] == [
        f"{row},{at}" for row in (1, 2, 3, 4) for at in (1, 2, 3)
    ]
    assert said(MarkKind.COLUMN_HEAD)["163"] == "Injured"
    assert said(MarkKind.ROW_HEAD)["27"] == "Old Veltara"
    assert (
        found.text.index("The hospitals") < found.text.index("District\tKilled\tInjured\n") < found.text.index("Nobody")
    )
    words = {found.text[mark.start : mark.end] for mark in found.recognised}
    assert {"14", "163", "Old", "Veltara"} <= words
    assert len(found.marked(MarkKind.PARAGRAPH)) == 2


@recognises
def test_a_page_without_rules_has_no_cells(tmp_path: Path) -> None:
    page, _ = SCANS["picture"]((SCANS["ENGLISH"],))
    assert not found_in(tmp_path, page).marked(MarkKind.CELL)
