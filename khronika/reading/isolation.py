"""The levels of isolation, and the refusal to read where the one that was demanded is not reached."""

from __future__ import annotations

import os

from khronika.errors import UsageError
from khronika.reading.jail import isolation_level
from khronika.vocabulary.documents import Isolation

DEMAND = "KHRONIKA_ISOLATION"
ORDER = list(Isolation)
NEEDS = {
    Isolation.BASIC: frozenset({"fork", "rlimits"}),
    Isolation.CONFINED: frozenset({"fork", "rlimits", "landlock", "seccomp"}),
    Isolation.STRICT: frozenset({"fork", "rlimits", "landlock", "seccomp", "bubblewrap"}),
}
WAYS = {
    Isolation.BASIC: "This system cannot read documents safely",
    Isolation.CONFINED: "It takes Linux 5.13 or newer with Landlock and seccomp, on x86-64 or aarch64",
    Isolation.STRICT: "It takes Linux with Landlock, seccomp and a bubblewrap (bwrap) that may make namespaces",
}


def level_of(layers: str) -> Isolation | None:
    """Give the highest level that layers such as "fork+rlimits+landlock+seccomp" reach; None below the lowest."""
    there = set(layers.split("+"))
    return max((level for level in Isolation if there >= NEEDS[level]), key=ORDER.index, default=None)


def demand(level: str) -> None:
    """Read nothing below this level from now on, in this process and those it starts; raises `UsageError`."""
    os.environ[DEMAND] = level
    insist()


def insist() -> None:
    """Raise `UsageError` where the level in KHRONIKA_ISOLATION is not reached; with none demanded, the lowest."""
    asked = _asked()
    layers = isolation_level()
    reached = level_of(layers)
    if reached is None or ORDER.index(reached) < ORDER.index(asked):
        raise UsageError(
            f'Nothing was read: parsers are isolated here at level "{reached or "none"}" ({layers}), and "{asked}" is '
            f"demanded. {WAYS[asked]}; or demand less with --isolation or {DEMAND}."
        )


def _asked() -> Isolation:
    asked = os.environ.get(DEMAND) or Isolation.BASIC.value
    try:
        return Isolation(asked)
    except ValueError as error:
        raise UsageError(f"{DEMAND} must be one of {', '.join(Isolation)}.") from error
