"""What two invented people judged of the claims of the invented record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.vocabulary.judgements import Judgement, Judging
from khronika.vocabulary.record import Judged

if TYPE_CHECKING:
    from khronika.vocabulary.claims import Claim


def judged(one: Claim, verdict: Judging, by: str, why: str, hour: int, replacement: str | None = None) -> Judged:
    place = (one.document, one.kind.value, one.passage.start, one.passage.end, "key")
    return Judged(one.id, Judgement(one.id, verdict, by, why, *place, replacement), f"2019-05-05T{hour:02}:15:00Z")


def judgements(wrong: Claim, claims: tuple[Claim, ...], hidden: Claim) -> tuple[Judged, ...]:
    """Give one correction, one claim on which both differ, and one judgement of a confidential source."""
    better = next(one.id for one in claims if one.corrects == wrong.id)
    article = claims[-1]
    return (
        judged(wrong, Judging.CORRECT, "Desk officer", "“About” was dropped.", 10, better),
        judged(article, Judging.ACCEPT, "Desk officer", "It is a number.", 10),
        judged(article, Judging.REJECT, "Second coder", "An article, as Marta Quell said; no figure.", 11),
        judged(hidden, Judging.REJECT, "Desk officer", "Brannoc Teel was not there.", 12),
    )
