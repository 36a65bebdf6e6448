"""Read one file: look at it from outside, have it parsed in the jail, and believe nothing that was not checked."""

from __future__ import annotations

import dataclasses
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.reading import libreoffice
from khronika.reading.answer import longest, unpack
from khronika.reading.draft import in_order
from khronika.reading.instalments import in_instalments
from khronika.reading.isolation import insist
from khronika.reading.jail import ending, isolation_level, jail
from khronika.reading.languages import language_marks
from khronika.reading.limits import DEFAULT, Limits, size
from khronika.reading.parsing import needed
from khronika.reading.recognition import packs
from khronika.reading.recognition.batches import recognised
from khronika.reading.refusal import Refusal
from khronika.reading.sniff import FIRST, is_mailbox
from khronika.reading.stretches import Cut
from khronika.vocabulary.documents import Revision, Unread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from khronika.reading.draft import Reading
    from khronika.reading.enclosures import Enclosure, LeftOut
    from khronika.reading.recognition.batches import Watch

EXTENSION_CHARS = 12


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of one file: its text or why there is none, and the files that were inside it."""

    outcome: Revision | Unread
    enclosed: Sequence[Enclosure] = ()
    left_out: tuple[LeftOut, ...] = ()


def read(path: Path, name: str, sha256: str, *, limits: Limits = DEFAULT) -> Revision | Unread:
    """Read the file at `path`, known as `name`; a file that cannot be read comes back as `Unread` with the reason."""
    return open_up(path, name, sha256, limits=limits).outcome


def open_up(path: Path, name: str, sha256: str, *, limits: Limits = DEFAULT, watch: Watch | None = None) -> Opened:
    """Read a file as `read` does, and give the attachments of a mail and the files of an archive beside the text.

    `watch` is told how many pages of how many were recognised, where there are scans.
    """
    try:
        reading, isolation = _read(path, _extension(name), limits, watch or _nobody)
    except Refusal as refusal:
        return Opened(Unread(name=name, reason=str(refusal), sha256=sha256))
    marks = in_order((*reading.marks, *language_marks(reading)))
    revision = Revision(sha256, reading.text, marks, reading.engine, isolation, reading.partial)
    enclosed = Cut(path, reading.stretches) if reading.stretches else reading.enclosed
    return Opened(revision, enclosed, reading.left_out)


def _read(path: Path, extension: str, limits: Limits, watch: Watch) -> tuple[Reading, str]:
    """Give what the jail says of a file, and what held it in; an old Office file may be converted first."""
    insist()
    document = open_document(path, limits)
    try:
        return _whole(document, extension, limits, watch), isolation_level()
    except Refusal as refusal:
        converted = libreoffice.instead(document, str(refusal), limits)
        if converted is None:
            raise
    finally:
        os.close(document)
    try:
        reading = _whole(converted.document, converted.extension, limits, watch)
    finally:
        os.close(converted.document)
    if reading.stretches:  # they would be looked for in the file as it came
        raise Refusal(libreoffice.FAILED)
    engine = f"{converted.engine} > {reading.engine}"
    return dataclasses.replace(reading, engine=engine), f"{converted.layers} > {isolation_level()}"


def _whole(document: int, extension: str, limits: Limits, watch: Watch) -> Reading:
    """Give what the jail says of an open file, the words of its scanned pages included."""
    reading = in_instalments(lambda first: _confined(document, extension, limits, first), limits)
    return recognised(document, reading, limits, watch) if reading.scanned else reading


def _confined(document: int, extension: str, limits: Limits, first: int) -> Reading:
    scanned = 0 if packs.missing() else limits.scanned  # words on a picture stay where nothing recognises all of it
    options = {"extension": extension, "limits": {**dataclasses.asdict(limits), "scanned": scanned}, "first": first}
    os.lseek(document, 0, os.SEEK_SET)
    warm = needed(os.pread(document, FIRST, 0), extension)
    length = os.fstat(document).st_size
    outcome = jail().confine(
        "khronika.reading.parsing:parse", document, options, limits, cap=longest(limits), warm=warm
    )
    if not outcome.ended_well:
        raise Refusal(ending(outcome, limits))
    return unpack(outcome.answer, limits, length, first)


def _nobody(_done: int, _of: int) -> None:
    """Watch nothing: for a caller who needs no progress."""


def open_document(path: Path, limits: Limits) -> int:
    """Open a regular file within the limit; a link is not followed, so that no other file is read in its place."""
    try:
        document = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Refusal(_why_not_opened(path, error)) from error
    about = os.fstat(document)
    reason = None
    mailbox = stat.S_ISREG(about.st_mode) and is_mailbox(os.pread(document, FIRST, 0))
    if not stat.S_ISREG(about.st_mode):
        reason = "It is no regular file; add the file itself."
    elif about.st_size == 0:
        reason = "It is empty; ask for it again."
    elif about.st_size > (most := limits.mailbox_bytes if mailbox else limits.file_bytes):
        what = "mailbox" if mailbox else "file"
        reason = f"It has {size(about.st_size)}; the limit for a {what} is {size(most)}. Split it."
    if reason:
        os.close(document)
        raise Refusal(reason)
    return document


def _why_not_opened(path: Path, error: OSError) -> str:
    if os.path.islink(path):  # noqa: PTH114 - also for a path that pathlib cannot hold
        return "It is a symbolic link; add the file that it points to."
    return f"It cannot be opened ({error.strerror or 'unknown reason'}); check that it is there and may be read."


def _extension(name: str) -> str:
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a name, not a path
    return ending if len(ending) <= EXTENSION_CHARS else ""
