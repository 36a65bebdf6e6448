"""What claims ask of whole numbers that nobody knows: unknowns, and linear constraints on them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from khronika.errors import InvalidValue

RELATIONS = ("<=", "=")


class Measure(StrEnum):
    """As what the values of an unknown are read aloud."""

    NUMBER = "number"
    DAY = "day"  # the proleptic Gregorian ordinal, as `date.toordinal` gives it
    YES_OR_NO = "yes_or_no"  # 1 or 0


@dataclass(frozen=True, slots=True)
class Unknown:
    """A whole number that nobody knows, with the bounds that it has by its nature; None: without an end.

    `label` says in words what it is ("killed in Karad by 4 March"); where it is missing, the name is shown.
    """

    name: str
    low: int | None = 0
    high: int | None = None
    measure: Measure = Measure.NUMBER
    label: str = ""

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InvalidValue(f"The unknown {self.name} has no value: its low end lies above its high end. Swap them.")


@dataclass(frozen=True, slots=True)
class Constraint:
    """`sum(factor * unknown) <= constant` (or `=`), which holds if all its claims and assumptions hold.

    Without claims and assumptions it always holds. `why` is half a sentence that can follow "because".
    Raises InvalidValue for terms that are empty, have a factor of nought or name an unknown twice.
    """

    terms: tuple[tuple[int, str], ...]
    relation: str
    constant: int
    claims: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    why: str = ""

    def __post_init__(self) -> None:
        names = {name for _, name in self.terms}
        if not names or len(names) < len(self.terms) or not all(factor for factor, _ in self.terms):
            raise InvalidValue("The terms of a constraint name each unknown once, with a factor that is not nought.")
        if self.relation not in RELATIONS:
            raise InvalidValue(f"A constraint is one of {', '.join(RELATIONS)}, not {self.relation!r}.")


def within(
    unknown: str,
    low: int | None,
    high: int | None,
    *,
    claims: tuple[str, ...] = (),
    assumptions: tuple[str, ...] = (),
    why: str = "",
) -> tuple[Constraint, ...]:
    """Give the constraints that keep one unknown between two ends, both inclusive; None: without an end."""
    if low is not None and low == high:
        return (Constraint(((1, unknown),), "=", low, claims, assumptions, why),)
    ends = ((-1, None if low is None else -low), (1, high))
    return tuple(
        Constraint(((factor, unknown),), "<=", end, claims, assumptions, why) for factor, end in ends if end is not None
    )
