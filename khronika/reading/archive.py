"""Packed documents (.docx, .odt …): counted while unpacking, before a parser sees them, free of declared entities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.reading.limits import size
from khronika.reading.refusal import Refusal

if TYPE_CHECKING:
    import zipfile
    from typing import BinaryIO

    from khronika.reading.limits import Limits

PIECE = 1 << 18
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
AS_XML = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<"
)  # what else holds such words, no parser of XML takes
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
            if member.filename not in NEVER_PARSED and _declares(piece[:PROLOGUE]):
                msg = "Its XML declares a document type or entities, which no real document does; it may be hostile."
                raise Refusal(msg)
            while piece:
                total += len(piece)
                _check_size(total, limits)
                piece = stream.read(PIECE)


def _declares(head: bytes) -> bool:
    """Tell whether a part is XML with a document type or entities; a Mac's settings of a printer hold XML within."""
    return AS_XML.match(head) is not None and any(word in head for word in DECLARATIONS)


def _check_size(total: int, limits: Limits) -> None:
    if total > limits.unpacked_bytes:
        msg = f"It unpacks to more than {size(limits.unpacked_bytes)}; it may be made to overload. Ask for a PDF of it."
        raise Refusal(msg)
