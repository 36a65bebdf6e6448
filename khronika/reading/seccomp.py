"""Seccomp: from here on this process may compute, read what is open and answer; every other system call is refused.

An allow-list as a BPF filter of the kernel (Linux, seccomp(2)); a call outside it fails with EPERM, and six calls are
let through with harmless arguments only. The numbers differ by architecture: x86-64 from
arch/x86/entry/syscalls/syscall_64.tbl, aarch64 from include/uapi/asm-generic/unistd.h.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from typing import NamedTuple

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, PR_GET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 21, 2
LOAD, EQUAL, AND, RETURN = 0x20, 0x15, 0x54, 0x06  # BPF_LD|W|ABS, JMP|JEQ|K, ALU|AND|K, RET|K
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | 1  # 1 is EPERM
AT_NUMBER, AT_ARCHITECTURE, AT_ARGUMENTS = 0, 4, 16  # in `seccomp_data`; the lower half of an argument comes first
WHOLE = 0xFFFFFFFF
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
WRITABLE, EXECUTABLE = 2, 4  # PROT_WRITE, PROT_EXEC
DESCRIPTOR_COMMANDS = (0, 1, 2, 3, 1030)  # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC
FILE_QUESTIONS = (0x5401, 0x5450, 0x5451)  # TCGETS (is it a terminal?), FIONCLEX, FIOCLEX

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# name: (x86-64, aarch64); None where the architecture has no such call
ALLOWED: dict[str, tuple[int | None, int | None]] = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "stat": (4, None),
    "fstat": (5, 80),
    "lstat": (6, None),
    "lseek": (8, 62),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "pread64": (17, 67),
    "access": (21, None),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "dup": (32, 23),
    "getpid": (39, 172),
    "exit": (60, 93),
    "getcwd": (79, 17),
    "readlink": (89, None),
    "getuid": (102, 174),
    "sigaltstack": (131, 132),
    "gettid": (186, 178),
    "futex": (202, 98),
    "getdents64": (217, 61),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "exit_group": (231, 94),
    "newfstatat": (262, 79),
    "readlinkat": (267, 78),
    "faccessat": (269, 48),
    "getrandom": (318, 278),
    "statx": (332, 291),
    "rseq": (334, 293),
    "faccessat2": (439, 439),
}


class Guard(NamedTuple):
    """A call that is allowed only where one argument, under a mask, is one of these values."""

    numbers: tuple[int, int]
    argument: int
    mask: int
    values: tuple[int, ...]


def guards() -> dict[str, Guard]:
    """Give the calls that are let through with some arguments only; they name the process that asks."""
    return {
        # for reading only: Landlock may be missing, and no file may come into being
        "openat": Guard((257, 56), 2, WRITING, (0,)),
        # no memory that was written can be run
        "mmap": Guard((9, 222), 2, WRITABLE | EXECUTABLE, (0, WRITABLE, EXECUTABLE)),
        "mprotect": Guard((10, 226), 2, EXECUTABLE, (0,)),
        "ioctl": Guard((16, 29), 1, WHOLE, FILE_QUESTIONS),
        "fcntl": Guard((72, 25), 1, WHOLE, DESCRIPTOR_COMMANDS),
        # abort() needs it, to be seen as what it is; nobody else is to be signalled
        "tgkill": Guard((234, 131), 0, WHOLE, (os.getpid(),)),
    }


def available() -> bool:
    """Tell whether this kernel filters system calls and this machine's numbers are known."""
    if not sys.platform.startswith("linux") or platform.machine() not in ARCHITECTURES:
        return False
    return int(ctypes.CDLL(None).prctl(PR_GET_SECCOMP, 0, 0, 0, 0)) >= 0


def restrict() -> None:
    """Put the filter on this process for good; raises OSError where the kernel refuses."""
    program = _program(platform.machine())
    steps = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(steps))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.c_char_p(header), 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def _program(machine: str) -> bytes:
    column = list(ARCHITECTURES).index(machine)
    steps = [
        _step(LOAD, AT_ARCHITECTURE),
        _step(EQUAL, ARCHITECTURES[machine], 1, 0),
        _step(RETURN, KILL),
        _step(LOAD, AT_NUMBER),
    ]
    for numbers in ALLOWED.values():
        if (number := numbers[column]) is not None:
            steps += [_step(EQUAL, number, 0, 1), _step(RETURN, ALLOW)]
    for guard in guards().values():
        steps += _guarded(guard, guard.numbers[column])
    return b"".join([*steps, _step(RETURN, REFUSE)])


def _guarded(guard: Guard, number: int) -> list[bytes]:
    inside = [_step(LOAD, AT_ARGUMENTS + 8 * guard.argument), _step(AND, guard.mask)]
    for value in guard.values:
        inside += [_step(EQUAL, value, 0, 1), _step(RETURN, ALLOW)]
    inside.append(_step(RETURN, REFUSE))
    return [_step(EQUAL, number, 0, len(inside)), *inside]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
