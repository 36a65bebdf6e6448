"""The headers of a mail and of its parts: unfolded, decoded from whatever they were written in, kept to one line."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.reading.encoding import decode
from khronika.reading.refusal import Refusal

if TYPE_CHECKING:
    from email.message import Message

BLOCK = 256 * 1024  # bytes of headers that are looked at
VALUE_CHARS = 20_000
BLANK = re.compile(rb"\r?\n(?:\r?\n|\Z)")
ANY_WORD = r"=\?[\w.:*-]{1,60}\?[bBqQ]\?[^?\s]*\?="
ENCODED = re.compile(r"=\?([\w.:-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?\s]*)\?=")
ENCODED_RUN = re.compile(rf"{ANY_WORD}(?:\s*{ANY_WORD})*")
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
DISPLAY_NAME = re.compile(r'\s*"?([^"<>@]*[^"<>@\s])"?\s*<[^<>]*>')
ABOUT_CONTENT = ("content-type", "content-disposition", "content-transfer-encoding")
MALFORMED = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
)  # what the standard library says to odd parameters


@dataclass(slots=True)
class Headers:
    """The headers of one part, names in small letters, values as one line of text each, in order."""

    every: list[tuple[str, str]] = field(default_factory=list)
    kind: str = "text/plain"
    charset: str | None = None
    boundary: str | None = None
    name: str | None = None
    encoding: str = ""
    attached: bool = False
    cut: bool = False

    def get(self, name: str) -> str | None:
        """Give the first value of a header."""
        return next((value for key, value in self.every if key == name), None)

    def all(self, name: str) -> list[str]:
        """Give every value of a header."""
        return [value for key, value in self.every if key == name]


def divide(data: bytes) -> tuple[bytes, bytes]:
    """Part headers from body at the first blank line."""
    if data.startswith((b"\n", b"\r\n")):
        return b"", data.lstrip(b"\r\n")
    found = BLANK.search(data)
    return (data[: found.start()], data[found.end() :]) if found else (data, b"")


def read_headers(block: bytes) -> Headers:
    """Read a block of headers; what goes beyond 256 KiB is not looked at, and `cut` says so."""
    from email.parser import BytesHeaderParser

    message = BytesHeaderParser().parsebytes(block[:BLOCK] + b"\n\n")
    every = [(key.lower(), unfold(value)) for key, value in message.raw_items()]
    decoded = _about_content(every)
    return Headers(
        every=every,
        kind=decoded.get_content_type(),
        charset=_parameter(decoded, "charset"),
        boundary=_parameter(decoded, "boundary"),
        name=_parameter(decoded, "filename", "content-disposition") or _parameter(decoded, "name"),
        encoding=str(decoded.get("content-transfer-encoding", "")).strip().lower(),
        attached=str(decoded.get("content-disposition", "")).partition(";")[0].strip().lower() == "attachment",
        cut=len(block) > BLOCK,
    )


def _about_content(every: list[tuple[str, str]]) -> Message:
    """Give what headers say of the content, decoded first: file names come in raw bytes and encoded words as well."""
    from email.message import Message

    decoded = Message()
    for name, value in every:
        if name in ABOUT_CONTENT and name not in decoded:
            decoded[name] = value
    return decoded


def _parameter(message: Message, name: str, header: str = "content-type") -> str | None:
    from email.utils import collapse_rfc2231_value

    try:
        found = message.get_param(name, None, header)
        return unfold(collapse_rfc2231_value(found)) or None if found is not None else None
    except MALFORMED:
        return None


def unfold(raw: object) -> str:
    """Give a header's value as one line: encoded words decoded, raw bytes read, breaks and controls as spaces."""
    value = _characters(str(raw)[:VALUE_CHARS])
    value = ENCODED_RUN.sub(_encoded_words, value)
    return " ".join(CONTROLS.sub(" ", value).split())


def _characters(raw: str) -> str:
    """Read the bytes beyond ASCII that a header must not have and often has."""
    data = raw.encode("utf-8", "surrogateescape")
    return raw if raw.isascii() else readable(data, None)


def _encoded_words(run: re.Match[str]) -> str:
    """Decode encoded words in a row: those of one charset together, since a letter may be cut in two between them."""
    pieces: list[tuple[str, bytes]] = []
    for charset, way, words in ENCODED.findall(run.group()):
        data = unbase64(words.encode("ascii", "ignore")) if way in "bB" else _unquote(words.replace("_", " "))
        if pieces and pieces[-1][0] == charset.lower():
            data = pieces.pop()[1] + data
        pieces.append((charset.lower(), data))
    return "".join(readable(data, charset) for charset, data in pieces)


def _unquote(words: str) -> bytes:
    return binascii.a2b_qp(words.encode("utf-8", "replace"))


def readable(data: bytes, charset: str | None) -> str:
    """Give bytes as characters: by their charset where it is one, by evidence where it is none."""
    try:
        return decode(data, charset)[0]
    except Refusal:
        return data.decode("ascii", "replace")


def unbase64(data: bytes) -> bytes:
    """Decode base64 as far as it goes: white space, foreign signs, a missing end and what follows it cost nothing."""
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", data.partition(b"=")[0])
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def display_name(value: str) -> tuple[int, int] | None:
    """Give where in a header of addresses the first one's name stands, or else its address."""
    found = DISPLAY_NAME.match(value)
    if found:
        return found.span(1)
    address = re.search(r"[^\s<>,;\"]{1,64}@[^\s<>,;\"]{1,255}", value) or re.search(r"[^\s<>,;][^<>,;]*", value)
    return address.span() if address else None


def day_of(value: str) -> str | None:
    """Give the day of a `Date` header in its own time zone, as ISO 8601; None where it is none."""
    import datetime as dt
    from email.utils import parsedate_tz

    try:
        parsed = parsedate_tz(value)
        return dt.date(*parsed[:3]).isoformat() if parsed else None
    except MALFORMED:
        return None
