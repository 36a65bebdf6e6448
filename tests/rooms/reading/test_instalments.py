"""A long PDF is read in instalments: nothing of it is lost between them, and a slow file is not read for ever."""

from __future__ import annotations

import dataclasses
import io

import pytest

from khronika.reading.draft import Reading
from khronika.reading.instalments import in_instalments
from khronika.reading.limits import DEFAULT, Limits
from khronika.reading.pdf import read_pdf
from khronika.reading.refusal import Refusal
from khronika.vocabulary.documents import Mark, MarkKind

canvas = pytest.importorskip("reportlab.pdfgen.canvas")
HURRIED = dataclasses.replace(DEFAULT, wall_seconds=0.004)  # time for a page or two, were it not in this process


def report(pages: int) -> bytes:
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=(595, 842))
    for number in range(1, pages + 1):
        page.setFont("Times-Roman", 10)
        for at in range(30):
            page.drawString(70, 700 - 12 * at, f"On day {number} and in hour {at} nothing was heard at the gate.")
        page.setFont("Times-Roman", 6)
        page.drawString(340, 704, "1")
        page.setFont("Times-Roman", 7)
        page.drawString(70, 120, f"1 Diary of the gate, sheet {number}.")
        page.showPage()
    page.save()
    return file.getvalue()


def in_parts(data: bytes, limits: Limits, asked: list[int]) -> Reading:
    def read(first: int) -> Reading:
        asked.append(first)
        return read_pdf(data, limits, first)

    return in_instalments(read, limits)


def test_pages_read_in_instalments_say_what_they_say_at_once() -> None:
    data, asked = report(40), list[int]()
    parts, whole = in_parts(data, HURRIED, asked), read_pdf(data, DEFAULT)
    assert len(asked) > 1, "it was read in instalments"
    assert parts.text == whole.text
    assert parts.partial == whole.partial == ()
    assert [(mark.kind, mark.start) for mark in parts.marks] == [(mark.kind, mark.start) for mark in whole.marks]


def test_each_note_stays_tied_to_its_own_mark() -> None:
    found = in_parts(report(40), HURRIED, [])
    notes = [mark.value for mark in found.marks if mark.kind is MarkKind.NOTE]
    feet = [mark.value for mark in found.marks if mark.kind is MarkKind.FOOTNOTE]
    assert notes == feet == [f"{number},1" for number in range(1, 41)]


def pages(first: int, last: int, of: int) -> Reading:
    text = "".join(f"Page {number}.\n\f" for number in range(first, last + 1))
    size = len(text) // (last - first + 1)
    marks = tuple(
        Mark(MarkKind.PAGE, at * size, (at + 1) * size, str(number)) for at, number in enumerate(range(first, last + 1))
    )
    return Reading(text, marks, "test", ahead=(last + 1, of) if last < of else None)


def test_what_was_read_stays_where_the_rest_cannot_be_read() -> None:
    def read(first: int) -> Reading:
        if first > 4:
            msg = "The parser broke down on this file; it may be damaged."
            raise Refusal(msg)
        return pages(first, first + 1, 9)

    found = in_instalments(read, DEFAULT)
    assert "Page 4." in found.text
    assert found.partial == ("Pages 5 to 9 not read. The parser broke down on this file; it may be damaged.",)


def test_a_file_that_is_made_to_be_slow_is_not_read_on(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 1000, 5))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    found = in_instalments(lambda first: pages(first, first, 9), DEFAULT)
    assert found.partial == ("Pages 2 to 9 not read. Reading them takes too long; the file may be made to hang.",)


def test_an_instalment_that_gives_a_page_again_is_not_believed() -> None:
    with pytest.raises(Refusal, match="cannot be true"):
        in_instalments(lambda first: pages(1, 2, 9) if first == 1 else pages(2, 9, 9), DEFAULT)
