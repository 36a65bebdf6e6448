"""When a document is read again, what people judged moves along, or is listed; a researcher's examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika import actions
from khronika.reading import anchor
from khronika.vocabulary.anchors import Anchoring, Loss, Place
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.claims import Claim, Kind, Polarity, Review
from khronika.vocabulary.documents import Mark, MarkKind, Passage, Revision
from khronika.vocabulary.judgements import Judging

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LETTER = (
    "The harbour was closed on 2 May 2015.\n\nPolice detained 14 people in Ombrin on 2 May 2015. The families waited "
    "outside.\n\nThe court opened on 6 May 2015. The union said that at least 11 dockers were injured in Ombrin."
)


def read(text: str, engine: str, *marks: Mark) -> Revision:
    return Revision("ab" * 32, text, marks, engine, "confined")


def moved(old: str, new: str, words: str) -> tuple[Anchoring, str | Loss | None]:
    """Say how words of an old reading were found in a new one, and how they read there, or why not."""
    first, second = read(old, "old/1"), read(new, "new/1")
    start = old.index(words)
    (found,) = anchor(first, second, [Passage.cut(first, start, start + len(words))])
    if found.place is None:
        return found.how, found.loss
    return found.how, " … ".join(new[a:b] for a, b in found.place.pieces or [(found.place.start, found.place.end)])


DETAINED = "Police detained 14 people in Ombrin"


@pytest.mark.parametrize(
    ("before", "after", "how", "reads"),
    [
        ("The harbour", "Union of Dockers\n\nThe harbour", Anchoring.EXACT, DETAINED),
        ("14 people in", "14\npeople  in", Anchoring.NORMALISED, "Police detained 14\npeople  in Ombrin"),
        ("people", "peo-\nple", Anchoring.NORMALISED, "Police detained 14 peo-\nple in Ombrin"),
        ("detained", "detaiued", Anchoring.FUZZY, "Police detaiued 14 people in Ombrin"),
        ("people in", "people\nPage 2\nin", Anchoring.NORMALISED, "Police detained 14 people … in Ombrin"),
        ("14 people", "74 people", Anchoring.ORPHANED, Loss.CHANGED),
        ("Ombrin on", "0mbrin on", Anchoring.ORPHANED, Loss.CHANGED),
        ("detained", "had not detained", Anchoring.ORPHANED, Loss.CHANGED),
        ("14 people", "at least 14 people", Anchoring.ORPHANED, Loss.CHANGED),
        ("Police detained 14 people in Ombrin on 2 May 2015. ", "", Anchoring.ORPHANED, Loss.GONE),
    ],
)
def test_a_passage_is_found_in_a_newer_reading_or_nobody_pretends(
    before: str, after: str, how: Anchoring, reads: str | Loss
) -> None:
    assert moved(LETTER, LETTER.replace(before, after, 1), DETAINED) == (how, reads)


TWICE = "On Monday 5 were released. The court closed at noon. On Friday 5 were released. Nobody was told why they left."


def test_of_words_that_stand_twice_each_keeps_its_own_place() -> None:
    first, second = read(TWICE, "old/1"), read("Annual report\n\n" + TWICE.replace(" The", "\nThe"), "new/1")
    places = [TWICE.index("5 were"), TWICE.rindex("5 were")]
    found = anchor(first, second, [Passage.cut(first, at, at + 15) for at in places])
    assert [each.place and each.place.start for each in found] == [at + 15 for at in places]


ROWS = (
    "No.\tName\tAge\tDate\tStatus\n1\tDOVRIN Remi\t41\t14 March 2017\tremanded\n2\tHAVETH Jorun\t52\t14 March 2017\t"
    "released\n3\tMAREN Luzia\t36\t15 March 2017\treleased\n"
)


@pytest.mark.parametrize(
    ("before", "after", "how", "reads"),
    [
        ("", "", Anchoring.EXACT, ["HAVETH Jorun", "released"]),
        ("No.", "List of 2017\n\nNo.", Anchoring.EXACT, ["HAVETH Jorun", "released"]),
        ("HAVETH Jorun", "HAVETH\nJorun", Anchoring.NORMALISED, ["HAVETH\nJorun", "released"]),
        ("52", "53", Anchoring.ORPHANED, []),
        ("2\tHAVETH Jorun\t52\t14 March 2017\treleased\n", "", Anchoring.ORPHANED, []),
    ],
)
def test_cells_of_a_row_are_found_with_the_cells_between_them(
    before: str, after: str, how: Anchoring, reads: list[str]
) -> None:
    first, second = read(ROWS, "old/1"), read(ROWS.replace(before, after, 1), "new/1")
    spans = tuple((ROWS.index(words), ROWS.index(words) + len(words)) for words in ("HAVETH Jorun", "released"))
    (found,) = anchor(first, second, [Passage.cut(first, spans[0][0], spans[-1][1], spans)])
    assert found.how is how
    assert [second.text[a:b] for a, b in (found.place.pieces if found.place else ())] == reads


def test_in_the_same_text_everything_stands_where_it_stood() -> None:
    first, second = read(TWICE + " " + TWICE, "old/1"), read(TWICE + " " + TWICE, "new/1")
    passages = [Passage.cut(first, at, at + 15) for at in range(first.text.index("5 were"), len(first.text) - 15)]
    found = anchor(first, second, passages)
    assert [(each.how, each.place) for each in found] == [
        (Anchoring.EXACT, Place(each.start, each.end)) for each in passages
    ]


def test_a_sentence_that_came_to_stand_twice_is_for_a_person() -> None:
    again = LETTER.replace("The families", "Police detained 14 people in Ombrin on 2 May 2015. The families")
    assert moved(LETTER, again, DETAINED) == (Anchoring.AMBIGUOUS, Loss.REPEATED)


def test_the_same_words_elsewhere_are_for_a_person() -> None:
    sentence = "Police detained 14 people in Ombrin on 2 May 2015. "
    elsewhere = LETTER.replace(sentence, "") + " " + sentence.strip()
    assert moved(LETTER, elsewhere, DETAINED) == (Anchoring.AMBIGUOUS, Loss.ELSEWHERE)


def test_a_page_head_that_was_taken_for_text_and_is_none_leaves_the_passage_whole() -> None:
    old = "Police detained 14\nDockers' Union, page 2\npeople in Ombrin on 2 May. The families waited for a week."
    head = old.index("Dockers'"), old.index("people")
    first = read(old, "old/1", Mark(MarkKind.FURNITURE, *head))
    second = read("Police detained 14 people in Ombrin on 2 May. The families waited for a week.", "new/1")
    end = old.index(" on 2")
    (found,) = anchor(first, second, [Passage.cut(first, 0, end, ((0, head[0] - 1), (head[1], end)))])
    assert found.place is not None
    assert second.text[found.place.start : found.place.end] == DETAINED
    (back,) = anchor(second, first, [Passage.cut(second, 0, len(DETAINED))])
    assert back.place is not None
    assert [old[a:b] for a, b in back.place.pieces] == ["Police detained 14", "people in Ombrin"]


@pytest.fixture
def chronicle(tmp_path: Path) -> Iterator[actions.Chronicle]:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    with actions.new(tmp_path / "ombrin.chronicle", by="Ines") as opened:
        assert list(actions.intake(opened, [folder]))
        assert list(actions.read_documents(opened))
        assert list(actions.propose_claims(opened))
        yield opened


def read_anew(chronicle: actions.Chronicle, text: str, engine: str = "newer/2") -> actions.Moved:
    """Read the letter as another engine would, and look for claims and anchors in it."""
    (held,) = actions.documents_now(chronicle)
    chronicle.ledger.record([Revision(held.document.sha256, text, (), engine, "confined")], by="Ines")
    list(actions.propose_claims(chronicle))
    return actions.move_anchors(chronicle)


def the_count(chronicle: actions.Chronicle, low: int) -> Claim:
    (claim,) = (c for c in actions.claims_now(chronicle) if isinstance(c.body, Count) and c.body.low == low)
    return claim


def verbatim(chronicle: actions.Chronicle, claim: Claim) -> bool:
    text = chronicle.ledger.revision(claim.passage.revision)
    return bool(text and text.text[claim.passage.start : claim.passage.end] == claim.passage.exact)


REWRAPPED = "Page 1\n\n" + LETTER.replace("14 people", "14\npeople").replace("11 dockers", "11\ndockers")


def test_an_accepted_and_a_rejected_claim_stay_so_in_the_newer_reading(chronicle: actions.Chronicle) -> None:
    kept, dropped = the_count(chronicle, 14), the_count(chronicle, 11)
    actions.judge(chronicle, kept.id, Judging.ACCEPT, why="on the scan too")
    actions.judge(chronicle, dropped.id, Judging.REJECT, why="another strike")
    assert read_anew(chronicle, REWRAPPED).waiting == 0
    now = {14: the_count(chronicle, 14), 11: the_count(chronicle, 11)}
    assert (now[14].review, now[11].review) == (Review.ACCEPTED, Review.REJECTED)
    (held,) = actions.documents_now(chronicle)
    assert held.revision is not None
    assert {claim.passage.revision for claim in actions.claims_now(chronicle)} == {held.revision.id}
    assert all(verbatim(chronicle, claim) for claim in actions.claims_now(chronicle))
    assert chronicle.ledger.verify() == []


def test_a_corrected_claim_stays_corrected(chronicle: actions.Chronicle) -> None:
    wrong = the_count(chronicle, 14)
    actions.judge(chronicle, wrong.id, Judging.CORRECT, why="misread", patch='{"low": 13, "high": 13}')
    read_anew(chronicle, REWRAPPED)
    better = the_count(chronicle, 13)
    assert (better.review, better.passage.revision) == (Review.CORRECTED, the_count(chronicle, 11).passage.revision)
    assert the_count(chronicle, 14).review is Review.REJECTED


def test_an_accepted_claim_that_the_newer_reading_does_not_propose_stands_at_its_new_place(
    chronicle: actions.Chronicle,
) -> None:
    claim = the_count(chronicle, 14)
    actions.judge(chronicle, claim.id, Judging.ACCEPT, why="on the scan too")
    (held,) = actions.documents_now(chronicle)
    second = Revision(held.document.sha256, REWRAPPED, (), "newer/2", "confined")
    from khronika.vocabulary.extractions import Extraction, Profile

    silent = Extraction(second.id, "grammar@silent", Profile(None, "author", None), (), (), ())
    chronicle.ledger.record([second, silent], by="Ines")
    assert actions.move_anchors(chronicle).moved == {"normalised": 1}
    (now,) = actions.claims_now(chronicle)
    assert (now.review, now.passage.revision, now.passage.exact) == (
        Review.ACCEPTED,
        second.id,
        claim.passage.exact.replace("14 people", "14\npeople"),
    )


def test_a_figure_that_reads_otherwise_waits_for_a_person_who_settles_it(chronicle: actions.Chronicle) -> None:
    claim = the_count(chronicle, 14)
    actions.judge(chronicle, claim.id, Judging.ACCEPT, why="on the scan too")
    moved = read_anew(chronicle, LETTER.replace("14", "74"))
    assert (moved.moved, moved.waiting) == ({}, 1)
    assert "1 wait" in moved.sentence
    (waits,) = actions.waiting(chronicle)
    assert (waits.anchored.loss, waits.words) == (Loss.CHANGED, claim.passage.exact)
    assert [words for _, _, words, _ in waits.candidates] == [claim.passage.exact.replace("14", "74")]
    assert the_count(chronicle, 14).passage == claim.passage, "until then it stands where it stood"
    at = waits.candidates[0][0].start
    actions.settle(chronicle, claim.id[:8], at=at, why="the scan has 14; the newer engine misreads it")
    assert actions.waiting(chronicle) == []
    assert the_count(chronicle, 14).passage.exact == claim.passage.exact.replace("14", "74")
    assert actions.move_anchors(chronicle) == actions.Moved({}, 0)


@pytest.mark.parametrize("named", ["the claim", "its correction"])
def test_a_correction_and_what_it_corrects_are_settled_together(chronicle: actions.Chronicle, named: str) -> None:
    claim = the_count(chronicle, 14)
    actions.judge(chronicle, claim.id, Judging.CORRECT, why="it did not happen", patch='{"polarity": "negated"}')
    better = next(each for each in actions.claims_now(chronicle) if each.review is Review.CORRECTED)
    assert read_anew(chronicle, LETTER.replace("14", "74")).waiting == 2
    at = actions.waiting(chronicle)[0].candidates[0][0].start
    one = claim if named == "the claim" else better
    actions.settle(chronicle, one.id, at=at, why="the newer engine misreads it")
    assert actions.waiting(chronicle) == []
    reviews = {each.polarity: each.review for each in actions.claims_now(chronicle) if each.body == claim.body}
    assert reviews == {Polarity.AFFIRMED: Review.REJECTED, Polarity.NEGATED: Review.CORRECTED}


def test_a_claim_may_be_kept_on_the_earlier_reading(chronicle: actions.Chronicle) -> None:
    claim = the_count(chronicle, 14)
    actions.judge(chronicle, claim.id, Judging.ACCEPT, why="on the scan too")
    read_anew(chronicle, LETTER.replace("14", "74"))
    actions.settle(chronicle, claim.id, keep=True, why="the older reading is right")
    assert actions.waiting(chronicle) == []
    assert actions.move_anchors(chronicle) == actions.Moved({}, 0)
    assert the_count(chronicle, 14).passage == claim.passage


def test_reading_again_with_the_same_engine_adds_nothing(chronicle: actions.Chronicle) -> None:
    actions.judge(chronicle, the_count(chronicle, 14).id, Judging.ACCEPT, why="on the scan too")
    before = [entry.leaf for entry in chronicle.ledger.entries()]
    assert list(actions.read_documents(chronicle, again=True))
    assert list(actions.propose_claims(chronicle)) == []
    assert actions.move_anchors(chronicle).sentence == ""
    assert [entry.leaf for entry in chronicle.ledger.entries()] == before


def test_a_third_reading_starts_from_where_the_second_left_it(chronicle: actions.Chronicle) -> None:
    claim = the_count(chronicle, 14)
    actions.judge(chronicle, claim.id, Judging.ACCEPT, why="on the scan too")
    read_anew(chronicle, REWRAPPED)
    second = the_count(chronicle, 14)
    actions.judge(chronicle, second.id, Judging.REJECT, why="another day, after all")
    read_anew(chronicle, "Annual report\n\n" + REWRAPPED, "newest/3")
    third = the_count(chronicle, 14)
    assert third.review is Review.REJECTED
    assert len({claim.passage.revision, second.passage.revision, third.passage.revision}) == 3
    assert third.kind is Kind.COUNT
