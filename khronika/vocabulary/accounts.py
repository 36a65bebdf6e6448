"""An account: one comparison of competing claims, with its verdict and the reason in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from khronika.vocabulary.origins import Dependence, Drift, Echo


class Verdict(StrEnum):
    """What comparing claims of one quantity about one event says."""

    CONFLICT = "conflict"
    COMPATIBLE = "compatible"
    DIFFERENT_POPULATION = "different_population"
    DIFFERENT_DATE = "different_date"
    EVOLUTION = "evolution"
    SAME = "same"
    RESTATES = "restates"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin and the claims that go back to it."""

    name: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A sum or comparison that the text states; `holds` is null where it cannot be decided."""

    expression: str
    claims: tuple[str, ...]
    holds: bool | None
    reason: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """What no text says and a contradiction rests on: the question that would decide it, and the claims it is about."""

    id: str
    question: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """Claims of one quantity about one event, side by side; ids of claims throughout.

    A minimal set is one under all `assumptions`; a conflict has none. `derivation` says in sentences why the first
    minimal set cannot be.

    `independent` is how many origins behind them surely rest on none of the others; null where nothing can be said.
    """

    id: str
    quantity: str
    event: str | None
    verdict: Verdict
    claims: tuple[str, ...]
    reason: str
    minimal_sets: tuple[tuple[str, ...], ...] = ()
    origins: tuple[Origin, ...] = ()
    checks: tuple[Check, ...] = ()
    independent: int | None = None
    dependences: tuple[Dependence, ...] = ()
    echoes: tuple[Echo, ...] = ()
    drifts: tuple[Drift, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    derivation: tuple[str, ...] = ()
