"""How an account is made from what was compared: its id, its origins, its reason."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from khronika.vocabulary.accounts import Account, Assumption, Check, Origin, Verdict
from khronika.vocabulary.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.vocabulary.claims import Claim

FEW = 6  # figures that a reason names; the account holds them all


class Told(Protocol):
    """What is compared: a claim and on whose word it stands."""

    @property
    def claim(self) -> Claim:
        """The claim itself."""

    @property
    def origin(self) -> str:
        """One key for one origin."""

    @property
    def voice(self) -> str:
        """The origin's name for a reader."""


def build(
    quantity: str,
    event: str | None,
    verdict: Verdict,
    reason: str,
    told: Iterable[Told],
    *,
    sets: Iterable[tuple[str, ...]] = (),
    checks: Iterable[Check] = (),
) -> Account:
    """Give the account of what was told; its id is made of what it compares and what it finds."""
    held = list({one.claim.id: one for one in told}.values())
    ids = tuple(one.claim.id for one in held)
    voices: dict[str, list[Told]] = defaultdict(list)
    for one in held:
        voices[one.origin].append(one)
    origins = tuple(Origin(mine[0].voice, tuple(one.claim.id for one in mine)) for mine in voices.values())
    own = digest(["account", quantity, event, verdict, sorted(ids)])
    return Account(own, quantity, event, verdict, ids, reason, tuple(sets), origins, tuple(checks))


def derived(account: Account, assumptions: Iterable[Assumption], derivation: Iterable[str]) -> Account:
    """Give an account with what it assumes and why it follows; one claim set under other assumptions is another one."""
    assumed = tuple(assumptions)
    own = digest([account.id, *(one.id for one in assumed)])
    return replace(account, id=own, assumptions=assumed, derivation=tuple(derivation))


def enumerate_few(told: Iterable[str]) -> str:
    """Write the first of these, and how many more there are; what is told twice is written once."""
    names = list(dict.fromkeys(told))
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more


def sentence(text: str) -> str:
    """Close a sentence; a question keeps its mark."""
    return text if text.endswith("?") else f"{text}."
