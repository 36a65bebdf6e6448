"""The accounts of figures: per event and family, what agrees, what excludes what, and what merely looks alike."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.comparison.building import build, enumerate_few, sentence
from khronika.comparison.grouping import FIRM, group
from khronika.comparison.intervals import phrase
from khronika.comparison.stands import between_stands
from khronika.comparison.sums import sums
from khronika.comparison.totals import place_sums
from khronika.comparison.words import families, family_of
from khronika.vocabulary.accounts import Account, Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khronika.comparison.figures import Figure
    from khronika.comparison.grouping import Group
    from khronika.comparison.stands import Between, Stand
    from khronika.comparison.sums import Sum

PAIR = 2
SETS = 300  # pairs that a conflict tells one by one


def figure_accounts(figures: Sequence[Figure], event: str | None) -> list[Account]:
    """Give the accounts of the figures filed under one event (None: under no event)."""
    stated = sums(figures)
    between = between_stands(figures, stated)
    accounts = []
    for family in families()["families"]:
        mine = [figure for figure in figures if family_of(figure.count.quantity) == family]
        accounts += _family_accounts(family, mine, event, stated, between)
    return accounts


def _family_accounts(
    family: str, mine: Sequence[Figure], event: str | None, stated: Sequence[Sum], between: Between
) -> list[Account]:
    buckets: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in mine:
        buckets[figure.quantity, figure.group].append(figure)
    accounts = []
    for (quantity, _), bucket in buckets.items():
        accounts += _bucket_accounts(quantity, bucket, event, between)
    own = [one for one in (*stated, *place_sums(mine)) if family_of(one.whole.count.quantity) == family]
    for one in own:  # a part may be of another family: of twelve injured, one died
        for part in one.parts:
            if part not in buckets[part.quantity, part.group]:
                buckets[part.quantity, part.group].append(part)
    checks = tuple(one.check for one in own)
    if len(buckets) > 1:
        accounts.append(_side_by_side(family, buckets, event, checks))
    elif checks:  # whole and parts are of one quantity: an account that already holds them apart takes the checks
        apart = [n for n, one in enumerate(accounts) if one.verdict is Verdict.DIFFERENT_POPULATION]
        if not apart:
            return [*accounts, _side_by_side(family, buckets, event, checks)]
        accounts[apart[0]] = replace(accounts[apart[0]], checks=checks)
    return accounts


def _bucket_accounts(quantity: str, bucket: Sequence[Figure], event: str | None, between: Between) -> list[Account]:
    by_stand: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in bucket:
        by_stand[figure.stand].append(figure)
    stands = [tuple(figures) for figures in by_stand.values()]
    compared = [stand for stand in stands if not stand[0].vague]
    if len(compared) <= 1:  # a word without a number is compared only where there is nothing better
        compared = stands
    accounts = [_account(quantity, found, event) for found in group(compared, between)]
    joined = {claim for account in accounts if account.verdict is Verdict.RESTATES for claim in account.claims}
    for stand in stands:
        if len(stand) > 1 and not stand[0].vague and stand[0].claim.id not in joined:
            times = len(stand)
            reason = f"{stand[0]}: the same source says the same {times} times; that is one source, not {times}."
            accounts.append(build(quantity, event, Verdict.RESTATES, reason, stand))
    return accounts


def _account(quantity: str, found: Group[Stand], event: str | None) -> Account:
    told = enumerate_few(str(stand[0]) for stand in found.members)
    reason = sentence(f"{quantity.replace('_', ' ').capitalize()}, {told}: {_why(found)}") + _unfinished(found)
    sets, checks = [], []
    if found.verdict is Verdict.CONFLICT:
        for a, b, _ in found.pairs[:SETS]:
            sets.append((a[0].claim.id, b[0].claim.id))
            what = f"{a[0].voice} and {b[0].voice} cannot both be right."
            checks.append(Check(f"{phrase(a[0].count)} = {phrase(b[0].count)}", sets[-1], holds=False, reason=what))
    figures = [figure for stand in found.members for figure in stand]
    return build(quantity, event, found.verdict, reason, figures, sets=sets, checks=checks)


def _unfinished(found: Group[Stand]) -> str:
    """Say what is left out where figures are too many to hold each against each, or to tell every pair."""
    said = []
    if found.related:
        said.append(f" Only {found.related[0]} of {found.related[1]} figures were held against one another.")
    if found.verdict is Verdict.CONFLICT and len(found.pairs) > SETS:
        said.append(f" Of {len(found.pairs)} pairs that exclude each other {SETS} are told.")
    return "".join(said)


def _why(found: Group[Stand]) -> str:
    """The reasons of the pairs in a few words; a tired reader wants the first two, not ten of one kind."""
    if found.verdict is Verdict.CONFLICT and len(found.members) > PAIR:
        return "they cannot all be true"
    why = list(dict.fromkeys(why for _, _, why in found.pairs))
    more = f"; and {len(why) - PAIR} more questions of this kind" if len(why) > PAIR + 1 else ""
    return "; ".join(why[: PAIR if more else PAIR + 1]) + more


def _side_by_side(
    family: str, buckets: Mapping[tuple[str, str], Sequence[Figure]], event: str | None, checks: Sequence[Check]
) -> Account:
    told = "; ".join(
        f"{quantity.replace('_', ' ')} ({whom}): {enumerate_few(map(str, figures))}"
        for (quantity, whom), figures in buckets.items()
    )
    reason = f"Different people are counted: equal numbers confirm nothing, unequal ones contradict nothing. {told}."
    figures = [figure for found in buckets.values() for figure in found]
    return build(family, event, Verdict.DIFFERENT_POPULATION, reason, figures, checks=checks)


def order(account: Account) -> tuple[object, ...]:
    """What orders accounts: by event, then what cannot all be true first."""
    rank = FIRM.index(account.verdict) if account.verdict in FIRM else len(FIRM)
    return (account.event or "", account.quantity, rank, account.verdict, account.id)
