"""Measure reading: one text of 40 kB with its child and its checks, the child alone, and PDF pages a second.

`python bench/reading.py` prints the figures; nothing is written.
"""

from __future__ import annotations

import io
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

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
    """Print one line a figure."""
    print(f"isolation: {isolation_level()}")
    with tempfile.TemporaryDirectory() as folder:
        for name, size in (("40 kB", 40_000), ("20 MB", 20 * MIB - 2000)):
            file = Path(folder, f"{size}.txt")
            file.write_text(text_of(size)[:size], encoding="utf-8")
            if size < MIB:
                print(f"text of {name}: {milliseconds(file):.1f} ms")
            else:
                start = time.perf_counter()
                read(file, file.name, "0" * 64)
                print(f"text of {name}: {time.perf_counter() - start:.1f} s")
    print(f"child alone: {child_alone():.1f} ms")
    data = pdf_of(PAGES)
    start = time.process_time()
    read_pdf(data, DEFAULT)
    print(f"PDF: {PAGES / (time.process_time() - start):.0f} pages per second of processor time")


if __name__ == "__main__":
    main()
