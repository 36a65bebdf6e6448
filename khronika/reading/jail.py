"""The jail, from outside: hand an open file to a confined child, take its answer up to a length, learn how it ended."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import Any

from khronika.errors import KhronikaError
from khronika.reading import bubblewrap
from khronika.reading.confinement import LAYERS
from khronika.reading.limits import DEFAULT, Limits
from khronika.reading.recognition.packs import FOLDER, LANGUAGES
from khronika.reading.zygote import REQUEST_BYTES

GRACE = 5.0  # seconds beyond the wall clock after which the zygote itself is given up
PIECE = 1 << 20
BOOT = (
    "import json, sys; told = json.loads(sys.argv[1]); sys.path[:] = told.pop('path'); "
    "from khronika.reading.zygote import serve; serve(**told)"
)
PROOF = "khronika.reading.zygote:answer_layers"
UNCLOSED = "The jail for parsers could not be closed on this machine; nothing was read. Please report this."
KEPT_ENVIRONMENT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME", "HOME", "PATH", FOLDER, LANGUAGES)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came back from one child: its bytes, how it ended, and the most memory (bytes) it held at a time."""

    answer: bytes
    signal: int = 0
    code: int = 0
    late: bool = False
    over_long: bool = False
    memory: int = 0

    @property
    def ended_well(self) -> bool:
        """Whether the child finished its task and said all it had to say."""
        return not (self.signal or self.code or self.late or self.over_long)


class Jail:
    """One zygote and the way to it; threads of one process take turns in asking and wait side by side.

    `layers` says what separates its children from this machine, such as "fork+rlimits+landlock+seccomp", proved by a
    child; fewer layers than there are can be asked for to see what each of them is good for. `more` are folders of
    modules with other tasks.
    """

    def __init__(self, more: tuple[str, ...] = (), layers: tuple[str, ...] = LAYERS) -> None:
        self._turn = threading.Lock()
        told = {"path": [*more, *sys.path], "layers": layers, "outside": bubblewrap.spaces()}
        for before in _wrappings(more, layers):
            self._start(before, json.dumps(told))
            self.layers = self._proved()
            if self.layers:
                return
            self.close()
        raise KhronikaError(UNCLOSED)

    def _start(self, before: list[str], told: str) -> None:
        self._control, theirs = socket.socketpair()
        environment = {key: os.environ[key] for key in KEPT_ENVIRONMENT if key in os.environ}
        self._zygote = subprocess.Popen(  # noqa: S603 - our own interpreter with our own line
            [*before, sys.executable, "-c", BOOT, told],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**environment, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            start_new_session=True,
        )
        theirs.close()

    def _proved(self) -> str:
        try:
            with open(os.devnull, "rb") as nothing:  # noqa: PTH123 - the device, not a file
                outcome = self.confine(PROOF, nothing.fileno(), {}, DEFAULT, cap=200)
        except KhronikaError:  # the zygote is gone before it was asked
            return ""
        return outcome.answer.decode("ascii", "replace") if outcome.ended_well else ""

    def confine(
        self, task: str, document: int, options: dict[str, Any], limits: Limits, *, cap: int, warm: tuple[str, ...] = ()
    ) -> Outcome:
        """Run `module:function` on an open file in a child of its own; `cap` bounds the answer in bytes."""
        request = {
            "task": task,
            "warm": warm,
            "options": options,
            "memory_bytes": limits.memory_bytes,
            "cpu_seconds": limits.cpu_seconds,
            "wall_seconds": limits.wall_seconds,
        }
        message = json.dumps(request).encode().ljust(REQUEST_BYTES)
        answer, answer_in = os.pipe()
        report, report_in = os.pipe()
        try:
            self._ask(message, [document, answer_in, report_in])
        finally:
            os.close(answer_in)
            os.close(report_in)
        try:
            return _listen(answer, report, cap, time.monotonic() + limits.wall_seconds + GRACE)
        finally:
            os.close(report)

    def _ask(self, message: bytes, files: list[int]) -> None:
        try:
            with self._turn:
                sent = socket.send_fds(self._control, [message], files)
                self._control.sendall(message[sent:])
        except OSError as error:
            msg = "The reading process is gone; run the command again, and reinstall Khronika if this comes back."
            raise KhronikaError(msg) from error

    def alive(self) -> bool:
        """Tell whether the zygote still runs."""
        return self._zygote.poll() is None

    def close(self) -> None:
        """Let the zygote and all its children end."""
        self._control.close()
        try:
            self._zygote.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._zygote.kill()
            self._zygote.wait()


def _listen(answer: int, report: int, cap: int, deadline: float) -> Outcome:
    pieces: list[bytes] = []
    length = 0
    try:
        while length <= cap and select.select([answer], [], [], max(0.0, deadline - time.monotonic()))[0]:
            piece = os.read(answer, PIECE)
            if not piece:
                break
            pieces.append(piece)
            length += len(piece)
    finally:
        os.close(answer)  # a child that still writes ends by SIGPIPE
    ready = select.select([report], [], [], max(0.0, deadline - time.monotonic()))[0]
    said = os.read(report, 512) if ready else b""
    if not said:
        return Outcome(b"", code=1, late=not ready)
    ending = json.loads(said)
    status = ending["status"]
    if length > cap:
        return Outcome(b"", over_long=True)
    killed_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0
    return Outcome(b"".join(pieces), signal=killed_by, code=code, late=ending["late"], memory=ending["memory"])


def _wrappings(more: tuple[str, ...], layers: tuple[str, ...]) -> list[list[str]]:
    """Give what to put before the zygote's command, the strongest first; bubblewrap may be there and not allowed."""
    bwrap = bubblewrap.program() if "bubblewrap" in layers else None
    return [bubblewrap.wrapping(bwrap, more), []] if bwrap else [[]]


_JAILS: dict[int, Jail] = {}
_STARTING = threading.Lock()


def jail() -> Jail:
    """Give this process's jail; a forked process gets its own, a zygote that died is replaced."""
    with _STARTING:
        mine = _JAILS.get(os.getpid())
        if mine is None or not mine.alive():
            if mine is not None:
                mine.close()
            mine = _JAILS[os.getpid()] = Jail()
            atexit.register(mine.close)
        return mine


def isolation_level() -> str:
    """Give what separates a parser from this machine, such as "fork+rlimits+landlock+seccomp"; proved by a child."""
    return jail().layers


def ending(outcome: Outcome, limits: Limits) -> str:
    """Say in a sentence how a child ended that did not end well."""
    if outcome.late:
        stopped = f"Reading was stopped after {limits.wall_seconds:g} seconds; the file may be damaged or made to hang"
        return f"{stopped}, or be too long: split it then."
    if outcome.over_long:
        return "Its text or layout is longer than a document may be; split the file and add the parts."
    if outcome.signal in (signal.SIGXCPU, signal.SIGKILL):
        return f"Reading used more than {limits.cpu_seconds} seconds of processor time; the file may be made to hang."
    name = ""
    with contextlib.suppress(ValueError):
        name = f" ({signal.Signals(outcome.signal).name})"
    return f"The parser broke down on this file{name}; it may be damaged. Ask for it in another format."
