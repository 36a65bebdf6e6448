"""Competing facts about one person: terms, releases and dates that cannot all be true, or that follow each other.

`step("sentenced", "Rosa Tulenova", "Norvia Watch", "report", months=84)` is one claim. Everybody is invented.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.comparison import compare
from khronika.vocabulary.accounts import Account, Verdict
from khronika.vocabulary.bodies import Party, Penalty, Step
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import When, day, month
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.people import Entity, EntityKind

if TYPE_CHECKING:
    from collections.abc import Sequence


def step(
    what: str, name: str, origin: str, document: str, when: When | None = None, months: int | None = None
) -> Claim:
    words = f"{name} {what} {months}"
    body = Step(what, (Party(name),), penalty=Penalty("imprisonment", months, months) if months else None)
    passage = Passage(f"r{document}", 0, len(words), words, "", "")
    said = (Speaker(origin, Role.AUTHOR, None, Stance.ASSERTED),), Stance.ASSERTED, Polarity.AFFIRMED, when, None
    return Claim(Kind.STEP, f"{document}.txt", document, passage, *said, body, "test")


def verdicts(accounts: Sequence[Account]) -> set[Verdict]:
    return {account.verdict for account in accounts}


def the(verdict: Verdict, accounts: Sequence[Account]) -> Account:
    (account,) = [account for account in accounts if account.verdict is verdict]
    return account


def test_two_terms_without_an_appeal_between_them_cannot_both_be_true() -> None:
    told = [
        step("sentenced", "Rosa Tulenova", "x", "a", months=84),
        step("sentenced", "Rosa Tulenova", "y", "b", months=60),
    ]
    account = the(Verdict.CONFLICT, compare(told))
    assert "sentenced to 7 years" in account.reason
    assert "Rosa Tulenova" in account.reason


def test_a_term_reduced_on_appeal_is_an_evolution_also_for_the_report_that_leaves_it_out() -> None:
    told = [
        step("sentenced", "Rosa Tulenova", "x", "a", month(2012, 6), 84),
        step("reduced", "Rosa Tulenova", "x", "a", day(2012, 8, 6), 60),
        step("sentenced", "Rosa Tulenova", "y", "b", months=84),
    ]
    accounts = compare(told)
    assert Verdict.CONFLICT not in verdicts(accounts)
    assert len(the(Verdict.EVOLUTION, accounts).claims) == 3


def test_amnestied_and_released_on_review_cannot_both_be_true() -> None:
    told = [
        step("released", "Asem Orlova", "x", "a"),
        step("complaint_filed", "Asem Orlova", "x", "a"),
        step("amnestied", "Asem Orlova", "y", "b"),
    ]
    assert Verdict.CONFLICT in verdicts(compare(told))
    assert Verdict.CONFLICT not in verdicts(compare([told[0], told[2]])), "a bare release may be by amnesty"


def test_one_step_with_two_dates_cannot_be_unless_one_lies_in_the_other() -> None:
    told = [
        step("upheld", "Asem Orlova", "x", "a", day(2012, 11, 19)),
        step("upheld", "Asem Orlova", "y", "b", month(2012, 11)),
    ]
    assert verdicts(compare(told)) == {Verdict.SAME}
    other = step("upheld", "Asem Orlova", "z", "c", day(2012, 12, 3))
    assert Verdict.CONFLICT in verdicts(compare([*told, other]))


def test_two_spellings_of_one_person_are_compared_and_two_people_are_not() -> None:
    told = [
        step("sentenced", "Rosa Tulenova", "x", "a", months=84),
        step("sentenced", "Roza Tulenova", "y", "b", months=60),
    ]
    names = ("Rosa Tulenova", "Roza Tulenova")
    one = Entity("p1", EntityKind.PERSON, names[0], names, protected=False, mentions=())
    assert compare(told) == []
    assert verdicts(compare(told, entities=[one])) == {Verdict.CONFLICT}


def test_two_people_of_whom_one_sentence_tells_the_same_have_an_account_each() -> None:
    penalty = Penalty("imprisonment", 84, 84)
    both = Step("sentenced", (Party("Rosa Tulenova"), Party("Ilya Marsh")), penalty=penalty)
    told = [step("sentenced", "Rosa Tulenova", who, where, months=84) for who, where in ("xa", "yb")]
    accounts = compare([replace(claim, body=both) for claim in told])
    assert sorted(account.reason.partition(",")[0] for account in accounts) == ["Ilya Marsh", "Rosa Tulenova"]
    assert len({account.id for account in accounts}) == 2
