"""Which format a file is in: by its bytes first, by its name only between texts."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from khronika.reading.foreign import known
from khronika.reading.refusal import Refusal

TEXTS = {".txt": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".csv": "csv", ".tsv": "csv"}
MAILS = {".eml": "eml", ".mht": "eml", ".mhtml": "eml"}
EXPECTED = {
    **TEXTS,
    **MAILS,
    **{f".{name}": name for name in ("pdf", "docx", "xlsx", "odt", "ods", "rtf", "msg", "mbox", "zip")},
    **{f".{name}": name for name in ("png", "jpeg", "tiff", "gif", "bmp", "webp")},
    ".jpg": "jpeg",
    ".tif": "tiff",
    **{f".{name}": name for name in ("tar", "gz", "bz2", "xz")},
    ".tgz": "gz",
    ".tbz2": "bz2",
    ".txz": "xz",
    ".xhtml": "html",
    ".text": "txt",
    ".ott": "odt",
    ".ots": "ods",
}
WORDS = re.compile(r"word/document\d*\.xml")  # Word on the web numbers it
PACKED = ((WORDS, "docx"), (re.compile(r"xl/workbook\d*\.xml"), "xlsx"))
OPEN_DOCUMENT = {"text": "odt", "text-template": "odt", "spreadsheet": "ods", "spreadsheet-template": "ods"}
COMMENT = rb"<!--(?:(?!-->).)*-->\s*"  # never past its own end: forty comments would else take for ever
HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:" + COMMENT + rb")*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
HEAD = 1024
FIRST = 8 * HEAD  # bytes at the beginning by which a format is known
HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:")
MAIL_ONLY = re.compile(rb"(?im)^(?:MIME-Version|Message-ID|Received|Return-Path|Delivered-To):")
MAILBOX = re.compile(rb"From \S[^\r\n]{0,200}\d{4}[^\r\n]{0,20}\r?\n>?[A-Za-z][A-Za-z0-9-]{1,60}:")
FROM_LINE = re.compile(rb"\A>?From [^\r\n:]{1,200}\r?\n")  # what a mailbox puts before a mail, left on one taken out
# First bytes of pictures; a bitmap's are so few that what stands at a place of zeros is looked at as well.
PICTURES = (
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("jpeg", re.compile(rb"\xff\xd8\xff")),
    ("gif", re.compile(rb"GIF8[79]a")),
    ("tiff", re.compile(rb"II\*\0|MM\0\*")),
    ("bmp", re.compile(rb"BM.{4}\0{4}", re.DOTALL)),
    ("webp", re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
)
MAGIC = {"gz": b"\x1f\x8b", "bz2": b"BZh", "xz": b"\xfd7zXZ\0"}
FIRST_BYTES = {"rtf": b"{\\rtf", **MAGIC}
BZIP2_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")  # what follows those letters where they are no word
OLE = b"\xd0\xcf\x11\xe0"
# What old Office files hold, by the names in them; the way out is the same program, elsewhere.
OLD_OFFICE = (
    ("WordDocument", "is an old Word file (.doc); open it elsewhere, save it as DOCX, ODT or PDF, and add that"),
    ("Workbook", "is an old Excel file (.xls); open it elsewhere, save it as XLSX, ODS or CSV, and add that"),
    ("Book", "is an old Excel file (.xls); open it elsewhere, save it as XLSX, ODS or CSV, and add that"),
    ("PowerPoint Document", "is an old PowerPoint file (.ppt); open it elsewhere, save it as PDF, and add that"),
    ("EncryptedPackage", "has a password; ask the sender for a decrypted copy"),
)
SOME_OFFICE = "is an old Office file or one with a password; ask for it as DOCX, XLSX or PDF, decrypted"
INCOMPLETE = "It is a damaged document: the part with its words is missing. Ask for it again, or for a PDF of it."
DAMAGED = "It is a damaged or cut-off packed file; ask for it again, or unpack it and add what is inside."


@dataclass(frozen=True, slots=True)
class Format:
    """What the file is, and the sentence to add where its name says otherwise."""

    name: str
    note: str | None = None


def sniff(data: bytes, extension: str) -> Format:
    """Name the format; raises `Refusal` for what is known and not read here."""
    found = _by_bytes(data, extension) or TEXTS.get(extension, "txt")
    expected = EXPECTED.get(extension)
    if expected == found:
        return Format(found)
    named = f"Its name ends in {extension}" if extension.isascii() and extension else "Its name has no ending"
    return Format(found, f"{named}, but by its content it is {found}; it was read as that.")


def _by_bytes(data: bytes, extension: str) -> str | None:
    if is_mailbox(data):
        return "mbox"
    if what := known(data):
        msg = f"It {what}."
        raise Refusal(msg)
    if found := _container(data, extension):
        return found
    if form := picture(data):
        return form
    # After the containers: a PDF that is not packed tighter may be the first thing in one.
    if b"%PDF-" in data[:HEAD] and not _is_mail(data, extension):
        return "pdf"
    if HTML.match(data[:FIRST].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    return "eml" if _is_mail(data, extension) else None


def picture(data: bytes) -> str | None:
    """Name the format of a picture by its first bytes; None for anything else."""
    return next((name for name, first_bytes in PICTURES if first_bytes.match(data)), None)


def _container(data: bytes, extension: str) -> str | None:
    """Name a format whose files hold others, or parts of themselves, packed or beside each other."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data, extension)
    if data.startswith(OLE):
        return _compound(data)
    if is_tar(data):
        return "tar"
    found = next((name for name, first in FIRST_BYTES.items() if data.startswith(first)), None)
    return None if found == "bz2" and data[4:10] not in BZIP2_BLOCKS else found


def is_mailbox(head: bytes) -> bool:
    """Tell a mailbox by its first bytes; it may be larger than other files."""
    return MAILBOX.match(head) is not None


def is_tar(data: bytes) -> bool:
    """Tell a tar archive by the mark in the head of its first file (POSIX.1-1988)."""
    return data[257:262] == b"ustar"


def _is_mail(data: bytes, extension: str) -> bool:
    """Tell a mail by headers that only mails have; a file named as one needs to begin with any header."""
    head = FROM_LINE.sub(b"", data[:FIRST].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    if not HEADER.match(head):
        return False
    block = head.partition(b"\r\n\r\n")[0].partition(b"\n\n")[0]
    return extension in MAILS or len(MAIL_ONLY.findall(block)) > 1


def _packed(data: bytes, extension: str) -> str:
    """Tell packed formats by the list of what they hold, which no file packed into them can feign."""
    import lzma
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kind = b""
            packed_again = "META-INF/manifest.xml" in names
            if "mimetype" in names and (packed_again or data[30:38] == b"mimetype"):
                with archive.open("mimetype") as said:
                    kind = said.read(80)
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        OSError,
        ValueError,
        EOFError,
        RuntimeError,
        OverflowError,
    ) as error:
        raise Refusal(DAMAGED) from error
    if found := next((name for part, name in PACKED if any(map(part.fullmatch, names))), None):
        return found
    sort = kind.decode("ascii", "replace").strip().rpartition(".")[2]
    if sort in OPEN_DOCUMENT and "content.xml" in names:
        return OPEN_DOCUMENT[sort]
    if kind or "[Content_Types].xml" in names:
        ours = sort in OPEN_DOCUMENT or not (kind or any(name.startswith(("ppt/", "visio/")) for name in names))
        if ours and EXPECTED.get(extension) in ("docx", "xlsx", "odt", "ods"):
            raise Refusal(INCOMPLETE)
        msg = "It is a presentation, a drawing or a book; open it elsewhere, save it as PDF, and add that."
        raise Refusal(msg)
    return "zip"


def _compound(data: bytes) -> str:
    if "__properties_version1.0".encode("utf-16-le") in data:
        return "msg"
    what = next((what for name, what in OLD_OFFICE if f"{name}\0".encode("utf-16-le") in data), SOME_OFFICE)
    msg = f"It {what}."
    raise Refusal(msg)
