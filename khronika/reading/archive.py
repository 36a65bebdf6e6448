"""Packed documents (.docx, .odt …): counted while unpacking, before a parser sees them, free of declared entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.reading.limits import size
from khronika.reading.refusal import Refusal

if TYPE_CHECKING:
    import zipfile
    from typing import BinaryIO

    from khronika.reading.limits import Limits

PIECE = 1 << 18
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
PROLOGUE = 8192  # a document type stands before the first element
ENCRYPTED = 0x1
NEVER_PARSED = ("META-INF/manifest.xml",)  # old OpenOffice declares its type, and here only its words are searched


def open_archive(file: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """Open a packed document whose declared and whose true sizes are within the limits; raises `Refusal` else."""
    import lzma
    import zipfile
    import zlib

    try:
        archive = zipfile.ZipFile(file)
        members = archive.infolist()
        _check_declared(members, limits)
        _check_unpacked(archive, members, limits)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, OverflowError) as error:
        msg = "It is a damaged or cut-off packed file; ask for it again, or for a PDF of it."
        raise Refusal(msg) from error
    except (NotImplementedError, RuntimeError) as error:
        msg = "It is packed in a way that is not read here; ask for a PDF of it."
        raise Refusal(msg) from error
    return archive


def _check_declared(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        msg = f"It packs {len(members)} files; a document has at most {limits.members}. It may be made to overload."
        raise Refusal(msg)
    if any(member.flag_bits & ENCRYPTED for member in members):
        msg = "It is encrypted; ask the sender for the password or a decrypted copy."
        raise Refusal(msg)
    _check_size(sum(member.file_size for member in members), limits)


def _check_unpacked(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    total = 0
    for member in members:
        with archive.open(member) as stream:
            piece = stream.read(PIECE)
            if member.filename not in NEVER_PARSED and any(word in piece[:PROLOGUE] for word in DECLARATIONS):
                msg = "Its XML declares a document type or entities, which no real document does; it may be hostile."
                raise Refusal(msg)
            while piece:
                total += len(piece)
                _check_size(total, limits)
                piece = stream.read(PIECE)


def _check_size(total: int, limits: Limits) -> None:
    if total > limits.unpacked_bytes:
        msg = f"It unpacks to more than {size(limits.unpacked_bytes)}; it may be made to overload. Ask for a PDF of it."
        raise Refusal(msg)
