"""Surroundings worth attacking, and what each probe reaches from a jail with the layers given, or from no jail."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import runpy
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khronika.reading.jail import Jail
from khronika.reading.limits import MIB, Limits

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

HERE = Path(__file__).parent
PROBES: dict[str, tuple[str, Any]] = runpy.run_path(str(HERE / "probes.py"))["PROBES"]
WORD = "khronika-probe-secret"
LIMITS = Limits(memory_bytes=64 * MIB, cpu_seconds=1, wall_seconds=10)
# Beyond these an error means that a call was let in and stumbled over its arguments: not contained.
STOPPED = {
    errno.EPERM,
    errno.EACCES,
    errno.ENOENT,
    errno.ESRCH,
    errno.ENOMEM,
    errno.EMFILE,
    errno.EFBIG,
    errno.EAGAIN,
    errno.EROFS,
    errno.ECONNREFUSED,
    errno.ENETUNREACH,
    errno.EADDRNOTAVAIL,
    errno.ENOTDIR,
}
VICTIM = (
    "import ctypes, time; held = ctypes.create_string_buffer(b'secrets'); "
    "print(ctypes.addressof(held), flush=True); time.sleep(600)"
)
BARE = (
    f"import json, sys; sys.path.insert(0, {str(HERE)!r}); import probes; probes.probe(0, 1, json.loads(sys.argv[1]))"
)


class Surroundings:
    """A folder with a secret, sockets that listen and a process of the same user."""

    def __enter__(self) -> Self:
        """Set everything up; `told` is what a probe is told of it."""
        self.folder = Path(tempfile.mkdtemp(prefix="khronika-probe-"))
        self.servers = [
            socket.create_server(("127.0.0.1", 0)),
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
            *(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) for _ in range(2)),
        ]
        tcp, udp, unix, abstract = self.servers
        udp.bind(("127.0.0.1", 0))
        unix.bind(str(self.folder / "socket"))
        abstract.bind("\0" + WORD)
        for each in (unix, abstract):
            each.listen()
        self.victim = subprocess.Popen(
            [sys.executable, "-c", VICTIM], stdout=subprocess.PIPE, env={"SECRET": WORD}, text=True
        )
        assert self.victim.stdout is not None
        self.told = {
            "word": WORD,
            "folder": str(self.folder),
            "secret": str(self.folder / "secret"),
            "spare": str(self.folder / "spare"),
            "spare2": str(self.folder / "spare2"),
            "unix": str(self.folder / "socket"),
            "tcp": tcp.getsockname()[1],
            "udp": udp.getsockname()[1],
            "victim": self.victim.pid,
            "address": int(self.victim.stdout.readline()),
        }
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Take everything away again."""
        self.victim.kill()
        self.victim.communicate()
        for each in self.servers:
            each.close()
        unmount(self.told["folder"])
        shutil.rmtree(self.folder)

    def fresh(self) -> None:
        """Put the files back as they were."""
        unmount(self.told["folder"])
        for name in ("secret", "spare", "spare2"):
            (self.folder / name).write_text(WORD)
        for name in ("new", "link", "big"):
            (self.folder / name).unlink(missing_ok=True)

    def from_jail(self, jail: Jail, what: str) -> bool:
        """Tell whether a probe got through from this jail; what was neither done nor clearly stopped did."""
        self.fresh()
        with Path(os.devnull).open("rb") as nothing:
            outcome = jail.confine("probes:probe", nothing.fileno(), self.told | {"what": what}, LIMITS, cap=1000)
        return got_through(outcome.answer, outcome.code, outcome.signal)

    def from_no_jail(self, what: str) -> bool:
        """Tell whether a probe gets through from a process of the same user; the control of all others."""
        self.fresh()
        with (self.folder / "secret").open() as secret:
            outcome = subprocess.run(
                [sys.executable, "-c", BARE, json.dumps(self.told | {"what": what})],
                check=False,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                pass_fds=[secret.fileno()],
                env=os.environ | {"SECRET": WORD},
            )
        return got_through(outcome.stdout, max(0, outcome.returncode), max(0, -outcome.returncode))


def unmount(folder: str) -> None:
    """Take away what the probe of that name put over the folder, where it was let."""
    if sys.platform == "linux" and os.path.ismount(folder):
        ctypes.CDLL(None).umount(folder.encode())


def got_through(answer: bytes, code: int, killed_by: int) -> bool:
    """Read a probe's answer; one that was killed was stopped, one that became another program was not."""
    if killed_by:
        return False
    assert code == 0, "the probe itself is broken"
    said = json.loads(answer or b'{"through": true}')
    return bool(said["through"] or said["errno"] not in STOPPED)


def jailed(layers: tuple[str, ...]) -> Jail:
    """Give a jail with these layers, or with those of them that are to be had, which can run the probes."""
    return Jail((str(HERE),), layers)
