"""A ladder of tolls: how many people are named, the lowest and highest figure, what several origins bear out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """By which rule a chronicle names one figure as best; NONE takes a declaration back."""

    ACLED = "acled-like"  # the most conservative figure, words such as "dozens" by a codebook
    UCDP = "ucdp-like"  # what most independent origins bear out, between low and high; of equals the lower
    OWN = "own"  # the figure of the first of these origins that gives one
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Declaration:
    """A person's word on which rule names the best figure; `origins` in order, for the rule `own` only."""

    rule: Rule
    by: str
    why: str
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration with the moment (UTC, ISO 8601) of its recording."""

    declaration: Declaration
    at: str


@dataclass(frozen=True, slots=True)
class Rung:
    """Whole numbers from low to high (null: no upper end) with the claims that say so or allow it.

    `origins` is how many independent origins these claims surely go back to; null where nobody can say.
    """

    low: int
    high: int | None
    claims: tuple[str, ...]
    origins: int | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """A claim that the ladder does not stand on, and why."""

    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """What the figures of one quantity about one event come to, without an average and without a truth score.

    `named` counts distinct people of whom claims tell this by name, doubts about who is who taken as one person;
    `hidden` counts those under a pseudonym, who may be among the named. `low` and `high` are over all comparable
    figures, `supported` is what at least two independent origins allow; the rest is dissent or of another scope. `best`
    is null unless the chronicle has declared a rule.
    """

    event: str | None
    quantity: str
    named: int
    hidden: int
    named_by: tuple[str, ...]  # claims that name them, without those about somebody protected
    low: Rung | None
    high: Rung | None
    supported: tuple[Rung, ...]
    best: Rung | None
    rule: Declared | None
    dissent: tuple[Aside, ...]
    other_scope: tuple[Aside, ...]
    unresolved: bool
    rests: tuple[str, ...] = ()  # everything it is made of: where one of these may not be shown, it may not either
