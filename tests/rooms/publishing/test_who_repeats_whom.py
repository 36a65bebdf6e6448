"""The section that shows who repeats whom: its picture, its lists, and what it never shows."""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khronika.publishing import dossier
from khronika.publishing.disclosure import Veil, disclose
from khronika.publishing.evidence import evidence
from khronika.publishing.origins import Repeats, repeats
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.documents import Sensitivity
from khronika.vocabulary.origins import Aspect, Dependence, Drift, Ground

if TYPE_CHECKING:
    from khronika.vocabulary.record import Record

GOLDEN = Path(__file__).parents[2] / "golden" / "lantern_record.py"


@pytest.fixture(name="record")
def told() -> Record:
    """The invented record of the golden dossier, with an origin, a tie and a drift."""
    record = runpy.run_path(str(GOLDEN))["invented_record"]()
    open_ = [s.document.sha256 for s in record.sources if s.document.sensitivity is not Sensitivity.CONFIDENTIAL]
    figures = [c for c in record.claims if isinstance(c.body, Count) and c.document in open_]
    chain = Dependence(
        "Tide Watch", "Harbour ministry", Ground.CHAIN, "It says so.", (figures[0].document,), (figures[0].id,)
    )
    tie = Dependence("Tide Watch", "Pier Union", Ground.WORDS, "They share nine words in a row.", (open_[0], open_[1]))
    drift = Drift(
        (figures[0].id, figures[1].id), Aspect.QUALIFIER, "at least 5", "5", own=False, reason="“at least” was lost."
    )
    accounts = (replace(record.accounts[0], drifts=(drift,)), *record.accounts[1:])
    return replace(record, dependences=(chain, tie), accounts=accounts)


def section(record: Record) -> Repeats:
    return repeats(evidence(disclose(record)[0]), Veil.over(()))


def test_origins_stand_left_documents_right_and_a_tie_has_its_arrow(record: Record) -> None:
    picture = section(record).picture
    assert picture
    assert [node.label for node in picture.origins] == ["Harbour ministry"]
    assert len(picture.documents) == len(disclose(record)[0].sources)
    assert [(line.ground, bool(line.head)) for line in picture.lines] == [("chain", False), ("words", True)]


def test_who_came_first_is_not_drawn_where_nobody_knows(record: Record) -> None:
    chain, tie = record.dependences
    picture = section(replace(record, dependences=(chain, replace(tie, directed=False)))).picture
    assert picture
    assert [line.head for line in picture.lines] == ["", ""]


def test_the_page_says_in_words_what_the_picture_shows(record: Record) -> None:
    page = dossier(record)
    svg = re.search(r'<svg class="web".*?</svg>', page, re.DOTALL)
    assert svg
    assert 'role="img" aria-labelledby="t-origins d-origins"' in svg[0]
    assert "<title" in svg[0]
    for words in ("They share nine words in a row.", "“at least” was lost.", "Harbour ministry"):
        assert words in page


def test_a_tie_with_a_confidential_document_is_not_shown(record: Record) -> None:
    hidden = next(s for s in record.sources if s.document.sensitivity is Sensitivity.CONFIDENTIAL)
    chain, tie = record.dependences
    secret = replace(tie, documents=(tie.documents[0], hidden.document.sha256), reason="Words of the safe house.")
    assert section(replace(record, dependences=(chain, secret))).ties == ()
    assert "Words of the safe house." not in dossier(replace(record, dependences=(chain, secret)))


def test_what_an_account_with_a_confidential_claim_knows_of_origins_is_withheld(record: Record) -> None:
    documents = {s.document.sha256 for s in record.sources if s.document.sensitivity is Sensitivity.CONFIDENTIAL}
    hidden = next(c for c in record.claims if c.document in documents)
    account = record.accounts[0]
    mixed = replace(account, claims=(*account.claims, hidden.id), independent=2, dependences=record.dependences)
    shown = disclose(replace(record, accounts=(mixed,)))[0].accounts[0]
    assert (shown.independent, shown.dependences, shown.echoes, shown.drifts) == (None, (), (), ())


def test_open_claims_that_rest_on_a_confidential_document_tell_nothing_of_it(record: Record) -> None:
    hidden = next(s for s in record.sources if s.document.sensitivity is Sensitivity.CONFIDENTIAL)
    account, (_, tie) = record.accounts[0], record.dependences
    secret = replace(tie, documents=(hidden.document.sha256,), reason="Words of the safe house.")
    told = replace(account, dependences=(secret,), reason=f"One origin: {secret.reason}")
    shown = disclose(replace(record, accounts=(told,)))[0].accounts[0]
    assert (shown.independent, shown.dependences) == (None, ())
    assert "safe house" not in shown.reason


def test_a_long_secret_name_is_veiled_before_it_is_cut(record: Record) -> None:
    chain, tie = record.dependences
    secret = "Aurelia " + "Very " * 8 + "Long"
    told = replace(record, dependences=(replace(chain, b=secret), tie))
    picture = repeats(evidence(disclose(told)[0]), Veil.over((secret,))).picture
    assert picture
    assert [node.label for node in picture.origins] == ["[name withheld]"]
