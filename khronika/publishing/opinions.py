"""What people judged of claims: each judgement with its reason and moment, and where two people differ."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.vocabulary.judgements import Judging

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.judgements import Judgement
    from khronika.vocabulary.record import Judged

WORDS = {Judging.ACCEPT: "accepted", Judging.REJECT: "rejected", Judging.CORRECT: "corrected"}


@dataclass(frozen=True)
class Opinions:
    """Every judgement by the id of its claim, in order of time."""

    of: Mapping[str, Sequence[Judged]]

    def on(self, claim: Claim) -> tuple[Judged, ...]:
        """Give the judgements of a claim, and of the one that it corrects."""
        ids = (claim.corrects, claim.id) if claim.corrects else (claim.id,)
        return tuple(sorted((one for each in ids for one in self.of.get(each, ())), key=moment))

    def differ(self, claim: Claim) -> bool:
        """Say whether people differ now: what each said last leaves another claim standing, or none."""
        last = {one.judgement.by: upheld(one.judgement) for one in self.on(claim)}
        return len(set(last.values())) > 1

    def disputed(self, known: Evidence) -> tuple[Claim, ...]:
        """Give the claims of which people differ and that stand as they were proposed."""
        return tuple(claim for claim in known.standing if not claim.corrects and self.differ(claim))


def opinions(known: Evidence) -> Opinions:
    """Put the judgements of a record that may be shown in order of time."""
    of: dict[str, list[Judged]] = defaultdict(list)
    for one in sorted(known.record.judgements, key=moment):
        of[one.claim].append(one)
    return Opinions(of)


def moment(one: Judged) -> tuple[str, str, str]:
    """Give the order of judgements: by time, and where two have one moment by their words."""
    return one.at, one.judgement.by, one.judgement.why


def upheld(judgement: Judgement) -> str | None:
    """Give the id of the claim that somebody wants to stand; None where none should."""
    if judgement.verdict is Judging.REJECT:
        return None
    return judgement.claim if judgement.verdict is Judging.ACCEPT else judgement.replacement


def words(one: Judged) -> str:
    """Give the word for what was judged: accepted, rejected, corrected."""
    return WORDS[one.judgement.verdict]
