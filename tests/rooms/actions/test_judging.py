"""A person's judgement is recorded with its reason, outranks the proposal, and names what it corrects."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from khronika import actions
from khronika.errors import InvalidValue, UsageError
from khronika.ledger import views
from khronika.vocabulary import dates
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.claims import Claim, Kind, Polarity, Review, Role, Speaker, Stance
from khronika.vocabulary.documents import Sensitivity
from khronika.vocabulary.judgements import Judgement, Judging
from khronika.vocabulary.places import Where

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def fourteen(chronicle: actions.Chronicle, folder: Path) -> Claim:
    """The claim that fourteen people were detained."""
    for step in (actions.intake(chronicle, [folder]), actions.read_documents(chronicle)):
        assert list(step)
    assert list(actions.propose_claims(chronicle))
    claims = actions.claims_now(chronicle)
    return next(c for c in claims if c.kind is Kind.COUNT and isinstance(c.body, Count) and c.body.low == 14)


def now(chronicle: actions.Chronicle) -> dict[str, Claim]:
    return {claim.id: claim for claim in actions.claims_now(chronicle)}


def test_an_accepted_claim_is_accepted_and_a_later_judgement_counts(
    chronicle: actions.Chronicle, fourteen: Claim
) -> None:
    actions.judge(chronicle, fourteen.id[:8], Judging.ACCEPT, why="checked against the scan")
    assert now(chronicle)[fourteen.id].review is Review.ACCEPTED
    actions.judge(chronicle, fourteen.id, Judging.REJECT, why="that was another day")
    assert now(chronicle)[fourteen.id].review is Review.REJECTED
    assert [each.why for each in chronicle.ledger.values(Judgement)] == [
        "checked against the scan",
        "that was another day",
    ]


def test_a_correction_keeps_the_words_and_replaces_the_claim_in_the_accounts(
    chronicle: actions.Chronicle, fourteen: Claim
) -> None:
    better = actions.judge(chronicle, fourteen.id, Judging.CORRECT, why="misread", patch='{"low": 13, "high": 13}')
    assert better.corrects == fourteen.id
    assert better.method == "person:Ines"
    assert better.passage == fourteen.passage
    assert better.id in now(chronicle)
    compared = {claim for account in actions.record_now(chronicle).accounts for claim in account.claims}
    assert better.id in compared
    assert fourteen.id not in compared


MINISTRY = '{"name": "Ministry", "role": "authority", "cue": "admitted", "stance": "acknowledged"}'
LETTER = '{"name": "Letter", "role": "author", "cue": null, "stance": "reported"}'


@pytest.mark.parametrize(
    ("patch", "field", "value"),
    [
        ('{"polarity": "negated"}', "polarity", Polarity.NEGATED),
        ('{"stance": "alleged"}', "stance", Stance.ALLEGED),
        ('{"where": {"text": "Korm"}}', "where", Where("Korm")),
        ('{"where": null, "low": 13}', "where", None),
        (
            '{"when": {"text": "2 May", "earliest": "2014-05-02", "latest": "2014-05-02", "precision": "day"}}',
            "when",
            dates.day(2014, 5, 2, "2 May"),
        ),
        (
            f'{{"speakers": [{MINISTRY}, {LETTER}]}}',
            "speakers",
            (
                Speaker("Ministry", Role.AUTHORITY, "admitted", Stance.ACKNOWLEDGED),
                Speaker("Letter", Role.AUTHOR, None, Stance.REPORTED),
            ),
        ),
    ],
)
def test_a_correction_may_change_who_says_so_when_and_where(
    chronicle: actions.Chronicle, fourteen: Claim, patch: str, field: str, value: object
) -> None:
    better = actions.judge(chronicle, fourteen.id, Judging.CORRECT, why="read again", patch=patch)
    assert getattr(better, field) == value
    assert better.stance is better.origin.stance, "the stance of a claim is that of its origin"
    assert (better.corrects, better.passage, better.method) == (fourteen.id, fourteen.passage, "person:Ines")
    reviews = {id_: claim.review for id_, claim in now(chronicle).items()}
    assert (reviews[fourteen.id], reviews[better.id]) == (Review.REJECTED, Review.CORRECTED)


def test_the_record_has_every_judgement_with_its_moment_and_after_a_newer_extraction_too(
    chronicle: actions.Chronicle, fourteen: Claim
) -> None:
    actions.judge(chronicle, fourteen.id, Judging.ACCEPT, why="it is said there")
    ben = replace(chronicle, named="Ben")
    actions.judge(ben, fourteen.id, Judging.REJECT, why="another day")
    (run,) = (each for each in views.extractions(chronicle.ledger) if fourteen in each.claims)
    shorter = replace(
        fourteen,
        passage=replace(fourteen.passage, end=fourteen.passage.end - 1, exact=fourteen.passage.exact[:-1], parts=()),
    )
    assert shorter.id != fourteen.id
    chronicle.ledger.record([replace(run, method="grammar@new", claims=(shorter,))], by="Ines")
    said = [(each.claim, each.judgement.by, each.judgement.why) for each in actions.record_now(chronicle).judgements]
    assert said == [(shorter.id, "Ines", "it is said there"), (shorter.id, "Ben", "another day")]
    moments = [each.at for each in actions.record_now(chronicle).judgements]
    assert moments == sorted(moments)
    assert all(moment.endswith("Z") for moment in moments)


def test_what_was_judged_of_a_confidential_document_is_in_no_record(
    chronicle: actions.Chronicle, fourteen: Claim, folder: Path
) -> None:
    actions.judge(chronicle, fourteen.id, Judging.REJECT, why="a secret reason")
    assert actions.record_now(chronicle).judgements
    assert list(actions.intake(chronicle, [folder], sensitivity=Sensitivity.CONFIDENTIAL))
    assert actions.record_now(chronicle).judgements == ()


def test_a_correction_of_a_correction_leads_back_by_accepting_the_first(
    chronicle: actions.Chronicle, fourteen: Claim
) -> None:
    better = actions.judge(chronicle, fourteen.id, Judging.CORRECT, why="misread", patch='{"low": 13, "high": 13}')
    with pytest.raises(UsageError, match=f"{fourteen.id[:12]} says so already, and was rejected; accept that one"):
        actions.judge(chronicle, better.id, Judging.CORRECT, why="no", patch='{"low": 14, "high": 14}')
    actions.judge(chronicle, fourteen.id, Judging.ACCEPT, why="it was right")
    reviews = {id_: claim.review for id_, claim in now(chronicle).items()}
    assert (reviews[fourteen.id], reviews[better.id]) == (Review.ACCEPTED, Review.REJECTED)


@pytest.mark.parametrize(
    ("patch", "sentence"),
    [
        (None, "needs the changed values as JSON"),
        ("fifteen", "needs the changed values as JSON"),
        ('{"colour": 3}', "has no field 'colour'"),
        ('{"low": 14}', "says the same"),
        ('{"polarity": "affirmed"}', "says the same"),
        ('{"review": "accepted"}', "has no field 'review'"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(
    chronicle: actions.Chronicle, fourteen: Claim, patch: str | None, sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence):
        actions.judge(chronicle, fourteen.id, Judging.CORRECT, why="misread", patch=patch)
    assert not list(chronicle.ledger.values(Judgement))


@pytest.mark.parametrize(
    "patch", ['{"low": 20}', '{"quantity": "vanished"}', '{"qualifier": "roughly"}', '{"low": "x"}']
)
def test_a_correction_that_the_vocabulary_does_not_know_is_refused(
    chronicle: actions.Chronicle, fourteen: Claim, patch: str
) -> None:
    with pytest.raises(InvalidValue):
        actions.judge(chronicle, fourteen.id, Judging.CORRECT, why="misread", patch=patch)
    assert not list(chronicle.ledger.values(Judgement))


def test_a_judgement_needs_a_reason_and_one_claim(chronicle: actions.Chronicle, fourteen: Claim) -> None:
    with pytest.raises(UsageError, match="needs its reason"):
        actions.judge(chronicle, fourteen.id, Judging.ACCEPT, why=" ")
    with pytest.raises(UsageError, match="No claim begins with"):
        actions.judge(chronicle, "zzzz", Judging.ACCEPT, why="seen")
    with pytest.raises(UsageError, match="No claim begins with"):
        actions.judge(chronicle, fourteen.id[:3], Judging.ACCEPT, why="too short to be sure")


@pytest.mark.parametrize(
    ("patch", "sentence"),
    [
        ('{"low": "many"}', "do not fit a count"),
        ('{"low": true}', r"do not fit a count \(low\)"),
        ('{"low": 1.5}', r"do not fit a count \(low\)"),
        ('{"low": NaN}', r"do not fit a count \(low\)"),
        ('{"population": 5}', r"do not fit a count \(population\)"),
        ('{"by": ["the police"]}', r"do not fit a count \(by\)"),
        ('{"as_of": {"text": "May"}}', "do not fit a count"),
        ('{"low": -5}', "cannot be less than nothing"),
        ('{"low": 5, "high": 3}', "cannot be at least 5 and at most 3"),
        ('{"stance": "whispered"}', "do not fit a count"),
        ('{"polarity": null}', "do not fit a count"),
        ('{"speakers": []}', "names nobody who says so"),
        ('{"speakers": null}', "do not fit a count"),
        ('{"speakers": ["Ministry"]}', "do not fit a count"),
        ('{"speakers": [{"name": 5, "role": "authority", "cue": null, "stance": "denied"}]}', r"count \(speakers\)"),
        ('{"where": {"text": 7}}', r"do not fit a count \(where\)"),
        ('{"when": "2 May 2015"}', "do not fit a count"),
        (
            '{"when": {"text": null, "earliest": "20150502", "latest": null, "precision": "day"}}',
            "A day is written as 2011-12-16, not as 20150502",
        ),
    ],
)
def test_a_correction_of_another_kind_than_the_field_is_refused(
    chronicle: actions.Chronicle, fourteen: Claim, patch: str, sentence: str
) -> None:
    with pytest.raises(InvalidValue, match=sentence):
        actions.judge(chronicle, fourteen.id, Judging.CORRECT, why="misread", patch=patch)
    assert list(chronicle.ledger.values(Judgement)) == []
