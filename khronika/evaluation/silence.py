"""What was left alone, by reason: each number of a text is a figure or an abstention, and both are counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.vocabulary.claims import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.extractions import Abstention


@dataclass(frozen=True)
class Silence:
    """How many figures were proposed, and how many numbers and passages were left alone for which reason."""

    figures: int
    left: int
    reasons: Mapping[str, int]  # the most frequent first

    def share(self, reason: str) -> float:
        """Give the part of all abstentions that this reason has."""
        return self.reasons[reason] / self.left if self.left else 0.0


def silence(claims: Iterable[Claim], abstentions: Iterable[Abstention]) -> Silence:
    """Count what was proposed and what was left alone."""
    reasons = Counter(each.reason for each in abstentions)
    figures = sum(claim.kind is Kind.COUNT for claim in claims)
    ordered = dict(sorted(reasons.items(), key=lambda each: (-each[1], each[0])))
    return Silence(figures, sum(reasons.values()), ordered)
