"""Ladders, contradiction cards and open questions in a dossier, and what they never show."""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khronika.publishing import dossier
from khronika.publishing.disclosure import disclose
from khronika.publishing.evidence import evidence
from khronika.publishing.figures import tallies
from khronika.publishing.tolls import asked, rung
from khronika.vocabulary.ladders import Rung

if TYPE_CHECKING:
    from khronika.vocabulary.record import Record

GOLDEN = Path(__file__).parents[2] / "golden" / "lantern_record.py"


@pytest.fixture(name="record")
def invented() -> Record:
    found: Record = runpy.run_path(str(GOLDEN))["invented_record"]()
    return found


def section(page: str, name: str) -> str:
    (found,) = re.findall(rf'<section id="{name}".*?\n</section>', page, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found))


RUNGS = [
    (None, ""),
    (Rung(12, 12, ()), "12"),
    (Rung(12, 15, ()), "12–15"),
    (Rung(1200, None, ()), "1,200 or more"),
]


@pytest.mark.parametrize(("one", "words"), RUNGS)
def test_a_rung_is_written_no_sharper_than_it_is(one: Rung | None, words: str) -> None:
    assert rung(one) == words


def test_the_best_figure_stands_beside_its_rule_who_declared_it_when_and_why(record: Record) -> None:
    told = section(dossier(record), "figures")
    assert "Best by the rule own (Harbour ministry), declared by Desk officer on 5 May 2019, 10:00 UTC" in told
    assert "The ministry holds the list of the morgue." in told


def test_without_a_rule_the_ladder_says_that_no_figure_is_best(record: Record) -> None:
    plain = tuple(replace(ladder, rule=None, best=None) for ladder in record.ladders)
    assert "no figure is named best" in section(dossier(replace(record, ladders=plain)), "figures")


def test_a_ladder_or_question_made_of_a_confidential_claim_too_is_not_shown(record: Record) -> None:
    shown, _ = disclose(record)
    assert [ladder.quantity for ladder in shown.ladders] == ["killed"]
    assert [question.to for question in shown.questions] == ["Harbour ministry", "Ferry union"]
    assert "Brannoc" not in dossier(record)


def test_a_card_tells_its_derivation_its_assumptions_and_who_may_settle_it(record: Record) -> None:
    told = section(dossier(record), "disputed")
    assert "Killed cannot be at most 6 and 20 at once." in told
    assert "Do the six take in everybody who died on the pier? among-1" in told
    assert "What would settle it: the answer of Harbour ministry" in told
    assert "1 echo, 1 change on the way" in told


def test_questions_stand_by_addressee_whatever_order_the_record_has(record: Record) -> None:
    groups = asked(evidence(disclose(record)[0]))
    assert [(group.to, len(group.questions)) for group in groups] == [("Harbour ministry", 1), ("Ferry union", 1)]
    turned = replace(record, questions=record.questions[::-1])
    assert asked(evidence(disclose(turned)[0])) == groups


def test_the_chart_marks_what_two_origins_bear_out(record: Record) -> None:
    (killed,) = [tally for tally in tallies(evidence(disclose(record)[0])) if tally.quantity == "killed"]
    ((left, width),) = killed.bands
    assert left < killed.scale.at(11) < killed.scale.at(20) < left + width
    open_ = replace(killed.ladder, supported=(Rung(11, None, ()),)) if killed.ladder else None
    ((left, width),) = replace(killed, ladder=open_).bands
    assert left + width == pytest.approx(100, abs=1)
