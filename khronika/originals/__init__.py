"""Original files by their SHA-256: taken in, held, handed out, never altered."""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.errors import DISK_FULL, ChronicleError, KhronikaError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["ChangedWhileRead", "Taken", "hand_out", "intact", "keep", "take_in"]

BLOCK = 1 << 20  # bytes read at a time
READ_ONLY = 0o444
INCOMING = "incoming-"  # begins the name of a file that is not complete yet
ABANDONED = 10  # seconds for which a file may be new and not locked yet


class ChangedWhileRead(KhronikaError):
    """A file changed while it was taken in, twice; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in: the SHA-256 of the bytes in hexadecimal, and how many there are."""

    sha256: str
    size: int


def take_in(store: Path, file: Path) -> Taken:
    """Copy a file into the store under its hash, whole or not at all; taking it in again changes nothing.

    Raises `ChangedWhileRead` where the file will not hold still, `ChronicleError` where the store has no room or
    cannot be written, and the plain OSError where the file itself cannot be read.
    """
    with told(store):
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(store)
    for _ in range(2):
        taken = copy(store, file)
        if taken is not None:
            return taken
    raise ChangedWhileRead(f"{file} changed while it was read; wait until it is complete and add it again.")


def keep(store: Path, data: bytes | memoryview) -> Taken:
    """Hold bytes that came inside an original, under their own hash, whole or not at all.

    Raises `ChronicleError` where the store has no room or cannot be written.
    """
    with told(store):
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(store)
        sha256 = hashlib.sha256(data).hexdigest()
        if intact(store, sha256):
            return Taken(sha256, len(data))
        with arriving(store) as (incoming, target):
            taken = stream(io.BytesIO(data), target, store)
            settle(incoming, place(store, sha256), sha256, store)
    return taken


def hand_out(store: Path, sha256: str) -> Path:
    """Give the path of an original, to be read only; `UsageError` where the store does not hold it."""
    path = place(store, sha256)
    if not path.is_file():
        raise UsageError(f"The original {sha256[:12]} is not in {store}; add the file again or bring back a backup.")
    return path


def intact(store: Path, sha256: str) -> bool:
    """Say whether the store holds this original with the very bytes that were taken in."""
    path = place(store, sha256)
    if not path.is_file():
        return False
    with path.open("rb") as held:
        return hashlib.file_digest(held, "sha256").hexdigest() == sha256


def place(store: Path, sha256: str) -> Path:
    """Give where an original stands: `ab/cdef…`; `UsageError` for what is no hash, such as a path."""
    if len(sha256) != hashlib.sha256().digest_size * 2 or not set(sha256) <= set("0123456789abcdef"):
        raise UsageError("An original is named by the 64 hexadecimal digits of its SHA-256.")
    return store / sha256[:2] / sha256[2:]


def copy(store: Path, file: Path) -> Taken | None:
    """Copy a file once; None where it changed meanwhile."""
    with file.open("rb") as source, arriving(store) as (incoming, target):
        before = os.fstat(source.fileno())
        taken = stream(source, target, store)
        if fingerprint(before) != fingerprint(file.stat()) or taken.size != before.st_size:
            return None
        with told(store):
            settle(incoming, place(store, taken.sha256), taken.sha256, store)
    return taken


@contextmanager
def arriving(store: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Give a new file of the store to write into, locked; what was not moved to its place is removed in the end."""
    with told(store):
        handle, name = tempfile.mkstemp(prefix=INCOMING, dir=store)
    incoming = store / name
    try:
        with os.fdopen(handle, "wb") as target:
            fcntl.flock(target, fcntl.LOCK_EX)
            yield incoming, target
    finally:
        with suppress(FileNotFoundError):
            incoming.unlink()


def stream(source: BinaryIO, target: BinaryIO, store: Path) -> Taken:
    """Copy bytes block by block onto the disk, and give their hash and number."""
    seen, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        seen.update(block)
        size += len(block)
        with told(store):
            target.write(block)
    with told(store):
        target.flush()
        os.fchmod(target.fileno(), READ_ONLY)
        os.fsync(target.fileno())
    return Taken(seen.hexdigest(), size)


def settle(incoming: Path, final: Path, sha256: str, store: Path) -> None:
    """Move a complete copy to its place; one that stands there intact is left alone, a damaged one is mended."""
    if intact(store, sha256):
        return
    final.parent.mkdir(mode=0o700, exist_ok=True)
    incoming.rename(final)
    for folder in (final.parent, store):
        remember(folder)


def remember(folder: Path) -> None:
    """Make the names in a folder survive a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(store: Path) -> None:
    """Remove incomplete copies that a run left behind when it was cut off; those of a run at work are locked."""
    for left in store.glob(f"{INCOMING}*"):
        with suppress(FileNotFoundError, BlockingIOError), left.open("rb") as copy_of_somebody:
            fcntl.flock(copy_of_somebody, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if time.time() - left.stat().st_mtime > ABANDONED:
                left.unlink()


def fingerprint(status: os.stat_result) -> tuple[int, int, int, int]:
    """Give what changes when a file is written or replaced."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


@contextmanager
def told(store: Path) -> Iterator[None]:
    """Turn what the disk of the store complains of into a `ChronicleError`."""
    try:
        yield
    except OSError as error:
        if error.errno in DISK_FULL:
            sentence = "has no room: its disk is full. Free some space and run the same again; what was taken in stays."
        else:
            sentence = f"cannot be written ({error.strerror}). Check its disk and your rights and run the same again."
        raise ChronicleError(f"The store of originals {store} {sentence}") from error
