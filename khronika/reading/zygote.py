"""The zygote: a small process with the parsers loaded and no document in it, which forks one child a document.

The program that opened the record never forks for reading, so a child holds nothing but its own document: no other
source's text, no name, no open database. The zygote itself parses nothing.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import time
from dataclasses import dataclass
from typing import Any

from khronika.reading.confinement import available_layers, confine, keep_only

REQUEST_BYTES = 4096  # every request has this length, so that two never run into each other
FILES = 3  # the document, the answer, the report
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # what getrusage(2) counts memory in
LOOK_EVERY = 0.02  # seconds between looks at children whose end raised no signal


@dataclass(frozen=True, slots=True)
class Ward:
    """A running child: when it must end (monotonic clock) and where its end is reported."""

    deadline: float
    report: int


def serve(layers: list[str], outside: dict[str, str]) -> None:
    """Answer requests on standard input until it closes; then kill what still runs and leave.

    `layers` are those wanted, of which the ones that are to be had here are taken; `outside` the namespaces from which
    this process is to stand apart.
    """
    control = socket.socket(fileno=0)
    listening = control.fileno()
    alarm_read, alarm_write = os.pipe()
    os.set_blocking(alarm_write, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(alarm_write, warn_on_full_buffer=False)
    held = tuple(layer for layer in available_layers(outside) if layer in layers)
    wards: dict[int, Ward] = {}
    while True:
        ready, _, _ = select.select([listening, alarm_read], [], [], _patience(wards))
        if alarm_read in ready:
            os.read(alarm_read, 512)
        if listening in ready and not _take_request(control, held, wards):
            break
        _look_after(wards)
    for pid in wards:
        _kill(pid)


def _patience(wards: dict[int, Ward]) -> float | None:
    if not wards:
        return None
    return max(0.0, min(ward.deadline for ward in wards.values()) - time.monotonic()) + LOOK_EVERY


def _take_request(control: socket.socket, layers: tuple[str, ...], wards: dict[int, Ward]) -> bool:
    message, files, _, _ = socket.recv_fds(control, REQUEST_BYTES, FILES)
    while message and len(message) < REQUEST_BYTES:
        more = control.recv(REQUEST_BYTES - len(message))
        if not more:
            return False
        message += more
    if not message:
        return False
    request = json.loads(message)
    document, answer, report = files
    for module in request["warm"]:
        with contextlib.suppress(ImportError):  # the child says what is missing
            importlib.import_module(module)
    gc.freeze()  # what was loaded here is nothing for a child to look through
    zygote = os.getpid()
    pid = os.fork()
    if pid == 0:
        _child(request, document, answer, layers, zygote)
    os.close(document)
    os.close(answer)
    wards[pid] = Ward(time.monotonic() + request["wall_seconds"], report)
    return True


def _look_after(wards: dict[int, Ward]) -> None:
    for pid, ward in list(wards.items()):
        late = time.monotonic() >= ward.deadline
        if late:
            _kill(pid)
        ended, status, used = os.wait4(pid, 0 if late else os.WNOHANG)
        if ended:
            report = {"status": status, "late": late, "memory": used.ru_maxrss * RSS_UNIT}
            with contextlib.suppress(OSError):  # nobody waits for the report any more
                os.write(ward.report, json.dumps(report).encode())
            os.close(ward.report)
            del wards[pid]


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def _child(request: dict[str, Any], document: int, answer: int, layers: tuple[str, ...], zygote: int) -> None:
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        for each in (signal.SIGCHLD, signal.SIGINT, signal.SIGPIPE):
            signal.signal(each, signal.SIG_DFL)
        os.setsid()
        document, answer = keep_only(document, answer)
        module, name = request["task"].split(":")
        task = getattr(importlib.import_module(module), name)
        confine(layers, request["memory_bytes"], request["cpu_seconds"], zygote)
        task(document, answer, {**request["options"], "layers": layers})
        code = 0
    finally:
        # Nothing of the parent's may run in the child: no exit handler, no traceback with a document's words.
        os._exit(code)


def answer_layers(_document: int, answer: int, options: dict[str, Any]) -> None:
    """Task: say that every layer could be put on; reaching this line is the proof."""
    os.write(answer, "+".join(("fork", "rlimits", *options["layers"])).encode())
