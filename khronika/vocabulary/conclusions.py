"""A conclusion: what one comparison came to, as the ledger keeps it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from khronika.vocabulary.accounts import Verdict


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What an account came to, in ids only: no name, no figure and no word of a document.

    `rules` is the version of the comparison, `used` the digest of the claims as they were compared.
    """

    account: str
    quantity: str
    event: str | None
    verdict: Verdict
    claims: tuple[str, ...]
    minimal_sets: tuple[tuple[str, ...], ...]
    rules: str
    used: str


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion with when and by whom it was recorded, and when and why it fell; `fell` is null while it stands."""

    conclusion: Conclusion
    leaf: str
    at: str
    by: str
    fell: str | None = None
    why: str | None = None
