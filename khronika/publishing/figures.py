"""Figures by event and quantity: the competing claims side by side, and what comparing them says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.casework.register import plain
from khronika.publishing import wording
from khronika.publishing.chart import Mark, Scale, mark, scale
from khronika.vocabulary.accounts import Verdict
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.claims import Polarity
from khronika.vocabulary.words import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.accounts import Account
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.ladders import Ladder
    from khronika.vocabulary.people import Event

NOTHING = (1 << 62, 1 << 62)
EDGE, HALF = 100.0, 0.8  # of a chart's width, in per cent: its end, and half of the narrowest band


@dataclass(frozen=True)
class Tally:
    """All figures of one quantity about one event, with the accounts that compare them."""

    anchor: str
    event: Event | None
    quantity: str
    claims: tuple[Claim, ...]
    accounts: tuple[Account, ...]
    scale: Scale
    disputed: frozenset[str]  # ids of claims that cannot all be true
    ladder: Ladder | None = None

    @property
    def bands(self) -> tuple[tuple[float, float], ...]:
        """Where the numbers stand that two independent origins bear out: left end and width, in per cent."""
        runs = self.ladder.supported if self.ladder else ()
        ends = [(self.scale.at(run.low), EDGE if run.high is None else self.scale.at(run.high)) for run in runs]
        return tuple((round(low - HALF, 2), round(min(high + HALF, EDGE) - low + HALF, 2)) for low, high in ends)

    @property
    def verdict(self) -> Verdict | None:
        """The gravest verdict, or None where nothing was compared."""
        return self.accounts[0].verdict if self.accounts else None

    @property
    def whole(self) -> tuple[Claim, ...]:
        """The figures for everybody counted, not for a part or a group; all figures where there are no such."""
        affirmed = [c for c in self.claims if c.polarity is Polarity.AFFIRMED]
        whole = [c for c in affirmed if body(c).group == "all" and not body(c).of]
        return tuple(whole or affirmed) or self.claims

    @property
    def ends(self) -> tuple[Claim, ...]:
        """The lowest and the highest figure for everybody counted, as claims; one where they are equal."""
        numbered = sorted((c for c in self.whole if size(c) != NOTHING), key=lambda c: (size(c), c.id))
        if not numbered:
            return self.whole[:1]
        lowest, highest = numbered[0], max(numbered, key=lambda c: (size(c)[::-1], c.id))
        alike = wording.figure(lowest, body(lowest)) == wording.figure(highest, body(highest))
        return (lowest,) if alike else (lowest, highest)

    @property
    def origins(self) -> int:
        """How many different origins stand behind the claims."""
        return len({plain(wording.origin(c)) for c in self.claims})

    @property
    def groups(self) -> tuple[tuple[str, tuple[Claim, ...]], ...]:
        """The claims by group of people, in the order of the vocabulary."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[body(claim).group].append(claim)
        return tuple((group, tuple(found[group])) for group in wording.GROUPS if group in found)

    def mark(self, claim: Claim) -> Mark:
        """Give the mark of one claim on the common scale."""
        return mark(body(claim), self.scale)


def body(claim: Claim) -> Count:
    """Give the count that a claim makes."""
    if not isinstance(claim.body, Count):
        msg = f"Claim {claim.id[:12]} is no count; only counts have figures. This is a mistake in the program."
        raise TypeError(msg)
    return claim.body


def size(claim: Claim) -> tuple[int, int]:
    """Give the ends of a figure for sorting; an open end stands at the known one."""
    count = body(claim)
    low = count.low if count.low is not None else count.high
    high = count.high if count.high is not None else count.low
    return NOTHING if low is None or high is None else (low, high)


def tallies(evidence: Evidence) -> tuple[Tally, ...]:
    """Give every tally: the event with the most claims first, then in the order of the vocabulary."""
    claims: dict[tuple[str | None, str], list[Claim]] = defaultdict(list)
    accounts: dict[tuple[str | None, str], list[Account]] = defaultdict(list)
    known = {event.id: event for event in evidence.events}
    for claim in evidence.standing:
        if isinstance(claim.body, Count):
            for event in evidence.about.get(claim.id) or (None,):
                claims[event if event in known else None, claim.body.quantity].append(claim)
    for account in evidence.accounts(of_cases=False):
        accounts[account.event if account.event in known else None, account.quantity].append(account)
    quantities = list(word_list("quantities"))
    events = [*known, None]
    ladders = {(ladder.event, ladder.quantity): ladder for ladder in evidence.record.ladders}
    keys = sorted({*claims, *accounts}, key=lambda key: (events.index(key[0]), _order(key[1], quantities), key[1]))
    return tuple(
        replace(
            _tally(n, known.get(event or ""), quantity, claims[event, quantity], accounts[event, quantity]),
            ladder=ladders.get((event, quantity)),
        )
        for n, (event, quantity) in enumerate(keys, 1)
    )


def _order(quantity: str, quantities: list[str]) -> int:
    return quantities.index(quantity) if quantity in quantities else len(quantities)


def _tally(n: int, event: Event | None, quantity: str, claims: list[Claim], accounts: Sequence[Account]) -> Tally:
    ordered = sorted(claims, key=lambda c: (_day(c), size(c), plain(wording.origin(c)), c.id))
    conflicts = [a for a in accounts if a.verdict is Verdict.CONFLICT]
    disputed = {claim for a in conflicts for one in (a.minimal_sets or (a.claims,)) for claim in one}
    return Tally(
        anchor=f"tally-{n}",
        event=event,
        quantity=quantity,
        claims=tuple(ordered),
        accounts=tuple(accounts),
        scale=scale(body(c) for c in ordered),
        disputed=frozenset(disputed),
    )


def _day(claim: Claim) -> str:
    when = body(claim).as_of or claim.when
    return (when.earliest or when.latest or "9999") if when else "9999"
