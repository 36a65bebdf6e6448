"""Verdicts: the latest judgement of each claim, found again where a newer extraction has the same claim."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.vocabulary.canonical import as_json, digest
from khronika.vocabulary.claims import Claim, Review
from khronika.vocabulary.judgements import Judgement, Judging

if TYPE_CHECKING:
    from collections.abc import Iterable

REVIEWS = {Judging.ACCEPT: Review.ACCEPTED, Judging.REJECT: Review.REJECTED, Judging.CORRECT: Review.REJECTED}


def claim_key(claim: Claim) -> str:
    """Give a digest of what a claim says and who says it, whatever its place: judgements re-attach by it."""
    body = as_json(claim.body)
    body.pop("of", None)
    return digest({"body": body, "speakers": [speaker.name for speaker in claim.speakers]})


class Verdicts:
    """The latest judgement of each claim, and how it finds the same claim again in a newer extraction."""

    def __init__(self, judgements: Iterable[Judgement], recorded: Iterable[Claim]) -> None:
        self.of: dict[str, Judgement] = {}
        for judgement in judgements:
            self.of.pop(judgement.claim, None)  # so that the latest stands last
            self.of[judgement.claim] = judgement
        self.judged = {(judgement.document, judgement.kind) for judgement in self.of.values()}
        # Ids are costly: they are made only where something was judged.
        self.words = {claim.id: claim.passage.exact for claim in recorded if claim.id in self.of} if self.of else {}
        self.like: dict[tuple[str, str, str], list[Judgement]] = defaultdict(list)
        for judgement in self.of.values():
            self.like[judgement.document, judgement.kind, judgement.key].append(judgement)

    def on(self, claim: Claim) -> Judgement | None:
        """Give the judgement of this claim, or of the same claim as an earlier extraction had it."""
        if (claim.document, claim.kind.value) not in self.judged:
            return None
        if claim.id in self.of:
            return self.of[claim.id]
        if claim.corrects or claim.method.startswith("person:"):
            return None
        alike = self.like.get((claim.document, claim.kind.value, claim_key(claim)), [])
        here = [judgement for judgement in alike if self.same_place(judgement, claim)]
        return here[-1] if here else None

    def same_place(self, judgement: Judgement, claim: Claim) -> bool:
        """Say whether a judged passage and a claim's overlap, or have the same words."""
        overlap = judgement.start < claim.passage.end and claim.passage.start < judgement.end
        return overlap or self.words.get(judgement.claim) == claim.passage.exact

    def apply(self, claim: Claim) -> Claim:
        """Give the claim with its review as of now."""
        judged = self.on(claim)
        if judged:
            return claim.reviewed(REVIEWS[judged.verdict])
        if claim.corrects:
            original = self.of.get(claim.corrects)
            return claim.reviewed(
                Review.CORRECTED if original and original.replacement == claim.id else Review.REJECTED
            )
        return claim
