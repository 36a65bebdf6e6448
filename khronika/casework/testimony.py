"""Testimony taken back: which confessions and testimonies a recantation of the same person undoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.vocabulary.bodies import Step
from khronika.vocabulary.claims import Polarity, Stance
from khronika.vocabulary.proceedings import Recantation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.vocabulary.claims import Claim


def taken_back(claim: Claim) -> bool:
    """Say whether a claim tells that a statement was taken back, or was itself taken back by who said it."""
    return tells(claim, "recanted") or claim.stance in (Stance.RECANTED, Stance.WITHDRAWN)


def tells(claim: Claim, step: str) -> bool:
    """Say whether a claim tells that a step was taken; one that denies it does not."""
    happened = claim.polarity is Polarity.AFFIRMED and claim.stance is not Stance.DENIED
    return isinstance(claim.body, Step) and claim.body.step == step and happened


def recantations(steps: Sequence[Claim], *, certain: bool = True) -> tuple[Recantation, ...]:
    """Give every recantation among the steps of one person, with the statements that it takes back.

    It takes back the confessions that do not come after it; where no confession is told at all, the testimonies.
    Where it is not certain that all steps are the same person's, it is tied to no statement.
    """
    confessed = [claim for claim in steps if tells(claim, "confessed")]
    stated = confessed or [claim for claim in steps if tells(claim, "testified")]
    return tuple(
        Recantation(claim.id, tuple(one.id for one in stated if certain and not _after(one, claim)))
        for claim in steps
        if tells(claim, "recanted")
    )


def _after(one: Claim, other: Claim) -> bool:
    """Say whether the dates leave no doubt that one comes later."""
    begins = one.when.earliest if one.when else None
    ended = other.when.latest if other.when else None
    return bool(begins and ended and begins > ended)
