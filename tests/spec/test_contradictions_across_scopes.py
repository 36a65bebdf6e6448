"""What three figures or two scopes show, and the questions that would decide it. Everything is invented.

A conflict rests on nothing but the texts. Where it takes something that no text says, it is unresolved: the assumption
is named, its question can go into a letter, and a person who knows the answer switches it off.
"""

from __future__ import annotations

import pytest

from khronika.comparison import compare
from khronika.comparison.together import together
from khronika.vocabulary.accounts import Account, Verdict
from khronika.vocabulary.dates import day
from khronika.vocabulary.people import About
from khronika.vocabulary.places import Where
from tests.spec.test_competing_accounts import said, the, verdicts

SERIOUS = [said("86 injured", "Ministry", "a"), said("more than 100 seriously_injured", "Amity", "b")]


def assumed(accounts: list[Account]) -> list[Account]:
    return [account for account in accounts if account.assumptions]


def test_more_serious_injuries_than_injuries_are_asked_about() -> None:
    (account,) = assumed(compare(SERIOUS))
    assert account.verdict is Verdict.UNRESOLVED
    (assumption,) = account.assumptions
    question = "Do the 86 injured (Ministry) take in the more than 100 seriously injured (Amity)?"
    assert assumption.question == question
    assert "one counts “seriously injured”, the other “injured”" in account.reason
    assert account.derivation[-1] == "Injured cannot be at least 100 and at most 86 at once."


def test_an_assumption_that_is_switched_off_contradicts_nothing() -> None:
    (account,) = assumed(compare(SERIOUS))
    assert assumed(compare(SERIOUS, without=frozenset({account.assumptions[0].id}))) == []


def test_what_is_so_by_definition_in_one_source_s_own_text_is_a_conflict() -> None:
    own = [said("86 injured", "Ministry", "a", at=0), said("100 seriously_injured", "Ministry", "a", at=900)]
    account = the(Verdict.CONFLICT, compare(own))
    assert set(account.minimal_sets[0]) == {claim.id for claim in own}
    assert not account.assumptions
    listed = [own[0], said("100 seriously_injured", "Ministry", "a", at=40)]
    assert Verdict.CONFLICT not in verdicts(compare(listed)), "side by side they may be two kinds"
    trials = [said("37 tried", "Ministry", "a", at=0), said("45 convicted", "Ministry", "a", at=900)]
    assert Verdict.CONFLICT not in verdicts(compare(trials)), "one trial, and all convictions"


def test_a_part_that_is_more_than_its_whole_is_a_conflict_of_the_text_with_itself() -> None:
    whole = said("12 injured", "Ministry", "a")
    part = said("14 injured officers", "Ministry", "a", of=whole.id)
    account = the(Verdict.CONFLICT, compare([whole, part]))
    assert [set(one) for one in account.minimal_sets] == [{whole.id, part.id}]
    assert account.derivation


def test_exclusive_parts_that_are_more_than_their_whole_together_are_a_conflict_of_three() -> None:
    whole = said("6 hospitalised", "Clinic", "a")
    parts = [said("5 discharged", "Clinic", "a", of=whole.id), said("2 died", "Clinic", "a", of=whole.id)]
    account = the(Verdict.CONFLICT, compare([whole, *parts]))
    assert set(account.minimal_sets[0]) == {whole.id, *(part.id for part in parts)}
    assert len(together(account)) == 3


ASKED = [
    (["20 killed officers", "15 killed"], "Do the 15 killed (B) take in the 20 killed (officers) (A)?", "a group"),
    (["20 killed", "15 died"], "Do the 15 died (B) take in the 20 killed (A)?", "killed are among those who died"),
    (["45 convicted", "40 tried"], None, "of whatever trials: nobody says that they are the same"),
    (["86 seriously_injured", "100 injured"], None, "they fit"),
    (["15 killed officers", "20 killed"], None, "they fit"),
]


@pytest.mark.parametrize(("figures", "question", "why"), ASKED)
def test_a_wider_figure_below_a_narrower_one_is_asked_about(figures: list[str], question: str | None, why: str) -> None:
    told = [said(words, origin, origin.lower()) for words, origin in zip(figures, "AB", strict=True)]
    questions = [one.question for account in assumed(compare(told)) for one in account.assumptions]
    assert questions == ([question] if question else []), why


def test_places_that_add_up_to_more_than_the_total_are_asked_about_once() -> None:
    told = [
        said("9 killed", "Union", "a", where=Where("Karad")),
        said("8 killed", "Union", "a", where=Where("Belin")),
        said("15 killed", "Ministry", "b"),
    ]
    (account,) = assumed(compare(told))
    assert set(account.claims) == {claim.id for claim in told}
    assert account.verdict is Verdict.UNRESOLVED
    assert "take in" in account.assumptions[0].question
    assert "killed in Belin" in account.assumptions[0].question


def test_a_number_that_only_rises_is_asked_about_where_it_falls() -> None:
    told = [
        said("15 killed", "Ministry", "a", day(2019, 3, 5)),
        said("12 killed", "Amity", "b", day(2019, 3, 9)),
    ]
    (account,) = assumed(compare(told))
    assert "or only what was new?" in account.assumptions[0].question
    held = [said(f"{n} detained", name, name.lower(), day(2019, 3, d)) for n, name, d in ((48, "A", 5), (16, "B", 9))]
    assert assumed(compare(held)) == [], "the number of detained rises and falls"


def test_three_who_died_in_hospital_may_be_among_the_fifteen_or_not() -> None:
    told = [
        said("15 killed", "Prosecutor", "a", at=10),
        said("3 died", "Prosecutor", "a", at=400, words="3 died in hospital"),
        said("16 died", "Amity", "b"),
    ]
    (account,) = assumed(compare(told))
    assert len(account.claims) == 3
    assert account.verdict is Verdict.UNRESOLVED
    assert "counted beside each other, or is one among the other?" in account.assumptions[0].question
    less = compare(told, without=frozenset({account.assumptions[0].id}))
    assert assumed(less) == []


def test_a_figure_that_nothing_files_under_the_event_is_asked_whether_it_is_of_it() -> None:
    ministry, amity = said("86 injured", "Ministry", "a"), said("more than 100 seriously_injured", "Amity", "a", at=3)
    (account,) = assumed(compare([ministry, amity], [About(ministry.id, "march", "test", ".")]))
    assert account.assumptions[0].question.startswith("Are both of the same event, and do the 86 injured (Ministry)")


def test_a_question_accuses_nobody() -> None:
    told = [said("20 killed officers", "A", "a"), said("15 killed", "B", "b"), said("14 died", "C", "c")]
    assert Verdict.CONFLICT not in verdicts(compare(told))


def test_places_that_one_document_tells_are_held_against_its_total() -> None:
    told = [("2 injured officers", "Karad", 10), ("5 injured officers", "Belin", 50)]
    parts = [said(words, "Ministry", "a", where=Where(place), at=at) for words, place, at in told]
    for total, expression, holds in (
        ("at least 5 injured officers", "2 + 5 ≥ 5", True),
        ("5 injured officers", "5 ≥ 2 + 5", False),
        ("9 injured officers", "9 ≥ 2 + 5", True),
    ):
        accounts = compare([*parts, said(total, "Ministry", "a", at=90)])
        checks = [check for account in accounts for check in account.checks]
        assert [(check.expression, check.holds) for check in checks] == [(expression, holds)]


def test_the_convictions_of_one_trial_are_held_against_all_convictions() -> None:
    told = ["37 tried", "13 sentenced", "21 released", "3 acquitted"]
    trial = [said(words, "author", "a", at=number) for number, words in enumerate(told)]
    accounts = compare([*trial, said("45 convicted workers", "Amity", "b")])
    (check,) = [check for account in accounts for check in account.checks if check.expression.startswith("45")]
    assert check.expression == "45 ≥ 13 + 21"
    assert check.holds
    assert "the other 11 must be of other trials" in check.reason


def test_a_sum_that_only_happens_to_fit_is_no_link_and_is_listed_only_on_request() -> None:
    parts = [said("12 killed", "Union", "a"), said("3 killed officers", "Union", "a", at=900)]
    told = [*parts, said("15 killed", "Prosecutor", "b")]
    assert not [check for account in compare(told) for check in account.checks if check.expression == "15 = 12 + 3"]
    checks = [check for account in compare(told, accidental=True) for check in account.checks]
    (check,) = [check for check in checks if check.expression in ("15 = 12 + 3", "15 = 3 + 12")]
    assert check.holds is None
    assert check.reason.startswith("Accidental")


def test_a_total_told_in_a_wider_word_is_asked_about_before_it_contradicts() -> None:
    told = [
        said("64 gunshot_wounds", "Prosecutor", "a", at=10),
        said("64 injured", "author", "a", at=90),
        said("86 injured", "Ministry", "b"),
    ]
    accounts = compare(told)
    assert Verdict.CONFLICT not in verdicts(accounts)
    assert "are the 64 injured the 64 gunshot wounds of the same document?" in the(Verdict.UNRESOLVED, accounts).reason
    fewer = [*told[:2], said("50 injured", "Ministry", "b")]
    assert Verdict.CONFLICT in verdicts(compare(fewer)), "64 by gunshots alone are more than 50"


def test_a_figure_of_one_place_is_not_the_total_because_others_of_its_kind_name_no_place() -> None:
    told = [
        said("12 injured", "Union", "a", where=Where("Belin")),
        said("2 killed", "Union", "a", where=Where("Karad")),
        said("4 killed", "Union", "b", where=Where("Karad")),
        said("86 injured", "Ministry", "b"),
    ]
    asked = [account for account in compare(told) if "count only Belin, or more?" in account.reason]
    assert [account.verdict for account in asked] == [Verdict.UNRESOLVED]
