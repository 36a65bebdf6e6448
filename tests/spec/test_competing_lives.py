"""What is told of one person by several sources: named in a group, dated against the order of a case, denied.

`told("released", …)` is one claim. Everybody is invented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika.comparison import compare
from khronika.vocabulary.accounts import Account, Verdict
from khronika.vocabulary.bodies import Act, Article, Count, Party, Penalty, Qualifier, Step
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import When, day, month, year
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.people import About, Entity, EntityKind, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

ROSA = "Rosa Tulenova"


def told(
    body: Step | Act,
    origin: str,
    document: str,
    when: When | None = None,
    at: int = 0,
    suffix: str = "",
    **more: object,
) -> Claim:
    words = f"{origin} on {getattr(body, 'step', getattr(body, 'act', ''))}"
    passage = Passage(f"r{document}", at, at + len(words), words, "", suffix)
    role = more.pop("role", Role.AUTHOR)
    said: dict[str, object] = {"stance": Stance.ASSERTED, "polarity": Polarity.AFFIRMED} | more
    first = Speaker(origin, role, None, said["stance"])  # type: ignore[arg-type]
    author = () if role is Role.AUTHOR else (Speaker(f"author of {document}", Role.AUTHOR, None, Stance.REPORTED),)
    kind = Kind.STEP if isinstance(body, Step) else Kind.ACT
    start = (kind, f"{document}.txt", document, passage, (first, *author))
    return Claim(*start, when=when, where=None, body=body, method="test", **said)  # type: ignore[arg-type]


def step(what: str, *names: str, **more: object) -> Step:
    return Step(what, tuple(Party(name) for name in names), **more)  # type: ignore[arg-type]


def act(what: str, victim: str | None, by: str = "police") -> Act:
    return Act(what, (Party(victim, None if victim else "protesters"),), (Party(by),))


def person(name: str, document: str, start: int, *, protected: bool = False) -> Entity:
    mention = Mention(
        EntityKind.PERSON, f"r{document}", document, f"{document}.txt", start, start + len(name), name, name
    )
    return Entity(f"id of {name}", EntityKind.PERSON, name, (name,), protected, (mention,))


def of(verdict: Verdict, accounts: Sequence[Account]) -> list[Account]:
    return [account for account in accounts if account.verdict is verdict]


def test_a_released_person_is_not_amnestied_though_the_amnesty_is_told_of_a_group_that_names_her() -> None:
    group = Step("amnestied", (Party(None, "imprisoned activists"),))
    amnesty = told(group, "y", "b", year(2012), suffix=f" of activists, including {ROSA}. More")
    released = told(step("released", ROSA), "x", "a", month(2012, 3), at=10)
    complaint = told(step("complaint_filed", "Prosecutor"), "x", "a", at=60)
    rosa = person(ROSA, "b", amnesty.passage.end + 25)
    (account,) = of(Verdict.CONFLICT, compare([amnesty, released, complaint], entities=[rosa]))
    assert set(account.minimal_sets[0]) == {amnesty.id, released.id}
    assert "by a review of the case and by amnesty" in account.reason
    own = told(step("complaint_filed", "her mother"), "x", "a", at=60)
    assert compare([amnesty, released, own], entities=[rosa]) == [], "a complaint may be of ill-treatment"


def test_a_protected_person_is_never_found_in_a_group() -> None:
    group = Step("amnestied", (Party(None, "imprisoned activists"),))
    amnesty = told(group, "y", "b", suffix=f" of activists, including {ROSA}. More")
    claims = [amnesty, told(step("released", ROSA, body="Court"), "x", "a")]
    hidden = person(ROSA, "b", amnesty.passage.end + 25, protected=True)
    assert compare(claims, entities=[hidden]) == []


def test_an_appeal_that_names_nobody_is_of_the_person_of_the_step_right_before() -> None:
    sentence, appeal = told(step("sentenced", ROSA), "x", "a"), told(step("upheld"), "x", "a", day(2012, 11, 19), at=80)
    other = told(step("upheld", ROSA), "y", "b", month(2012, 11))
    rosa = person(ROSA, "a", 500)
    (account,) = of(Verdict.SAME, compare([sentence, appeal, other], entities=[rosa]))
    assert set(account.claims) == {appeal.id, other.id}
    assert compare([sentence, appeal], entities=[rosa]) == []


def test_an_official_date_against_that_of_a_relative_is_a_conflict_also_inside_one_document() -> None:
    office = told(step("released", ROSA), "Prosecutor", "a", day(2011, 12, 16), role=Role.AUTHORITY)
    relative = told(step("released", ROSA), "her sister", "a", day(2011, 12, 18), at=90, role=Role.RELATIVE)
    (account,) = of(Verdict.CONFLICT, compare([office, relative]))
    assert set(account.minimal_sets[0]) == {office.id, relative.id}


def test_two_witnesses_without_a_name_in_one_document_may_be_one_and_contradict_nobody() -> None:
    claims = [
        told(step("released", ROSA), name, "a", day(2011, 12, n), at=n, role=Role.WITNESS)
        for name, n in (("a neighbour", 16), ("a nurse", 18))
    ]
    assert {account.verdict for account in compare(claims)} == {Verdict.UNRESOLVED}


def test_a_source_that_gives_two_dates_contradicts_itself_before_another_one_that_agrees_with_one_of_them() -> None:
    own = [told(step("released", ROSA), "x", "a", day(2011, 12, n), at=n) for n in (16, 18)]
    assert of(Verdict.CONFLICT, compare([*own, told(step("released", ROSA), "y", "b", day(2011, 12, 18))])) == []


def test_nobody_dies_twice() -> None:
    deaths = [
        told(act("death_in_custody", ROSA), who, doc, day(2011, 12, n))
        for who, doc, n in (("x", "a", 21), ("y", "b", 22))
    ]
    (account,) = of(Verdict.CONFLICT, compare(deaths))
    assert "a person dies once" in account.reason


def test_nobody_is_tried_after_death_but_a_document_that_knows_of_the_death_is_asked_first() -> None:
    death = told(act("killing", ROSA), "x", "a", day(2011, 12, 21))
    trial = step("convicted", ROSA)
    (account,) = of(Verdict.CONFLICT, compare([death, told(trial, "y", "b", day(2012, 1, 5))]))
    assert account.derivation
    assert of(Verdict.CONFLICT, compare([death, told(trial, "y", "a", day(2012, 1, 5), at=70)])) == []


def test_a_sentence_before_the_charge_is_asked_about_and_the_assumption_of_one_case_can_be_switched_off() -> None:
    claims = [
        told(step("charged", ROSA), "x", "a", day(2012, 5, 5)),
        told(step("sentenced", ROSA), "y", "b", day(2012, 3, 3)),
    ]
    (account,) = compare(claims)
    assert account.verdict is Verdict.UNRESOLVED
    (assumption,) = account.assumptions
    assert assumption.question.endswith(f"of one case of {ROSA}?")
    assert compare(claims, without=frozenset({assumption.id})) == []
    first = told(step("charged", ROSA), "x", "a", day(2012, 2, 1), at=70)
    assert not [account for account in compare([*claims, first]) if account.assumptions], "an earlier charge is told"


def test_a_release_before_the_only_detention_is_asked_about() -> None:
    claims = [
        told(step("detained", ROSA), "x", "a", day(2012, 1, 10)),
        told(step("released", ROSA), "y", "b", day(2011, 12, 16)),
    ]
    assert [account.verdict for account in compare(claims)] == [Verdict.UNRESOLVED]


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ({"offence": "inciting discord"}, {"offence": "mass disorder"}, True),
        ({"offence": "inciting social discord"}, {"offence": "social discord"}, False),
        ({"articles": (Article("CC", "164"),)}, {"articles": (Article("CC", "241"),)}, True),
        ({"articles": (Article("CC", "164"),)}, {"offence": "mass disorder"}, False),
    ],
)
def test_charged_with_this_or_with_that_is_a_question(
    *, one: dict[str, object], other: dict[str, object], asked: bool
) -> None:
    accounts = compare([told(step("charged", ROSA, **some), who, who) for some, who in ((one, "x"), (other, "y"))])
    assert bool(accounts) is asked
    assert {account.verdict for account in accounts} <= {Verdict.UNRESOLVED}


def test_testimony_and_its_recantation_stand_side_by_side() -> None:
    said = told(step("confessed", ROSA), "x", "a", month(2012, 1))
    back = told(step("recanted", ROSA), "y", "b", month(2012, 4))
    (account,) = compare([said, back])
    assert (account.verdict, set(account.claims)) == (Verdict.EVOLUTION, {said.id, back.id})


def test_what_an_office_denies_and_a_witness_says_is_a_conflict_of_positions_with_both_stances() -> None:
    denial = told(act("shooting", ROSA), "Ministry", "a", stance=Stance.DENIED, role=Role.AUTHORITY)
    seen = told(act("shooting", ROSA), "a nurse", "b", role=Role.WITNESS)
    (account,) = of(Verdict.CONFLICT, compare([denial, seen]))
    assert "denied by Ministry as an authority" in account.reason
    assert "asserted by a nurse as a witness" in account.reason


def test_positions_on_other_doers_or_of_nobody_in_particular_do_not_exclude_each_other() -> None:
    denial = told(act("shooting", ROSA), "Ministry", "a", stance=Stance.DENIED)
    assert compare([denial, told(act("shooting", ROSA, by="looters"), "Union", "b")]) == []
    nobody = told(act("shooting", None), "Ministry", "a", stance=Stance.DENIED)
    seen = told(Act("shooting", (), ()), "Union", "b")
    filed = [About(claim.id, "march", "test", ".") for claim in (nobody, seen)]
    assert {account.verdict for account in compare([nobody, seen], filed)} == {Verdict.UNRESOLVED}


def test_not_charged_may_have_been_charged_later() -> None:
    never = told(step("charged", ROSA), "x", "a", polarity=Polarity.NEGATED)
    charged = told(step("charged", ROSA), "y", "b", day(2012, 3, 3))
    assert {account.verdict for account in compare([never, charged])} == {Verdict.UNRESOLVED}


def test_the_order_of_what_is_told_changes_nothing() -> None:
    claims = [
        told(step("charged", ROSA), "x", "a", day(2012, 5, 5)),
        told(step("sentenced", ROSA), "y", "b", day(2012, 3, 3)),
        told(act("killing", ROSA), "x", "a", day(2012, 1, 21), at=50),
        told(act("killing", ROSA), "y", "b", stance=Stance.DENIED, at=50),
    ]
    assert compare(claims) == compare(claims[::-1])


def in_the_dock(low: int, high: int, *, number: int = 13) -> list[Claim]:
    """Tell of one trial of 37 in document "a": so many defendants sentenced to between so many months."""
    tried = Count("tried", "people", "defendants", 37, 37, Qualifier.EXACT)
    start = (
        Kind.COUNT,
        "a.txt",
        "a",
        Passage("ra", 900, 905, "tried", "", ""),
        (Speaker("x", Role.AUTHOR, None, Stance.ASSERTED),),
    )
    whole = Claim(*start, Stance.ASSERTED, Polarity.AFFIRMED, None, None, tried, "test")
    group = Step("sentenced", (Party(None, "defendants", number),), penalty=Penalty("imprisonment", low, high))
    return [whole, told(group, "x", "a", at=300)]


def test_the_terms_of_persons_lie_in_the_range_of_their_trial_or_raise_a_question() -> None:
    terms = {"Rosa Tulenova": 84, "Ilya Marsh": 48}
    named = [
        told(step("sentenced", name, penalty=Penalty("imprisonment", n, n)), "x", "a", at=n)
        for name, n in terms.items()
    ]
    (check,) = [check for account in compare([*in_the_dock(36, 84), *named]) for check in account.checks]
    assert check.holds
    assert set(check.claims) >= {claim.id for claim in named}
    (check,) = [check for account in compare([*in_the_dock(36, 60), *named]) for check in account.checks]
    assert check.holds is None
    assert check.reason.endswith("Is Rosa Tulenova one of them?")
    assert not [a for a in compare([*in_the_dock(36, 84, number=1), *named]) if a.checks], "two are not of one"
