"""Files as a damaged disk or a hostile sender makes them: documents changed where their structure is.

`mutants(seeds, count, start)` gives the same files at every run: each is made by dice of its own number.
"""

from __future__ import annotations

import gzip
import io
import random
import re
import struct
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Mutator = Callable[[bytes, random.Random], bytes]

EXTREMES = [
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"4294967296",
    b"99999999999999999999",
    b"1e308",
]
TAG = re.compile(rb"<[^<>]{1,400}>")
NUMBER = re.compile(rb"(?<![\w.])-?\d{1,10}(?:\.\d+)?(?![\w.])")
OBJECT = re.compile(rb"\d+ \d+ obj\b.*?endobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
NAME = re.compile(rb"/[A-Za-z]+")
MOST = 2_000_000  # no mutant grows beyond this by being repeated
ODD = [
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"&#x110000;",
    b"\xe2\x80\xae",
    b'"',
    b"\r",
    b"\x0c",
    b"]]>",
]


def mutants(seeds: list[tuple[str, bytes]], count: int, start: int = 0) -> Iterator[tuple[int, str, bytes]]:
    """Give number, name and bytes of mutants `start` to `start + count`; one to three changes each."""
    for number in range(start, start + count):
        dice = random.Random(number)  # noqa: S311 - no secret
        name, data = seeds[number % len(seeds)]
        for _ in range(dice.randint(1, 3)):
            data = mutated(data, dice)
        yield number, name, data


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Change a file once, by what it is."""
    if data.startswith(b"PK") and dice.random() < 0.9:
        try:
            return in_archive(data, dice)
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
            return flip(data, dice)
    if data.startswith(b"\x1f\x8b") and dice.random() < 0.8:
        return in_packed(data, dice)
    if data.startswith(b"\xd0\xcf\x11\xe0") and dice.random() < 0.7:
        return dice.choice([word, word, word, characters])(data, dice)
    kinds = PDF if b"%PDF-" in data[:1024] else MARKUP if TAG.search(data) else PLAIN
    return dice.choice(kinds)(data, dice)


# ------------------------------------------------------------- bytes


def flip(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, 12) if changed else 0):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def hole(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + data[start + dice.randint(1, 400) :]


def insert(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(ODD) * dice.choice([1, 1, 3, 2000]) + data[at:]


def repeat(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    piece = data[start : start + dice.randint(1, 300)]
    return data[:start] + piece * min(dice.choice([2, 50, 5000]), MOST // (len(piece) + 1)) + data[start:]


def number(data: bytes, dice: random.Random) -> bytes:
    return replaced(NUMBER, data, dice, lambda _: dice.choice(EXTREMES))


def replaced(pattern: re.Pattern[bytes], data: bytes, dice: random.Random, by: Callable[[bytes], bytes]) -> bytes:
    """Change one of the pieces that a pattern finds."""
    found = list(pattern.finditer(data))
    if not found:
        return flip(data, dice)
    one = dice.choice(found)
    return data[: one.start()] + by(one.group()) + data[one.end() :]


# ------------------------------------------------------------- markup


def tag_twice(data: bytes, dice: random.Random) -> bytes:
    times = dice.choice([0, 2, 3, 400, 20_000])
    return replaced(TAG, data, dice, lambda tag: tag * min(times, MOST // len(tag)))


def tag_elsewhere(data: bytes, dice: random.Random) -> bytes:
    tags = TAG.findall(data)
    return replaced(TAG, data, dice, lambda tag: dice.choice(tags or [tag]))


def attribute(data: bytes, dice: random.Random) -> bytes:
    said = dice.choice(
        [b' colspan="999999999"', b' rowspan="-7"', b' xml:space="x"', b' a="1" a="2"', b" " + b"y" * 3000]
    )
    return replaced(TAG, data, dice, lambda tag: tag[:-1] + said + b">")


def declaration(data: bytes, _dice: random.Random) -> bytes:
    return b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + data


# ------------------------------------------------------------- PDF


def object_twice(data: bytes, dice: random.Random) -> bytes:
    return replaced(OBJECT, data, dice, lambda whole: whole * dice.choice([0, 2, 300]))


def object_elsewhere(data: bytes, dice: random.Random) -> bytes:
    objects = OBJECT.findall(data)
    if len(objects) < 2:
        return flip(data, dice)
    head, _, _ = dice.choice(objects).partition(b"obj")
    _, _, body = dice.choice(objects).partition(b"obj")
    return replaced(OBJECT, data, dice, lambda _: head + b"obj" + body)


def in_stream(data: bytes, dice: random.Random) -> bytes:
    """Change what a page draws: unpack a stream, change it, pack it again."""

    def change(whole: bytes) -> bytes:
        found = STREAM.fullmatch(whole)
        inner = found.group(1) if found else b""
        try:
            inner = zlib.compress(dice.choice(PLAIN)(zlib.decompress(inner), dice), 1)
        except zlib.error:
            inner = dice.choice(PLAIN)(inner, dice)
        return b"stream\n" + inner + b"\nendstream"

    return replaced(STREAM, data, dice, change)


def pdf_name(data: bytes, dice: random.Random) -> bytes:
    names = NAME.findall(data)
    return replaced(NAME, data, dice, lambda name: dice.choice(names or [name]))


def itself(data: bytes, dice: random.Random) -> bytes:
    """Point one reference somewhere else, often in a circle."""
    return replaced(re.compile(rb"\d+ 0 R"), data, dice, lambda _: b"%d 0 R" % dice.randint(0, 12))


def nested(data: bytes, dice: random.Random) -> bytes:
    deep = dice.choice([b"[", b"<<", b"<</Kids "]) * dice.choice([20, 30_000])
    return replaced(OBJECT, data, dice, lambda whole: whole.replace(b"endobj", deep + b"endobj"))


def bomb(data: bytes, dice: random.Random) -> bytes:
    packed = BOMBS[dice.randrange(len(BOMBS))]
    return replaced(STREAM, data, dice, lambda _: b"stream\n" + packed + b"\nendstream")


# ------------------------------------------------------------- compound files


def word(data: bytes, dice: random.Random) -> bytes:
    """Change one whole number of a compound file: in its head, a table of sectors, an entry, a field."""
    among = len(data) // 4 if dice.random() < 0.7 else 128
    at = 4 * dice.randrange(max(1, among))
    said = dice.choice(
        [0, 1, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0x7FFFFFFF, dice.randrange(64), dice.randrange(1 << 32)]
    )
    return data[:at] + struct.pack("<I", said) + data[at + 4 :]


def characters(data: bytes, dice: random.Random) -> bytes:
    """Change the name or the kind of a field."""
    pattern = re.compile("__substg1.0_".encode("utf-16-le") + rb"(?:[0-9A-F]\0){8}")
    at = 24 + 2 * dice.randrange(8)
    return replaced(pattern, data, dice, lambda name: name[:at] + dice.choice([b"0", b"3", b"D"]) + name[at + 1 :])


# ------------------------------------------------------------- archives


def in_packed(data: bytes, dice: random.Random) -> bytes:
    """Unpack, change what was packed, pack it again."""
    try:
        inner = zlib.decompress(data, 31)
    except zlib.error:
        return flip(data, dice)
    return gzip.compress(dice.choice(PLAIN)(inner, dice), 1, mtime=0)


def in_archive(data: bytes, dice: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    at = dice.randrange(len(members)) if members else 0
    what = dice.random()
    if not members or what < 0.05:
        return lying(data, dice)
    name, inner = members[at]
    if what < 0.75:
        members[at] = (name, dice.choice(MARKUP)(inner, dice))
    elif what < 0.8:
        del members[at]
    elif what < 0.85:
        members.append((name, dice.choice(members)[1]))
    elif what < 0.9:
        members[at] = (dice.choice(["../../x", "/etc/passwd", name.upper(), "a" * 60_000, name + "/"]), inner)
    elif what < 0.95:
        members[at] = (name, dice.choice(members)[1])
    else:
        members[at] = (name, inner[: len(inner) // 2] + b" " * 3_000_000 + inner[len(inner) // 2 :])
    return zipped(members)


def zipped(members: list[tuple[str, bytes]]) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", compresslevel=1) as archive:
        warnings.simplefilter("ignore")  # two members of one name are meant
        for name, inner in members:
            archive.writestr(zipfile.ZipInfo(name), inner, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def lying(data: bytes, dice: random.Random) -> bytes:
    """Change what a ZIP says of its members: size, method, flags, offset."""
    at = data.rfind(b"PK\x01\x02")
    field = dice.choice([8, 10, 16, 20, 24, 28, 42])
    lie = struct.pack("<I", dice.choice([0, 1, 0xFFFF, 0xFFFFFFFF, dice.randrange(1 << 32)]))
    return data[: at + field] + lie + data[at + field + 4 :] if at >= 0 else flip(data, dice)


PLAIN: list[Mutator] = [flip, cut, hole, insert, repeat, number]
MARKUP: list[Mutator] = [*PLAIN, tag_twice, tag_twice, tag_elsewhere, tag_elsewhere, attribute, declaration]
PDF: list[Mutator] = [
    *PLAIN,
    *(object_twice, object_elsewhere, in_stream, in_stream, in_stream, pdf_name, itself, itself, nested, bomb),
]
BOMBS = [
    zlib.compress(bytes(50_000_000), 9),
    zlib.compress(zlib.compress(bytes(50_000_000), 9), 9),
    zlib.compress(b"BT /F1 9 Tf (x) Tj ET\n" * 1_000_000, 9),
    zlib.compress(b"q " * 3_000_000, 9),
]
