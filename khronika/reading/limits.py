"""What reading one document may cost, and what happens beyond: the document is listed as unread, with the limit."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one document; a document beyond any of them is `Unread` and the sentence names the bound.

    `file_bytes`      size of the file (50 MiB).
    `text_chars`      length of its text, in code points (20 Mi).
    `unpacked_bytes`  what a packed format (.docx, .xlsx) may unpack to, counted while unpacking (200 MiB).
    `members`         files inside a packed format (2,000).
    `mailbox_bytes`   size of a mailbox, which is never in memory as a whole (2 GiB).
    `mails`           messages taken out of one mailbox (20,000).
    `enclosed`        files taken out of one archive or mail, and as many listed as left out (5,000).
    `enclosed_bytes`  their size together (128 MiB).
    `ratio`           how many times its packed size a file may unpack to, from a mebibyte on (200).
    `nesting`         parts of a mail within parts (50).
    `pages`           pages of a PDF (5,000).
    `scanned`         pages of one document whose text is recognised (1,000).
    `pixels`          pixels of a picture that is decoded (64 million).
    `cells`           cells of all tables and sheets together (200,000).
    `memory_bytes`    memory of the child beyond what it starts with, some 40 MiB (448 MiB).
    `cpu_seconds`     processor time of the child (15 s).
    `wall_seconds`    time on the clock until the child is killed (15 s).
    `marks_bytes`     length of the marks in the child's answer, as JSON (24 MiB, about a million marks).
    """

    file_bytes: int = 50 * MIB
    text_chars: int = 20 * MIB
    unpacked_bytes: int = 200 * MIB
    members: int = 2000
    mailbox_bytes: int = 2048 * MIB
    mails: int = 20_000
    enclosed: int = 5000
    enclosed_bytes: int = 128 * MIB
    ratio: int = 200
    nesting: int = 50
    pages: int = 5000
    scanned: int = 1000
    pixels: int = 64_000_000
    cells: int = 200_000
    memory_bytes: int = 448 * MIB
    cpu_seconds: int = 15
    wall_seconds: float = 15.0
    marks_bytes: int = 24 * MIB


DEFAULT = Limits()


def size(count: int) -> str:
    """Give a number of bytes as a reader would write it."""
    return f"{count / MIB:.0f} MB" if count >= MIB else f"{count} bytes"
