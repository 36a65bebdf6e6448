"""What a person decides about a claim or about two mentions; a judgement outranks every score and can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Judging(StrEnum):
    """What a person may say of a claim."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement of one claim: by whom and why; `replacement` is the id of the claim that corrects it.

    `document`, `start`, `end`, `kind` and `key` re-attach the judgement when a newer extraction proposes the same
    passage again; `key` is a digest of what the claim says.
    """

    claim: str
    verdict: Judging
    by: str
    why: str
    document: str
    kind: str
    start: int
    end: int
    key: str
    replacement: str | None = None
