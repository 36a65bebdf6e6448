"""What runs in the program itself goes over a hostile text once: one sign a million times is done with in no time.

Each of these took hours, and the program with it; so a test that ends has passed.
"""

from __future__ import annotations

import pytest

from khronika.reading import anchor
from khronika.reading.draft import Reading
from khronika.reading.languages import language_marks
from khronika.vocabulary.anchors import Anchoring
from khronika.vocabulary.documents import Mark, MarkKind, Passage, Revision

WORDS = "The workers of the refinery asked for their wages on the fourth of May. "
TIMES = 1_000_000


@pytest.mark.parametrize("run", [".", ". ", "a", ")", "\n \n", '"', ".) "])
def test_the_language_of_a_text_is_told_beside_a_million_signs(run: str) -> None:
    text = WORDS + TIMES * run + "a"
    found = list(language_marks(Reading(text, (Mark(MarkKind.PARAGRAPH, 0, len(text)),), "test/1")))
    assert {mark.value for mark in found} == {"en"}


@pytest.mark.parametrize("run", [".", "a", ")", "\n \n"])
def test_an_anchor_is_found_beside_a_million_signs(run: str) -> None:
    text = f"It came in summer. {WORDS}Nobody paid them. They were on strike for a week. {TIMES // 10 * run}"
    old, new = (Revision("ab" * 32, each, (), "engine/1", "basic") for each in (text, text.replace(" the ", "\nthe ")))
    (found,) = anchor(old, new, [Passage.cut(old, 19, 52)])
    assert found.how is Anchoring.NORMALISED
