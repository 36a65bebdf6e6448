"""What is disputed: the accounts a reader must know of first, each with the claims that compete in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.publishing import wording
from khronika.publishing.figures import size
from khronika.vocabulary.accounts import Verdict
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.words import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.publishing.evidence import Evidence
    from khronika.publishing.figures import Tally
    from khronika.publishing.proceedings import Case
    from khronika.publishing.tolls import Asked
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
    asked: tuple[Asked, ...] = ()  # who may settle it


def disputes(
    evidence: Evidence, tallies: Sequence[Tally], cases: Sequence[Case], questions: Sequence[Asked] = ()
) -> tuple[Dispute, ...]:
    """Give the disputed accounts: conflicts first, then what is unresolved, then what moved over time."""
    standing = {claim.id: claim for claim in evidence.standing}
    homes = {a.id: (_figure(t, evidence), t.anchor) for t in tallies for a in t.accounts}
    homes |= {a.id: (_proceeding(case, a), case.anchor) for case in cases for a in case.accounts}
    accounts = {a.id: a for a in evidence.record.accounts if a.verdict in DISPUTED}
    order = [one for one in homes if one in accounts] + sorted(accounts.keys() - homes.keys())
    homes |= {one: (_deed(accounts[one]), "") for one in order if one not in homes}
    found = [_dispute(accounts[one], *homes[one], standing, questions) for one in order]
    return tuple(sorted(found, key=lambda dispute: DISPUTED.index(dispute.account.verdict)))


def _deed(account: Account) -> str:
    """Title an account that is neither of figures only nor of one case."""
    lists = ("quantities", "acts", "steps")
    return next(
        (wording.label(one, account.quantity) for one in lists if account.quantity in word_list(one)), "account"
    )


def _figure(tally: Tally, evidence: Evidence) -> str:
    words = wording.label("quantities", tally.quantity)
    return f"{words}: {tally.event.name}" if tally.event and len(evidence.events) > 1 else words


def _proceeding(case: Case, account: Account) -> str:
    return f"{case.name}: {wording.label('steps', account.quantity)}"


def _dispute(
    account: Account, title: str, anchor: str, standing: dict[str, Claim], questions: Sequence[Asked]
) -> Dispute:
    compared = [standing[claim] for claim in dict.fromkeys(account.claims) if claim in standing]
    competing = {claim for one in account.minimal_sets for claim in one}
    sides = [claim for claim in compared if claim.id in competing] or compared
    if all(isinstance(claim.body, Count) for claim in sides):
        sides.sort(key=lambda claim: (size(claim), claim.id))
    asked = tuple(group for group in questions if any(one.account == account.id for one in group.questions))
    return Dispute(account, title, anchor, tuple(sides), len(compared) - len(sides), asked)
