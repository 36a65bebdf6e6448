"""Measure reading order: pages with columns and footnotes, drawn in order and interleaved; and pages a second.

`python bench/layout.py` prints the figures, beside those of pypdf where it is installed, and keeps them.
"""

from __future__ import annotations

import re
import time
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from kept import keep
from printing import Look, Printed, printed

from khronika.extraction.grammar.blocks import blocks
from khronika.reading.limits import DEFAULT
from khronika.reading.pdf import read_pdf
from khronika.vocabulary.documents import MarkKind, Revision

if TYPE_CHECKING:
    from khronika.reading.draft import Reading

PAGES = 60
SEED = 6
LETTERS = re.compile(r"\W+")


def in_order(told: Printed, text: str) -> float:
    """Give the share of the paragraphs' words that come in their order, page by page of words."""
    wanted = [word for paragraph in told.paragraphs for word in paragraph.split()]
    found = [word for line in text.split("\n") for word in line.split()]
    whole = 0
    at = 0
    for first in range(0, len(wanted), 400):
        part = wanted[first : first + 400]
        near = found[max(0, at - 300) : at + 1000]
        blocks = SequenceMatcher(None, part, near, autojunk=False).get_matching_blocks()
        whole += sum(block.size for block in blocks)
        if len(blocks) > 1:
            at = max(0, at - 300) + blocks[-2].b + blocks[-2].size
    return whole / len(wanted)


def revision(reading: Reading) -> Revision:
    """Give what was read as a revision."""
    return Revision("0" * 64, reading.text, reading.marks, reading.engine, "none", reading.partial)


def intact(told: Printed, reading: Reading) -> float:
    """Give the share of paragraphs that stand in one block each, without anything else in it."""
    found = {_bare(block.text) for block in blocks(revision(reading)) if block.kind is MarkKind.PARAGRAPH}
    return sum(_bare(paragraph) in found for paragraph in told.paragraphs) / len(told.paragraphs)


def _bare(words: str) -> str:
    return LETTERS.sub(" ", words).strip()


def without_marks(reading: Reading) -> str:
    """Give the text without the marks of its notes."""
    holes = [(mark.start, mark.end) for mark in revision(reading).marked(MarkKind.NOTE)]
    return "".join(char for at, char in enumerate(reading.text) if not any(one <= at < other for one, other in holes))


def tied(told: Printed, reading: Reading) -> float:
    """Give the share of notes that are tied to their marks."""
    found = revision(reading)
    feet = {mark.value: mark for mark in found.marked(MarkKind.FOOTNOTE)}
    right = 0
    for mark in found.marked(MarkKind.NOTE):
        foot = feet.get(mark.value)
        label = found.text[mark.start : mark.end]
        words = told.notes.get((found.page_at(mark.start) or 0, label))
        right += foot is not None and words is not None and found.text[foot.end :].lstrip().startswith(words)
    return right / max(1, len(told.notes))


def main() -> None:
    """Print one line a figure and write the figures down."""
    figures: dict[str, object] = {}
    for order in ("columns", "rows", "random"):
        told = printed(Look(order=order), pages=PAGES, seed=SEED)
        read_pdf(told.data, DEFAULT)
        start = time.process_time()
        reading = read_pdf(told.data, DEFAULT)
        took = time.process_time() - start
        name = {"columns": "in_order", "rows": "interleaved", "random": "shuffled"}[order]
        figures[f"{name}_words"] = round(in_order(told, without_marks(reading)), 3)
        figures[f"{name}_paragraphs"] = round(intact(told, reading), 3)
        figures[f"{name}_notes"] = round(tied(told, reading), 3)
        figures[f"{name}_pages_per_second"] = round(PAGES / took)
        figures |= {f"{key}_{name}": value for key, value in _peer(told).items()}
    lines = printed(Look(justified=False), pages=PAGES, seed=SEED).data
    start = time.process_time()
    read_pdf(lines, DEFAULT)
    figures["drawn_line_by_line_pages_per_second"] = round(PAGES / (time.process_time() - start))
    for name, figure in figures.items():
        print(f"{name}: {figure}")
    keep("layout", figures)


def _peer(told: Printed) -> dict[str, object]:
    import io

    try:
        from pypdf import PdfReader
    except ImportError:
        print("pypdf is not installed; there is no peer beside these figures.")
        return {}
    start = time.process_time()
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(told.data)).pages)
    took = time.process_time() - start
    return {"pypdf_words": round(in_order(told, text), 3), "pypdf_pages_per_second": round(PAGES / took)}


if __name__ == "__main__":
    main()
