"""Skeletons: where sentences begin in a text without its setting."""

from __future__ import annotations

from itertools import pairwise

from khronika.reading.skeletons import skeleton
from khronika.vocabulary.documents import Mark, MarkKind, Revision


def sentences(text: str, *aside: str) -> list[str]:
    marks = tuple(Mark(MarkKind.FURNITURE, text.index(each), text.index(each) + len(each)) for each in aside)
    found = skeleton(Revision("ab" * 32, text, marks, "engine/1", "basic"))
    return [found.letters[one:two].strip("\0") for one, two in pairwise(found.stops)]


def test_a_page_head_between_two_sentences_hides_none_of_them() -> None:
    text = "The year began calmly.\n\nPage two\n\nThey were held. Nobody spoke about them."
    assert sentences(text, "Page two") == [
        "Theyearbegancalmly.",
        "Theywereheld.",
        "Nobodyspokeaboutthem.",
        "Pagetwo",
    ]


def test_a_shortened_word_ends_no_sentence() -> None:
    assert sentences("They met Mr. Berat Kolm. He wept.") == ["TheymetMr.BeratKolm.", "Hewept."]
