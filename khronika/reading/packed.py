"""Packed files (.gz .bz2 .xz) and tar archives: what is in them becomes documents, counted while unpacking."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from khronika.reading.enclosures import Haul
from khronika.reading.headers import readable
from khronika.reading.limits import MIB, size
from khronika.reading.refusal import Refusal
from khronika.reading.sniff import MAGIC, is_tar
from khronika.reading.unpacking import DAMAGED, LINK, SYSTEM, SYSTEM_FILE, as_reading

if TYPE_CHECKING:
    import tarfile

    from khronika.reading.draft import Reading
    from khronika.reading.limits import Limits

ENGINE = "khronika-packed/1"
STEP = 4096  # packed bytes at a time: of the tightest packing they become some 80 MB
TABLES = 64 * MIB  # that xz may need to unpack
BLOCK = 512  # bytes of a tar archive that belong together
NAMED = 0x08  # a flag of gzip's head: a name follows (RFC 1952)
CUT_OFF = "It is damaged or cut off; what stands before that was taken out. Ask for it again."


def read_packed(data: bytes, limits: Limits) -> Reading:
    """Unpack one file, or the archive that it turns out to be; raises `Refusal` where nothing of it can be had."""
    inner, whole = _unpack(data, limits)
    if is_tar(inner):
        haul, sound = _empty(inner, limits)
        return as_reading(haul, ENGINE, () if whole and sound else (CUT_OFF,))
    if not inner:
        raise Refusal(DAMAGED)
    haul = Haul(limits)
    haul.take(_name(data) or "unpacked", inner)
    return as_reading(haul, ENGINE, () if whole else (CUT_OFF,))


def read_tar(data: bytes, limits: Limits) -> Reading:
    """Take the files out of a tar archive; raises `Refusal` where nothing of it can be had."""
    haul, sound = _empty(data, limits)
    return as_reading(haul, ENGINE, () if sound else (CUT_OFF,))


def _unpack(data: bytes, limits: Limits) -> tuple[bytes, bool]:
    """Give what was packed, and whether it came to its end; several packings in a row are one."""
    import lzma
    import zlib

    magic = next(each for each in MAGIC.values() if data.startswith(each))
    most = min(limits.unpacked_bytes, max(MIB, limits.ratio * len(data)))
    pieces: list[bytes] = []
    total = at = 0
    whole = False
    try:
        while data.startswith(magic, at):
            tool = _tool(magic)
            while not tool.eof and at < len(data):
                pieces.append(tool.decompress(data[at : at + STEP]))
                at += STEP
                total += len(pieces[-1])
                if total > most:
                    msg = f"It unpacks to more than {size(most)}; it may be made to overload. Unpack it elsewhere."
                    raise Refusal(msg)
            whole = tool.eof
            at = min(at, len(data)) - len(tool.unused_data)
    except (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError):
        whole = False
    return b"".join(pieces), whole


def _tool(magic: bytes) -> Any:  # noqa: ANN401 - three classes of one shape and no common name
    import bz2
    import lzma
    import zlib

    if magic == MAGIC["bz2"]:
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(memlimit=TABLES) if magic == MAGIC["xz"] else zlib.decompressobj(wbits=31)


def _name(data: bytes) -> str:
    """Give the name that gzip keeps of the file; empty where it kept none, or where the head is longer than usual."""
    plain = data.startswith(MAGIC["gz"]) and data[3] == NAMED
    return readable(data[10:].partition(b"\0")[0][:255], None) if plain else ""


def _empty(data: bytes, limits: Limits) -> tuple[Haul, bool]:
    """Take the files out, and tell whether the archive was sound to its end, which the standard library hides."""
    import tarfile

    haul = Haul(limits)
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:", errors="surrogateescape") as archive:
            for member in archive:
                _take(haul, member, data)
            end = archive.offset
    except (tarfile.TarError, ValueError, OverflowError, IndexError, EOFError, OSError, RecursionError):
        return haul, False
    return haul, len(data) >= end and not data[end : end + BLOCK].strip(b"\0")


def _take(haul: Haul, member: tarfile.TarInfo, data: bytes) -> None:
    if member.isdir():
        return
    name = readable(member.name.encode("utf-8", "surrogateescape"), None)
    if reason := _obstacle(member, name, len(data)) or haul.too_much(member.size):
        haul.leave(name, reason)
    else:
        haul.take(name, memoryview(data)[member.offset_data : member.offset_data + member.size])


def _obstacle(member: tarfile.TarInfo, name: str, length: int) -> str | None:
    """Say why a file is not taken out."""
    if member.issym() or member.islnk():
        return LINK
    if not member.isreg() or member.issparse():
        return "is no plain file; unpack the archive and add what is in it"
    if any(part in name.lower() for part in SYSTEM):
        return SYSTEM_FILE
    if not 0 <= member.size <= length - member.offset_data:
        return "is damaged; ask for it again"
    return None
