"""Wording: the word lists of one's own that stand in a folder, by default `words` in the chronicle."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from khronika.actions.chronicle import Chronicle
    from khronika.extraction.own import OwnWords

LARGEST = 1_000_000  # bytes of one list


def words_of(chronicle: Chronicle) -> OwnWords:
    """Give the own words of a chronicle; no folder gives none, and a file that cannot be read is told in `faults`."""
    return _words(chronicle.words)


def words_in(folder: Path) -> OwnWords:
    """Give the own words in a folder; `UsageError` where there is no such folder."""
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}; name the one in which your word lists stand, such as words.")
    return _words(folder)


def _words(folder: Path) -> OwnWords:
    from khronika import extraction

    files: dict[str, str] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            files[path.name] = _text(path)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            faults.append(f"words/{path.name} is not used: {reason}. Mend the file and run again.")
    own = extraction.own_words(files)
    return replace(own, faults=(*faults, *own.faults)) if faults else own


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        msg = f"it is larger than {LARGEST:,} bytes"
        raise ValueError(msg)
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        msg = "it is not written in UTF-8"
        raise ValueError(msg) from error
