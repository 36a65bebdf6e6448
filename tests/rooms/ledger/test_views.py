"""What is now: documents, claims with their reviews, extractions and links, as folds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from khronika.errors import UsageError
from khronika.ledger import verdicts, views
from khronika.vocabulary.anchors import Anchored, Anchoring
from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Review
from khronika.vocabulary.documents import Sensitivity, Unread
from khronika.vocabulary.judgements import Judgement, Judging
from khronika.vocabulary.people import Link, Sameness

if TYPE_CHECKING:
    from khronika.ledger import Ledger
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.extractions import Extraction
    from tests.rooms.ledger.conftest import Matter


def judged(claim: Claim, verdict: Judging, by: str = "Ines Varga", replacement: str | None = None) -> Judgement:
    return Judgement(
        claim=claim.id,
        verdict=verdict,
        by=by,
        why="I read the letter.",
        document=claim.document,
        kind=claim.kind.value,
        start=claim.passage.start,
        end=claim.passage.end,
        key=verdicts.claim_key(claim),
        replacement=replacement,
    )


def anchored(old: Claim, new: Claim, how: Anchoring = Anchoring.EXACT) -> Anchored:
    readings = old.document, old.passage.revision, new.passage.revision
    now = replace(old, passage=new.passage).id
    return Anchored(old.id, *readings, how, "anchoring/1", new.passage, now)


@pytest.fixture
def dead(matter: Matter) -> Claim:
    return matter.claim("15 people", 15)


@pytest.fixture
def tried(matter: Matter) -> Claim:
    return matter.claim("37 defendants", 37)


@pytest.fixture
def first(ledger: Ledger, matter: Matter, dead: Claim, tried: Claim) -> Ledger:
    ledger.record([matter.document, matter.revision(), matter.run(dead, tried)], by="Ines")
    return ledger


def reviews(ledger: Ledger) -> list[tuple[int | None, str, str]]:
    return [(claim.body.low, claim.method, claim.review.value) for claim in views.claims(ledger)]


def newer(matter: Matter, *claims: Claim) -> Extraction:
    """The same claims, proposed by the next version of the grammar."""
    return matter.run(*(replace(claim, method="grammar@2") for claim in claims), method="grammar@2")


def test_proposals_stand_in_the_order_of_the_text(first: Ledger) -> None:
    assert reviews(first) == [(15, "grammar@1", "proposed"), (37, "grammar@1", "proposed")]


def test_a_newer_run_supersedes_proposals(first: Ledger, matter: Matter, dead: Claim) -> None:
    first.record([newer(matter, dead)], by="Ines")
    assert reviews(first) == [(15, "grammar@2", "proposed")]
    assert [run.method for run in views.extractions(first)] == ["grammar@2"]


def test_an_accepted_claim_survives_a_run_that_misses_it(
    first: Ledger, matter: Matter, dead: Claim, tried: Claim
) -> None:
    first.record([judged(tried, Judging.ACCEPT)], by="Ines")
    first.record([newer(matter, dead)], by="Ines")
    assert reviews(first) == [(15, "grammar@2", "proposed"), (37, "grammar@1", "accepted")]


def test_a_judgement_finds_the_same_claim_in_a_newer_run(
    first: Ledger, matter: Matter, dead: Claim, tried: Claim
) -> None:
    first.record([judged(dead, Judging.REJECT), judged(tried, Judging.ACCEPT)], by="Ines")
    longer = replace(matter.claim("at least 15 people", 15), method="grammar@2")
    first.record([newer(matter, longer, tried)], by="Ines")
    assert reviews(first) == [(15, "grammar@2", "rejected"), (37, "grammar@2", "accepted")]


def test_what_was_rejected_is_not_proposed_again_before_it_was_looked_for_in_another_revision(
    first: Ledger, matter: Matter, tried: Claim
) -> None:
    first.record([judged(tried, Judging.REJECT)], by="Ines")
    moved = matter.revision("text@2", text="Page 1 of a long letter head, newly read. " * 9 + matter.text)
    again = matter.claim("37 defendants", 37, revision=moved, method="grammar@2")
    first.record([moved, matter.run(again, method="grammar@2", revision=moved)], by="Ines")
    assert reviews(first) == [(37, "grammar@2", "rejected")]
    lost = replace(anchored(tried, again), how=Anchoring.ORPHANED, passage=None, now=None)
    first.record([lost], by="Ines")
    assert reviews(first) == [(37, "grammar@2", "proposed")], "a person has to say whether it is the same"
    first.record([replace(anchored(tried, again), rules="anchoring/2")], by="Ines")
    assert reviews(first) == [(37, "grammar@2", "rejected")]


def test_what_was_accepted_is_looked_for_in_another_revision_before_it_counts_there(
    first: Ledger, matter: Matter, tried: Claim
) -> None:
    first.record([judged(tried, Judging.ACCEPT)], by="Ines")
    moved = matter.revision("text@2", text=f"Page 1\n\n{matter.text}")
    again = matter.claim("37 defendants", 37, revision=moved, method="grammar@2")
    first.record([moved, matter.run(again, method="grammar@2", revision=moved)], by="Ines")
    assert (37, "grammar@2", "proposed") in reviews(first)
    first.record([anchored(tried, again)], by="Ines")
    assert reviews(first) == [(37, "grammar@2", "accepted")]


def test_a_judgement_does_not_spread_to_another_figure_or_speaker(
    first: Ledger, matter: Matter, dead: Claim, tried: Claim
) -> None:
    first.record([judged(dead, Judging.REJECT)], by="Ines")
    sixteen = replace(dead, body=Count("killed", "people", "all", 16, None, Qualifier.AT_LEAST))
    other = replace(dead, speakers=(replace(dead.speakers[0], name="Harbour Board"),))
    first.record([newer(matter, sixteen, other)], by="Ines")
    assert {review for *_, review in reviews(first)} == {"proposed"}


def test_a_correction_stands_in_place_of_what_it_corrects(
    first: Ledger, matter: Matter, dead: Claim, tried: Claim
) -> None:
    better = replace(tried, method="person:Ines", corrects=tried.id, body=replace(tried.body, low=36))
    first.record([better, judged(tried, Judging.CORRECT, replacement=better.id)], by="Ines")
    corrected = [(15, "grammar@1", "proposed"), (37, "grammar@1", "rejected"), (36, "person:Ines", "corrected")]
    assert reviews(first) == corrected
    first.record([newer(matter, dead, tried)], by="Ines")
    assert sorted(reviews(first)) == sorted(
        (low, method.replace("r@1", "r@2"), said) for low, method, said in corrected
    )
    first.record([newer(matter, dead, replace(better, corrects=None))], by="Ines")
    same = [claim for claim in views.claims(first) if claim.id == better.id]
    assert [(claim.method, claim.review) for claim in same] == [("person:Ines", Review.CORRECTED)]


def test_a_correction_falls_when_the_claim_is_accepted_after_all(first: Ledger, tried: Claim) -> None:
    better = replace(tried, method="person:Ines", corrects=tried.id, body=replace(tried.body, low=36))
    first.record([better, judged(tried, Judging.CORRECT, replacement=better.id)], by="Ines")
    first.record([judged(tried, Judging.ACCEPT, by="Tomas Reyl")], by="Tomas")
    assert reviews(first)[1:] == [(37, "grammar@1", "accepted"), (36, "person:Ines", "rejected")]


def test_opposed_judgements_are_both_kept_and_the_latest_shows(first: Ledger, dead: Claim) -> None:
    first.record([judged(dead, Judging.ACCEPT)], by="Ines")
    assert views.disagreements(first) == []
    first.record([judged(dead, Judging.REJECT, by="Tomas Reyl")], by="Tomas")
    assert reviews(first)[0] == (15, "grammar@1", "rejected")
    (found,) = views.disagreements(first)
    assert (found.claim, [each.by for each in found.judgements]) == (dead.id, ["Ines Varga", "Tomas Reyl"])
    first.record([judged(dead, Judging.REJECT)], by="Ines")
    assert views.disagreements(first) == []


def test_a_withdrawn_judgement_counts_no_longer(first: Ledger, dead: Claim) -> None:
    first.record([judged(dead, Judging.REJECT)], by="Ines")
    first.withdraw(next(first.entries("judgement")).leaf, why="Wrong line.", by="Ines")
    assert reviews(first)[0] == (15, "grammar@1", "proposed")


def test_a_withdrawn_run_gives_way_to_the_one_before(first: Ledger, matter: Matter, dead: Claim) -> None:
    first.record([newer(matter, dead)], by="Ines")
    first.withdraw(list(first.entries("extraction"))[-1].leaf, why="A broken grammar.", by="Ines")
    assert reviews(first) == [(15, "grammar@1", "proposed"), (37, "grammar@1", "proposed")]


def test_documents_show_custody_and_how_they_read_now(ledger: Ledger, matter: Matter) -> None:
    again = replace(matter.document, name="copy.txt", sensitivity=Sensitivity.CONFIDENTIAL)
    ledger.record([matter.document, matter.custody, Unread("union-letter.txt", "Encrypted.", "a1" * 32)], by="Ines")
    (held,) = views.documents(ledger)
    assert held.unread is not None
    assert held.custody == [(matter.custody, next(ledger.entries()).at)]
    ledger.record([matter.revision(), matter.revision("text@2"), again, Unread("lost.pdf", "Gone.")], by="Ines")
    (held,) = views.documents(ledger)
    assert held.document == replace(matter.document, sensitivity=Sensitivity.CONFIDENTIAL), "the strictest counts"
    assert held.unread is None
    assert held.revision == matter.revision("text@2")
    assert [each.name for each in views.unread(ledger)] == ["lost.pdf"]


def test_of_who_is_who_every_answer_is_kept_with_what_was_taken_back(ledger: Ledger) -> None:
    first = Link("a1", "b1", Sameness.SAME, "person:Ines", "One spelling.", ("c1",), ("a2",), ())
    ledger.record([first], by="Ines")
    ledger.record([replace(first, verdict=Sameness.APART), replace(first, by="person:Tomas")], by="Ines")
    leaf = next(ledger.entries("link")).leaf
    ledger.withdraw(leaf, why="A slip.", by="Tomas")
    found = views.linkings(ledger)
    assert [each.id for each in found if each.withdrawn] == [leaf]
    assert found[0].withdrawn is not None
    assert (found[0].withdrawn.by, found[0].withdrawn.why) == ("Tomas", "A slip.")
    assert [each.link.by for each in views.last_word(found)] == ["person:Ines", "person:Tomas"]
    assert [each.seq for each in found] == [1, 2, 3]
    assert ledger.record([first], by="Ines") == 1, "what was taken back can be said again"
    assert ledger.verify() == []


def test_the_ledger_reads_as_it_read_then(ledger: Ledger, matter: Matter) -> None:
    first, second = (Link("a1", "b1", verdict, "person:Ines", "Seen.") for verdict in (Sameness.SAME, Sameness.APART))
    days = [dt.datetime(2021, 5, day, tzinfo=dt.UTC) for day in (16, 17)]
    for day, values in zip(days, ([matter.document, first], [second]), strict=True):
        ledger.record(values, by="Ines", at=day)
    ledger.withdraw(next(ledger.entries("link")).leaf, why="A slip.", by="Ines")
    assert views.links(ledger) == [second]
    for then in (2, days[0], days[1] - dt.timedelta(microseconds=1)):
        past = ledger.as_of(then)
        assert views.links(past) == [first]
        assert [entry.seq for entry in past.entries()] == [1, 2]
        assert list(views.held(past).values()) == [matter.document]
    assert views.links(ledger.as_of(days[1])) == [second]
    assert views.links(ledger.as_of(1)) == views.links(ledger.as_of(days[0] - dt.timedelta(days=1))) == []
    with pytest.raises(UsageError, match="The past is only read"):
        ledger.as_of(2).record([second], by="Ines")
    with pytest.raises(UsageError, match="time zone"):
        ledger.as_of(dt.datetime(2031, 5, 17))  # noqa: DTZ001 - that is the test


def test_of_links_the_latest_answer_of_each_counts(ledger: Ledger) -> None:
    rule = Link("Rosa", "Roza", Sameness.SAME, "rule", "Transliteration.")
    person = Link("Roza", "Rosa", Sameness.APART, "Ines", "They are sisters.")
    ledger.record([rule, person, replace(person, verdict=Sameness.UNSURE, reason="Perhaps.")], by="Ines")
    assert [(link.by, link.verdict.value) for link in views.links(ledger)] == [("rule", "same"), ("Ines", "unsure")]
