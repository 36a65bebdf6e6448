"""The way from each line to its passage and back: one anchor a line, remembered until the passages are printed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.claims import Claim

SHORT = 12  # hexadecimal digits of a claim's id that a reader sees

TITLES = {
    "disputed": "what is disputed",
    "figures": "figures",
    "people": "people and proceedings",
    "chronology": "chronology",
    "statements": "statements",
    "demands": "demands",
    "norms": "norms",
    "acts": "acts alleged",
    "voices": "who says what",
    "gaps": "gaps",
    "judged": "rejected and corrected",
}


@dataclass
class Anchors:
    """Hands out an anchor for each line while a dossier is printed, and knows the lines of each claim at its end."""

    evidence: Evidence
    lines: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))  # claim: section: anchor

    def line(self, section: str, claim: Claim) -> str:
        """Give the id of a line; only the first line of a claim in a section has one, later ones get ""."""
        if section in self.lines[claim.id]:
            return ""
        self.lines[claim.id][section] = anchor = f"{section}-{claim.id[:SHORT]}"
        return anchor

    def passage(self, claim: Claim) -> str:
        """Give the id of the passage on which a claim rests."""
        return "p-" + self.evidence.number(claim).replace(".", "-")

    def back(self, claim: Claim) -> tuple[tuple[str, str], ...]:
        """Give title and id of every line that shows a claim."""
        told = self.lines.get(claim.id, {})
        return tuple((TITLES[section], told[section]) for section in TITLES if section in told)
