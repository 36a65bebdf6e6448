"""Outgoing files: written whole or not at all, and never in the place of somebody else's file."""

from __future__ import annotations

import os
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from khronika.errors import DISK_FULL, ChronicleError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


DOSSIER_SIGN = b'<meta name="generator" content="Khronika">'
EVALUATION_SIGN = b'<meta name="generator" content="Khronika evaluation">'
EXPORT_SIGN = b'"id": "'
HEAD = 400  # bytes at the beginning of a file in which its sign stands
EMPTY = b"[]\n"  # an export of nothing


def must_be_ours(path: Path, sign: bytes) -> None:
    """Raise `UsageError` where another file would be lost: one that stands there and does not begin as ours do."""
    try:
        with path.open("rb") if path.is_file() else BytesIO() as there:
            head = there.read(HEAD)
    except OSError as error:
        raise ChronicleError(unwritten(path, error)) from error
    if (path.exists() and not (path.is_file() or path.is_dir())) or not (sign in head or head.strip() in EMPTY):
        raise UsageError(f"{path} is another file, which would be lost; name a new file, or remove that one first.")


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write UTF-8 text beside the path and move it there in one step; a failure leaves what stood there before."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise ChronicleError(unwritten(path, error)) from error


def unwritten(path: Path, error: OSError) -> str:
    """Say why a file could not be written and what to do."""
    if error.errno in DISK_FULL:
        return f"The disk is full: {path} was not written and what stood there is unchanged. Make room and do it again."
    return f"{path} cannot be written ({error.strerror}). Name another place."
