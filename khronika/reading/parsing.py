"""What happens inside the jail: bytes in, one answer out. Nothing here runs in the program that holds the record."""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

from khronika.reading.answer import pack, pack_refusal, send
from khronika.reading.limits import Limits, size
from khronika.reading.recognition.raster import PICTURES
from khronika.reading.refusal import NO_TEXT, Refusal
from khronika.reading.sniff import FIRST, is_mailbox, picture, sniff

if TYPE_CHECKING:
    from collections.abc import Callable

    from khronika.reading.draft import Reading

LAYOUT_VERSION = "2"
# What a child cannot load any more once it is confined, by what a file's first bytes say; its name may be wrong.
MAIL = ("email.parser", "email.utils", "selectolax.lexbor")
WARM = {
    b"%PDF-": ("pypdfium2",),
    b"PK\x03\x04": ("lxml.etree", "openpyxl", "zipfile"),
    b"\xd0\xcf\x11\xe0": ("olefile", *MAIL),
    **dict.fromkeys((b"ustar", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"), ("tarfile", "zlib", "bz2", "lzma")),
    b"<": ("selectolax.lexbor",),
    b":": MAIL,
}
PICTURE = ("PIL.Image", "PIL.ImageOps", "PIL.TiffImagePlugin", "khronika.reading.recognition.raster")
MARKUP = (".html", ".htm")  # read as such whatever they begin with
FORMATS = {
    "txt": "text:read_plain",
    "md": "text:read_plain",
    "html": "html:read_html",
    "pdf": "pdf:read_pdf",
    "docx": "docx:read_docx",
    "odt": "opendocument:read_odt",
    "ods": "opendocument:read_ods",
    "rtf": "rtf:read_rtf",
    "csv": "sheets:read_csv",
    "xlsx": "sheets:read_xlsx",
    "eml": "mail:read_mail",
    "msg": "outlook:read_msg",
    "mbox": "mbox:read_mbox",
    "zip": "unpacking:read_zip",
    **dict.fromkeys(PICTURES, "pictures:read_picture"),
    "tar": "packed:read_tar",
    **dict.fromkeys(("gz", "bz2", "xz"), "packed:read_packed"),
}
MODULES = sorted({f"khronika.reading.{way.partition(':')[0]}" for way in FORMATS.values()})
EVERY = ("khronika.reading.parsing", "csv", *MODULES)


def needed(head: bytes, extension: str) -> tuple[str, ...]:
    """Give the modules that reading a file may take, by its first bytes; `extension` as `.html`."""
    signs = [sign for sign in WARM if sign in head or (sign == b"<" and extension in MARKUP)]
    return (*EVERY, *(module for sign in signs for module in WARM[sign]), *(decoders(head) if picture(head) else ()))


def decoders(head: bytes) -> tuple[str, ...]:
    """Give the modules that decode a picture, by a file's first bytes, or those that render a PDF."""
    form = picture(head)
    return (*PICTURE, f"PIL.{PICTURES[form]}ImagePlugin") if form else (*PICTURE, *WARM[b"%PDF-"])


def parse(document: int, answer: int, options: dict[str, Any]) -> None:
    """Task: read the open file and write the answer; every failure becomes a sentence without a word of the file."""
    limits = Limits(**options["limits"])
    try:
        reply = pack(_read(document, options["extension"], limits, options["first"]))
    except Refusal as refusal:
        reply = pack_refusal(str(refusal))
    except MemoryError:
        reply = pack_refusal(f"Reading needs more than {size(limits.memory_bytes)} of memory; it may be a bomb.")
    except BaseException as error:  # noqa: BLE001 - the one boundary: the parent must hear of every failure
        name = type(error).__name__[:60]
        reply = pack_refusal(f"The parser failed on this file ({name}); it may be damaged. Ask for another format.")
    send(answer, reply)


def _read(document: int, extension: str, limits: Limits, first: int) -> Reading:
    from dataclasses import replace

    with os.fdopen(document, "rb", closefd=False) as file:
        head = os.pread(document, FIRST, 0)
        data = head if is_mailbox(head) else file.read(limits.file_bytes + 1)
        form = sniff(data, extension)
        onward = (first,) if form.name == "pdf" else ()
        reading = _reader(form.name)(file if is_mailbox(head) else data, limits, *onward)
    if len(reading.text) > limits.text_chars:
        msg = f"Its text has more than {limits.text_chars:,} characters, the limit; split the file and add the parts."
        raise Refusal(msg)
    if not (reading.text.strip() or reading.scanned or reading.ahead or first > 1):
        raise Refusal(NO_TEXT)
    notes = (form.note, *reading.partial) if form.note else reading.partial
    return replace(reading, partial=tuple(notes), engine=f"{reading.engine} layout/{LAYOUT_VERSION}")


def _reader(form: str) -> Callable[..., Reading]:
    """Give what reads a format: it takes the file's bytes, or for a mailbox the open file, for a PDF the page too."""
    module, _, name = FORMATS[form].partition(":")
    reader: Callable[..., Reading] = getattr(importlib.import_module(f"khronika.reading.{module}"), name)
    return reader
