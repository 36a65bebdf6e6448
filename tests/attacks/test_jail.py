"""A parser that was taken over tries to get out: each way is closed at the strongest level, and open without."""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
import time
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


ASLEEP = """
import os, sys
from khronika.reading.jail import Jail
from khronika.reading.limits import Limits
jail = Jail((sys.argv[1],), tuple(sys.argv[2:]))
print(jail._zygote.pid, flush=True)
jail.confine("jailbreaks:sleep", os.open(os.devnull, os.O_RDONLY), {}, Limits(wall_seconds=300), cap=9)
"""


def below(pid: int) -> set[int]:
    found = {int(each) for path in Path(f"/proc/{pid}/task").glob("*/children") for each in path.read_text().split()}
    return found.union(*map(below, found))


def running(pids: set[int]) -> set[int]:
    """Give those that have not ended; one that nobody has waited for yet has."""
    stats = {pid: Path(f"/proc/{pid}/stat") for pid in pids}
    return {pid for pid, stat in stats.items() if stat.exists() and ") Z " not in stat.read_text()}


@linux
@pytest.mark.parametrize("layers", [LAYERS, LAYERS[1:]])
@pytest.mark.parametrize("killed", ["program", "zygote"])
def test_no_process_outlives_the_program_or_the_zygote(layers: tuple[str, ...], killed: str) -> None:
    wrapped = "bubblewrap" in layers and "bubblewrap" in isolation_level()
    command = [sys.executable, "-c", ASLEEP, str(Path(__file__).parent), *layers]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as program:
        assert program.stdout is not None
        first = int(program.stdout.readline())
        wait_until(lambda: len(below(first)) == (3 if wrapped else 1))  # bubblewrap's init, the zygote, its child
        all_of_them = below(program.pid)
        child = next(pid for pid in below(first) if not below(pid))
        zygote = int(Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[1])
        os.kill(program.pid if killed == "program" else zygote, signal.SIGKILL)
        wait_until(lambda: not running(all_of_them))
        program.kill()


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)
