"""From bytes to characters: by mark, by form, and last by evidence, which is said."""

from __future__ import annotations

import codecs
import re

from khronika.reading.draft import UNSPEAKABLE, speakable
from khronika.reading.refusal import Refusal

# UTF-32 first: its mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 64 * 1024
TOO_MANY_CONTROLS = 0.02  # a text with a larger share of control characters is none
FEW_BROKEN = 0.05  # a UTF-8 text may have this share of broken characters among those beyond ASCII
RUN_OF_LETTERS = re.compile(rb"[\xc0-\xff]{3,}")


def decode(data: bytes, declared: str | None = None) -> tuple[str, list[str]]:
    """Give the characters and what had to be assumed, as sentences; raises `Refusal` where it is no text at all."""
    text, notes = _decode(data, declared)
    sample = text[:SAMPLE]
    if len(UNSPEAKABLE.findall(sample)) > TOO_MANY_CONTROLS * len(sample) + 1:
        msg = "It is in no format that can be read here; ask for it as PDF, DOCX, HTML or plain text."
        raise Refusal(msg)
    clean = speakable(text)
    if clean != text:
        notes.append("Control characters that no text holds were replaced by U+FFFD.")
    return clean, notes


def _decode(data: bytes, declared: str | None) -> tuple[str, list[str]]:
    for mark, name in MARKS:
        if data.startswith(mark):
            return _tolerant(data[len(mark) :], name)
    if not _half_zeros(data[:SAMPLE]):
        try:
            return data.decode("utf-8"), []
        except UnicodeDecodeError:
            pass
    name = _known(declared) or _guess(data)
    text, notes = _tolerant(data, name)
    if not _known(declared):
        notes.insert(0, f"It names no encoding and is not UTF-8; read as {name} by its letters. Check the names in it.")
    return text, notes


def _tolerant(data: bytes, name: str) -> tuple[str, list[str]]:
    try:
        return data.decode(name), []
    except UnicodeDecodeError:
        return data.decode(name, "replace"), [f"Bytes that are no {name} were replaced by U+FFFD."]


def _known(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared).name
        return name if b"a".decode(name) in ("a", "\ufffd") else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _guess(data: bytes) -> str:
    """Choose by simple evidence: nearly UTF-8, UTF-16 without its mark, Cyrillic runs of letters, else Western."""
    sample = data[:SAMPLE]
    if _half_zeros(sample):
        return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"
    replaced = sample.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    if broken <= FEW_BROKEN * sum(character > "\x7f" for character in replaced):
        return "utf-8"
    runs = b"".join(RUN_OF_LETTERS.findall(sample))
    high = sum(byte > 0x7F for byte in sample)  # noqa: PLR2004 - the end of ASCII
    if len(runs) > high // 2:
        # small letters are the upper half of the range in Windows-1251 and the lower half in KOI8-R
        return "cp1251" if sum(byte >= 0xE0 for byte in runs) * 2 >= len(runs) else "koi8-r"  # noqa: PLR2004
    return "cp1252"


def _half_zeros(sample: bytes) -> bool:
    """Tell whether every other byte is zero, as in Western text of two bytes a character."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    return max(even, odd) > len(sample) * 0.4 and min(even, odd) < len(sample) * 0.05
