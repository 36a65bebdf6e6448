"""Mailboxes (.mbox): each message becomes a document of its own; the mailbox's text is the list of its messages.

A mailbox may be larger than any other file, so it is gone through from front to back and only the places of its
messages are told: their bytes stay where they are until they are wanted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.reading.draft import Draft
from khronika.reading.enclosures import Haul
from khronika.reading.refusal import Refusal
from khronika.reading.unpacking import list_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from khronika.reading.draft import Reading
    from khronika.reading.limits import Limits

ENGINE = "khronika-mbox/2"
# What parts two messages, such as "From ines@example.org Mon May  3 14:30:00 2021".
FROM = re.compile(rb"From \S[^\r\n]{0,200}\d{4}[^\r\n]{0,20}\r?\n")
HEADER = re.compile(rb">?[A-Za-z][A-Za-z0-9-]{1,60}:")
BEGINNING = b"\nFrom "
LONGEST = 512  # bytes of such a line and of the first header after it
BEFORE = 4  # bytes that show whether the line before is blank
PIECE = 1 << 22


def read_mbox(file: BinaryIO, limits: Limits) -> Reading:
    """Tell where the messages of a mailbox stand, each with the very bytes that it has there."""
    haul = Haul(limits)
    for number, (start, end) in enumerate(_messages(file), start=1):
        haul.point_at(f"message-{number:05}.eml", start, end)
    if not haul.stretches:
        msg = "It is a mailbox without a message that can be read; save the mails one by one as EML and add those."
        raise Refusal(msg)
    return list_names(Draft(partial=haul.sentences()), haul, ENGINE)


def _messages(file: BinaryIO) -> Iterator[tuple[int, int]]:
    start = None
    for end, following in _bounds(file):
        if start is not None:
            yield start, end
        start = following


def _bounds(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Give where a message ends and the next begins; the first and the last bound have one side only.

    A "From " line counts after a blank line, which is no part of the message, and also without one where a header
    follows it: a mail that was taken for the end of another one would be lost.
    """
    buffer, base, looked = b"\n\n", -2, 0  # before the first line stands, as it were, a blank one
    piece = b"\n"
    while piece:
        piece = file.read(PIECE)
        buffer += piece
        sure = max(looked, len(buffer) - LONGEST) if piece else len(buffer)
        at = buffer.find(BEGINNING, looked)
        while 0 <= at < sure:
            line = FROM.match(buffer, at + 1)
            blank = _blank(buffer, at)
            if line and (blank or HEADER.match(buffer, line.end())):
                yield base + at + 1 - blank, base + line.end()
            at = buffer.find(BEGINNING, at + 1)
        kept = max(0, sure - BEFORE)
        if piece:
            buffer, base, looked = buffer[kept:], base + kept, sure - kept
    end = len(buffer)
    yield base + end - _blank(buffer, end - 1), base + end


def _blank(buffer: bytes, at: int) -> int:
    """Give the length of the blank line that ends with the line feed at a place; 0 where there is none."""
    if buffer.endswith(b"\n\n", 0, at + 1):
        return 1
    return 2 if buffer.endswith(b"\n\r\n", 0, at + 1) else 0
