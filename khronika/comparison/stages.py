"""One number of one group from charge to verdict: the same people, one step further."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from khronika.comparison.building import build, enumerate_few
from khronika.comparison.intervals import number
from khronika.comparison.words import families
from khronika.vocabulary.accounts import Account, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khronika.comparison.figures import Figure

TWO = 2


def stage_accounts(filed: Mapping[str | None, Sequence[Figure]]) -> list[Account]:
    """Follow one number of one group from charge to verdict: the same people, one step further.

    `filed` are the figures of one matter by event. A court tells of no event, so that a verdict that was filed under
    none may follow a charge that was; figures of two events are never joined.
    """
    stages = families()["proceedings"]["stages"]
    runs: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    event_of = {figure.claim.id: event for event, mine in filed.items() for figure in mine}
    known = {figure.claim.id: figure for mine in filed.values() for figure in mine}
    for figure in known.values():
        if figure.quantity in stages and figure.group not in ("all", "other") and (number(figure.count) or (0,))[0] > 1:
            runs[figure.group, number(figure.count), figure.count.qualifier].append(figure)
    accounts = []
    for run in runs.values():
        ordered = sorted(run, key=lambda figure: stages.index(figure.quantity))
        steps = list(dict.fromkeys(figure.quantity for figure in ordered))
        events = {event_of[figure.claim.id] for figure in ordered} - {None}
        if len(steps) > 1 and len(events) < TWO and not _backwards(ordered):
            told = enumerate_few(f"{figure.quantity} {figure}" for figure in ordered)
            reason = f"One group one step further: {told}; that they are the same people is likely, not said."
            accounts.append(build(steps[-1], next(iter(events), None), Verdict.EVOLUTION, reason, ordered))
    return accounts


def _backwards(ordered: Sequence[Figure]) -> bool:
    """Say whether a later stage is dated before an earlier one."""
    dated = [f.claim.when for f in ordered if f.claim.when and f.claim.when.earliest and f.claim.when.latest]
    return any((b.latest or "") < (a.earliest or "") for a, b in pairwise(dated))
