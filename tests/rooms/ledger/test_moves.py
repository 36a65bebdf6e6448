"""Where claims, judgements and names stand after a document was read again: folds over anchors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from khronika.errors import InvalidValue, UsageError
from khronika.ledger import verdicts, views
from khronika.ledger.moves import NOWHERE
from khronika.vocabulary.anchors import Anchored, Anchoring, Loss
from khronika.vocabulary.claims import Claim, Review, Role, Speaker, Stance
from khronika.vocabulary.judgements import Judgement, Judging
from khronika.vocabulary.people import Link, Sameness

if TYPE_CHECKING:
    from khronika.ledger import Ledger
    from tests.rooms.ledger.conftest import Matter

HEAD = "Page 1.\n\n"


@pytest.fixture
def read_twice(ledger: Ledger, matter: Matter) -> Ledger:
    """A ledger with a letter read twice, the claim accepted in the first reading, and silence in the second."""
    claim = matter.claim("15 people", 15)
    newer = matter.revision("text@2", text=HEAD + matter.text)
    ledger.record([matter.document, matter.custody, matter.revision(), matter.run(claim)], by="Ines")
    ledger.record([judged(claim), newer, matter.run(method="grammar@2", revision=newer)], by="Ines")
    return ledger


def judged(claim: Claim) -> Judgement:
    place = claim.document, claim.kind.value, claim.passage.start, claim.passage.end
    return Judgement(claim.id, Judging.ACCEPT, "Ines", "read", *place, verdicts.claim_key(claim))


def anchored(matter: Matter, *, text: str | None = None) -> Anchored:
    claim = matter.claim("15 people", 15)
    newer = matter.revision("text@2", text=text or HEAD + matter.text)
    there = matter.claim("15 people", 15, revision=newer)
    readings = claim.document, claim.passage.revision, newer.id
    return Anchored(claim.id, *readings, Anchoring.EXACT, "anchoring/1", there.passage, there.id)


def test_a_judged_claim_stands_where_its_anchor_says_and_knows_its_old_id(read_twice: Ledger, matter: Matter) -> None:
    old = matter.claim("15 people", 15)
    assert [claim.passage for claim in views.claims(read_twice)] == [old.passage]
    read_twice.record([anchored(matter)], by="Ines")
    (claim,) = views.claims(read_twice)
    assert (claim.review, claim.passage.start) == (Review.ACCEPTED, old.passage.start + len(HEAD))
    assert views.moves(read_twice).now(old.id) == claim.id
    assert [each.claim for each in views.judgements(read_twice, [claim])] == [claim.id]
    assert read_twice.verify() == []


@pytest.mark.parametrize(
    ("words", "other"),
    [("5-10 people", "510 people"), ("5  10 people", "510 people"), ("5 - 10 people", "510 people")],
)
def test_what_stands_between_two_figures_is_no_matter_of_setting(matter: Matter, words: str, other: str) -> None:
    one, two = (
        replace(matter.claim("15 people", 15), speakers=(Speaker(said, Role.AUTHOR, None, Stance.ASSERTED),))
        for said in (words, other)
    )
    assert verdicts.plain_key(one) != verdicts.plain_key(two)


def test_a_run_that_began_before_a_person_settled_a_claim_does_not_overrule_them(
    read_twice: Ledger, matter: Matter
) -> None:
    found = anchored(matter)
    person = replace(found, how=Anchoring.KEPT, passage=None, now=None, rules="person", by="Ines", why="Misread there.")
    read_twice.record([person], by="Ines")
    read_twice.record([found], by="Berat")
    moves = views.moves(read_twice)
    assert moves.last[found.subject] == person
    assert moves.standing == {}


def test_a_person_may_keep_on_the_earlier_reading_what_had_moved(read_twice: Ledger, matter: Matter) -> None:
    found = anchored(matter)
    read_twice.record([found], by="Ines")
    keep = replace(found, how=Anchoring.KEPT, passage=None, now=None, rules="person", by="Ines", why="Misread there.")
    read_twice.record([keep], by="Ines")
    (claim,) = views.claims(read_twice)
    assert claim.id == found.subject
    assert claim.review is Review.ACCEPTED


def test_a_judgement_on_the_moved_claim_is_one_on_the_claim(read_twice: Ledger, matter: Matter) -> None:
    read_twice.record([anchored(matter)], by="Ines")
    (claim,) = views.claims(read_twice)
    read_twice.record([replace(judged(claim), verdict=Judging.REJECT, by="Tomas")], by="Tomas")
    assert [each.review for each in views.claims(read_twice)] == []
    assert [len(each.judgements) for each in views.disagreements(read_twice)] == [2]


def test_the_same_anchor_twice_is_one_entry_and_a_withdrawn_one_counts_no_more(
    read_twice: Ledger, matter: Matter
) -> None:
    assert read_twice.record([anchored(matter)], by="Ines") == 1
    assert read_twice.record([anchored(matter)], by="Ines") == 0
    read_twice.withdraw(next(read_twice.entries("anchor")).leaf, why="another place", by="Ines")
    assert [claim.passage for claim in views.claims(read_twice)] == [matter.claim("15 people", 15).passage]


def test_an_anchor_in_a_reading_that_was_withdrawn_holds_nothing(read_twice: Ledger, matter: Matter) -> None:
    read_twice.record([anchored(matter)], by="Ines")
    newest = list(read_twice.entries("revision"))[-1]
    read_twice.withdraw(newest.leaf, why="a bad scan", by="Ines")
    assert [claim.passage for claim in views.claims(read_twice)] == [matter.claim("15 people", 15).passage]


def test_an_anchor_that_is_not_verbatim_or_in_no_text_is_refused(read_twice: Ledger, matter: Matter) -> None:
    right = anchored(matter)
    assert right.passage is not None
    wrong = replace(right, passage=replace(right.passage, start=right.passage.start + 1, end=right.passage.end + 1))
    with pytest.raises(InvalidValue, match="not verbatim"):
        read_twice.record([wrong], by="Ines")
    with pytest.raises(UsageError, match="No revision"):
        read_twice.record([anchored(matter, text="Nobody recorded this: 15 people.")], by="Ines")


def test_one_address_may_be_that_of_two_people_in_two_readings(read_twice: Ledger, matter: Matter) -> None:
    """Two of one name change places in the newer reading, so their numbered addresses do as well."""
    old, new = matter.revision().id, "newer"
    before = Link("one", "x", Sameness.SAME, "person:Ines", "a letter says so")
    read_twice.record([before], by="Ines")
    swap = [
        Anchored(a, matter.document.sha256, old, new, Anchoring.EXACT, "anchoring/1", anchored(matter).passage, b)
        for a, b in (("one", "two"), ("two", "one"))
    ]
    read_twice.record(swap, by="Ines")
    read_twice.record([Link("one", "y", Sameness.APART, "person:Ines", "another letter")], by="Ines")
    assert [(each.link.a, each.link.b) for each in views.linkings(read_twice)] == [("two", "x"), ("one", "y")]


def test_somebody_who_is_not_found_again_is_reached_by_nothing(read_twice: Ledger, matter: Matter) -> None:
    read_twice.record([Link("one", "x", Sameness.SAME, "person:Ines", "a letter says so")], by="Ines")
    readings = matter.document.sha256, matter.revision().id, "newer"
    lost = Anchored("one", *readings, Anchoring.ORPHANED, "anchoring/1", loss=Loss.GONE)
    read_twice.record([lost], by="Ines")
    assert [each.link.a for each in views.linkings(read_twice)] == [f"{NOWHERE}one"]
    assert [each.subject for each in views.moves(read_twice).waiting()] == ["one"]
