"""The levels of isolation, and the refusal to read where the one that was demanded is not reached."""

from __future__ import annotations

import os
from enum import StrEnum

from khronika.errors import UsageError
from khronika.reading.jail import isolation_level

DEMAND = "KHRONIKA_ISOLATION"


class Level(StrEnum):
    """What stands between a parser and this machine, each level with all that the one before has."""

    BASIC = "basic"
    """A process of its own for each document, with bounds on memory, time and files; every system has it."""
    CONFINED = "confined"
    """Landlock and seccomp as well: no file, no socket, no other process. Linux from 5.13, without any right."""
    STRICT = "strict"
    """Bubblewrap as well: own namespaces, in which nothing else exists. Linux where it may make them."""


NEEDS = {
    Level.BASIC: frozenset({"fork", "rlimits"}),
    Level.CONFINED: frozenset({"fork", "rlimits", "landlock", "seccomp"}),
    Level.STRICT: frozenset({"fork", "rlimits", "landlock", "seccomp", "bubblewrap"}),
}
WAYS = {
    Level.BASIC: "This system cannot read documents safely",
    Level.CONFINED: "It takes Linux 5.13 or newer with Landlock and seccomp, on x86-64 or aarch64",
    Level.STRICT: "It takes Linux with Landlock, seccomp and a bubblewrap (bwrap) that may make namespaces",
}


def level_of(layers: str) -> Level | None:
    """Give the highest level that layers such as "fork+rlimits+landlock+seccomp" reach; None below the lowest."""
    there = set(layers.split("+"))
    return max((level for level in Level if there >= NEEDS[level]), key=list(Level).index, default=None)


def demand(level: str) -> None:
    """Read nothing below this level from now on, in this process and those it starts; raises `UsageError`."""
    os.environ[DEMAND] = level
    insist()


def insist() -> str:
    """Give the layers that hold here; raises `UsageError` where the level in KHRONIKA_ISOLATION is not reached."""
    asked = _asked()
    layers = isolation_level()
    reached = level_of(layers)
    if reached is None or list(Level).index(reached) < list(Level).index(asked):
        raise UsageError(
            f'Nothing was read: parsers are isolated here at level "{reached or "none"}" ({layers}), and "{asked}" is '
            f"demanded. {WAYS[asked]}; or demand less with --isolation or {DEMAND}."
        )
    return layers


def _asked() -> Level:
    asked = os.environ.get(DEMAND) or Level.BASIC.value
    try:
        return Level(asked)
    except ValueError as error:
        raise UsageError(f"{DEMAND} must be one of {', '.join(Level)}.") from error
