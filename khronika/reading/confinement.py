"""What the child puts on itself before it sees the first untrusted byte; nothing of it can be taken off again."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

from khronika.reading import bubblewrap, landlock, seccomp

PR_SET_PDEATHSIG, PR_SET_DUMPABLE = 1, 4
OPEN_FILES = 32
LAYERS = ("bubblewrap", "landlock", "seccomp")


def available_layers(outside: dict[str, str]) -> tuple[str, ...]:
    """Give the layers that hold or can be put on here beyond fork and rlimits, seen from the namespaces `outside`."""
    offered = {
        "bubblewrap": bubblewrap.apart_from(outside),
        "landlock": landlock.abi() > 0,
        "seccomp": seccomp.available(),
    }
    return tuple(layer for layer in LAYERS if offered[layer])


def keep_only(document: int, answer: int) -> tuple[int, int]:
    """Close every open file but the document and the answer; they become 3 and 4. The three standard ones are empty."""
    document, answer = os.dup(document), os.dup(answer)
    while min(document, answer) <= 4:  # noqa: PLR2004 - out of the way of the places they go to
        document, answer = os.dup(document), os.dup(answer)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.dup2(document, 3)
    os.dup2(answer, 4)
    os.closerange(5, _most_files())
    return 3, 4


def confine(layers: tuple[str, ...], memory_bytes: int, cpu_seconds: int, parent: int) -> None:
    """Give up every right that parsing does not need; raises OSError where a promised layer cannot be had."""
    _die_with_parent()
    if os.getppid() != parent:  # it died before it could be told of
        os.kill(os.getpid(), signal.SIGKILL)
    _set_limits(memory_bytes, cpu_seconds)
    if "landlock" in layers:
        landlock.restrict()
    if "seccomp" in layers:
        seccomp.restrict()


def _die_with_parent() -> None:
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    if libc.prctl(seccomp.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs")


def _set_limits(memory_bytes: int, cpu_seconds: int) -> None:
    wanted = {
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_NOFILE: (OPEN_FILES, OPEN_FILES),
        resource.RLIMIT_NPROC: (0, 0),  # no thread, no process; root is exempt
        resource.RLIMIT_CPU: (cpu_seconds, cpu_seconds + 1),
    }
    for limit, bounds in wanted.items():
        resource.setrlimit(limit, bounds)
    address_space = _address_space() + memory_bytes
    with contextlib.suppress(ValueError, OSError):  # macOS knows this limit and refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))


def _address_space() -> int:
    statm = Path("/proc/self/statm")
    return int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize() if statm.exists() else 0


def _most_files() -> int:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return min(soft, 65536) if soft != resource.RLIM_INFINITY else 65536
