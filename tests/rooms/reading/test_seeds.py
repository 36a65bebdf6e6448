"""Real documents: the layout that a careful reader sees in them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from khronika.reading import read
from khronika.vocabulary.documents import MarkKind, Revision

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not on this machine"),
]


def seed(number: int) -> Revision:
    (file,) = SEEDS.glob(f"{number:03d}_*.txt")
    data = file.read_bytes()
    found = read(file, file.name, hashlib.sha256(data).hexdigest())
    assert isinstance(found, Revision)
    assert found.text == data.decode()
    return found


def around(found: Revision, kind: MarkKind) -> list[tuple[str, str]]:
    """Give the words before and after each mark."""
    return [
        (found.text[: mark.start].split()[-1], found.text[mark.end : mark.end + 80].split()[0])
        for mark in found.marked(kind)
    ]


def test_the_page_cut_in_the_letter_is_mended() -> None:
    assert around(seed(0), MarkKind.JOIN) == [("in", "social")]


def test_the_one_box_across_a_sentence_is_found_and_no_other() -> None:
    found = seed(1)
    (box,) = found.marked(MarkKind.BOX)
    assert found.text[box.start :].startswith("Five senior")
    assert around(found, MarkKind.JOIN).count(("had", "Five")) == 1
    assert around(found, MarkKind.JOIN).count(("them.", "been")) == 1
    assert len(found.marked(MarkKind.HEADING)) == 6


def test_lost_spaces_quotations_and_chrome_of_the_web_page() -> None:
    found = seed(2)
    spaces = {found.text[mark.start - 2 : mark.start + 4] for mark in found.marked(MarkKind.SPACE)}
    assert {"64pers", "14pers", "23acti", "11indi"} <= spaces
    assert len(found.marked(MarkKind.QUOTE)) >= 12
    chrome = [found.text[mark.start : mark.end].split()[0] for mark in found.marked(MarkKind.FURNITURE)]
    assert chrome == ["Skip", "Your", "Region", "Most"]


def test_sentences_cut_by_pages_of_the_chapter_and_the_appeal_are_mended() -> None:
    assert around(seed(3), MarkKind.JOIN) == [
        ("adhere", "to"),
        ("beatings,", "suffocation,"),
        ("from", "the"),
        ("and", "improved"),
    ]
    joins = around(seed(4), MarkKind.JOIN)
    assert {("rally", "was"), ("a", "governmental"), ("On", "the"), ("and", "firearms"), ("no", "derogation")} <= set(
        joins
    )
