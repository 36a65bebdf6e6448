"""Letterheads of pages and scans, whose lines have no other sign than their capitals."""

from __future__ import annotations

from khronika.reading.layout import lay_out
from khronika.vocabulary.documents import MarkKind

HEADINGS = (MarkKind.HEADING, MarkKind.PARAGRAPH)


def laid(text: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in lay_out(text, soft=True) if mark.kind in HEADINGS]


def test_a_line_in_capitals_is_not_continued_by_one_that_is_not() -> None:
    head = "REGIONAL HOSPITAL OF KORM\nList of persons admitted on 4 May 2021"
    assert laid(f"{head}\n\nIn all 23 wounded persons were admitted.")[:2] == head.splitlines()


def test_a_title_in_capitals_over_two_lines_is_one_and_an_acronym_in_a_paragraph_ends_nothing() -> None:
    title = "LIST OF PERSONS\nDETAINED IN KORM"
    told = "The report was sent to the\nOSCE\nand to others."
    assert laid(f"{title}\n\n{told}") == [title, told]
