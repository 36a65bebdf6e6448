"""Telling: the record as of now becomes a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.actions.chronicle import DOSSIER
from khronika.actions.now import record_now
from khronika.actions.outgoing import DOSSIER_SIGN, must_be_ours, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from khronika.actions.chronicle import Chronicle
    from khronika.vocabulary.record import Record


def write_dossier(chronicle: Chronicle, to: Path | None = None, *, record: Record | None = None) -> Path:
    """Write the dossier, into the chronicle's folder where no other place is named, and say where it is.

    Raises `UsageError` where another file stands there.
    """
    from khronika.publishing import dossier

    if to:
        must_be_ours(to, DOSSIER_SIGN)
    path = to or chronicle.folder / DOSSIER
    write_whole(path, [dossier(record or record_now(chronicle))])
    return path
