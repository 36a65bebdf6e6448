"""The filter of system calls, run step by step as the kernel would, for both architectures."""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path

import pytest

from khronika.reading import seccomp

HEADERS = {
    "x86_64": [Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), Path("/usr/include/asm/unistd_64.h")],
    "aarch64": [Path("/usr/include/asm-generic/unistd.h")],
}
DEFINED = re.compile(r"#define __NR(?:3264)?_(\w+)\s+(\d+)")
MACHINES = sorted(seccomp.ARCHITECTURES)
WRITE, EXECUTE = 2, 4


def verdict(machine: str, number: int, *arguments: int, architecture: int | None = None) -> str:
    """Run the program over one call and name what becomes of it."""
    words = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("=IIQ6Q", number, architecture or seccomp.ARCHITECTURES[machine], 0, *words)
    program = seccomp._program(machine)
    steps = [struct.unpack_from("=HBBI", program, at) for at in range(0, len(program), 8)]
    at, held = 0, 0
    while True:
        code, if_true, if_false, value = steps[at]
        at += 1
        if code == seccomp.LOAD:
            held = struct.unpack_from("=I", data, value)[0]
        elif code == seccomp.AND:
            held &= value
        elif code == seccomp.EQUAL:
            at += if_true if held == value else if_false
        else:
            assert code == seccomp.RETURN
            return {seccomp.ALLOW: "allowed", seccomp.REFUSE: "refused", seccomp.KILL: "killed"}[value]


def column(machine: str) -> int:
    return list(seccomp.ARCHITECTURES).index(machine)


@pytest.mark.parametrize("machine", MACHINES)
def test_every_call_that_is_not_on_the_list_is_refused(machine: str) -> None:
    listed = {numbers[column(machine)] for numbers in seccomp.ALLOWED.values()}
    guarded = {guard.numbers[column(machine)] for guard in seccomp.guards().values()}
    for number in [*range(1024), 0x40000000, 0x40000001, 0xFFFFFFFF]:  # also those of x32
        if number not in guarded:
            assert verdict(machine, number) == ("allowed" if number in listed else "refused"), number


@pytest.mark.parametrize("machine", MACHINES)
def test_another_architecture_s_call_ends_the_process(machine: str) -> None:
    assert verdict(machine, 0, architecture=0x40000003) == "killed"  # i386, whose numbers mean other calls


@pytest.mark.parametrize("machine", MACHINES)
def test_six_calls_are_let_through_with_harmless_arguments_only(machine: str) -> None:
    number = {name: guard.numbers[column(machine)] for name, guard in seccomp.guards().items()}
    assert len(number) == 6
    assert verdict(machine, number["openat"], 0, 0, os.O_RDONLY | os.O_CLOEXEC) == "allowed"
    for flag in (os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC, os.O_RDONLY | os.O_APPEND, os.O_TMPFILE | os.O_RDWR):
        assert verdict(machine, number["openat"], 0, 0, flag) == "refused"
    for protection, becomes in ((3, "allowed"), (1 | EXECUTE, "allowed"), (WRITE | EXECUTE, "refused"), (7, "refused")):
        assert verdict(machine, number["mmap"], 0, 4096, protection) == becomes
    assert verdict(machine, number["mprotect"], 0, 4096, 3) == "allowed"
    assert verdict(machine, number["mprotect"], 0, 4096, 1 | EXECUTE) == "refused"
    assert verdict(machine, number["fcntl"], 3, 1030) == "allowed"
    assert verdict(machine, number["fcntl"], 3, 8) == "refused"  # F_SETOWN: signals to another process
    assert verdict(machine, number["ioctl"], 0, 0x5401) == "allowed"
    assert verdict(machine, number["ioctl"], 0, 0x5412) == "refused"  # TIOCSTI: typing into a terminal
    assert verdict(machine, number["tgkill"], os.getpid(), 1, 6) == "allowed"
    assert verdict(machine, number["tgkill"], os.getppid(), 1, 6) == "refused"


@pytest.mark.parametrize("machine", MACHINES)
def test_the_numbers_are_those_of_the_kernel_s_headers(machine: str) -> None:
    header = next((path for path in HEADERS[machine] if path.exists()), None)
    if header is None:
        pytest.skip("the kernel's headers are not installed")
    known = {name: int(number) for name, number in DEFINED.findall(header.read_text(encoding="utf-8"))}
    ours = seccomp.ALLOWED | {name: guard.numbers for name, guard in seccomp.guards().items()}
    for name, numbers in ours.items():
        if numbers[column(machine)] is not None:
            generic = {"newfstatat": "fstatat"}.get(name, name) if machine == "aarch64" else name
            assert known[generic] == numbers[column(machine)], name
