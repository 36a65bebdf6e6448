"""Tasks for the jail that go wrong on purpose or try to get out; run in a child, never in the tests' own process."""

from __future__ import annotations

import ctypes
import os
import time
from typing import Any

MEMORY: list[str] = []


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
