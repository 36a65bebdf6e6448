"""MIME: a mail's parts in order, cut out of its bytes without recursion, so that an enclosed file stays as it was."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.reading.headers import Headers, divide, read_headers, unbase64

if TYPE_CHECKING:
    from khronika.reading.limits import Limits

BOUNDARY_CHARS = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A part that holds no other: its headers, its bytes as sent, and which of which alternatives it belongs to.

    `within` are the kinds of multipart around it, outermost first; `trouble` says why it was not opened.
    """

    headers: Headers
    body: bytes
    within: tuple[str, ...] = ()
    alternative: int | None = None
    trouble: str | None = None

    def content(self) -> bytes:
        """Decode the bytes as far as they can be decoded."""
        if self.headers.encoding == "base64":
            return unbase64(self.body)
        return binascii.a2b_qp(self.body) if self.headers.encoding == "quoted-printable" else self.body


@dataclass(slots=True)
class _Open:
    """A part not looked at yet, and what it stands in."""

    data: bytes
    within: tuple[str, ...]
    alternative: int | None
    fallback: str = "text/plain"


def parts(headers: Headers, body: bytes, limits: Limits) -> tuple[list[Part], int]:
    """Give the parts of a mail in their order, and how many more there are; one nested too deeply is in trouble."""
    waiting = _inside(headers, body, (), None, 0)
    if waiting is None:
        return [Part(_as_text(headers), body)], 0
    found: list[Part] = []
    containers = 1
    waiting.reverse()
    while waiting and len(found) <= limits.enclosed:
        part = waiting.pop()
        block, content = divide(part.data)
        own = read_headers(block)
        if own.get("content-type") is None:
            own.kind = part.fallback
        inner = _inside(own, content, part.within, part.alternative, containers)
        if inner is None:
            found.append(Part(_as_text(own), content, part.within, part.alternative))
        elif len(part.within) >= limits.nesting:
            trouble = f"is nested more than {limits.nesting} levels deep; it may be made to overload. Ask for it alone"
            found.append(Part(own, content, part.within, trouble=trouble))
        else:
            containers += 1
            waiting += reversed(inner)
    return found, len(waiting)


def _inside(
    headers: Headers, body: bytes, within: tuple[str, ...], alternative: int | None, number: int
) -> list[_Open] | None:
    """Give the parts of a multipart; None for anything else, and for one whose boundary is nowhere."""
    kind, _, sort = headers.kind.partition("/")
    if kind != "multipart" or not headers.boundary:
        return None
    mark = headers.boundary.encode("utf-8", "replace")[:BOUNDARY_CHARS]
    group = number if sort == "alternative" else alternative
    fallback = "message/rfc822" if sort == "digest" else "text/plain"
    pieces = _split(body, mark)
    return [_Open(piece, (*within, sort), group, fallback) for piece in pieces] if pieces else None


def _as_text(headers: Headers) -> Headers:
    """Take a multipart whose parts cannot be found for the text that it shows."""
    if headers.kind.startswith("multipart/"):
        headers.kind = "text/plain"
    return headers


def _split(body: bytes, mark: bytes) -> list[bytes]:
    line = re.compile(rb"^--" + re.escape(mark) + rb"(--)?[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
    pieces: list[bytes] = []
    start = None
    for found in line.finditer(body):
        if start is not None:
            pieces.append(_without_break(body[start : found.start()]))
        start = None if found.group(1) else found.end()
        if start is None:
            break
    if start is not None:  # the end is missing: the mail was cut off
        pieces.append(body[start:])
    return pieces


def _without_break(piece: bytes) -> bytes:
    """Take off the line break that belongs to the boundary."""
    return piece[:-2] if piece.endswith(b"\r\n") else piece.removesuffix(b"\n")
