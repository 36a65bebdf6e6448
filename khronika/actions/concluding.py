"""Concluding: what comparing came to is recorded, and what no longer holds is withdrawn with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.ledger import Withdrawal, views
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.canonical import digest
from khronika.vocabulary.conclusions import Conclusion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khronika.actions.chronicle import Chronicle
    from khronika.vocabulary.accounts import Account
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.conclusions import Concluded
    from khronika.vocabulary.record import Record

SHOWN = 12  # characters of an id in a sentence
FEW = 3


def conclude(chronicle: Chronicle, record: Record) -> tuple[int, int]:
    """Record the conclusions of a record that are new, withdraw those that fell; gives how many of each.

    Only ids are recorded. The record is the one without confidential documents, so nothing of them is told; where
    nothing changed, nothing is added.
    """
    claims = {claim.id: claim for claim in record.claims}
    now = {account.id: conclusion(account, claims) for account in record.accounts}
    standing = [each for each in views.conclusions(chronicle.ledger) if each.fell is None]
    kept = [each for each in standing if now.get(each.conclusion.account) == each.conclusion]
    fallen = [each for each in standing if each not in kept]
    held = {each.conclusion.account for each in kept}
    fresh = [each for account, each in now.items() if account not in held]
    if fallen or fresh:
        gone = [Withdrawal(each.leaf, why(each.conclusion, fresh, now.values(), claims)) for each in fallen]
        chronicle.ledger.record([*gone, *fresh], by=chronicle.by)
    return len(fresh), len(fallen)


def history(chronicle: Chronicle) -> list[Concluded]:
    """Give what comparing ever came to, with what fell since and why, in order of recording."""
    return views.conclusions(chronicle.ledger)


def conclusion(account: Account, claims: Mapping[str, Claim]) -> Conclusion:
    """Give what an account came to, with the version of the rules and the digest of the claims as compared."""
    from khronika.comparison import RULES

    used = [(one, whole(claims[one])) for one in sorted(account.claims) if one in claims]
    return Conclusion(
        account=account.id,
        quantity=account.quantity,
        event=account.event,
        verdict=account.verdict,
        claims=tuple(sorted(account.claims)),
        minimal_sets=tuple(sorted(tuple(sorted(one)) for one in account.minimal_sets)),
        rules=RULES,
        used=digest(used),
    )


def whole(claim: Claim) -> str | None:
    """Give the id of the count that a claim is a part of: the only thing compared that a claim's own id leaves out."""
    return claim.body.of if isinstance(claim.body, Count) else None


def why(old: Conclusion, fresh: Iterable[Conclusion], now: Iterable[Conclusion], claims: Mapping[str, Claim]) -> str:
    """Say in a sentence why a conclusion no longer holds: the rules, its claims, or what stands beside them."""
    if lost := sorted(set(old.claims) - compared(now, claims)):
        named = ", ".join(one[:SHOWN] for one in lost[:FEW]) + (f" and {len(lost) - FEW} more" if lost[FEW:] else "")
        return f"Of its {len(old.claims)} claims these are compared no more: {named}."
    near = [one for one in fresh if one.quantity == old.quantity and set(one.claims) & set(old.claims)]
    if rules := sorted({one.rules for one in near} - {old.rules}):
        return f"The rules changed from {old.rules} to {rules[0]}."
    new = sorted({claim for one in near for claim in one.claims} - set(old.claims))
    if new:
        named = ", ".join(one[:SHOWN] for one in new[:FEW]) + (f" and {len(new) - FEW} more" if new[FEW:] else "")
        return f"Other claims are compared with these now: {named}."
    if near:
        return (
            f"The same claims come to {near[0].verdict.value} now: who is who, the event, or who rests on whom changed."
        )
    return "Its claims are held against each other no more: the event, or who is who, changed."


def compared(now: Iterable[Conclusion], claims: Mapping[str, Claim]) -> set[str]:
    """Give the claims that stand: those of any account of now, and those that nobody rejected or replaced."""
    from khronika.actions.now import stand

    return {claim for one in now for claim in one.claims} | {claim.id for claim in stand(list(claims.values()))}
