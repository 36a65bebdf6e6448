"""Outlook's own mails (.msg): fields of a compound file, read into the same form as any other mail."""

from __future__ import annotations

import base64
import hashlib
import io
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.reading.enclosures import Haul
from khronika.reading.headers import read_headers, readable, unfold
from khronika.reading.letters import Body, Letter, add_html, read_letter
from khronika.reading.lzfu import unpack_rtf
from khronika.reading.mail import ENDINGS, LEFT_OUT
from khronika.reading.refusal import Refusal
from khronika.reading.sniff import OLD_OFFICE

if TYPE_CHECKING:
    from olefile import OleFileIO

    from khronika.reading.draft import Reading
    from khronika.reading.limits import Limits

ENGINE = "khronika-msg/1"
PROPERTIES = "__properties_version1.0"
DAMAGED = "It is a damaged or cut-off Outlook mail; ask for it as EML or PDF."
# Numbers of fields, from Microsoft's [MS-OXPROPS].
SUBJECT, BODY, HTML, RTF, TRANSPORT, MESSAGE_ID = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D, 0x1035
SENDER, SENDER_SMTP, SENDER_ADDRESS, TO, CC, SENT, RECEIVED = 0x0C1A, 0x5D01, 0x0C1F, 0x0E04, 0x0E03, 0x0039, 0x0E06
LONG_NAME, SHORT_NAME, SHOWN_NAME, DATA, KIND, WRITER = 0x3707, 0x3704, 0x3001, 0x3701, 0x370E, 0x0042
MESSAGE_PAGE, LOCALE, INTERNET_PAGE = 0x3FFD, 0x3FF1, 0x3FDE
# Windows' code pages by the numbers of the languages that use them, from Microsoft's [MS-LCID]; all others are Western.
WESTERN = "cp1252"
PAGES = {
    "cp1251": (0x02, 0x19, 0x22, 0x23, 0x28, 0x2F, 0x3F, 0x40, 0x44, 0x50, 0x6D, 0x85),
    "cp1250": (0x05, 0x0E, 0x15, 0x18, 0x1A, 0x1B, 0x1C, 0x24),
    "cp1256": (0x01, 0x20, 0x29),
    "cp1253": (0x08,),
    "cp1254": (0x1F, 0x2C, 0x43),
    "cp1255": (0x0D,),
    "cp1257": (0x25, 0x26, 0x27),
    "cp1258": (0x2A,),
    "cp932": (0x11,),
    "cp949": (0x12,),
    "gb18030": (0x04,),
    "cp874": (0x1E,),
}
NAMED_PAGES = {65001: "utf-8", 20866: "koi8-r", 21866: "koi8-u", 20127: "ascii"}  # as Windows numbers them
ISO = range(28591, 28607)
BROKEN = (OSError, ValueError, IndexError, OverflowError, struct.error)  # what olefile says to a damaged file
STREAM = 2  # a kind of entry
UNICODE, NARROW, BINARY, STORAGE = 0x001F, 0x001E, 0x0102, 0x000D
REBUILT = "Messages enclosed by Outlook are no files of their own; each was rebuilt as EML from its fields."
DEEPEST = 5  # messages within messages that are rebuilt


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one message, attachment or recipient, which stand in one storage of the file."""

    file: OleFileIO[str]
    path: tuple[str, ...] = ()
    above: str | None = None  # the code page of the message that this belongs to

    def raw(self, number: int, kind: int) -> bytes | None:
        """Give the bytes of a field; None where it is not there or cannot be read."""
        return self._stream(f"__substg1.0_{number:04X}{kind:04X}")

    def text(self, number: int) -> str:
        """Give a field's words; empty where it has none."""
        wide = self.raw(number, UNICODE)
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.raw(number, NARROW)
        return "" if narrow is None else readable(narrow.rstrip(b"\0"), self.narrow()).rstrip("\0")

    def html_charset(self) -> str | None:
        """Give the code page of the HTML version, which is that of the mail as it was sent."""
        return _code_page(self._number(INTERNET_PAGE))

    def narrow(self) -> str | None:
        """Give the code page of narrow text: that of the system on which the message was stored."""
        language = self._number(LOCALE) & 0x3FF
        by_language = next((page for page, these in PAGES.items() if language in these), WESTERN) if language else None
        return _code_page(self._number(MESSAGE_PAGE)) or by_language or self.html_charset() or self.above

    def moment(self, number: int) -> str | None:
        """Give a time as a mail's `Date` has it, in UTC; None where it is not there or is no time."""
        import datetime as dt
        from email.utils import format_datetime

        value = self._fixed().get(number)
        if value is None:
            return None
        seconds = int.from_bytes(value, "little") // 10_000_000
        try:
            return format_datetime(dt.datetime(1601, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds))
        except (OverflowError, ValueError):
            return None

    def inside(self, prefix: str) -> list[Fields]:
        """Give the storages in this one whose names begin so, in their order."""
        depth = len(self.path)
        found = {
            each[depth]
            for each in self.file.listdir(streams=False, storages=True)
            if tuple(each[:depth]) == self.path and len(each) > depth and each[depth].startswith(prefix)
        }
        return [Fields(self.file, (*self.path, name), self.narrow()) for name in sorted(found)]

    def _number(self, number: int) -> int:
        return int.from_bytes(self._fixed().get(number, b"")[:4], "little")

    def _fixed(self) -> dict[int, bytes]:
        stream = self._stream(PROPERTIES) or b""
        start = 8 if self.path and self.path[-1].startswith(("__attach", "__recip")) else 24 if self.path else 32
        entries = (stream[at : at + 16] for at in range(start, len(stream) - 15, 16))
        return {struct.unpack_from("<H", entry, 2)[0]: entry[8:] for entry in entries}

    def _stream(self, name: str) -> bytes | None:
        place = [*self.path, name]
        try:
            if self.file.get_type(place) != STREAM:
                return None
            return bytes(self.file.openstream(place).read())
        except BROKEN:
            return None


def _code_page(number: int) -> str | None:
    if number in ISO:
        return f"iso8859-{number - ISO.start + 1}"
    return NAMED_PAGES.get(number) or (f"cp{number}" if number else None)


def read_msg(data: bytes, limits: Limits) -> Reading:
    """Read an Outlook mail: head, plain words or else HTML, enclosed files; an enclosed message is rebuilt as EML."""
    import olefile

    try:
        file = olefile.OleFileIO(io.BytesIO(data))
    except BROKEN as error:
        raise Refusal(DAMAGED) from error
    if not file.exists(PROPERTIES):
        what = next((what for name, what in OLD_OFFICE if file.exists(name)), None)
        raise Refusal(f"It {what}." if what else DAMAGED)
    letter = _letter(Fields(file), limits, 0)
    if not (letter.headers or letter.bodies or letter.haul.paths()):
        raise Refusal(DAMAGED)  # fields that were cut off come out empty
    return read_letter(letter, limits, ENGINE)


def _letter(fields: Fields, limits: Limits, depth: int) -> Letter:
    letter = Letter(_headers(fields), Haul(limits))
    _add_words(letter, fields, limits)
    for attachment in fields.inside("__attach_version1.0_"):
        _enclose(letter, attachment, limits, depth)
    return letter


def _headers(fields: Fields) -> list[tuple[str, str]]:
    """Give the headers that came over the wire, and what the fields say beside them."""
    wire = read_headers(fields.text(TRANSPORT).encode("utf-8", "replace")).every
    sender = fields.text(SENDER) or fields.text(WRITER)
    address = fields.text(SENDER_SMTP) or fields.text(SENDER_ADDRESS)
    own = {
        "from": f"{sender} <{address}>" if "@" in address and address != sender else sender or address,
        "to": fields.text(TO),
        "cc": fields.text(CC),
        "date": fields.moment(SENT) or fields.moment(RECEIVED) or "",
        "subject": fields.text(SUBJECT),
        "message-id": fields.text(MESSAGE_ID),
    }
    known = {name for name, _ in wire}
    return [*wire, *((name, unfold(value)) for name, value in own.items() if value and name not in known)]


def _add_words(letter: Letter, fields: Fields, limits: Limits) -> None:
    plain = fields.text(BODY)
    if plain.strip():
        letter.bodies.append(Body(plain.replace("\r\n", "\n")))
    html = fields.raw(HTML, BINARY)
    words = readable(html, fields.html_charset()) if html else fields.text(HTML)
    if words.strip():
        add_html(letter, plain.replace("\r\n", "\n"), words, limits)
    packed = fields.raw(RTF, BINARY)
    if packed and not letter.bodies:
        rtf = unpack_rtf(packed, limits.file_bytes)
        if rtf:
            letter.bodies.append(Body(rtf.decode("latin-1"), rtf=True))
        else:
            letter.haul.leave("message.rtf", "is damaged; ask for the mail as EML or PDF")


def _enclose(letter: Letter, fields: Fields, limits: Limits, depth: int) -> None:
    name = fields.text(LONG_NAME) or fields.text(SHORT_NAME) or fields.text(SHOWN_NAME)
    data = fields.raw(DATA, BINARY)
    messages = fields.inside(f"__substg1.0_{DATA:04X}{STORAGE:04X}")
    kind = fields.text(KIND).lower()
    if reason := LEFT_OUT.get(kind):
        letter.haul.leave(name or "part", reason)
    elif data is not None:
        letter.haul.take(name or f"part{ENDINGS.get(kind, '')}", data)
    elif messages and depth < DEEPEST and messages[0].file.exists([*messages[0].path, PROPERTIES]):
        letter.notes += [] if REBUILT in letter.notes else [REBUILT]
        stem = name.removesuffix(".eml").removesuffix(".msg") or "message"
        letter.haul.take(f"{stem}.eml", _as_mail(_letter(messages[0], limits, depth + 1)))
    else:
        letter.haul.leave(name or "part", "is embedded in Outlook's own way; ask the sender to send the file by itself")


def _as_mail(letter: Letter) -> bytes:
    """Write a message as MIME, the same bytes each time."""
    mark = hashlib.sha256(repr(letter.headers).encode("utf-8", "replace")).hexdigest()
    skipped = ("content-type", "content-transfer-encoding", "mime-version")
    lines = [f"{name}: {value}" for name, value in letter.headers if name not in skipped]
    lines += ["mime-version: 1.0", f'content-type: multipart/mixed; boundary="{mark}"', ""]
    for body in letter.bodies:
        sort = "html" if body.html else "plain"
        lines += _part(mark, f"text/{sort}; charset=utf-8", body.text.encode("utf-8", "replace"))
    for each in letter.haul.taken:
        name = each.path.replace('"', "'").replace("\\", "/")
        lines += _part(mark, f'application/octet-stream; name="{name}"', bytes(each.data))
    return "\n".join([*lines, f"--{mark}--", ""]).encode("utf-8", "replace")


def _part(mark: str, kind: str, data: bytes) -> list[str]:
    words = base64.encodebytes(data).decode("ascii")
    return [f"--{mark}", f"content-type: {kind}", "content-transfer-encoding: base64", "", words]
