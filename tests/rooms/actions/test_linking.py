"""Who is who as people judge it: recorded with its reason, kept beside what others say, and undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from khronika import actions
from khronika.errors import UsageError
from khronika.ledger.views import linkings
from khronika.vocabulary.people import Link, Sameness

if TYPE_CHECKING:
    from pathlib import Path

SAME, APART, UNSURE = Sameness.SAME, Sameness.APART, Sameness.UNSURE
NOTES = {
    "one.txt": "Tomas Verrel was arrested on 2 May 2015. Anton Kessel was arrested on 3 May 2015.",
    "two.txt": "Vera Kolm, 34, was arrested on 4 May 2015. Tomas Verrel was released on 5 May 2015.",
}


@pytest.fixture
def told(chronicle: actions.Chronicle, tmp_path: Path) -> actions.Chronicle:
    for name, text in NOTES.items():
        (tmp_path / name).write_text(f"Letter\n\n6 May 2015\n\n{text}\n", encoding="utf-8")
    take_in(chronicle, [tmp_path / name for name in NOTES])
    return chronicle


def take_in(chronicle: actions.Chronicle, files: list[Path]) -> None:
    for step in (actions.intake(chronicle, files), actions.read_documents(chronicle)):
        assert list(step)
    assert list(actions.propose_claims(chronicle))


def groups(chronicle: actions.Chronicle, as_of: str | None = None) -> set[frozenset[str]]:
    return {frozenset(entity.names) for entity in actions.who_is_who(chronicle, as_of=as_of).entities}


def fates(chronicle: actions.Chronicle) -> list[str]:
    return [each.fate.value for each in actions.opinions(actions.who_is_who(chronicle))]


TOGETHER = frozenset({"Tomas Verrel", "Anton Kessel"})


def test_who_is_who_is_recorded_for_names_that_are_there(told: actions.Chronicle) -> None:
    with pytest.raises(UsageError, match="Nobody here is written 'Nobody'"):
        actions.join(told, "Tomas Verrel", "Nobody", SAME, why="a guess")
    with pytest.raises(UsageError, match="needs its reason"):
        actions.join(told, "Tomas Verrel", "Anton Kessel", SAME, why=" ")
    with pytest.raises(UsageError, match="Both are Tomas Verrel"):
        actions.join(told, "Tomas Verrel", "Tomas Verrel", SAME, why="of course")
    assert not list(told.ledger.values(Link))


def test_a_person_may_say_that_two_spellings_are_one_or_two(told: actions.Chronicle) -> None:
    assert TOGETHER not in groups(told)
    linked = actions.join(told, "Tomas Verrel", "Anton Kessel", SAME, why="a name taken in exile")
    assert linked.opinion.linking.link.by == "person:Ines"
    assert len(linked.joined) == 1
    assert TOGETHER in groups(told)
    split = actions.join(told, "Tomas Verrel", "Anton Kessel", APART, why="seen together")
    assert len(split.split) == 1
    assert TOGETHER not in groups(told)
    assert fates(told) == ["replaced", "stands"]


def test_the_ledger_has_addresses_and_no_names(told: actions.Chronicle) -> None:
    link = actions.join(told, "Tomas Verrel", "Anton Kessel", SAME, why="a name taken in exile").opinion.linking.link
    assert {len(link.a), len(link.b)} == {64}
    who = actions.who_is_who(told)
    assert {who.forms[link.a].spelled, who.forms[link.b].spelled} == TOGETHER


def test_a_judgement_names_the_claims_on_which_it_rests(told: actions.Chronicle) -> None:
    first = actions.claims_now(told)[0].id
    linked = actions.join(told, "Tomas Verrel", "Anton Kessel", SAME, why="same cell", claims=[first[:10], first])
    assert linked.opinion.linking.link.claims == (first,)
    with pytest.raises(UsageError, match="No claim begins with"):
        actions.join(told, "Tomas Verrel", "Vera Kolm", SAME, why="same cell", claims=["zzzz"])


def test_any_address_of_either_leads_to_the_one_they_became(told: actions.Chronicle) -> None:
    before = {actions.find(actions.who_is_who(told), name) for name in TOGETHER}
    addresses = {address for entity in before for address in entity.addresses}
    actions.join(told, "Tomas Verrel", "Anton Kessel", SAME, why="a name taken in exile")
    who = actions.who_is_who(told)
    assert {actions.find(who, address[:10]).id for address in addresses} == {actions.find(who, "Anton Kessel").id}
    assert actions.find(who, "Anton Kessel").id in addresses


def test_withdrawing_leads_back_to_the_state_before(told: actions.Chronicle) -> None:
    before = actions.who_is_who(told).entities
    linked = actions.join(told, "Tomas Verrel", "Anton Kessel", SAME, why="a name taken in exile")
    one = linked.opinion.linking.id
    with pytest.raises(UsageError, match="No judgement of who is who begins"):
        actions.withdraw(told, "zzzz", why="x")
    undone = actions.withdraw(told, one[:8], why="another Kessel")
    assert undone.opinion.linking.withdrawn is not None
    assert (undone.opinion.linking.withdrawn.by, undone.opinion.linking.withdrawn.why) == ("Ines", "another Kessel")
    assert actions.who_is_who(told).entities == before
    with pytest.raises(UsageError, match="withdrawn already by Ines"):
        actions.withdraw(told, one, why="again")
    assert fates(told) == ["withdrawn"]
    actions.join(told, "Tomas Verrel", "Anton Kessel", SAME, why="a name taken in exile")
    assert fates(told) == ["withdrawn", "stands"]


def test_a_split_closes_what_the_same_person_had_joined_in_one_entry_and_can_be_undone(told: actions.Chronicle) -> None:
    actions.join(told, "Tomas Verrel", "Anton Kessel", SAME, why="exile")
    chain = actions.join(told, "Anton Kessel", "Vera Kolm", SAME, why="papers").opinion.linking.id
    merged = groups(told)
    entries = len(list(told.ledger.entries()))
    split = actions.join(told, "Tomas Verrel", "Vera Kolm", APART, why="a man and a woman")
    assert len(list(told.ledger.entries())) == entries + 1
    assert [(each.linking.id, each.fate.value) for each in split.others] == [(chain, "closed")]
    assert groups(told) >= {TOGETHER, frozenset({"Vera Kolm"})}
    actions.withdraw(told, split.opinion.linking.id, why="I was wrong")
    assert groups(told) == merged


def test_a_judgement_that_contradicts_two_others_is_kept_and_joins_nobody(told: actions.Chronicle) -> None:
    same = actions.join(told, "Tomas Verrel", "Anton Kessel", SAME, why="exile").opinion.linking.id
    apart = actions.join(told, "Tomas Verrel", "Vera Kolm", APART, why="a man and a woman").opinion.linking.id
    third = actions.join(replace(told, named="Ben"), "Anton Kessel", "Vera Kolm", SAME, why="papers")
    assert third.opinion.fate.value == "contradicts"
    assert set(third.opinion.because) == {same, apart}
    assert third.joined == ()
    assert not [names for names in groups(told) if {"Tomas Verrel", "Vera Kolm"} <= names]
    doubt = next(each for each in actions.doubts(actions.who_is_who(told)) if "which contradicts" in each.link.reason)
    assert all(word in doubt.link.reason for word in ("papers", "exile", "a man and a woman", "Ben", "Ines"))


def test_two_people_who_disagree_are_both_kept_and_nobody_wins(told: actions.Chronicle) -> None:
    ben = replace(told, named="Ben")
    actions.join(told, "Tomas Verrel", "Anton Kessel", SAME, why="exile")
    opposed = actions.join(ben, "Tomas Verrel", "Anton Kessel", APART, why="seen together")
    assert opposed.opinion.fate.value == "disputed"
    assert fates(told) == ["disputed", "disputed"]
    (doubt,) = [each for each in actions.doubts(actions.who_is_who(told)) if "exile" in each.link.reason]
    assert "seen together" in doubt.link.reason
    actions.join(ben, "Tomas Verrel", "Anton Kessel", SAME, why="one man after all")
    assert fates(told) == ["stands", "replaced", "stands"]
    assert TOGETHER in groups(told)


def test_a_judgement_that_was_overruled_in_other_words_can_be_said_again(told: actions.Chronicle) -> None:
    who = actions.who_is_who(told)
    kessel, verrel = actions.find(who, "Anton Kessel"), actions.find(who, "Tomas Verrel")
    other = next(address for address in verrel.addresses if address != verrel.id)
    for verdict, name, state in ((SAME, other, "stands"), (APART, verrel.id, "stands"), (SAME, other, "stands")):
        linked = actions.join(told, name, kessel.id, verdict, why="because")
        assert linked.opinion.fate.value == state
    assert TOGETHER in groups(told)


def test_what_stands_is_not_recorded_twice(told: actions.Chronicle) -> None:
    one, two = (actions.join(told, "Tomas Verrel", "Anton Kessel", SAME, why="exile") for _ in range(2))
    assert one.opinion == two.opinion
    assert len(linkings(told.ledger)) == 1


def test_every_past_state_can_be_shown(told: actions.Chronicle) -> None:
    last = [entry.seq for entry in told.ledger.entries()][-1]
    before = groups(told)
    linked = actions.join(told, "Tomas Verrel", "Anton Kessel", SAME, why="exile")
    after = groups(told)
    actions.withdraw(told, linked.opinion.linking.id, why="no")
    assert groups(told, str(last)) == before
    assert groups(told, str(last + 1)) == after
    assert groups(told, linked.opinion.linking.at) == after
    assert groups(told, linked.opinion.linking.at[:10]) == before == groups(told)
    assert groups(told, "2001-01-01") == set()
    for wrong in ("yesterday", "2031-05-16T10:00", ""):
        with pytest.raises(UsageError, match="give a day such as"):
            actions.who_is_who(told, as_of=wrong)


def test_a_doubt_that_more_hangs_on_comes_first(told: actions.Chronicle) -> None:
    actions.join(told, "Anton Kessel", "Vera Kolm", UNSURE, why="one blurred photograph")
    actions.join(told, "Tomas Verrel", "Vera Kolm", UNSURE, why="the same blurred photograph")
    found = actions.doubts(actions.who_is_who(told))
    assert [each.weight for each in found] == sorted((each.weight for each in found), reverse=True)
    assert {"one blurred photograph", "the same blurred photograph"} == {
        reason for each in found for reason in ("one blurred photograph", "the same blurred photograph")
        if f": {reason}." in each.link.reason
    }  # fmt: skip


def test_what_is_said_of_a_person_comes_with_its_claims(told: actions.Chronicle) -> None:
    who = actions.who_is_who(told)
    found = actions.traits(who, actions.find(who, "Vera Kolm"))
    (ids,) = [ids for trait, ids in found.items() if trait == ("age", "34")]
    assert set(ids) <= {claim.id for claim in actions.claims_now(told)}
