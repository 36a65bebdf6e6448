"""The claims that stand, in reading order: what was rejected or replaced by a correction counts in no fold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.vocabulary.claims import Review

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.vocabulary.claims import Claim

Place = tuple[str, str, int, int, str]


def standing(claims: Iterable[Claim]) -> list[Claim]:
    """Give the claims that nobody rejected and no such claim corrects, each once, by file and place in its text."""
    kept = {claim.id: claim for claim in claims if claim.review is not Review.REJECTED}
    replaced = {claim.corrects for claim in kept.values()}
    return sorted((claim for claim in kept.values() if claim.id not in replaced), key=place)


def place(claim: Claim) -> Place:
    """Give where a claim stands among all documents, in reading order."""
    return claim.file.casefold(), claim.document, claim.passage.start, claim.passage.end, claim.id
