"""A parser that was taken over tries to get out: each way is closed at the strongest level, and open without."""

from __future__ import annotations

import os
import runpy
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khronika.reading import isolation_level
from khronika.reading.confinement import LAYERS
from khronika.reading.isolation import level_of
from khronika.vocabulary.documents import Isolation

if TYPE_CHECKING:
    from collections.abc import Iterator

PROBING = runpy.run_path(str(Path(__file__).with_name("probing.py")))
PROBES = PROBING["PROBES"]
BY_NAMESPACES_ONLY = {"stat"}  # Landlock lets a process learn whether a file exists
# A system may close these to everyone, with no jail at all.
OFTEN_CLOSED = {"ptrace", "memory_of", "mount", "unshare", "keyctl", "bpf", "io_uring", "perf", "userfaultfd"}
linux = pytest.mark.skipif(sys.platform != "linux", reason="the probes are calls of Linux")


Escapes = Callable[[str], bool]


@pytest.fixture(scope="module")
def surroundings() -> Iterator[object]:
    with PROBING["Surroundings"]() as made:
        yield made


def jailed(surroundings: object, *layers: str) -> Iterator[Escapes]:
    jail = PROBING["jailed"](layers)
    if missing := set(layers) - set(jail.layers.split("+")):
        jail.close()
        pytest.skip(f"this machine does not offer {', '.join(sorted(missing))}")
    yield partial(surroundings.from_jail, jail)
    jail.close()


@pytest.fixture(scope="module")
def from_strict(surroundings: object) -> Iterator[Escapes]:
    yield from jailed(surroundings, *LAYERS)


@pytest.fixture(scope="module")
def from_confined(surroundings: object) -> Iterator[Escapes]:
    yield from jailed(surroundings, "landlock", "seccomp")


@linux
@pytest.mark.parametrize("what", PROBES)
def test_nothing_gets_out_of_the_strict_jail(from_strict: Escapes, what: str) -> None:
    assert not from_strict(what), PROBES[what][0]


@linux
@pytest.mark.parametrize("what", [each for each in PROBES if each not in BY_NAMESPACES_ONLY])
def test_nothing_but_the_name_of_a_file_gets_out_of_the_confined_jail(from_confined: Escapes, what: str) -> None:
    assert not from_confined(what), PROBES[what][0]


@linux
@pytest.mark.parametrize("what", [each for each in PROBES if each not in OFTEN_CLOSED])
def test_each_way_is_open_where_there_is_no_jail(surroundings: object, what: str) -> None:
    """A probe that fails everywhere proves nothing of the jail."""
    assert surroundings.from_no_jail(what), PROBES[what][0]


@linux
def test_the_program_s_environment_stays_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHRONIKA_SECRET", "a word")
    jail = PROBING["jailed"](LAYERS)
    with Path(os.devnull).open("rb") as nothing:
        told = {"what": "environ", "word": "a word"}
        outcome = jail.confine("probes:probe", nothing.fileno(), told, PROBING["LIMITS"], cap=1000)
    jail.close()
    assert b'"through": false' in outcome.answer


def test_the_level_of_this_machine_is_one_of_the_levels() -> None:
    assert level_of(isolation_level()) in set(Isolation)
    assert level_of("fork+rlimits+landlock") is Isolation.BASIC
    assert level_of("fork") is None
