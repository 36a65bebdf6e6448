"""Tasks for the jail that go wrong on purpose or try to get out; run in a child, never in the tests' own process."""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import socket
import time
from pathlib import Path
from typing import Any

MEMORY: list[str] = []
CALLS = {  # name: (x86-64, aarch64)
    "io_uring": (425, 425),
    "new_namespace": (272, 97),
    "trace": (101, 117),
}


def say(_document: int, answer: int, options: dict[str, Any]) -> None:
    os.write(answer, options["words"].encode())


def sleep(_document: int, _answer: int, _options: dict[str, Any]) -> None:
    while True:
        time.sleep(60)
        time.monotonic()


def nap(_document: int, answer: int, _options: dict[str, Any]) -> None:
    time.sleep(0.6)
    os.write(answer, b"awake")


def spin(_document: int, _answer: int, _options: dict[str, Any]) -> None:
    while True:
        pass


def crash(_document: int, _answer: int, _options: dict[str, Any]) -> None:
    ctypes.string_at(0)


def devour(_document: int, answer: int, _options: dict[str, Any]) -> None:
    try:
        hoard = [bytearray(8 * 1024 * 1024) for _ in range(1000)]
        os.write(answer, str(len(hoard)).encode())
    except MemoryError:
        os.write(answer, b"MemoryError")


def chatter(_document: int, answer: int, _options: dict[str, Any]) -> None:
    while True:
        os.write(answer, b"x" * 65536)


def blurt(_document: int, _answer: int, options: dict[str, Any]) -> None:
    raise RuntimeError(options["words"])


def remember(_document: int, answer: int, options: dict[str, Any]) -> None:
    os.write(answer, " ".join(MEMORY).encode() or b"nothing")
    MEMORY.append(options["words"])


def load_late(_document: int, answer: int, _options: dict[str, Any]) -> None:
    import wave

    os.write(answer, b"loaded" if wave and "é".encode("cp1252") else b"")


def open_files(_document: int, answer: int, _options: dict[str, Any]) -> None:
    found = []
    for number in range(64):
        try:
            os.fstat(number)
            found.append(str(number))
        except OSError:
            continue
    os.write(answer, " ".join(found).encode())


def attempt(_document: int, answer: int, options: dict[str, Any]) -> None:
    try:
        _attempt(options["what"], options.get("path", ""))
    except PermissionError:
        os.write(answer, b"refused")
    except BaseException as error:  # noqa: BLE001 - told to the test
        os.write(answer, repr(error).encode())
    else:
        os.write(answer, b"done")


def _attempt(what: str, path: str) -> None:
    if what in CALLS:
        number = CALLS[what][platform.machine() == "aarch64"]
        if ctypes.CDLL(None, use_errno=True).syscall(number, 0, 0, 0, 0) < 0:
            raise OSError(ctypes.get_errno(), what)
        return
    attempts = {
        "open_socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        "open_unix_socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
        "fork": os.fork,
        "execute": lambda: os.execv("/bin/true", ["true"]),  # noqa: S606 - it must fail
        "signal_parent": lambda: os.kill(os.getppid(), signal.SIGTERM),
        "change_mode": lambda: os.chmod("/tmp", 0o700),  # noqa: PTH101, S108 - the bare call
        "write": lambda: Path(path).write_text("x"),
        "append": lambda: os.open(path, os.O_WRONLY | os.O_APPEND),
        "read": lambda: Path(path).read_text(),
        "list": lambda: os.listdir(path),  # noqa: PTH208 - the bare call
    }
    attempts[what]()
