"""Competing accounts: what Khronika says of figures and facts that stand side by side.

`said("at least 15 killed", "Norvia Watch", "report")` is one claim: figure, who says it first, in which document.
Every event, body and person is invented.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from khronika.comparison import compare
from khronika.vocabulary.accounts import Account, Verdict
from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Claim, Kind, Polarity, Review, Role, Speaker, Stance
from khronika.vocabulary.dates import When, day, month
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.people import About
from khronika.vocabulary.places import Where

if TYPE_CHECKING:
    from collections.abc import Sequence

FIGURE = re.compile(r"(at least|more than|up to|about|dozens)? ?(\d+)?(?: to (\d+))? ?(\w+)(?: (\w+))?$")
QUALIFIERS = {
    "at least": Qualifier.AT_LEAST,
    "more than": Qualifier.MORE_THAN,
    "up to": Qualifier.UP_TO,
    "about": Qualifier.ABOUT,
    "dozens": Qualifier.VAGUE,
}
OPEN = {"at least": (1, 0), "more than": (1, 0), "up to": (0, 1)}


def claim(body: Count, words: str, origin: str | None, document: str, **more: object) -> Claim:
    author = Speaker(f"author of {document}", Role.AUTHOR, None, Stance.REPORTED)
    first = () if origin == "author" else (Speaker(origin, Role.AUTHORITY, "said", Stance.ASSERTED),)
    at = zlib.crc32(f"{words} {origin} {more}".encode()) % 10_000
    at = int(str(more.pop("at", at)))
    passage = Passage(f"r{document}", at, at + len(words), words, "", "")
    told: dict[str, object] = {"polarity": Polarity.AFFIRMED, "when": None, "where": None} | more
    start = (Kind.COUNT, f"{document}.txt", document, passage, (*first, author), Stance.ASSERTED)
    return Claim(*start, body=body, method="test", **told)  # type: ignore[arg-type]


def said(
    figure: str, origin: str | None, document: str, as_of: When | None = None, of: str | None = None, **more: object
) -> Claim:
    found = FIGURE.match(figure)
    assert found, figure
    qualifier, low, high, quantity, group = found.groups()
    number = int(low) if low else None
    ends = OPEN.get(qualifier or "", (1, 1))
    low_, high_ = number if ends[0] else None, (int(high) if high else number) if ends[1] else None
    how = QUALIFIERS.get(qualifier or "", Qualifier.RANGE if high else Qualifier.EXACT)
    body = Count(quantity, None, group or "all", low_, high_, how, as_of, of)
    return claim(body, str(more.pop("words", figure)), origin, document, **more)


def verdicts(accounts: Sequence[Account]) -> set[Verdict]:
    return {account.verdict for account in accounts}


def the(verdict: Verdict, accounts: Sequence[Account]) -> Account:
    (account,) = [account for account in accounts if account.verdict is verdict]
    return account


PAIRS = [
    ("12 killed", "15 killed", Verdict.CONFLICT, "two exact figures of two sources"),
    ("86 injured", "800 injured", Verdict.CONFLICT, "two exact figures of two sources"),
    ("at least 15 killed", "12 killed", Verdict.CONFLICT, "twelve are not at least fifteen"),
    ("up to 10 killed", "at least 15 killed", Verdict.CONFLICT, "the intervals do not meet"),
    ("at least 15 killed", "16 killed", Verdict.COMPATIBLE, "sixteen are at least fifteen"),
    ("up to 70 killed", "15 killed", Verdict.COMPATIBLE, "fifteen are up to seventy"),
    ("about 700 detained", "685 detained", Verdict.COMPATIBLE, "about leaves a tenth open"),
    ("20 to 30 present", "25 present", Verdict.COMPATIBLE, "twenty-five lie between"),
    ("15 killed", "dozens killed", Verdict.COMPATIBLE, "a word without a number contradicts nothing"),
    ("15 killed", "15 killed", Verdict.SAME, "two sources, one figure"),
    ("15 killed", "15 killed officers", Verdict.DIFFERENT_POPULATION, "officers are not everybody"),
    ("100 injured", "86 seriously_injured", Verdict.DIFFERENT_POPULATION, "serious injuries are not all injuries"),
    ("15 killed", "15 died", Verdict.DIFFERENT_POPULATION, "who died was not always killed"),
    ("13 imprisoned", "7 sentenced", Verdict.UNRESOLVED, "are both of one trial?"),
    ("4 detained", "700 detained", Verdict.UNRESOLVED, "so far apart that one may count only some"),
]


@pytest.mark.parametrize(("one", "other", "verdict", "why"), PAIRS)
def test_two_figures_of_two_sources(one: str, other: str, verdict: Verdict, why: str) -> None:
    accounts = compare([said(one, "Ministry", "a"), said(other, "Norvia Watch", "b")])
    assert verdicts(accounts) == {verdict}, why
    assert accounts[0].reason.endswith((".", "?"))


def test_a_conflict_names_the_smallest_set_of_claims_and_both_figures_with_their_sources() -> None:
    ministry, watch = said("12 killed", "Ministry", "a"), said("15 killed", "Norvia Watch", "b")
    others = [said("at least 10 killed", "Union", "c"), said("dozens killed", "Radio Karad", "d")]
    account = the(Verdict.CONFLICT, compare([ministry, watch, *others]))
    assert [set(one) for one in account.minimal_sets] == [{ministry.id, watch.id}]
    assert "12 (Ministry)" in account.reason
    assert "15 (Norvia Watch)" in account.reason


def test_five_reports_of_one_origin_are_one_source() -> None:
    account = the(Verdict.RESTATES, compare([said("15 killed", "Prosecutor General", name) for name in "abcde"]))
    assert len(account.origins) == 1
    assert len(account.origins[0].claims) == 5


def test_a_qualifier_lost_on_the_way_is_named() -> None:
    told = [
        said("at least 15 killed", "Prosecutor General", "a"),
        said("15 killed", "General Prosecutor's Office", "b"),
    ]
    account = the(Verdict.RESTATES, compare(told))
    assert "“at least 15” in one place is “15” in the other" in account.reason


def test_an_author_who_sums_up_what_a_source_said_does_not_confirm_it() -> None:
    accounts = compare([said("86 injured", "Ministry", "a"), said("86 injured", "author", "a")])
    assert verdicts(accounts) == {Verdict.RESTATES}
    assert [origin.name for origin in accounts[0].origins] == ["Ministry"]


def test_unnamed_sources_of_two_documents_are_not_one_source() -> None:
    accounts = compare([said("15 killed", None, "a"), said("15 killed", None, "b")])
    assert verdicts(accounts) == {Verdict.SAME}


def test_figures_of_two_dates_do_not_contradict_each_other() -> None:
    early, late = day(2019, 3, 5), day(2019, 3, 9)
    two = [said("12 killed", "Ministry", "a", early), said("15 killed", "Norvia Watch", "b", late)]
    assert verdicts(compare(two)) == {Verdict.DIFFERENT_DATE}
    one = [said("12 killed", "Ministry", "a", early), said("15 killed", "Ministry", "b", late)]
    assert verdicts(compare(one)) == {Verdict.EVOLUTION}


def test_a_figure_without_its_date_raises_the_question() -> None:
    told = [said("12 killed", "Ministry", "a", day(2019, 3, 5)), said("15 killed", "Norvia Watch", "b")]
    account = the(Verdict.UNRESOLVED, compare(told))
    assert "as of when were 15 counted?" in account.reason


def test_figures_of_two_places_count_different_people() -> None:
    told = [
        said("12 killed", "Ministry", "a", where=Where("Karad")),
        said("3 killed", "Union", "b", where=Where("Belin")),
    ]
    assert verdicts(compare(told)) == {Verdict.DIFFERENT_POPULATION}


def test_figures_of_two_events_are_never_held_against_each_other() -> None:
    spring, autumn = said("12 killed", "Ministry", "a"), said("15 killed", "Norvia Watch", "b")
    abouts = [About(spring.id, "spring", "test", "."), About(autumn.id, "autumn", "test", ".")]
    assert compare([spring, autumn], abouts) == []


def test_one_trial_against_all_trials_is_no_conflict() -> None:
    one, every = said("37 tried", "Union", "a"), said("45 convicted workers", "Watch", "b")
    parts = [said("13 imprisoned", "Union", "a"), said("17 imprisoned", "Watch", "b", of=every.id)]
    assert Verdict.CONFLICT not in verdicts(compare([one, every, *parts]))


def test_outcomes_of_one_trial_of_37_cannot_be_13_and_7_in_prison() -> None:
    one = [said("37 tried", "Union", "a"), said("13 imprisoned", "Union", "a")]
    other = [said("37 tried defendants", "Amity", "b"), said("7 sentenced", "Amity", "b")]
    account = the(Verdict.CONFLICT, compare([*one, *other]))
    assert set(account.minimal_sets[0]) == {one[1].id, other[1].id}


def test_what_one_witness_saw_is_no_total() -> None:
    seen = said("2 killed", "a nurse", "a")
    witness = replace(seen, speakers=(replace(seen.speakers[0], role=Role.WITNESS), *seen.speakers[1:]))
    assert verdicts(compare([witness, said("15 killed", "Ministry", "b")])) == {Verdict.COMPATIBLE}


def test_a_single_case_is_no_total() -> None:
    told = [said("1 killed", "Union", "a"), said("15 killed", "Ministry", "b")]
    assert verdicts(compare(told)) == {Verdict.DIFFERENT_POPULATION}


def test_a_figure_to_which_the_next_adds_is_no_total() -> None:
    told = [said("12 killed", "Ministry", "a", at=10), said("3 killed", "author", "a", at=60, words="3 further people")]
    accounts = compare([*told, said("15 killed", "Prosecutor", "b")])
    assert Verdict.CONFLICT not in verdicts(accounts)


def test_a_noun_that_is_not_people_in_general_narrows_the_count() -> None:
    own = said("15 killed", "Ministry", "a")
    told = replace(own, body=replace(own.body, population="colleagues"))  # type: ignore[type-var]
    assert verdicts(compare([told, said("15 killed", "Watch", "b")])) == {Verdict.DIFFERENT_POPULATION}


def test_parts_of_a_whole_are_added_up() -> None:
    whole = said("21 released", "Union", "a")
    parts = [said("5 amnestied", "Union", "a", of=whole.id), said("16 suspended_sentence", "Union", "a", of=whole.id)]
    checks = [check for account in compare([whole, *parts]) for check in account.checks]
    assert [(check.expression, check.holds) for check in checks] in (
        [("21 = 5 + 16", True)],
        [("21 = 16 + 5", True)],
    )


def test_outcomes_of_one_trial_are_added_up_to_those_who_were_tried() -> None:
    told = ["37 tried", "13 imprisoned", "21 released", "3 acquitted"]
    claims = [said(words, "author", "a", at=number) for number, words in enumerate(told)]
    checks = [check for account in compare(claims) for check in account.checks]
    assert [(check.expression, check.holds) for check in checks] == [("37 = 13 + 21 + 3", True)]


def test_a_part_greater_than_its_whole_does_not_hold() -> None:
    whole = said("12 injured", "Ministry", "a")
    checks = [c for a in compare([whole, said("14 injured officers", "Ministry", "a", of=whole.id)]) for c in a.checks]
    assert [check.holds for check in checks] == [False]


def test_a_total_that_is_only_implied_is_a_sum_and_no_contradiction() -> None:
    told = [("12 killed", "Ministry"), ("3 died", "author"), ("1 killed", "author"), ("16 killed", "author")]
    claims = [said(words, origin, "a", at=number) for number, (words, origin) in enumerate(told)]
    accounts = compare(claims)
    assert Verdict.CONFLICT not in verdicts(accounts)
    (check,) = [check for account in accounts for check in account.checks]
    assert check.holds
    assert "implied, not stated" in check.reason
    assert "The 3 who “died” are “killed” in the sum." in check.reason


def test_a_figure_that_may_only_leave_out_a_part_is_a_question() -> None:
    told = [("12 killed", "Ministry"), ("3 died", "author"), ("1 killed", "author"), ("16 killed", "author")]
    claims = [said(words, origin, "a", at=number) for number, (words, origin) in enumerate(told)]
    account = the(Verdict.UNRESOLVED, compare([*claims, said("15 killed", "Prosecutor", "b")]))
    assert "does 15 only leave out the 1?" in account.reason


def test_charged_then_convicted_is_one_group_one_step_further() -> None:
    charged = said("5 charged officers", "Amity", "a", when=month(2012, 1))
    convicted = said("5 convicted officers", "Watch", "b", when=month(2012, 5))
    assert set(the(Verdict.EVOLUTION, compare([charged, convicted])).claims) == {charged.id, convicted.id}


def test_rejected_corrected_and_denied_claims_are_not_compared() -> None:
    wrong, right = said("12 killed", "Ministry", "a"), said("15 killed", "Norvia Watch", "b")
    assert compare([wrong.reviewed(Review.REJECTED), right]) == []
    denied = said("12 killed", "Ministry", "a", polarity=Polarity.NEGATED)
    assert compare([denied, right]) == []
    corrected = said("15 killed", "Ministry", "a", corrects=wrong.id)
    assert verdicts(compare([wrong, corrected, right])) == {Verdict.SAME}


def test_places_filed_under_two_events_are_still_held_against_the_total_that_they_make_up() -> None:
    karad = said("2 injured officers", "author", "a", at=10, where=Where("Karad"))
    belin = said("5 injured officers", "author", "a", at=60, where=Where("Belin"))
    total = said("at least 5 injured officers", "author", "a", at=120)
    abouts = [About(karad.id, "first", "test", "."), About(belin.id, "second", "test", ".")]
    accounts = compare([karad, belin, total], [*abouts, About(total.id, "first", "test", ".")])
    (check,) = [check for account in accounts for check in account.checks]
    assert (check.expression, check.holds) == ("2 + 5 ≥ 5", True)
    smaller = said("5 injured officers", "author", "a", at=120)
    of_one = compare([karad, belin, smaller], [*abouts, About(smaller.id, "first", "test", ".")])
    assert not [check for account in of_one for check in account.checks], "it may be the total of one event alone"
