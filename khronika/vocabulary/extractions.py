"""What one extraction run took from one revision: claims, mentions, and every number it left alone."""

from __future__ import annotations

from dataclasses import dataclass

from khronika.vocabulary.claims import Claim
from khronika.vocabulary.dates import When
from khronika.vocabulary.people import Mention


@dataclass(frozen=True, slots=True)
class Abstention:
    """A number or a passage that became no claim, and why: `age`, `term`, `money`, `unknown predicate` and so on."""

    revision: str
    start: int
    end: int
    exact: str
    reason: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What a document says of itself: who wrote it, when, to whom; null where it does not say."""

    author: str | None
    author_role: str
    date: When | None
    addressee: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """The outcome of one run over one revision; `method` names the proposer and its version."""

    revision: str
    method: str
    profile: Profile
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    abstentions: tuple[Abstention, ...]
