"""Which claims of an account can all be true: the largest sets that contain no minimal set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.comparison.contradiction.budget import Budget
from khronika.comparison.contradiction.families import largest

if TYPE_CHECKING:
    from khronika.vocabulary.accounts import Account

SECONDS = 1.0


def together(account: Account) -> tuple[tuple[str, ...], ...]:
    """Give the largest sets of claims that can hold together, among those that minimal sets tie to one another.

    A claim in no minimal set can hold with each of them. Where there are very many, these are the first ones.
    """
    tied = {claim for one in account.minimal_sets for claim in one}
    claims = [claim for claim in account.claims if claim in tied]
    number = {claim: 1 << at for at, claim in enumerate(claims)}
    labels = [sum(number[claim] for claim in set(one)) for one in account.minimal_sets]
    sets, _ = largest((1 << len(claims)) - 1, labels, Budget(SECONDS)) if labels else ([], True)
    return tuple(tuple(claim for claim in claims if one & number[claim]) for one in sets)
