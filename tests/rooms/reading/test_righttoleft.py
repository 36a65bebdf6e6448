"""Text from right to left, printed by a browser: what stands in another order than it is read in is said."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from khronika.reading import read
from khronika.vocabulary.documents import Revision

if TYPE_CHECKING:
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs chromium, to print"),
]
ARABIC = "قالت الشرطة إن 12 شخصا قتلوا في الميدان يوم 4 مايو"
HEBREW = "המשטרה אמרה כי 12 בני אדם נהרגו בכיכר ביום 4 במאי"


def printed(folder: Path, words: str) -> Revision:
    page = folder / "page.html"
    page.write_text(f'<meta charset="utf-8"><p dir="rtl">{words}</p>', encoding="utf-8")
    out = folder / "page.pdf"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}"]
    subprocess.run([str(CHROMIUM), *options, str(page)], check=True, capture_output=True, timeout=60)
    found = read(out, out.name, "0" * 64)
    assert isinstance(found, Revision), found
    return found


@pytest.mark.parametrize("words", [ARABIC, HEBREW])
def test_words_in_their_order_or_a_sentence_that_says_that_they_are_not(tmp_path: Path, words: str) -> None:
    found = printed(tmp_path, words)
    sound = words in " ".join(found.text.split())
    assert sound == (not found.partial)
    assert sound or "Page 1: the file gives letters or words from right to left in another order" in found.partial[0]
