"""LibreOffice, where a person names it: old binary Office files become new ones in namespaces of their own.

The program that parses them is large and old, so it is started only where bubblewrap holds, for one document, without
network, user or disk: it sees `/usr`, the document and a folder in memory, and what it writes is a hostile file again.
"""

from __future__ import annotations

import functools
import os
import re
import select
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from khronika.reading import bubblewrap
from khronika.reading.isolation import level_of
from khronika.reading.jail import isolation_level
from khronika.reading.limits import DEFAULT, MIB
from khronika.reading.refusal import Refusal
from khronika.reading.sniff import OLD_OFFICE
from khronika.vocabulary.documents import Isolation

if TYPE_CHECKING:
    from khronika.reading.limits import Limits

NAMED_BY = "KHRONIKA_LIBREOFFICE"
BECOMES = {"WordDocument": "docx", "Workbook": "xlsx", "Book": "xlsx", "PowerPoint Document": "pdf"}
LAYERS = "rlimits+bubblewrap"
SETTINGS = ("/etc/fonts", "/etc/libreoffice")
SURROUNDINGS = {"HOME": "/home", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", "SAL_USE_VCLPLUGIN": "svp"}
# The limits hold for each process; the folder in memory and the clock hold for all of them together.
CONVERT = (
    "ulimit -c 0; ulimit -t {cpu}; ulimit -v {kib}; ulimit -f {blocks}; cd /home; "
    '"$0" -env:UserInstallation=file:///home/profile --headless --norestore --convert-to "$1" --outdir /home/out /in '
    '>/dev/null 2>&1; exec cat "/home/out/in.$1"'
)
ADDRESS_SPACE = 2048 * MIB  # of a program that maps much more than it uses
ROOM = 256 * MIB  # of the folder in memory
PIECE = 1 << 20
FAILED = "LibreOffice could not convert it; it may be damaged or have a password."
LATE = "LibreOffice was stopped after {seconds:g} seconds; the file may be damaged or made to hang."
MISSING = f"{NAMED_BY} names no program that can be run: give the path of soffice."
TOO_NEAR = f"{NAMED_BY} names a program beside your own files: give LibreOffice a folder of its own."
UNSAFE = f"LibreOffice is named in {NAMED_BY} and is not started, since no bubblewrap holds it in here."


@dataclass(frozen=True, slots=True)
class Converted:
    """An old file as a new one: open in memory, to be closed; its ending; what made it and what held that in."""

    document: int
    extension: str
    engine: str
    layers: str


def instead(document: int, refused: str, limits: Limits) -> Converted | None:
    """Convert a file that was refused as an old Office file; None where it is none, or where no program is named.

    Raises `Refusal` with that sentence and what stood against converting it.
    """
    target = next((BECOMES[name] for name, what in OLD_OFFICE if refused == f"It {what}." and name in BECOMES), None)
    named = os.environ.get(NAMED_BY)
    if target is None or not named:
        return None
    try:
        soffice = _program(named)
        engine = _engine(soffice)
        return Converted(convert(soffice, document, target, limits), f".{target}", engine, LAYERS)
    except Refusal as trouble:
        msg = f"{refused} {trouble}"
        raise Refusal(msg) from trouble


def _program(named: str) -> str:
    found = shutil.which(named)
    if found is None:
        raise Refusal(MISSING)
    if level_of(isolation_level()) is not Isolation.STRICT:
        raise Refusal(UNSAFE)
    return os.path.realpath(found)


def convert(soffice: str, document: int, target: str, limits: Limits) -> int:
    """Convert an open file and give the result as an open file in memory; raises `Refusal` where none came out."""
    words = CONVERT.format(cpu=int(limits.cpu_seconds), kib=ADDRESS_SPACE // 1024, blocks=ROOM // 512)
    answer = _run([*_wrapping(soffice, document), "/bin/sh", "-c", words, soffice, target], document, limits)
    if not answer:
        raise Refusal(FAILED)
    with os.fdopen(os.memfd_create("converted", os.MFD_CLOEXEC), "w+b") as result:
        result.write(answer)
        result.seek(0)
        return os.dup(result.fileno())


@functools.cache
def _engine(soffice: str) -> str:
    """Give the program's name with its version, as it says itself inside the jail."""
    with Path(os.devnull).open("rb") as nothing:
        words = [*_wrapping(soffice, nothing.fileno()), soffice, "--version"]
        said = _run(words, nothing.fileno(), DEFAULT).decode("ascii", "replace")
    version = re.search(r"\d+(?:\.\d+){1,4}", said)
    return f"libreoffice/{version.group() if version else 'unknown'}"


def _wrapping(soffice: str, document: int) -> list[str]:
    bwrap = bubblewrap.program()
    if bwrap is None:
        raise Refusal(UNSAFE)
    own = Path(soffice).parents[1]
    if Path.home().is_relative_to(own):
        raise Refusal(TOO_NEAR)
    words = [*bubblewrap.empty(bwrap), "--die-with-parent"]
    words += ["--size", str(ROOM), "--tmpfs", "/home", "--size", str(ROOM), "--tmpfs", "/tmp"]  # noqa: S108 - inside
    for place in (*SETTINGS, str(own)):
        words += ["--ro-bind-try", place, place]
    return [*words, "--proc", "/proc", "--dev", "/dev", "--ro-bind-data", str(document), "/in", "--"]


def _run(words: list[str], document: int, limits: Limits) -> bytes:
    """Run a line in namespaces of its own and give what it says, up to the size of a file; whatever runs late dies."""
    os.lseek(document, 0, os.SEEK_SET)
    running = subprocess.Popen(  # noqa: S603 - our own line
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=(document,),
        env=SURROUNDINGS,
        start_new_session=True,
    )
    with running:
        try:
            return _listen(running, limits)
        finally:
            running.kill()  # the first process of the namespaces dies with bubblewrap, and all others with that one


def _listen(running: subprocess.Popen[bytes], limits: Limits) -> bytes:
    deadline = time.monotonic() + limits.wall_seconds
    pieces: list[bytes] = []
    answer = running.stdout.fileno() if running.stdout else -1
    while sum(map(len, pieces)) <= limits.file_bytes:
        if not select.select([answer], [], [], max(0.0, deadline - time.monotonic()))[0]:
            raise Refusal(LATE.format(seconds=limits.wall_seconds))
        piece = os.read(answer, PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
    raise Refusal(FAILED)
