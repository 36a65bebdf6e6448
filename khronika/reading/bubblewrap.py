"""Bubblewrap: a zygote that sees no disk but the interpreter, no process but its own, no network and no user.

Optional: the program `bwrap` must be installed and the kernel must let it make namespaces (Ubuntu 24.04 and Docker do
not by default). Source: bwrap(1), namespaces(7).
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from pathlib import Path

from khronika.reading.recognition import packs

NAMESPACES = ("ipc", "mnt", "net", "pid")  # those whose being new makes the layer
SYSTEM = ("usr", "lib", "lib64", "lib32", "bin", "sbin")  # where a system keeps what an interpreter loads
LOADER = "/etc/ld.so.cache"


def program() -> str | None:
    """Give the path of bubblewrap, where it is installed."""
    return shutil.which("bwrap") if sys.platform.startswith("linux") else None


def wrapping(bwrap: str, more: tuple[str, ...]) -> list[str]:
    """Give the words to put before the zygote's command; `more` are folders to be seen beside its own."""
    words = empty(bwrap)
    for own in (*_own_places(), *map(str, packs.files()), *more):
        words += ["--ro-bind-try", own, own]
    return [*words, "--proc", "/proc", "--dev", "/dev", "--chdir", "/", "--"]


def empty(bwrap: str) -> list[str]:
    """Give the words for namespaces in which there is nothing but the system's programs and libraries, to be read."""
    words = [bwrap, "--unshare-all", "--cap-drop", "ALL", "--new-session"]
    for name in SYSTEM:
        place = Path("/", name)
        if place.is_symlink():
            words += ["--symlink", str(place.readlink()), str(place)]
        elif place.is_dir():
            words += ["--ro-bind", str(place), str(place)]
    return [*words, "--ro-bind-try", LOADER, LOADER]


def spaces() -> dict[str, str]:
    """Give the namespaces that this process is in; empty where the system has none."""
    found = {}
    for name in NAMESPACES:
        place = Path("/proc/self/ns", name)
        if place.is_symlink():
            found[name] = str(place.readlink())
    return found


def apart_from(outside: dict[str, str]) -> bool:
    """Tell whether this process stands in namespaces of its own, seen from those of the process that started it."""
    inside = spaces()
    return len(inside) == len(outside) == len(NAMESPACES) and not any(inside[name] == outside[name] for name in inside)


def _own_places() -> list[str]:
    """Give the folders of the interpreter, the installed packages and Khronika itself; outer before inner.

    A folder on the path that holds something else, such as the one in which the program was called, stays outside, and
    so does what would hold the user's home.
    """
    paths = sysconfig.get_paths()
    places = {paths[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")}
    places |= {sys.prefix, sys.base_prefix, os.path.realpath(sys.base_prefix), *_folders_of(Path(sys.executable))}
    places |= {each for each in sys.path if each and any(Path(each).glob("*.dist-info"))}
    places.add(str(Path(__file__).resolve().parents[1]))
    return sorted(place for place in places if Path(place).is_dir() and not Path.home().is_relative_to(place))


def _folders_of(program: Path) -> list[str]:
    """Give the folders through which a program is reached by links, as in a virtual environment."""
    folders = [str(program.parent)]
    while program.is_symlink():
        program = program.parent / program.readlink()
        folders.append(str(program.parent))
    return folders
