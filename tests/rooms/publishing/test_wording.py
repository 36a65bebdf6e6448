"""Figures, dates, terms and chains of speakers in words a reader trusts."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from khronika.publishing import wording
from khronika.publishing.chart import mark, scale
from khronika.publishing.saying import gist
from khronika.vocabulary import dates
from khronika.vocabulary.bodies import Article, Count, Party, Penalty, Qualifier, Step
from khronika.vocabulary.claims import Claim, Polarity, Role, Speaker, Stance

LANTERN: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[2] / "golden" / "lantern_record.py"))


def told(low: int | None, high: int | None, qualifier: Qualifier, population: str | None = None) -> tuple[Claim, Count]:
    count = Count("killed", population, "all", low, high, qualifier)
    return LANTERN["claim"]("report.txt", "hundreds were detained", count), count


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "words"),
    [
        (15, None, Qualifier.AT_LEAST, "at least 15"),
        (100, None, Qualifier.MORE_THAN, "more than 100"),
        (None, 70, Qualifier.UP_TO, "up to 70"),
        (None, 10, Qualifier.FEWER_THAN, "fewer than 10"),
        (100, 150, Qualifier.RANGE, "100–150"),
        (700, 700, Qualifier.ABOUT, "about 700"),
        (37, 37, Qualifier.EXACT, "37"),
        (3000, 3000, Qualifier.EXACT, "3,000"),
        (None, None, Qualifier.VAGUE, "hundreds"),
    ],
)
def test_a_figure_keeps_its_qualifier(low: int | None, high: int | None, qualifier: Qualifier, words: str) -> None:
    assert wording.figure(*told(low, high, qualifier)) == words


def test_a_vague_figure_is_told_in_the_words_of_its_population_first() -> None:
    assert wording.figure(*told(None, None, Qualifier.MAJORITY, "most of the 37")) == "most"


def test_a_step_that_did_not_happen_is_never_told_as_one_that_did() -> None:
    def denied(step: str) -> str:
        body = Step(step, (Party(None, "guards", 5),))
        claim = LANTERN["claim"]("report.txt", "No charges were brought", body, polarity=Polarity.NEGATED)
        return gist(claim)

    assert denied("charged") == "5 guards: not charged"
    assert denied("investigation_opened") == "5 guards: no investigation opened"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (dates.day(2011, 12, 16), "16 December 2011"),
        (dates.day(2011, 12, 16, clock="20:00"), "16 December 2011, 20:00"),
        (dates.month(2011, 12), "December 2011"),
        (dates.year(2011), "2011"),
        (dates.span("2011-12-16", "2011-12-18"), "16–18 December 2011"),
        (dates.span("2011-11-30", "2011-12-02"), "30 November – 2 December 2011"),
        (dates.span("2011-12-30", "2012-01-02"), "30 December 2011 – 2 January 2012"),
        (dates.unknown("last spring"), "“last spring” (not resolved)"),
        (None, ""),
    ],
)
def test_a_date_is_as_precise_as_its_source(when: dates.When | None, words: str) -> None:
    assert wording.date(when) == words


def test_penalties_are_told_in_years_and_months() -> None:
    assert wording.penalty(Penalty("prison", 90, 90)) == "7 years 6 months, prison"
    assert wording.penalty(Penalty("prison", 24, 72)) == "2 years to 6 years, prison"
    assert wording.penalty(Penalty("prison", None, 84, suspended=True)) == "up to 7 years, prison, suspended"
    assert wording.penalty(Penalty("fine", amount="300", currency="crowns")) == "fine, 300 crowns"
    assert wording.article(Article("criminal code", "308", "4", "b")) == "article 308, part 4(b), criminal code"


def test_a_chain_tells_who_commits_to_what_and_who_passes_it_on() -> None:
    office = Speaker("Prosecutor's Office", Role.AUTHORITY, "acknowledges", Stance.ACKNOWLEDGED)
    author = Speaker("Tide Watch", Role.AUTHOR, None, Stance.REPORTED)
    unnamed = Speaker(None, Role.WITNESS, "said", Stance.UNCONFIRMED)
    assert wording.chain((office, author)) == "Prosecutor's Office (acknowledges) — as told by Tide Watch"
    assert wording.chain((author,)) == "Tide Watch"
    assert wording.chain((unnamed, author)) == "a witness, not named (unconfirmed) — as told by Tide Watch"


def test_each_way_to_give_a_figure_has_its_own_mark() -> None:
    given = {
        "dot": told(15, 15, Qualifier.EXACT),
        "from": told(15, None, Qualifier.AT_LEAST),
        "over": told(15, None, Qualifier.MORE_THAN),
        "to": told(None, 70, Qualifier.UP_TO),
        "under": told(None, 70, Qualifier.FEWER_THAN),
        "bar": told(20, 30, Qualifier.RANGE),
        "ring": told(20, 20, Qualifier.ABOUT),
        "none": told(None, None, Qualifier.VAGUE),
    }
    on = scale(count for _, count in given.values())
    assert {mark(count, on).shape for _, count in given.values()} == set(given)
    assert [mark(count, on).shape for _, count in given.values()] == list(given)
    assert mark(given["bar"][1], on).left < mark(given["bar"][1], on).right < 100


def test_one_great_figure_does_not_squash_the_small_ones() -> None:
    counts = [told(n, n, Qualifier.EXACT)[1] for n in (3, 6, 7, 9000)]
    on = scale(counts)
    assert on.logarithmic
    assert on.at(6) - on.at(3) > 3
    assert not scale(counts[:3]).logarithmic


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("names@1", "rule names@1"),
        ("rule:initial", "rule initial"),
        ("person:Desk officer", "Desk officer"),
        ("person:Lund, Ada, person:Second coder", "Lund, Ada and Second coder"),
    ],
)
def test_who_decided_on_a_link_is_told_by_name_and_a_rule_as_a_rule(by: str, words: str) -> None:
    assert wording.judge(by) == words
