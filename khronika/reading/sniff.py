"""Which format a file is in: by its bytes first, by its name only between texts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khronika.reading.refusal import Refusal

TEXTS = {".txt": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".csv": "csv", ".tsv": "csv"}
PACKED = {b"word/document.xml": "docx", b"xl/workbook.xml": "xlsx"}
EXPECTED = {**TEXTS, ".pdf": "pdf", ".docx": "docx", ".xlsx": "xlsx", ".xhtml": "html", ".text": "txt"}
COMMENT = rb"<!--(?:(?!-->).)*-->\s*"  # never past its own end: forty comments would else take for ever
HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:" + COMMENT + rb")*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
HEAD = 1024
FIRST = 8 * HEAD  # bytes at the beginning by which a format is known
# First bytes of what is known and not read, and what to do about it.
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "is an old Office file or one with a password; ask for it as DOCX, XLSX or PDF, decrypted"),
    (b"{\\rtf", "is an RTF file; save it as DOCX or PDF"),
    (b"\x89PNG", "is a picture; run text recognition and add the resulting PDF or text"),
    (b"\xff\xd8\xff", "is a picture; run text recognition and add the resulting PDF or text"),
    (b"GIF8", "is a picture; run text recognition and add the resulting PDF or text"),
    (b"II*\0", "is a scan (TIFF); run text recognition and add the resulting PDF or text"),
    (b"MM\0*", "is a scan (TIFF); run text recognition and add the resulting PDF or text"),
    (b"\x1f\x8b", "is a packed file (gzip); unpack it and add what is inside"),
    (b"7z\xbc\xaf", "is an archive (7-Zip); unpack it and add what is inside"),
    (b"Rar!", "is an archive (RAR); unpack it and add what is inside"),
    (b"\x7fELF", "is a program; do not open it, and ask the sender what it is"),
    (b"MZ\x90", "is a program; do not open it, and ask the sender what it is"),
)


@dataclass(frozen=True, slots=True)
class Format:
    """What the file is, and the sentence to add where its name says otherwise."""

    name: str
    note: str | None = None


def sniff(data: bytes, extension: str) -> Format:
    """Name the format; raises `Refusal` for what is known and not read here."""
    found = _by_bytes(data) or TEXTS.get(extension, "txt")
    expected = EXPECTED.get(extension)
    if expected == found:
        return Format(found)
    named = f"Its name ends in {extension}" if extension.isascii() and extension else "Its name has no ending"
    return Format(found, f"{named}, but by its content it is {found}; it was read as that.")


def _by_bytes(data: bytes) -> str | None:
    for first, what in FOREIGN:
        if data.startswith(first):
            msg = f"It {what}."
            raise Refusal(msg)
    if b"%PDF-" in data[:HEAD]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    return "html" if HTML.match(data[:FIRST].removeprefix(b"\xef\xbb\xbf")) else None


def _packed(data: bytes) -> str:
    for member, name in PACKED.items():
        if member in data:
            return name
    msg = "It is an archive or a packed format that is not read here; unpack it, or save it as DOCX, XLSX or PDF."
    raise Refusal(msg)
