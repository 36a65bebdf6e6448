"""What was asked of whom, what was said in public, and which norms were cited: claims in the order of their reading."""

from __future__ import annotations

from dataclasses import dataclass

from khronika.vocabulary.bodies import Force
from khronika.vocabulary.claims import Claim


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything asked of one addressee, the strongest force first; the addressee is null where nobody is named."""

    addressee: str | None
    demands: tuple[tuple[Force, tuple[Claim, ...]], ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """One instrument and every claim that cites it; null for one that is in no catalogue, with its words."""

    instrument: str | None
    as_written: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Demands by addressee, and statements by date."""

    asked: tuple[Asked, ...]
    statements: tuple[Claim, ...]
