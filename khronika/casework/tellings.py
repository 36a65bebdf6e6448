"""Steps told more than once: which claims tell of one step, side by side, and in what they differ."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.casework.order import FIRST, LAST, has_date
from khronika.casework.testimony import tells
from khronika.vocabulary.bodies import Step
from khronika.vocabulary.proceedings import Differing, Telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.vocabulary.bodies import Penalty
    from khronika.vocabulary.claims import Claim


def tellings(steps: Sequence[Claim]) -> tuple[Telling, ...]:
    """Give each step of one subject with all claims that tell of it, in the order of the first of them.

    A step happened more than once only where one document dates it twice; then those claims belong together of which
    the dates meet. Otherwise different dates in different documents are different tellings of one step.
    """
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in steps:
        if isinstance(claim.body, Step):
            told[claim.body.step].append(claim)
    found = [(step, group) for step, claims in told.items() for group in _occurrences(claims)]
    positions = {claim.id: at for at, claim in enumerate(steps)}
    return tuple(
        Telling(step, tuple(c.id for c in group), len({c.document for c in group}), _differ(step, group))
        for step, group in sorted(found, key=lambda one: positions[one[1][0].id])
    )


def _occurrences(claims: Sequence[Claim]) -> list[list[Claim]]:
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    if not any(_dates_miss(told) for told in by_document.values()):
        return [list(claims)]
    undated = [claim for claim in claims if not has_date(claim)]
    return [*_meeting(claims), *([undated] if undated else [])]


def _meeting(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Group the dated claims of which the dates meet, directly or through others; each group in the order given."""
    groups: list[list[int]] = []
    reached = ""
    ends = {at: _ends(claim) for at, claim in enumerate(claims) if has_date(claim)}
    for at in sorted(ends, key=lambda at: ends[at]):
        earliest, latest = ends[at]
        if not groups or earliest > reached:
            groups.append([])
        groups[-1].append(at)
        reached = max(reached, latest)
    return [[claims[at] for at in sorted(group)] for group in groups]


def _dates_miss(claims: Sequence[Claim]) -> bool:
    """Say whether two of the dates exclude each other: then the latest beginning lies behind the earliest end."""
    ends = [_ends(claim) for claim in claims if has_date(claim)]
    return bool(ends) and max(earliest for earliest, _ in ends) > min(latest for _, latest in ends)


def _ends(claim: Claim) -> tuple[str, str]:
    when = claim.when
    return (when.earliest or FIRST, when.latest or LAST) if when else (FIRST, LAST)


def _differ(step: str, claims: Sequence[Claim]) -> tuple[Differing, ...]:
    """Give in what claims of one step exclude each other; what one of them leaves open excludes nothing."""
    happened = [claim for claim in claims if tells(claim, step)]
    found = []
    if happened and len(happened) < len(claims):
        found.append(Differing.HAPPENING)
    if _dates_miss(happened):
        found.append(Differing.DATE)
    if _penalties_miss([claim.body.penalty for claim in happened if isinstance(claim.body, Step)]):
        found.append(Differing.PENALTY)
    return tuple(found)


def _penalties_miss(penalties: Sequence[Penalty | None]) -> bool:
    """Say whether terms exclude each other; a term that is suspended excludes one that is not."""
    terms = [one for one in penalties if one and (one.months_low is not None or one.months_high is not None)]
    lows = [one.months_low for one in terms if one.months_low is not None]
    highs = [one.months_high for one in terms if one.months_high is not None]
    return len({one.suspended for one in terms}) > 1 or max(lows, default=0) > min(highs, default=max(lows, default=0))
