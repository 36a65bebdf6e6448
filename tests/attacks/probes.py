"""Attempts to get out of the jail, as a parser that was taken over would make them; each is harmless where it succeeds.

A probe gives a true value where it got through and raises OSError where it was stopped. `told` names what the
surroundings (probing.py) hold ready to be attacked.
"""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import platform
import resource
import signal
import socket
import struct
import threading
import time
from pathlib import Path
from typing import Any

ARM = platform.machine() == "aarch64"
NUMBERS = {  # name: (x86-64, aarch64)
    "ptrace": (101, 117),
    "tgkill": (234, 131),
    "unshare": (272, 97),
    "mount": (165, 40),
    "setuid": (105, 146),
    "add_key": (248, 217),
    "shmget": (29, 194),
    "shmctl": (31, 195),
    "process_vm_readv": (310, 270),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "io_uring_setup": (425, 425),
    "pidfd_open": (434, 434),
}
PTRACE_SEIZE, NEW_USER, PROCESS_KEYRING, PRIVATE = 0x4206, 0x10000000, -2, 0
USER_MODE_ONLY, SETOWN, REMOVE = 1, 8, 0
BIG = 256 * 1024 * 1024


def call(name: str, *arguments: Any) -> int:  # noqa: ANN401 - whatever the kernel takes
    words = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result = int(ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(NUMBERS[name][ARM]), *words))
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result + 1  # true also for 0


def folder_handle(told: dict[str, Any]) -> object:
    handle = os.open("/", os.O_PATH)
    return os.read(os.open(told["secret"].lstrip("/"), os.O_RDONLY, dir_fd=handle), 99)


def thread(_told: dict[str, Any]) -> object:
    ran: list[int] = []
    try:
        other = threading.Thread(target=ran.append, args=[1])
        other.start()
        other.join()
    except RuntimeError as error:
        raise PermissionError(1, "thread") from error
    return ran


def fork(_told: dict[str, Any]) -> object:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    return os.waitpid(pid, 0)


def connect(family: int, kind: int, address: object) -> object:
    with socket.socket(family, kind) as each:
        each.settimeout(2)
        each.connect(address)
        return each.send(b"x")


def listen(_told: dict[str, Any]) -> object:
    with socket.create_server(("127.0.0.1", 0)) as each:
        return each.getsockname()


def read_memory(told: dict[str, Any]) -> object:
    here = ctypes.create_string_buffer(16)
    mine = struct.pack("=QQ", ctypes.addressof(here), 8)
    theirs = struct.pack("=QQ", told["address"], 8)
    return call("process_vm_readv", told["victim"], mine, 1, theirs, 1, 0)


def environment(told: dict[str, Any]) -> object:
    if told["word"] not in "".join(os.environ.values()):
        raise PermissionError(1, "environment")
    return True


def descriptors(_told: dict[str, Any]) -> object:
    found = [number for number in range(5, 64) if Path(f"/dev/fd/{number}").exists() or is_open(number)]
    if not found:
        raise PermissionError(1, "descriptors")
    return found


def is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def spin(_told: dict[str, Any]) -> object:
    while time.process_time() < 3:
        pass
    return True


def fill(told: dict[str, Any]) -> object:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with Path(told["folder"], "big").open("wb") as file:
        return file.write(bytes(1024 * 1024))


def shared_memory(_told: dict[str, Any]) -> object:
    number = call("shmget", PRIVATE, 4096, 0o1600) - 1
    return call("shmctl", number, REMOVE, 0)


def shared_file(told: dict[str, Any]) -> object:
    place = Path("/dev/shm", told["word"])  # noqa: S108 - the attack
    try:
        return place.write_text("x")
    finally:
        place.unlink()


def others_limits(told: dict[str, Any]) -> object:
    resource.prlimit(told["victim"], resource.RLIMIT_CORE, (0, 0))
    return True


def run_written(_told: dict[str, Any]) -> object:
    return mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)


def own_signals(told: dict[str, Any]) -> object:
    import fcntl

    return fcntl.fcntl(0, SETOWN, told["victim"]) + 1


def perf(_told: dict[str, Any]) -> object:
    attributes = struct.pack("=IIQ", 1, 64, 0) + bytes(24) + struct.pack("=Q", 0x60) + bytes(16)
    return call("perf_event_open", attributes, 0, -1, -1, 0)


def io_uring(_told: dict[str, Any]) -> object:
    return call("io_uring_setup", 1, ctypes.create_string_buffer(120))


def bpf(_told: dict[str, Any]) -> object:
    return call("bpf", 0, struct.pack("=IIIII", 2, 4, 4, 1, 0) + bytes(60), 72)


PROBES: dict[str, tuple[str, Any]] = {
    "read": ("read another file", lambda told: Path(told["secret"]).read_text()),
    "list": ("list a folder", lambda told: os.listdir(told["folder"])),  # noqa: PTH208 - the bare call
    "stat": ("learn whether a file exists", lambda told: os.stat(told["secret"])),  # noqa: PTH116
    "dirfd": ("read by a handle on a folder", folder_handle),
    "write": ("make a file", lambda told: os.open(told["folder"] + "/new", os.O_WRONLY | os.O_CREAT)),
    "append": ("add to a file", lambda told: os.write(os.open(told["spare"], os.O_WRONLY | os.O_APPEND), b"") + 1),
    "rename": ("rename a file", lambda told: os.rename(told["spare"], told["spare"] + "2") or True),  # noqa: PTH104
    "unlink": ("delete a file", lambda told: os.unlink(told["spare2"]) or True),  # noqa: PTH108
    "symlink": ("make a link", lambda told: os.symlink("/", told["folder"] + "/link") or True),  # noqa: PTH211
    "chmod": ("change a file's rights", lambda told: os.chmod(told["secret"], 0o600) or True),  # noqa: PTH101
    "chown": ("change a file's owner", lambda told: os.chown(told["secret"], os.getuid(), os.getgid()) or True),
    "utime": ("change a file's date", lambda told: os.utime(told["secret"]) or True),
    "tcp": ("connect by TCP", lambda told: connect(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", told["tcp"]))),
    "listen": ("listen on TCP", listen),
    "udp": ("send by UDP", lambda told: connect(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", told["udp"]))),
    "unix": ("connect to a Unix socket", lambda told: connect(socket.AF_UNIX, socket.SOCK_STREAM, told["unix"])),
    "abstract": (
        "connect to an abstract socket",
        lambda told: connect(socket.AF_UNIX, socket.SOCK_STREAM, "\0" + told["word"]),
    ),
    "exec": ("run a program", lambda _told: os.execv("/bin/true", ["true"])),  # noqa: S606
    "fork": ("make a process", fork),
    "thread": ("make a thread", thread),
    "ptrace": ("take over a process", lambda told: call("ptrace", PTRACE_SEIZE, told["victim"], 0, 0)),
    "memory_of": ("read a process's memory", read_memory),
    "kill": ("signal a process", lambda told: os.kill(told["victim"], signal.SIGCONT) or True),
    "tgkill": ("signal a thread", lambda told: call("tgkill", told["victim"], told["victim"], int(signal.SIGCONT))),
    "setown": ("have signals sent to a process", own_signals),
    "pidfd": ("hold a process", lambda told: call("pidfd_open", told["victim"], 0)),
    "proc": ("read a process's secrets in /proc", lambda told: Path(f"/proc/{told['victim']}/environ").read_bytes()),
    "environ": ("find secrets in its own environment", environment),
    "descriptors": ("find open files of the program", descriptors),
    "mount": ("mount a file system", lambda told: call("mount", b"none", told["folder"].encode(), b"tmpfs", 1, 0)),
    "unshare": ("make a user namespace", lambda _told: call("unshare", NEW_USER)),
    "setuid": ("set its user", lambda _told: call("setuid", os.getuid())),
    "keyctl": ("use the kernel's key ring", lambda _told: call("add_key", b"user", b"k", b"x", 1, PROCESS_KEYRING)),
    "bpf": ("load BPF", bpf),
    "io_uring": ("make an io_uring", io_uring),
    "perf": ("count events of the processor", perf),
    "userfaultfd": ("handle page faults", lambda _told: call("userfaultfd", USER_MODE_ONLY)),
    "shm": ("share memory (System V)", shared_memory),
    "devshm": ("share memory (POSIX)", shared_file),
    "memfd": ("make a file in memory", lambda told: os.memfd_create(told["word"])),
    "wx": ("run what it wrote to memory", run_written),
    "limits": ("change a process's limits", others_limits),
    "hoard": ("take 256 MB where 64 are allowed", lambda _told: len(bytearray(BIG))),
    "spin": ("compute for 3 s where 1 is allowed", spin),
    "fill": ("fill the disk", fill),
    "files": ("open 200 files where 32 are allowed", lambda _told: [os.dup(0) for _ in range(200)]),
}


def probe(_document: int, answer: int, told: dict[str, Any]) -> None:
    """Task: try one way out and say what came of it."""
    try:
        said: dict[str, Any] = {"through": bool(PROBES[told["what"]][1](told))}
    except OSError as error:
        said = {"through": False, "errno": error.errno or 0}
    except MemoryError:
        said = {"through": False, "errno": 12}
    os.write(answer, json.dumps(said).encode())
