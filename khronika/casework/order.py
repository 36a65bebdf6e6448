"""The order of a case: by date where there is one, and where a date leaves it open by the usual order of stages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from khronika.casework.standing import place
from khronika.casework.testimony import tells
from khronika.vocabulary.bodies import Step
from khronika.vocabulary.proceedings import Stage
from khronika.vocabulary.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.casework.standing import Place
    from khronika.vocabulary.claims import Claim

# A release ends a custody as well as a sentence, so that any step may come after it.
RELEASES = ("released", "released_conditionally")
FIRST, LAST = dt.date.min.isoformat(), dt.date.max.isoformat()


@dataclass(frozen=True, slots=True)
class Dated:
    """A claim with the days that its date allows, and the rank of its step in the usual order."""

    claim: Claim
    earliest: str
    latest: str
    rank: int
    beside: bool
    place: Place

    @property
    def slot(self) -> tuple[int, str, str, int]:
        """Give what decides where the claim may stand: how open its date is, the date, the rank."""
        days = dt.date.fromisoformat(self.latest) - dt.date.fromisoformat(self.earliest)
        return days.days, self.earliest, self.latest, -1 if self.beside else self.rank


def in_order(claims: Iterable[Claim], *, one_case: bool = True) -> list[Claim]:
    """Give the steps of a case in order; of what is not certainly one case, all steps stand beside it.

    The more precise a date, the sooner its step is laid down. A less precise or missing one leaves several places
    open: of these the step takes the first at which the fewest steps of a later stage come before it, or of an
    earlier stage after it. A step beside the case stands first in its days, and last where it has no date.
    """
    line: list[Dated] = []
    waiting = sorted(
        (_dated(claim, one_case=one_case) for claim in claims), key=lambda one: (one.slot, one.rank, one.place)
    )
    for _, alike in groupby(waiting, key=attrgetter("slot")):
        together = list(alike)
        spot = _spot(together[0], line)
        line[spot:spot] = together
    return [one.claim for one in line]


def has_date(claim: Claim) -> bool:
    """Say whether a claim has a date, however open."""
    return bool(claim.when and (claim.when.earliest or claim.when.latest))


def _dated(claim: Claim, *, one_case: bool) -> Dated:
    when = claim.when
    earliest, latest = (when.earliest or FIRST, when.latest or LAST) if when else (FIRST, LAST)
    rank, beside = _ranks()[claim.body.step] if isinstance(claim.body, Step) else (0, True)
    return Dated(claim, earliest, latest, rank, beside or not one_case, place(claim))


@cache
def _ranks() -> dict[str, tuple[int, bool]]:
    """Give for each step its rank in the usual order, and whether it stands beside the case."""
    stages = list(Stage)
    steps = {step: Stage(entry["stage"]) for step, entry in word_list("steps").items()}
    ordered = sorted(steps, key=lambda step: stages.index(steps[step]))
    return {step: (rank, steps[step] is Stage.BESIDE) for rank, step in enumerate(ordered)}


def _spot(one: Dated, line: Sequence[Dated]) -> int:
    """Give where in the line a step is put, among the places that its date allows."""
    first = max((at for at, other in enumerate(line, 1) if other.latest < one.earliest), default=0)
    last = min((at for at, other in enumerate(line) if other.earliest > one.latest), default=len(line))
    if one.beside:
        return last if (one.earliest, one.latest) == (FIRST, LAST) else first
    costs = [0, *accumulate(_cost(one, other) for other in line)]
    return min(range(first, last + 1), key=costs.__getitem__)


def _cost(one: Dated, passed: Dated) -> int:
    """Give what it adds to pass a step: a later one now comes before, the same or an earlier no longer comes after."""
    if passed.beside:
        return 0
    if passed.rank <= one.rank:
        return -1
    return 0 if any(tells(passed.claim, step) for step in RELEASES) else 1
