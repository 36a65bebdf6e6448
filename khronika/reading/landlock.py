"""Landlock: from here on this process may read the interpreter's files and language packs and nothing else on a disk.

Newer kernels also close TCP (ABI 4), abstract sockets and signals to processes outside (ABI 6).
Source: Linux kernel documentation, userspace-api/landlock. The numbers of the three calls are the same everywhere.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
import sysconfig
from pathlib import Path

from khronika.reading.recognition import packs

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION_FLAG = 1
RULE_PATH_BENEATH = 1
READ_FILE, READ_DIR = 1 << 2, 1 << 3
FIRST_ABI_RIGHTS = (1 << 13) - 1
RIGHTS_BY_ABI = {1: FIRST_ABI_RIGHTS, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
LATEST_RIGHTS = (1 << 16) - 1  # ABI 5 adds ioctl on devices
TCP = (4, (1 << 2) - 1)  # since which ABI; bind and connect
SCOPES = (6, (1 << 2) - 1)  # since which ABI; abstract Unix sockets and signals


def abi() -> int:
    """Give the Landlock version of this kernel; 0 where it has none."""
    if not sys.platform.startswith("linux"):
        return 0
    version = _libc().syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(VERSION_FLAG))
    return max(0, int(version))


def restrict() -> None:
    """Close the file system for this process for good; raises OSError where the kernel refuses."""
    libc = _libc()
    handled = _handled(abi())
    attributes = ctypes.create_string_buffer(handled, len(handled))
    ruleset = _checked(libc.syscall(CREATE_RULESET, attributes, ctypes.c_size_t(len(handled)), ctypes.c_uint32(0)))
    for place in _own_files():
        _allow_reading(libc, ruleset, place)
    _checked(libc.syscall(RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)))
    os.close(ruleset)


def _handled(version: int) -> bytes:
    """Give the kernel's `landlock_ruleset_attr`, as long as this version knows it."""
    words = [RIGHTS_BY_ABI.get(version, LATEST_RIGHTS)]
    words += [rights for since, rights in (TCP, SCOPES) if version >= since]
    return struct.pack(f"={len(words)}Q", *words)


def _own_files() -> list[Path]:
    paths = sysconfig.get_paths()
    places = {paths[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")}
    places.add(str(Path(__file__).resolve().parents[1]))
    return [*(Path(place) for place in sorted(places) if Path(place).is_dir()), *packs.files()]


def _allow_reading(libc: ctypes.CDLL, ruleset: int, place: Path) -> None:
    folder = os.open(place, os.O_PATH | os.O_CLOEXEC)
    rights = READ_FILE | READ_DIR if place.is_dir() else READ_FILE
    rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, folder), 12)
    try:
        arguments = (ctypes.c_int(ruleset), ctypes.c_int(RULE_PATH_BENEATH), rule, ctypes.c_uint32(0))
        _checked(libc.syscall(ADD_RULE, *arguments))
    finally:
        os.close(folder)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
