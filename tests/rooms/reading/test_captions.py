"""Words that a PDF prints onto a picture, where recognition sees nothing of them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from khronika.reading import read
from khronika.reading.recognition import packs
from khronika.vocabulary.documents import MarkKind, Revision

if TYPE_CHECKING:
    from pathlib import Path

canvas = pytest.importorskip("reportlab.pdfgen.canvas")
GRAY = 127


@pytest.mark.skipif(bool(packs.missing()), reason=packs.missing() or "")
def test_a_caption_in_which_nothing_is_seen_is_kept_as_the_file_prints_it(tmp_path: Path) -> None:
    """Letters in the colour of the photograph beneath them: no recognition sees them, and the file holds them."""
    from PIL.Image import new

    file = tmp_path / "original"
    written = io.BytesIO()
    page = canvas.Canvas(written, pagesize=(595, 842))
    page.drawInlineImage(new("L", (400, 560), GRAY), 0, 0, 595, 842)
    page.setFillGray(GRAY / 255)
    page.setFont("Helvetica", 11)
    page.drawString(72, 72, "The gate of Korm on 3 May.")
    page.save()
    file.write_bytes(written.getvalue())
    found = read(file, "a.pdf", "0" * 64)
    assert isinstance(found, Revision), found
    assert found.text.strip() == "The gate of Korm on 3 May."
    assert [found.text[mark.start : mark.end] for mark in found.marked(MarkKind.PARAGRAPH)] == [found.text.strip()]
    assert found.partial == ()
