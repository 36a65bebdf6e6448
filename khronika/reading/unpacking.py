"""Archives (.zip): each file in it becomes a document of its own; the archive's own text is the list of its files."""

from __future__ import annotations

import io
import re
import stat
from typing import TYPE_CHECKING

from khronika.reading.archive import ENCRYPTED, PIECE
from khronika.reading.draft import Draft, Reading
from khronika.reading.enclosures import Haul, write_names
from khronika.reading.layout import lay_out
from khronika.reading.limits import MIB, size
from khronika.reading.refusal import Refusal

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable
    from typing import IO

    from khronika.reading.limits import Limits

ENGINE = "khronika-zip/1"
UTF_8_NAME = 0x800
RUSSIAN = re.compile(r"[А-яЁё]{3}")
DRAWN = re.compile(r"[\u2500-\u259f]")  # what UTF-8 looks like in the Russian code page
SYSTEM = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
DAMAGED = "It is a damaged or cut-off archive; ask for it again, or for the files one by one."
LINK = "is a link, which is never followed"
SYSTEM_FILE = "is a file of the operating system, not a document"
LOCKED = "is encrypted; ask the sender for the password, unpack it and add the file"


def read_zip(data: bytes, limits: Limits) -> Reading:
    """Take the files out of an archive; raises `Refusal` where nothing of it can be had."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            haul = _empty(archive, limits)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, OverflowError) as error:
        raise Refusal(DAMAGED) from error
    return as_reading(haul, ENGINE)


def as_reading(haul: Haul, engine: str, notes: Iterable[str] = ()) -> Reading:
    """List what an archive holds; raises `Refusal` where nothing of it can be had."""
    if not (haul.taken or haul.left):
        raise Refusal(DAMAGED)
    if not haul.taken:
        reasons = {each.reason for each in haul.left}
        msg = f"It is an archive without a file that can be read: each {reasons.pop()}." if len(reasons) == 1 else None
        raise Refusal(msg or "It is an archive without a file that can be read; unpack it and add what is inside.")
    return list_names(Draft(partial=[*notes, *haul.sentences()]), haul, engine)


def list_names(draft: Draft, haul: Haul, engine: str) -> Reading:
    """Give a reading whose text is the names of the files inside, as furniture: they are no testimony."""
    settled = write_names(draft, haul)
    text = draft.text()
    marks = lay_out(text, settled, draft.marks)
    inside = (tuple(haul.taken), tuple(haul.left))
    return Reading(text, marks, engine, tuple(draft.partial), *inside, stretches=tuple(haul.stretches))


def _empty(archive: zipfile.ZipFile, limits: Limits) -> Haul:
    haul = Haul(limits)
    for member in archive.infolist():
        name = _name(member)
        if member.filename.endswith("/"):
            continue
        if reason := _obstacle(member, name, limits):
            haul.leave(name, reason)
        else:
            _take(archive, member, name, haul)
    return haul


def _obstacle(member: zipfile.ZipInfo, name: str, limits: Limits) -> str | None:
    """Say why a file is not even unpacked."""
    if member.flag_bits & ENCRYPTED:
        return LOCKED
    if stat.S_ISLNK(member.external_attr >> 16):
        return LINK
    if any(part in name.lower() for part in SYSTEM):
        return SYSTEM_FILE
    if member.file_size > max(MIB, limits.ratio * member.compress_size):
        return f"claims to unpack to over {limits.ratio} times its size; it may be made to overload. Ask for it alone"
    return None


def _take(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, haul: Haul) -> None:
    import lzma
    import zipfile
    import zlib

    if reason := haul.too_much(member.file_size):
        haul.leave(name, reason)
        return
    try:
        with archive.open(member) as stream:
            data = _read(stream, haul.limits.file_bytes)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, OverflowError):
        haul.leave(name, "is damaged; ask for it again")
    except (NotImplementedError, RuntimeError):
        haul.leave(name, "is packed in a way that is not read here; unpack it and add the file")
    else:
        haul.take(name, data)


def _read(stream: IO[bytes], most: int) -> bytes:
    """Unpack piece by piece, so that a size that was lied about is noticed in time."""
    pieces = []
    total = 0
    while piece := stream.read(PIECE):
        pieces.append(piece)
        total += len(piece)
        if total > most:
            msg = f"more than {size(most)}"
            raise ValueError(msg)
    return b"".join(pieces)


def _name(member: zipfile.ZipInfo) -> str:
    """Give a file's name; one without the flag for UTF-8 is in the code page of the sender's system."""
    if member.flag_bits & UTF_8_NAME:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    russian = raw.decode("cp866")
    if RUSSIAN.search(russian) and not DRAWN.search(russian):
        return russian
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return member.filename
