"""Measure reading: one text of 40 kB with its child and its checks, the child alone, and PDF pages a second.

`python bench/reading.py` prints the figures; they go to bench/results.json, from which tables in documents are made.
"""

from __future__ import annotations

import io
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

from kept import keep

from khronika.reading import isolation_level, read
from khronika.reading.jail import jail
from khronika.reading.limits import DEFAULT, MIB
from khronika.reading.pdf import read_pdf

TIMES = 15
PAGES = 200
WORDS = [
    "The",
    "police",
    "of",
    "the",
    "town",
    "said",
    "that",
    "twelve",
    "persons",
    "were",
    "killed",
    "on",
    "the",
    "square",
    "and",
    "many",
    "more",
    "were",
    "hurt",
    "by",
    "shots",
]


def sentences(count: int) -> str:
    """Give invented sentences, the same at every run."""
    dice = random.Random(0)  # noqa: S311 - no secret
    return " ".join(" ".join(dice.choices(WORDS, k=14)).capitalize() + "." for _ in range(count))


def text_of(size: int) -> str:
    """Give paragraphs of about so many characters in all."""
    paragraph = sentences(6) + "\n\n"
    return paragraph * (size // len(paragraph) + 1)


def pdf_of(pages: int) -> bytes:
    """Give a PDF of full pages."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    words = sentences(400)
    for _ in range(pages):
        canvas.setFont("Helvetica", 10)
        for line in range(45):
            canvas.drawString(70, 770 - 15 * line, words[line * 80 : line * 80 + 80])
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def milliseconds(file: Path) -> float:
    """Give the median time of reading a file, after a first time that loads what is needed."""
    times = []
    for _ in range(TIMES + 1):
        start = time.perf_counter()
        read(file, file.name, "0" * 64)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:]) * 1000


def child_alone() -> float:
    """Give the median time of a child that does nothing."""
    times = []
    with Path(os.devnull).open("rb") as nothing:
        for _ in range(TIMES):
            start = time.perf_counter()
            jail().confine("khronika.reading.zygote:answer_layers", nothing.fileno(), {}, DEFAULT, cap=200)
            times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> None:
    """Print one line a figure and write the figures down."""
    print(f"isolation: {isolation_level()}")
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.txt"), Path(folder, "large.txt")
        small.write_text(text_of(40_000)[:40_000], encoding="utf-8")
        large.write_text(text_of(20 * MIB)[: 20 * MIB - 2000], encoding="utf-8")
        figures["text_40_kb_ms"] = round(milliseconds(small), 1)
        start = time.perf_counter()
        read(large, large.name, "0" * 64)
        figures["text_20_mb_s"] = round(time.perf_counter() - start, 1)
    figures["child_alone_ms"] = round(child_alone(), 1)
    data = pdf_of(PAGES)
    start = time.process_time()
    read_pdf(data, DEFAULT)
    figures["pdf_pages_per_second"] = round(PAGES / (time.process_time() - start))
    for name, figure in figures.items():
        print(f"{name}: {figure}")
    keep("reading", figures)


if __name__ == "__main__":
    main()
