"""The ladder of tolls: what the figures of one event come to, without an average.

`said("at least 15", "Ministry", "a")` is one claim of people killed: the figure, who says it first, in which document.
Every event, body and person is invented.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from khronika.comparison import ladders, trace
from khronika.vocabulary.bodies import Act, Body, Count, Party, Qualifier
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import When, day
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.ladders import Declaration, Declared, Ladder, Rule
from khronika.vocabulary.people import About, Entity, EntityKind, Link, Mention, Sameness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.vocabulary.ladders import Rung

FIGURE = re.compile(r"(at least|up to|dozens)? ?(\d+)?$")
HOW = {"at least": Qualifier.AT_LEAST, "up to": Qualifier.UP_TO, "dozens": Qualifier.VAGUE, None: Qualifier.EXACT}


def told(body: Body, origin: str | None, document: str, role: Role = Role.AUTHORITY, at: int = 0) -> Claim:
    author = Speaker(f"Author of {document}", Role.AUTHOR, None, Stance.REPORTED)
    first = () if origin == "author" else (Speaker(origin, role, "said", Stance.ASSERTED),)
    words = str(body)[:40]
    passage = Passage(f"r{document}", at, at + len(words), words, "", "")
    start = (Kind(type(body).__name__.lower()), f"{document}.txt", document, passage, (*first, author))
    return Claim(*start, Stance.ASSERTED, Polarity.AFFIRMED, None, None, body, "test")


def said(figure: str, origin: str | None, document: str, as_of: When | None = None, **more: str) -> Claim:
    found = FIGURE.match(figure)
    assert found, figure
    how, number = found[1], int(found[2]) if found[2] else None
    low, high = (None if how == "up to" else number), (None if how == "at least" else number)
    count = Count("killed", "dozens" if how == "dozens" else None, more.get("group", "all"), low, high, HOW[how], as_of)
    return told(count, origin, document, Role(more.get("role", "authority")))


def killed(name: str, document: str) -> Claim:
    return told(Act("killing", (Party(name),), ()), "Ministry", document, at=500)


def ladder(claims: Sequence[Claim], entities: Sequence[Entity] = (), rule: Declared | None = None) -> Ladder:
    abouts = [About(claim.id, "harbour", "test", "") for claim in claims]
    (found,) = [
        each
        for each in ladders(claims, abouts, entities, trace((), claims, entities), rule)
        if each.quantity == "killed"
    ]
    return found


def ends(rung: Rung | None) -> tuple[int, int | None] | None:
    return (rung.low, rung.high) if rung else None


def declared(rule: Rule, *origins: str) -> Declared:
    return Declared(Declaration(rule, "Ines", "As the yearly table does.", origins), "2031-05-01T00:00:00Z")


MINISTRY, WATCH, UNION = said("12", "Ministry", "a"), said("15", "Norvia Watch", "b"), said("up to 70", "Union", "c")


def test_lowest_and_highest_are_figures_that_somebody_gave_and_nothing_is_averaged() -> None:
    found = ladder([MINISTRY, WATCH, UNION])
    assert (ends(found.low), ends(found.high)) == ((12, 12), (70, 70))
    assert found.low
    assert found.low.claims == (MINISTRY.id,)
    assert found.unresolved


def test_up_to_70_is_no_lowest_figure_and_at_least_15_has_no_upper_end() -> None:
    found = ladder([UNION, said("at least 15", "Norvia Watch", "b")])
    assert (ends(found.low), ends(found.high)) == ((15, None), (70, 70))
    assert not found.unresolved, "fifteen to seventy make both true"


def test_two_independent_origins_bear_out_what_both_allow() -> None:
    found = ladder(
        [said("at least 15", "Ministry", "a"), said("up to 20", "Union", "b"), said("70", "Radio Karad", "c")]
    )
    assert [ends(rung) for rung in found.supported] == [(15, 20), (70, 70)]
    assert [rung.origins for rung in found.supported] == [2, 2]


def test_a_figure_that_nobody_else_bears_out_is_dissent_and_is_kept() -> None:
    claims = [said("15", "Ministry", "a"), said("15", "Norvia Watch", "b"), said("40", "Union", "c")]
    found = ladder(claims)
    assert [ends(rung) for rung in found.supported] == [(15, 15)]
    assert [(aside.claim, aside.why) for aside in found.dissent] == [
        (claims[2].id, "it fits no number that others bear out")
    ]


def test_five_reports_of_one_ministry_bear_nothing_out() -> None:
    assert ladder([said("15", "Ministry", document) for document in "abcde"]).supported == ()


def test_a_qualifier_lost_on_the_way_does_not_widen_what_is_borne_out() -> None:
    claims = [said("15", "Ministry", "a"), said("at least 14", "Norvia Watch", "b")]
    again = [*claims, said("at least 15", "Ministry", "c")]
    assert [ends(rung) for rung in ladder(again).supported] == [(15, 15)]
    assert ladder(again).supported == ladder(claims).supported


def test_figures_of_some_people_stand_beside_the_ladder_with_the_reason() -> None:
    found = ladder([MINISTRY, said("5", "Union", "b", group="officers"), said("2", "a nurse", "c", role="witness")])
    assert ends(found.high) == (12, 12)
    assert [aside.why for aside in found.other_scope] == [
        "it counts officers only",
        "it is what one person saw or knew, not how many there were",
    ]


def test_a_later_count_of_the_same_origin_takes_the_place_of_the_earlier_one() -> None:
    first, later = said("12", "Ministry", "a", day(2031, 3, 5)), said("16", "Ministry", "b", day(2031, 3, 9))
    found = ladder([first, later])
    assert ends(found.low) == (16, 16)
    assert [aside.claim for aside in found.dissent] == [first.id]
    assert "16 as of 2031-03-09" in found.dissent[0].why


def test_a_figure_that_its_speaker_denies_is_kept_as_dissent() -> None:
    denied = replace(said("40", "Ministry", "b"), stance=Stance.DENIED)
    assert [(aside.claim) for aside in ladder([MINISTRY, denied]).dissent] == [denied.id]


BEST = [
    (Rule.ACLED, (), (12, 12), "the most conservative figure"),
    (Rule.UCDP, (), (15, 15), "what most independent origins allow; of equals the lower"),
    (Rule.OWN, ("Union", "Ministry"), (0, 70), "the first of these origins that gives a figure"),
    (Rule.OWN, ("Radio Karad", "Ministry"), (12, 12), "Radio Karad gives none"),
]


@pytest.mark.parametrize(("rule", "origins", "best", "why"), BEST)
def test_the_best_figure_stands_under_a_declared_rule(
    rule: Rule, origins: tuple[str, ...], best: tuple[int, int], why: str
) -> None:
    claims = [MINISTRY, WATCH, UNION, said("15", "Amity League", "d")]
    found = ladder(claims, rule=declared(rule, *origins))
    assert ends(found.best) == best, why
    assert found.rule
    assert found.rule.declaration.by == "Ines"


def test_without_a_declared_rule_no_figure_is_best() -> None:
    assert ladder([MINISTRY, WATCH]).best is None


def test_dozens_are_twelve_for_the_conservative_rule_only() -> None:
    claims = [said("15", "Ministry", "a"), said("dozens", "Union", "b")]
    assert ends(ladder(claims, rule=declared(Rule.ACLED)).best) == (12, 12)
    assert ends(ladder(claims).low) == (15, 15)


def person(name: str, document: str, *, protected: bool = False, unsure: str = "") -> Entity:
    mention = Mention(EntityKind.PERSON, f"r{document}", document, f"{document}.txt", 0, 9, name, name)
    links = (Link(name, unsure, Sameness.UNSURE, "rule:name", "The names are alike."),) if unsure else ()
    return Entity(name, EntityKind.PERSON, name, (name,), protected, (mention,), links, (name,))


def test_people_who_are_named_are_the_floor() -> None:
    claims = [MINISTRY, killed("Orrin Vale", "a"), killed("Orrin Vale", "b"), killed("Tove Marr", "b")]
    people = [person("Orrin Vale", "a"), person("Orrin Vale", "b"), person("Tove Marr", "b")]
    found = ladder(claims, people)
    assert (found.named, found.hidden) == (2, 0)
    assert set(found.named_by) == {claim.id for claim in claims[1:]}


def test_people_who_may_be_one_count_once_and_pseudonyms_apart() -> None:
    claims = [MINISTRY, killed("Orrin Vale", "a"), killed("O. Vale", "b"), killed("Ilse", "c")]
    people = [person("Orrin Vale", "a", unsure="O. Vale"), person("O. Vale", "b"), person("Ilse", "c", protected=True)]
    found = ladder(claims, people)
    assert (found.named, found.hidden) == (1, 1)
    assert claims[3].id not in found.named_by
