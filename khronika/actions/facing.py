"""Facing: a page of an original as it is to be seen, beside what was read from it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from khronika.actions.holdings import is_confidential, label
from khronika.actions.outgoing import unwritten
from khronika.actions.reading import ALTERED
from khronika.actions.searching import find_document
from khronika.errors import ChronicleError, UsageError
from khronika.originals import hand_out, intact

if TYPE_CHECKING:
    from pathlib import Path

    from khronika.actions.chronicle import Chronicle


def face(chronicle: Chronicle, named: str, number: int, to: Path, *, confidential: bool = False) -> None:
    """Write page `number` of a document as a PNG to a new file, whole or not at all, that its owner alone may read.

    Raises `UsageError` where a file stands there.
    """
    if to.exists() or to.is_symlink():
        raise UsageError(f"{to} is there already and is kept; name a new file.")
    image = face_of(chronicle, named, number, confidential=confidential)
    try:
        handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(image)
        except OSError:
            to.unlink()
            raise
    except OSError as error:
        raise ChronicleError(unwritten(to, error)) from error


def face_of(chronicle: Chronicle, named: str, number: int, *, confidential: bool = False) -> bytes:
    """Give page `number` of a document as a PNG that holds nothing but pixels.

    Raises `UsageError` where it has no such page, or is confidential and that was not asked for.
    """
    from khronika.reading import Refusal, page_image

    document = find_document(chronicle, named).document
    name = label(document)
    if is_confidential(document) and not confidential:
        raise UsageError(f"{name} is confidential; add --confidential to show its pages all the same.")
    try:
        if not intact(chronicle.originals, document.sha256):
            raise UsageError(f"{name}: {ALTERED}")
        return page_image(hand_out(chronicle.originals, document.sha256), number)
    except (Refusal, OSError) as error:
        said = str(error) if isinstance(error, Refusal) else ALTERED
        raise UsageError(
            f"Page {number} of {name} cannot be shown. {said if said[0].isupper() else f'It {said}.'}"
        ) from error
