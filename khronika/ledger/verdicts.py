"""Verdicts: the latest judgement of each claim, found again where a newer extraction has the same claim."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.vocabulary.canonical import as_json, digest
from khronika.vocabulary.claims import Claim, Review
from khronika.vocabulary.judgements import Judgement, Judging

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.ledger.moves import Moves
    from khronika.vocabulary.canonical import Json

GAP = "[\\s\\u00ad\\u2010\\u2011-]+"
SETTING = re.compile(rf"(?<=\d)(?P<said>{GAP})(?=\d)|{GAP}")  # between two figures a gap says something
REVIEWS = {Judging.ACCEPT: Review.ACCEPTED, Judging.REJECT: Review.REJECTED, Judging.CORRECT: Review.REJECTED}


def claim_key(claim: Claim) -> str:
    """Give a digest of what a claim says and who says it, whatever its place: judgements re-attach by it."""
    body = as_json(claim.body)
    body.pop("of", None)
    return digest({"body": body, "speakers": [speaker.name for speaker in claim.speakers]})


def plain_key(claim: Claim) -> str:
    """Give the key of a claim whatever the setting of the page adds to its words: spaces, hyphens, ligatures."""
    body = as_json(claim.body)
    body.pop("of", None)
    return digest(_plain({"body": body, "speakers": [speaker.name for speaker in claim.speakers]}))


def _plain(value: Json) -> Json:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return SETTING.sub(_gap, unicodedata.normalize("NFKC", value)) if isinstance(value, str) else value


def _gap(found: re.Match[str]) -> str:
    """Give what a gap says: nothing but between two figures, where "5 10" is no 510, and "5-10" a range."""
    said = found["said"]
    return "" if said is None else " " if said.isspace() else "-"


class Verdicts:
    """The latest judgement of each claim, and how it finds the same claim again in a newer extraction."""

    def __init__(self, judgements: Iterable[Judgement], recorded: Iterable[Claim], moves: Moves) -> None:
        self.moves = moves
        self.of: dict[str, Judgement] = {}
        for judgement in judgements:
            self.of.pop(judgement.claim, None)  # so that the latest stands last
            self.of[judgement.claim] = judgement
        self.judged = {(judgement.document, judgement.kind) for judgement in self.of.values()}
        # Ids are costly: they are made only where something was judged.
        self.claims = {claim.id: claim for claim in recorded if self._here(claim) and claim.id in self.of}
        self.like: dict[tuple[str, str, str], list[Judgement]] = defaultdict(list)
        for judgement in self.of.values():
            claim = self.claims.get(judgement.claim)
            keys = {judgement.key, *([plain_key(claim)] if claim else [])}
            for key in keys:
                self.like[judgement.document, judgement.kind, key].append(judgement)

    def on(self, claim: Claim) -> Judgement | None:
        """Give the judgement of this claim, or of the same claim as an earlier extraction had it."""
        if not self._here(claim):
            return None
        if claim.id in self.of:
            return self.of[claim.id]
        if claim.corrects or claim.method.startswith("person:"):
            return None
        for key in (claim_key(claim), plain_key(claim)):
            alike = self.like.get((claim.document, claim.kind.value, key), [])
            if here := [judgement for judgement in alike if self.same_place(judgement, claim)]:
                return here[-1]
        return None

    def _here(self, claim: Claim) -> bool:
        return (claim.document, claim.kind.value) in self.judged

    def same_place(self, judgement: Judgement, claim: Claim) -> bool:
        """Say whether a judged passage and a claim's overlap in one reading; places of two readings say nothing.

        Until what was rejected is looked for in a newer reading, it is the same words there: a run that was stopped
        proposes nothing again.
        """
        judged = self.claims.get(judgement.claim)
        if judged is None:
            return False
        if judged.passage.revision != claim.passage.revision:
            waits = judgement.verdict is not Judging.ACCEPT and judged.passage.exact == claim.passage.exact
            return waits and not self.moves.looked_for(judgement.claim, claim.passage.revision)
        return judgement.start < claim.passage.end and claim.passage.start < judgement.end

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
