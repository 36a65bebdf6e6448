"""The chain of a sentence: imposed, changed or confirmed on appeal, ended by amnesty, pardon or release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.casework.order import LAST, RELEASES
from khronika.casework.tellings import tellings
from khronika.casework.testimony import tells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.proceedings import Telling

SENTENCE = ("sentenced", "upheld", "reduced", "increased", "retrial_ordered")
CLEMENCY = ("amnestied", "pardoned")


def chain(steps: Sequence[Claim]) -> tuple[Telling, ...]:
    """Give the links of a sentence in the order of the case; none where neither a sentence nor a review is told.

    A release is a link only where its date comes after that of a sentence or review: any other may have ended a
    custody before the trial. A step that did not happen is no link.
    """
    sentence = [claim for claim in steps if _is(claim, SENTENCE)]
    since = min((claim.when.earliest for claim in sentence if claim.when and claim.when.earliest), default=LAST)
    links = [claim for claim in steps if _is(claim, (*SENTENCE, *CLEMENCY)) or _frees(claim, since)]
    return tellings(links) if sentence else ()


def _is(claim: Claim, steps: Sequence[str]) -> bool:
    return any(tells(claim, step) for step in steps)


def _frees(claim: Claim, since: str) -> bool:
    return _is(claim, RELEASES) and bool(claim.when and claim.when.earliest and claim.when.earliest >= since)
