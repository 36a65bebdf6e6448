"""Mailboxes (.mbox): each message becomes a document of its own; the mailbox's text is the list of its messages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.reading.draft import Draft, Reading
from khronika.reading.enclosures import Haul
from khronika.reading.refusal import Refusal
from khronika.reading.unpacking import list_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.reading.limits import Limits

ENGINE = "khronika-mbox/1"
# "From ines@example.org Mon May  3 14:30:00 2021" at the beginning, or after an empty line.
FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From \S[^\r\n]{0,200}\d{4}[^\r\n]{0,20}\r?\n")


def read_mbox(data: bytes, limits: Limits) -> Reading:
    """Take the messages out of a mailbox, each with the very bytes that stand in it."""
    haul = Haul(limits)
    for number, message in enumerate(_messages(data), start=1):
        haul.take(f"message-{number:05}.eml", message)
    if not haul.taken:
        msg = "It is a mailbox without a message that can be read; save the mails one by one as EML and add those."
        raise Refusal(msg)
    return list_names(Draft(partial=haul.sentences()), haul, ENGINE)


def _messages(data: bytes) -> Iterator[bytes]:
    start = None
    for found in FROM.finditer(data):
        if start is not None:
            yield data[start : found.start()].rstrip(b"\r\n") + b"\n"
        start = found.end()
    if start is not None:
        yield data[start:]
