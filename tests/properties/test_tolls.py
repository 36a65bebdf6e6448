"""What holds of every ladder of tolls, whatever is told, by whom, and in which order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.comparison import compare, ladders, questions, trace
from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import day
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.people import About

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.vocabulary.ladders import Ladder

HOW = (Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.UP_TO, Qualifier.ABOUT)
ORIGINS = ("Ministry", "Norvia Watch", "Karad Union", "Amity League")
MOST = 30  # numbers up to here are looked at one by one


def count(number: int, how: Qualifier, dated: int = 0) -> Count:
    low, high = (None if how is Qualifier.UP_TO else number), (None if how is Qualifier.AT_LEAST else number)
    return Count("killed", None, "all", low, high, how, day(2031, 3, dated) if dated else None)


def claim(body: Count, document: str, *speakers: str) -> Claim:
    chain = (*(Speaker(name, Role.AUTHORITY, "said", Stance.ASSERTED) for name in speakers),)
    author = Speaker(f"Author of {document}", Role.AUTHOR, None, Stance.REPORTED)
    passage = Passage(f"r{document}", 0, 3, "abc", "", "")
    said = (f"{document}.txt", document, passage, (*chain, author), Stance.ASSERTED, Polarity.AFFIRMED)
    return Claim(Kind.COUNT, *said, when=None, where=None, body=body, method="test")


figures = st.builds(count, st.integers(2, 22), st.sampled_from(HOW), st.sampled_from([0, 0, 3, 9]))
records = st.lists(st.tuples(figures, st.sampled_from(ORIGINS)), min_size=1, max_size=7).map(
    lambda rows: [claim(body, f"d{at}", origin) for at, (body, origin) in enumerate(rows)]
)


def ladder(claims: Sequence[Claim]) -> Ladder:
    abouts = [About(each.id, "harbour", "test", "") for each in claims]
    (found,) = ladders(claims, abouts, (), trace((), claims))
    return found


def borne_out(found: Ladder) -> set[int]:
    """The numbers that two origins bear out, as far as they are looked at."""
    return {n for run in found.supported for n in range(run.low, (MOST if run.high is None else run.high) + 1)}


@settings(deadline=None)
@given(records)
def test_low_and_high_are_told_and_every_comparable_claim_is_kept(claims: list[Claim]) -> None:
    found = ladder(claims)
    told = {end for each in claims if isinstance(each.body, Count) for end in (each.body.low, each.body.high)}
    assert found.low
    assert found.high
    assert {found.low.low, found.high.low} <= told
    assert found.low.low <= found.high.low
    assert set(found.rests) == {each.id for each in claims}


@settings(deadline=None)
@given(records, st.randoms())
def test_the_order_of_what_is_told_changes_nothing(claims: list[Claim], chance: st.DrawFn) -> None:
    other = list(claims)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert ladder(other) == ladder(claims)
    abouts = [About(each.id, "harbour", "test", "") for each in claims]
    asked = [
        questions(told, compare(told, abouts), ladders(told, abouts, (), trace((), told)), (), trace((), told))
        for told in (claims, other)
    ]
    assert asked[0] == asked[1]


@settings(deadline=None)
@given(records, st.data())
def test_an_echo_never_widens_what_is_borne_out(claims: list[Claim], data: st.DataObject) -> None:
    told = data.draw(st.sampled_from(claims))
    assert isinstance(told.body, Count)
    number = told.body.low if told.body.low is not None else told.body.high
    assert number is not None
    body = replace(count(number, data.draw(st.sampled_from(HOW))), as_of=told.body.as_of)
    echo = claim(body, "echo", told.origin.name or "")
    narrow, wide = ladder(claims), ladder([*claims, echo])
    assert borne_out(wide) <= borne_out(narrow)


@settings(deadline=None)
@given(records)
def test_each_number_borne_out_is_allowed_by_two_origins(claims: list[Claim]) -> None:
    for number in borne_out(ladder(claims)):
        allow = set()
        for each in claims:
            assert isinstance(each.body, Count)
            low, high = each.body.low or 0, each.body.high
            if each.body.qualifier is Qualifier.ABOUT:
                low, high = low - max(1, low // 10), (high or 0) + max(1, (high or 0) // 10)
            if low <= number and (high is None or number <= high):
                allow.add(each.origin.name)
        assert len(allow) > 1
