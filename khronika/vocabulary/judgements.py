"""What a person decides about a claim or about two mentions; a judgement outranks every score and can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from khronika.vocabulary.people import Link


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


@dataclass(frozen=True, slots=True)
class Retraction:
    """That a judgement was taken back: by whom, when (UTC, ISO 8601), and why."""

    by: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Linking:
    """One judgement of who is who as the ledger has it: `id` is its leaf, `seq` its number, `at` is UTC in ISO 8601."""

    id: str
    seq: int
    at: str
    link: Link
    withdrawn: Retraction | None = None
