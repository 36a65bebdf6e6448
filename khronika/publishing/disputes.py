"""What is disputed: the accounts a reader must know of first, each with the claims that compete in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.publishing import wording
from khronika.publishing.figures import size
from khronika.vocabulary.accounts import Verdict
from khronika.vocabulary.bodies import Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.publishing.evidence import Evidence
    from khronika.publishing.figures import Tally
    from khronika.publishing.proceedings import Case
    from khronika.vocabulary.accounts import Account
    from khronika.vocabulary.claims import Claim

DISPUTED = (Verdict.CONFLICT, Verdict.UNRESOLVED, Verdict.EVOLUTION)


@dataclass(frozen=True)
class Dispute:
    """One disputed account: what it is about, where all of it stands, and the claims that compete in it."""

    account: Account
    title: str
    anchor: str
    sides: tuple[Claim, ...]
    others: int  # claims compared as well, which do not compete


def disputes(evidence: Evidence, tallies: Sequence[Tally], cases: Sequence[Case]) -> tuple[Dispute, ...]:
    """Give the disputed accounts: conflicts first, then what is unresolved, then what moved over time."""
    standing = {claim.id: claim for claim in evidence.standing}
    homes = {a.id: (_figure(t, evidence), t.anchor) for t in tallies for a in t.accounts}
    homes |= {a.id: (_proceeding(case, a), case.anchor) for case in cases for a in case.accounts}
    accounts = {a.id: a for a in evidence.record.accounts if a.id in homes and a.verdict in DISPUTED}
    found = [_dispute(accounts[one], *homes[one], standing) for one in homes if one in accounts]
    return tuple(sorted(found, key=lambda dispute: DISPUTED.index(dispute.account.verdict)))


def _figure(tally: Tally, evidence: Evidence) -> str:
    words = wording.label("quantities", tally.quantity)
    return f"{words}: {tally.event.name}" if tally.event and len(evidence.events) > 1 else words


def _proceeding(case: Case, account: Account) -> str:
    return f"{case.name}: {wording.label('steps', account.quantity)}"


def _dispute(account: Account, title: str, anchor: str, standing: dict[str, Claim]) -> Dispute:
    compared = [standing[claim] for claim in dict.fromkeys(account.claims) if claim in standing]
    competing = {claim for one in account.minimal_sets for claim in one}
    sides = [claim for claim in compared if claim.id in competing] or compared
    if all(isinstance(claim.body, Count) for claim in sides):
        sides.sort(key=lambda claim: (size(claim), claim.id))
    return Dispute(account, title, anchor, tuple(sides), len(compared) - len(sides))
