"""Mail (.eml) and web pages saved as one file (.mhtml): words read, enclosed files handed on as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.reading.enclosures import Haul
from khronika.reading.encoding import decode
from khronika.reading.headers import divide, read_headers
from khronika.reading.letters import Body, Letter, add_html, read_letter
from khronika.reading.mime import Part, parts
from khronika.reading.refusal import Refusal
from khronika.reading.sniff import FROM_LINE

if TYPE_CHECKING:
    from khronika.reading.draft import Reading
    from khronika.reading.headers import Headers
    from khronika.reading.limits import Limits

ENGINE = "khronika-mail/1"
WORDS = ("text/plain", "text/html")
STATEFUL = ("iso-2022", "utf-7", "utf7", "hz", "csiso2022")  # ASCII bytes that are not ASCII characters
ENDINGS = {
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/tiff": ".tif",
    "message/rfc822": ".eml",
    "multipart/signed": ".eml",
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
}
SIGNATURE = "is a digital signature, which is not checked here"
ENCRYPTED = "is encrypted; ask the sender for a decrypted copy"
TNEF = "is a packet of Outlook's own (winmail.dat); ask the sender to send the files as they are"
WRAPPED = "is encrypted or wrapped into its signature; ask the sender for it without"
LOOKS = "belongs to the look of a saved page; save a picture by itself if it shows words"
LOOK = ("image/", "text/css", "font/", "application/javascript", "text/javascript", "application/x-javascript")
LEFT_OUT = {
    "application/ms-tnef": TNEF,
    "application/vnd.ms-tnef": TNEF,
    "application/pgp-signature": SIGNATURE,
    "application/pkcs7-signature": SIGNATURE,
    "application/x-pkcs7-signature": SIGNATURE,
    "application/pgp-encrypted": ENCRYPTED,
    "application/pkcs7-mime": WRAPPED,
    "application/x-pkcs7-mime": WRAPPED,
}


def read_mail(data: bytes, limits: Limits) -> Reading:
    """Read a mail: its head, the plain version of its words, else the HTML one; the rest are files of their own."""
    block, body = divide(FROM_LINE.sub(b"", data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")))
    headers = read_headers(block)
    letter = Letter(headers.every, Haul(limits), page=is_saved_page(headers))
    if headers.cut:
        letter.notes.append("Its headers are longer than a mail's are; the rest of them was left out.")
    every, letter.haul.beyond = parts(headers, body, limits)
    words = [part for part in every if _is_words(part)]
    (_read_page if letter.page else _read_words)(letter, words, limits)
    _enclose(letter, [part for part in every if not _is_words(part)])
    return read_letter(letter, limits, ENGINE)


def is_saved_page(headers: Headers) -> bool:
    """Tell a web page that a browser saved from a mail."""
    saved = headers.get("snapshot-content-location") is not None or (headers.get("from") or "").startswith("<Saved by")
    return saved and headers.kind.startswith(("multipart/", "text/html"))


def _is_words(part: Part) -> bool:
    named = part.headers.name is not None and part.headers.kind != "text/html"
    return part.headers.kind in WORDS and not part.headers.attached and not part.trouble and not named


def _read_page(letter: Letter, words: list[Part], limits: Limits) -> None:
    """Read the first page; what stands in its frames are files of their own."""
    del limits
    for part in words:
        text = _text(letter, part)
        if part.headers.kind == "text/html" and not letter.bodies:
            letter.bodies.append(Body(text, html=True))
        else:
            letter.haul.take(_name(part), part.content())


def _read_words(letter: Letter, words: list[Part], limits: Limits) -> None:
    """Read each part, but of alternatives the plain one, unless an HTML one says more."""
    plain: dict[int, str] = {}
    for part in words:
        if part.headers.kind == "text/plain" and part.alternative is not None:
            plain[part.alternative] = f"{plain.get(part.alternative, '')}\n{_text(None, part)}"
    for part in words:
        html = part.headers.kind == "text/html"
        beside = plain.get(part.alternative, "") if html and part.alternative is not None else ""
        text = _text(letter, part)
        if html:
            add_html(letter, beside, text, limits)
        elif text.strip():
            letter.bodies.append(Body(text))


def _text(letter: Letter | None, part: Part) -> str:
    charset = (part.headers.charset or "").lower()
    data = part.content()
    if charset.startswith(STATEFUL):
        try:
            return data.decode(charset, "replace")
        except (LookupError, ValueError):
            charset = ""
    try:
        text, notes = decode(data, charset or None)
    except Refusal:
        text, notes = "", ["Words of it are in no encoding that can be read; ask for it again as PDF or plain text."]
    if letter is not None:
        letter.notes += [note for note in notes if note not in letter.notes]
    return text


def _enclose(letter: Letter, rest: list[Part]) -> None:
    for part in rest:
        kind = part.headers.kind
        name = _name(part)
        if letter.page and kind.startswith(LOOK):
            letter.haul.leave(name, LOOKS)
        elif part.trouble or (reason := LEFT_OUT.get(kind)) or (reason := _hidden(part)):
            letter.haul.leave(name, part.trouble or reason or ENCRYPTED)
        else:
            letter.haul.take(name, part.content())


def _hidden(part: Part) -> str | None:
    if "encrypted" in part.within:
        return ENCRYPTED
    if (part.headers.name or "").lower() == "winmail.dat":
        return TNEF
    if part.headers.kind in ("message/partial", "message/external-body"):
        return "is only a pointer to words that are elsewhere; ask the sender for the whole mail"
    return None


def _name(part: Part) -> str:
    """Give the name of an enclosed file, else one by its kind."""
    stem = "message" if part.headers.kind == "message/rfc822" else "part"
    return part.headers.name or f"{stem}{ENDINGS.get(part.headers.kind, '')}"
