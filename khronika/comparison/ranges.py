"""A range of terms that a document tells of its one trial, and the terms it tells of persons in the dock there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.comparison.building import build
from khronika.comparison.facts import Fact, term
from khronika.comparison.intervals import Interval, exactly
from khronika.comparison.words import scope_words
from khronika.vocabulary.accounts import Account, Check, Verdict
from khronika.vocabulary.bodies import Count, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khronika.comparison.facts import Naming
    from khronika.vocabulary.claims import Claim

SENTENCED = "sentenced"


def range_accounts(claims: Sequence[Claim], facts: Iterable[Fact], naming: Naming) -> list[Account]:
    """Give for each document of one trial whether the terms of the persons it names lie in the range of all.

    Where one does not, that person may be no defendant of that trial: it is a question, and the check is left open.
    """
    named: dict[str, dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        months = fact.months
        if (
            fact.step.step == SENTENCED
            and months
            and months.low == months.high
            and not fact.suspended
            and not fact.doubt
        ):
            named[fact.claim.document].setdefault(fact.person, fact)
    accounts = []
    for whole in _ranges(claims, naming):
        mine = [
            f for f in named[whole.claim.document].values() if f.claim.id != whole.claim.id and f.origin == whole.origin
        ]
        number = whole.step.subjects[0].number
        if len(mine) > 1 and (number is None or len(mine) <= number):
            accounts.append(_account(whole, mine))
    return accounts


def _ranges(claims: Iterable[Claim], naming: Naming) -> Iterator[Fact]:
    """Give the sentences of everybody in the dock, in documents that tell of one number of people tried."""
    trials: dict[str, set[int]] = defaultdict(set)
    ranges = []
    for claim in claims:
        if isinstance(claim.body, Count) and claim.body.quantity == "tried" and (number := exactly(claim.body)):
            trials[claim.document].add(number)
        elif isinstance(claim.body, Step) and claim.body.step == SENTENCED and _of_the_dock(claim.body):
            ranges.append(Fact(claim, claim.body, "", "the defendants", *naming.origin(claim), None))
    for fact in ranges:
        months = fact.months
        ends = months is not None and months.high is not None and 0 < months.low < months.high
        if ends and not fact.suspended and len(trials[fact.claim.document]) == 1:
            yield fact


def _of_the_dock(step: Step) -> bool:
    told = [party.population.casefold() for party in step.subjects if party.population and not party.name]
    return len(told) == len(step.subjects) == 1 and any(word in told[0] for word in scope_words()["dock"]["words"])


def _account(whole: Fact, mine: Sequence[Fact]) -> Account:
    low, high = (whole.months.low, whole.months.high or 0) if whole.months else (0, 0)
    outside = [fact for fact in mine if fact.months and not low <= fact.months.low <= high]
    told = ", ".join(f"{fact.name} {term(fact.months)}" for fact in mine if fact.months)
    span = term(Interval(low, high))
    holds = None if outside else True
    reason = (
        f"The terms that this document tells of persons lie in the range it tells of its one trial, {span}: {told}."
    )
    if outside:
        names = " and ".join(fact.name for fact in outside)
        reason = f"Outside of {span} told of the defendants of one trial: {told}. Is {names} one of them?"
    claims = (whole.claim.id, *(fact.claim.id for fact in mine))
    check = Check(f"{told} in {span}", claims, holds, reason)
    verdict = Verdict.UNRESOLVED if outside else Verdict.COMPATIBLE
    return build(SENTENCED, None, verdict, reason, (whole, *mine), checks=[check])
