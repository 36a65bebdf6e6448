"""Nothing that a person judged is moved to another place in silence, whatever a newer engine, or somebody, did."""

from __future__ import annotations

from collections import Counter

import pytest

from khronika.reading import anchor
from khronika.vocabulary.anchors import Anchoring
from khronika.vocabulary.documents import Passage, Revision
from tests.attacks.edits import EDITS
from tests.attacks.rereadings import Reread, again, judge

SEEDS = 800  # bench/anchors.py runs 10,000
ENOUGH = 0.95  # of the passages that nothing befell have to move


def outcomes(reread: Reread) -> list[str]:
    old = Revision("ab" * 32, reread.first, (), "old/1", "confined")
    new = Revision("ab" * 32, reread.text, (), "new/1", "confined")
    found = []
    for number, each in enumerate(anchor(old, new, [Passage.cut(old, *span) for span in reread.passages])):
        place = (each.place.start, each.place.end) if each.place else None
        cut = bool(each.place and each.place.pieces)
        found.append(judge(reread, number, place, fuzzy=each.how is Anchoring.FUZZY, cut=cut))
    return found


def test_no_anchor_moves_to_another_place_in_silence() -> None:
    wrong = [seed for seed in range(SEEDS) if "wrong" in outcomes(again(seed))]
    assert wrong == []


def test_what_nothing_befell_moves() -> None:
    tally = Counter[bool]()
    for seed in range(200):
        reread = again(seed, 1)
        if reread.edits[0] in ("rewrapped", "hyphenated", "joined", "ligatured", "respaced", "headed", "removed"):
            found = zip(reread.truth(), outcomes(reread), strict=True)
            tally += Counter(outcome == "right" for (truth, *_), outcome in found if truth == "whole")
    assert tally[True] / tally.total() > ENOUGH


def test_every_kind_of_edit_is_tried() -> None:
    tried = {edit for seed in range(SEEDS) for edit in again(seed).edits}
    assert tried == {edit.__name__ for edit in EDITS}


ROW = "On {} May, police detained {} workers in Korm."
ROWS = [(1, 5), (2, 6), (3, 5), (4, 9), (5, 12)]


def rows(*figures: tuple[int, int]) -> str:
    return " ".join(
        ["The year began calmly."] + [ROW.format(*each) for each in figures] + ["Then the strike was over."]
    )


@pytest.mark.parametrize("gone", range(len(ROWS)))
@pytest.mark.parametrize("misread", range(len(ROWS)))
def test_a_row_that_is_misread_as_the_one_that_was_lost_is_not_taken_for_it(gone: int, misread: int) -> None:
    """Of rows alike but for their figures one is lost, and another one is read with the figures of the lost one."""
    if abs(gone - misread) < 2:  # the same text as if the other one had been lost
        return
    now = [ROWS[gone] if at == misread else row for at, row in enumerate(ROWS) if at != gone]
    reread = rows(*ROWS), rows(*now)
    old, new = (Revision("ab" * 32, text, (), engine, "basic") for text, engine in zip(reread, "ab", strict=True))
    lost = ROW.format(*ROWS[gone])
    for words in (lost, f"{ROWS[gone][1]} workers"):
        start = reread[0].index(lost) + lost.index(words)
        (found,) = anchor(old, new, [Passage.cut(old, start, start + len(words))])
        assert found.place is None


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("5 people", "15 people"),
        ("5 people", "1,5 people"),
        ("15 people", "15² people"),
        ("1 000 people", "1000 people"),
        ("5-10 people", "510 people"),
        ("5 people", "−5 people"),
        ("notable people", "not able people"),
        ("fifteen people", "fifty people"),
        ("armed people", "unarmed people"),
        ("Karim was there", "Kerim was there"),
        ("in March they left", "in May they left"),
        ("мои люди", "мой люди"),
        ("the nineteenth defendant", "the ninetieth defendant"),
        ("workers were charged then", "workers were changed then"),
        ("были девятого мая там", "были десятого мая там"),
        ("были осуждены там", "были обсуждены там"),
        ("murieron sesenta personas", "murieron setenta personas"),
    ],
)
def test_a_figure_a_name_a_date_or_a_turn_of_the_sense_never_changes_in_silence(words: str, now: str) -> None:
    frame = "The report was published in the summer. They said that {} in the square. It was read by everybody there."
    old, new = (Revision("ab" * 32, frame.format(each), (), each, "basic") for each in (words, now))
    start = old.text.index(words)
    (found,) = anchor(old, new, [Passage.cut(old, start, start + len(words))])
    assert found.place is None
