"""What the ledger does with values, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from khronika.errors import InvalidValue, UsageError
from khronika.ledger import Erasure, Withdrawal, appending
from khronika.ledger.entries import Draft, key_of
from khronika.vocabulary.canonical import canonical
from khronika.vocabulary.claims import Claim, Review
from khronika.vocabulary.documents import Custody, Document, Revision, Unread
from khronika.vocabulary.extractions import Extraction
from khronika.vocabulary.judgements import Judgement, Judging
from khronika.vocabulary.people import About, Link, Sameness

if TYPE_CHECKING:
    from khronika.ledger import Ledger
    from tests.rooms.ledger.conftest import Matter


def judgement(
    claim: Claim, verdict: Judging, by: str = "Ines Varga", why: str = "I read the letter.", **more: str
) -> Judgement:
    start, end = claim.passage.start, claim.passage.end
    return Judgement(claim.id, verdict, by, why, claim.document, claim.kind, start, end, "k", **more)


def test_values_come_back_in_the_order_in_which_they_were_recorded(ledger: Ledger, matter: Matter) -> None:
    other = replace(matter.document, sha256="b2" * 32, name="reply.txt")
    assert ledger.record([other, matter.document, matter.custody, matter.revision()], by="Ines") == 4
    assert list(ledger.values(Document)) == [other, matter.document]
    assert list(ledger.values(Custody)) == [matter.custody]
    assert list(ledger.values(Revision)) == [matter.revision()]
    assert [(entry.seq, entry.kind, entry.by) for entry in ledger.entries()] == [
        (1, "document", "Ines"),
        (2, "document", "Ines"),
        (3, "custody", "Ines"),
        (4, "revision", "Ines"),
    ]
    assert [entry.seq for entry in ledger.entries("document")] == [1, 2]
    assert ledger.verify() == []


def test_what_is_recorded_already_is_not_doubled(ledger: Ledger, matter: Matter) -> None:
    claim = matter.claim("15 people", 15)
    values = [matter.document, matter.custody, matter.revision(), matter.run(claim), Unread("x", "It is broken.")]
    assert ledger.record([*values, *values], by="Ines") == 6
    assert ledger.record(values, by="Somebody else") == 0
    assert ledger.record([claim.reviewed(Review.ACCEPTED)], by="Ines") == 0, "the review of a claim is no part of it"


def test_an_extraction_comes_back_whole(ledger: Ledger, matter: Matter) -> None:
    run = matter.run(matter.claim("15 people", 15), matter.claim("37 defendants", 37))
    ledger.record([matter.document, matter.revision(), run], by="Ines")
    assert list(ledger.values(Extraction)) == [run]
    assert list(ledger.values(Claim)) == list(run.claims)


def test_a_run_over_a_text_that_is_not_recorded_is_refused(ledger: Ledger, matter: Matter) -> None:
    with pytest.raises(UsageError, match="record the text before"):
        ledger.record([matter.document, matter.run()], by="Ines")
    assert list(ledger.entries()) == [], "all or none"


def test_a_passage_that_is_not_verbatim_is_refused(ledger: Ledger, matter: Matter) -> None:
    claim = matter.claim("15 people", 15)
    false = replace(claim, passage=replace(claim.passage, exact="16 people"))
    with pytest.raises(InvalidValue, match="not verbatim"):
        ledger.record([matter.document, matter.revision(), matter.run(false)], by="Ines")
    assert list(ledger.entries()) == []


def test_what_is_withdrawn_no_longer_counts_and_can_be_recorded_again(ledger: Ledger, matter: Matter) -> None:
    ledger.record([matter.document, matter.custody], by="Ines")
    leaf = next(ledger.entries("custody")).leaf
    ledger.withdraw(leaf, why="Wrong folder.", by="Ines")
    assert list(ledger.values(Custody)) == []
    assert ledger.payload(leaf) == matter.custody, "it stays readable"
    assert ledger.record([matter.custody, matter.document], by="Ines") == 1
    assert list(ledger.values(Custody)) == [matter.custody]
    assert ledger.verify() == []


def test_a_withdrawal_can_be_withdrawn(ledger: Ledger, matter: Matter) -> None:
    ledger.record([matter.document], by="Ines")
    ledger.withdraw(next(ledger.entries("document")).leaf, why="A mistake.", by="Ines")
    ledger.withdraw(next(ledger.entries("withdrawal")).leaf, why="It was none.", by="Ines")
    assert list(ledger.values(Document)) == [matter.document]
    assert [type(ledger.payload(entry.leaf)) for entry in ledger.entries("withdrawal")] == [Withdrawal, Withdrawal]


def test_a_decision_that_was_overruled_can_be_taken_again(ledger: Ledger, matter: Matter) -> None:
    claim = matter.claim("15 people", 15)
    yes, no = judgement(claim, Judging.ACCEPT), judgement(claim, Judging.REJECT)
    assert ledger.record([yes, no, yes], by="Ines") == 3
    assert ledger.record([yes], by="Ines") == 0, "it stands"
    assert [each.verdict for each in ledger.values(Judgement)] == ["accept", "reject", "accept"]
    same = Link("Rosa", "Roza", Sameness.SAME, "Ines", "One spelling.")
    apart = replace(same, verdict=Sameness.APART)
    assert [ledger.record([each], by="Ines") for each in (same, same, apart, same)] == [1, 0, 1, 1]
    about = About("c1", "e1", "rule", "Same day.")
    assert [ledger.record([each], by="Ines") for each in (about, replace(about, event="e2"), about)] == [1, 1, 1]
    assert ledger.verify() == []


def test_a_value_that_was_written_before_its_noun_gained_a_field_is_still_right(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = Link("Rosa", "Roza", Sameness.SAME, "Ines", "One spelling.")
    written = canonical({"a": "Rosa", "b": "Roza", "verdict": "same", "by": "Ines", "reason": "One spelling."})
    monkeypatch.setattr(appending, "draft", lambda value: Draft("link", value, written, key_of("link", written)))
    assert ledger.record([link], by="Ines") == 1
    assert list(ledger.values(Link)) == [link]
    assert ledger.verify() == []


def test_an_unknown_leaf_and_a_moment_without_a_zone_are_bad_calls(ledger: Ledger, matter: Matter) -> None:
    with pytest.raises(UsageError, match="holds nothing under"):
        ledger.withdraw("0" * 64, why="?", by="Ines")
    with pytest.raises(UsageError, match="time zone"):
        ledger.record([matter.document], by="Ines", at=dt.datetime(2031, 5, 17))  # noqa: DTZ001 - that is the test
    with pytest.raises(UsageError, match="nothing that the ledger records"):
        ledger.record(["a string"], by="Ines")


def test_moments_are_kept_in_utc(ledger: Ledger, matter: Matter) -> None:
    zone = dt.timezone(dt.timedelta(hours=5))
    ledger.record([matter.document], by="Ines", at=dt.datetime(2031, 5, 17, 8, 30, tzinfo=zone))
    assert next(ledger.entries()).at == "2031-05-17T03:30:00.000000Z"


def test_text_that_is_no_unicode_and_a_very_long_one_come_back(ledger: Ledger, matter: Matter) -> None:
    odd = matter.revision(text="nul \0, lone surrogate \ud800, astral \U0001f54a")
    long = matter.revision(text="сто " * 1_500_000)
    ledger.record([matter.document, odd, long], by="Ines")
    assert list(ledger.values(Revision)) == [odd, long]
    assert ledger.verify() == []


def test_an_erasure_can_be_recorded_for_a_later_destruction(ledger: Ledger, matter: Matter) -> None:
    ledger.record([matter.document], by="Ines")
    leaf = next(ledger.entries()).leaf
    assert ledger.record([Erasure(leaf, "At the wish of the witness.")], by="Ines") == 1
    assert ledger.verify() == []
