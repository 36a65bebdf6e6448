"""Scans of text from right to left: words and lines come in the order in which they are read."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

pytest.importorskip("tesserocr")

from khronika.reading import read
from khronika.reading.recognition import packs
from khronika.reading.recognition.words import as_read
from khronika.vocabulary.documents import MarkKind, Revision

SCANS = runpy.run_path(str(Path(__file__).parents[2] / "scans.py"))


@pytest.mark.skipif(
    "ara" not in packs.installed() or not SCANS["FONT"].exists(), reason="pack ara or DejaVu is missing"
)
def test_arabic_is_read_as_it_is_written(tmp_path: Path) -> None:
    from PIL import Image, ImageDraw, ImageFont, features

    if not features.check("raqm"):
        pytest.skip("Pillow cannot shape Arabic here")
    lines = ("وقالت النقابة إن 87 مضربا فصلوا من العمل في المدينة", "حكمت المحكمة على 45 عاملا بالسجن 4 سنوات.")
    page = Image.new("L", (1800, 500), 255)
    font = ImageFont.truetype(str(SCANS["FONT"]), 48)
    for at, words in enumerate(lines):
        ImageDraw.Draw(page).text((1650, 100 + 90 * at), words, font=font, fill=20, anchor="ra", direction="rtl")
    page.save(tmp_path / "list.png")
    found = read(tmp_path / "list.png", "list.png", "0" * 64)
    assert isinstance(found, Revision), found
    assert SCANS["character_error"](found.text, " ".join(lines)) <= 0.05
    assert len(found.marked(MarkKind.PARAGRAPH)) == 1


@pytest.mark.parametrize(
    ("seen", "read_as"),
    [
        ("ةباقنلا", "النقابة"),
        (".لمعلا", "العمل."),
        ("25-لا", "ال-25"),
        ("(12,5لا", "ال12,5)"),
        ("Ombrin.", "Ombrin."),
        ("4,945", "4,945"),
    ],
)
def test_a_word_from_right_to_left_is_put_in_its_order(seen: str, read_as: str) -> None:
    assert as_read(seen) == read_as
