"""The child's answer as bytes, and the parent's suspicion: nothing in it is believed before it was looked at.

Form: one line of JSON (a header), the text as UTF-8, a JSON list of the enclosures and one of what was left out, the
enclosures' bytes, the marks as one JSON list of [kind, start, end, value]. Text and bytes are not inside JSON, so that
a hostile answer cannot unfold into more memory than its length allows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from khronika.reading.draft import VALUE_CHARS, ZERO_WIDTH, Reading, in_order
from khronika.reading.enclosures import Enclosure, LeftOut, Stretch, is_clean
from khronika.reading.refusal import Refusal
from khronika.vocabulary.documents import LAID_OUT, Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.reading.limits import Limits

HEADER_BYTES = 128 * 1024
TABLE_BYTES = 16 * 1024 * 1024
SENTENCE_CHARS = 500
SENTENCES = 60
DEEPEST = 50  # blocks within blocks; a document has three
BLOCKS = frozenset({*LAID_OUT, MarkKind.FURNITURE})
# Values in which others count on a figure. Languages are told by the program itself, and never by a child.
FORMS = {
    MarkKind.PAGE: re.compile("[1-9][0-9]{0,6}"),
    MarkKind.CELL: re.compile("(?:[0-9]{1,7},[0-9]{1,7})?"),
    MarkKind.RECOGNISED: re.compile("(?:100|[1-9]?[0-9])?"),
    MarkKind.LANGUAGE: re.compile("(?!)"),
}
KINDS = {kind.value: kind for kind in MarkKind}
UNBELIEVABLE = "The parser gave an answer that cannot be true of a document; the file may be hostile. Set it aside."


def longest(limits: Limits) -> int:
    """Give the length in bytes beyond which an answer is not taken."""
    enclosures = limits.enclosed_bytes + TABLE_BYTES
    return HEADER_BYTES + 4 * limits.text_chars + limits.marks_bytes + enclosures


def pack(reading: Reading) -> bytes:
    """Give a reading as bytes."""
    text = reading.text.encode("utf-8")
    marks = [[mark.kind.value, mark.start, mark.end, mark.value] for mark in reading.marks]
    table = _pack_table(reading)
    header = {
        "text": len(text),
        "engine": reading.engine,
        "partial": at_most(reading.partial),
        "table": len(table),
        "enclosed": sum(len(each.data) for each in reading.enclosed),
        "scanned": reading.scanned,
        "ahead": reading.ahead,
    }
    pieces = [json.dumps(header).encode(), b"\n", text, table, *(each.data for each in reading.enclosed)]
    return b"".join([*pieces, json.dumps(marks, separators=(",", ":")).encode()])


def _pack_table(reading: Reading) -> bytes:
    if not (reading.enclosed or reading.left_out or reading.stretches):
        return b""
    enclosed = [[each.path, len(each.data), hashlib.sha256(each.data).hexdigest()] for each in reading.enclosed]
    left_out = [[each.path, each.reason] for each in reading.left_out]
    stretches = [[each.path, each.start, each.end] for each in reading.stretches]
    return json.dumps([enclosed, left_out, stretches], separators=(",", ":"), ensure_ascii=False).encode()


def at_most(sentences: Sequence[str]) -> tuple[str, ...]:
    """Give what must be said of a document, and where that is too much, how much more there is."""
    if len(sentences) <= SENTENCES:
        return tuple(sentences)
    more = len(sentences) - SENTENCES + 1
    return (*sentences[: SENTENCES - 1], f"{more:,} more troubles like these; compare it with the original.")


def pack_refusal(sentence: str) -> bytes:
    """Give the reason why there is no reading as bytes."""
    return json.dumps({"refused": sentence}).encode() + b"\n"


def send(answer: int, reply: bytes) -> None:
    """Write all of an answer into the pipe that the child was given."""
    view = memoryview(reply)
    while view:
        view = view[os.write(answer, view) :]


def unpack(answer: bytes, limits: Limits, file_bytes: int = 0, first: int = 1) -> Reading:
    """Build the reading of a file from its page `first` on.

    Raises `Refusal` with the child's reason, or where the answer cannot be believed.
    """
    try:
        return _unpack(answer, limits, file_bytes, first)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refusal(UNBELIEVABLE) from error


def _unpack(answer: bytes, limits: Limits, file_bytes: int, first: int) -> Reading:
    cut = answer.index(b"\n", 0, HEADER_BYTES)
    header = json.loads(answer[:cut])
    if "refused" in header:
        raise Refusal(_sentence(header["refused"]))
    rest = memoryview(answer)[cut + 1 :]
    lengths = [header[key] for key in ("text", "table", "enclosed")]
    _insist(all(type(length) is int and length >= 0 for length in lengths) and sum(lengths) <= len(rest))
    pieces = []
    for length in lengths:
        pieces.append(rest[:length])
        rest = rest[length:]
    text = str(pieces[0], "utf-8")
    _insist(len(text) <= limits.text_chars and "\0" not in text)
    if len(rest) > limits.marks_bytes:
        msg = "Its layout is longer than a document's may be; split the file and add the parts."
        raise Refusal(msg)
    marks = tuple(_mark(row, text) for row in json.loads(bytes(rest)))
    _insist(marks == in_order(marks) and _deepest(marks) <= DEEPEST)
    partial = header["partial"]
    _insist(isinstance(partial, list) and len(partial) <= SENTENCES)
    enclosed, left_out, stretches = _inside(pieces[1], pieces[2], limits, file_bytes)
    said = tuple(_sentence(each) for each in partial)
    scanned = _scanned(header["scanned"], text, marks, limits)
    ahead = _ahead(header["ahead"], first, limits)
    return Reading(text, marks, _sentence(header["engine"]), said, enclosed, left_out, scanned, stretches, ahead)


def _ahead(said: Any, first: int, limits: Limits) -> tuple[int, int] | None:  # noqa: ANN401
    """Take the numbers of the pages that are still to be read: at least one was read before them."""
    if said is None:
        return None
    one, last = said
    _insist(type(one) is int and type(last) is int and first < one <= last <= limits.pages)
    return one, last


def _deepest(marks: Iterable[Mark]) -> int:
    """Give how many marks that name a block stand over one place at the most: each is read without those inside it."""
    ends: list[int] = []
    deepest = 0
    for mark in marks:
        if mark.kind in BLOCKS:
            while ends and ends[0] <= mark.start:
                heappop(ends)
            heappush(ends, mark.end)
            deepest = max(deepest, len(ends))
    return deepest


def _scanned(said: Any, text: str, marks: tuple[Mark, ...], limits: Limits) -> tuple[int, ...]:  # noqa: ANN401
    """Take the numbers of pages to be recognised: each is a page of the text, once, and blank in it."""
    pages = [mark for mark in marks if mark.kind is MarkKind.PAGE]
    blank = {int(mark.value or 0) for mark in pages if not text[mark.start : mark.end].strip()}
    _insist(isinstance(said, list) and len(said) <= limits.pages and all(type(each) is int for each in said))
    _insist(said == sorted(set(said)) and (not said or ({*said} <= blank and len(pages) == len({*_numbers(pages)}))))
    return tuple(said)


def _numbers(pages: Iterable[Mark]) -> list[int]:
    return [int(mark.value or 0) for mark in pages]


def _inside(
    table: memoryview, data: memoryview, limits: Limits, file_bytes: int
) -> tuple[tuple[Enclosure, ...], tuple[LeftOut, ...], tuple[Stretch, ...]]:
    """Take the files that came inside the document: each is what its hash says, and no name leads anywhere else."""
    _insist(len(table) <= TABLE_BYTES and len(data) <= limits.enclosed_bytes)
    enclosed, left_out, pointed = json.loads(bytes(table)) if table else ([], [], [])
    _insist(max(len(enclosed), len(left_out)) <= limits.enclosed and len(pointed) <= limits.mails)
    taken = []
    for path, length, sha256 in enclosed:
        _insist(type(length) is int and 0 < length <= min(len(data), limits.file_bytes))
        taken.append(Enclosure(_path(path), data[:length]))
        _insist(hashlib.sha256(data[:length]).hexdigest() == sha256)
        data = data[length:]
    _insist(not data)
    left = tuple(LeftOut(_path(path), _sentence(reason)) for path, reason in left_out)
    stretches = _stretches(pointed, limits, file_bytes)
    every = [*(each.path for each in taken), *(each.path for each in left), *(each.path for each in stretches)]
    _insist(len(set(every)) == len(every))
    return tuple(taken), left, stretches


def _stretches(pointed: list[Any], limits: Limits, file_bytes: int) -> tuple[Stretch, ...]:
    """Take the places of files that stand in this one: in order, none within another, none beyond its end."""
    stretches = []
    before = 0
    for path, start, end in pointed:
        _insist(type(start) is int and type(end) is int and before <= start < end <= file_bytes)
        _insist(end - start <= limits.file_bytes)
        stretches.append(Stretch(_path(path), start, end))
        before = end
    return tuple(stretches)


def _path(said: Any) -> str:  # noqa: ANN401 - whatever a hostile child may send
    _insist(isinstance(said, str) and is_clean(said))
    said.encode("utf-8")
    return str(said)


def _mark(row: Any, text: str) -> Mark:  # noqa: ANN401 - whatever a hostile child may send
    kind, start, end, value = row
    _insist(type(start) is int and type(end) is int and 0 <= start <= end <= len(text))
    _insist(start < end or KINDS[kind] in ZERO_WIDTH)
    _insist(value is None or (isinstance(value, str) and len(value) <= VALUE_CHARS))
    if value:
        value.encode("utf-8")
    if KINDS[kind] is MarkKind.JOIN:  # it is read as nothing or as one space: it must hide no word
        _insist(not text[start:end].strip())
    if form := FORMS.get(KINDS[kind]):
        _insist(form.fullmatch(value or "") is not None)
    if KINDS[kind] is MarkKind.DATED:
        _insist(dt.date.fromisoformat(value).isoformat() == value)
    return Mark(KINDS[kind], start, end, value)


def _sentence(said: Any) -> str:  # noqa: ANN401 - whatever a hostile child may send
    _insist(isinstance(said, str) and len(said) <= SENTENCE_CHARS)
    said.encode("utf-8")
    return "".join(each if each.isprintable() else " " for each in said)


def _insist(holds: bool) -> None:  # noqa: FBT001 - a claim about the answer, not an option
    if not holds:
        raise ValueError(UNBELIEVABLE)
