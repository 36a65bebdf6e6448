"""Whatever the dates of a case, its order contradicts none of them, loses no step and depends on no order of input."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from khronika.casework import proceedings
from khronika.casework.order import in_order
from khronika.vocabulary import dates
from khronika.vocabulary.bodies import Party, Step
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.words import word_list

AUTHOR = Speaker("Quay Watch", Role.AUTHOR, None, Stance.ASSERTED)
DAYS = st.dates(dt.date(2031, 1, 1), dt.date(2031, 12, 31))


@st.composite
def whens(draw: st.DrawFn) -> dates.When | None:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return draw(
        st.sampled_from(
            [
                None,
                dates.unknown("one day"),
                dates.day(first.year, first.month, first.day),
                dates.month(first.year, first.month),
                dates.year(first.year),
                dates.span(first.isoformat(), last.isoformat()),
                dates.When(None, first.isoformat(), None, dates.Precision.RANGE),
            ]
        )
    )


@st.composite
def cases(draw: st.DrawFn) -> list[Claim]:
    told = draw(st.lists(st.tuples(st.sampled_from(list(word_list("steps"))), whens(), st.booleans()), max_size=12))
    return [_claim(at, step, when, denied=denied) for at, (step, when, denied) in enumerate(told)]


def _claim(at: int, step: str, when: dates.When | None, *, denied: bool) -> Claim:
    document = f"d{at % 3}"
    passage = Passage(f"r{document}", at, at + len(step), step, "", "")
    polarity = Polarity.NEGATED if denied else Polarity.AFFIRMED
    start = (Kind.STEP, f"{document}.txt", document, passage, (AUTHOR,), Stance.ASSERTED, polarity, when, None)
    return Claim(*start, body=Step(step, (Party("Odda Brin"),)), method="test")


@given(cases(), st.booleans())
def test_no_date_is_contradicted(claims: list[Claim], one_case: bool) -> None:  # noqa: FBT001 - drawn
    for before, after in combinations(in_order(claims, one_case=one_case), 2):
        if before.when and after.when and before.when.earliest and after.when.latest:
            assert before.when.earliest <= after.when.latest


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing_and_no_step_is_lost(claims: list[Claim], random: object) -> None:
    told = proceedings(claims, ())
    turned = list(claims)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert proceedings(turned, ()) == told
    assert sorted(step.claim.id for case in told for step in case.steps) == sorted(claim.id for claim in claims)


@given(cases())
def test_every_conclusion_rests_on_steps_of_the_case(claims: list[Claim]) -> None:
    for case in proceedings(claims, ()):
        known = {step.claim.id for step in case.steps}
        for telling in (*case.sentence, *case.competing):
            assert known.issuperset(telling.claims)
            assert len(set(telling.claims)) == len(telling.claims)
        for one in case.recantations:
            assert known.issuperset((one.recanted, *one.statements))
