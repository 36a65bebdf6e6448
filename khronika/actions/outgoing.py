"""Outgoing files: written whole or not at all, and never over an original."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from khronika.errors import ChronicleError

if TYPE_CHECKING:
    from collections.abc import Iterable

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


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
    if error.errno in FULL:
        return f"The disk is full: {path} was not written and what stood there is unchanged. Make room and do it again."
    return f"{path} cannot be written ({error.strerror}). Name another place."
