"""One page of a PDF or a file of pictures as a PNG, for a person who wants to see what was read."""

from __future__ import annotations

import dataclasses
import os
import struct
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from khronika.reading.answer import SENTENCE_CHARS, send
from khronika.reading.isolation import insist
from khronika.reading.jail import ending, jail
from khronika.reading.limits import DEFAULT, Limits
from khronika.reading.parsing import decoders
from khronika.reading.png import COLOURS, encode
from khronika.reading.reader import open_document
from khronika.reading.refusal import Refusal
from khronika.reading.sniff import FIRST

if TYPE_CHECKING:
    from pathlib import Path

MOST_PIXELS = 16_000_000
PIXELS = b"\0"  # begins an answer that is no sentence
SHAPE = struct.Struct(">IIB")  # width, height, samples of a byte a pixel; the rows follow
LONGEST = len(PIXELS) + SHAPE.size + 3 * MOST_PIXELS
UNBELIEVABLE = "The page's picture cannot be believed; the file may be hostile. Set it aside."
NEEDED = "Pages are shown by Pillow, which is not installed: pip install 'khronika[ocr]'."


def page_image(path: Path, number: int, *, limits: Limits = DEFAULT) -> bytes:
    """Render page `number` (from 1) of a file in the jail; raises `Refusal` with the reason where that cannot be."""
    if not find_spec("PIL"):
        raise Refusal(NEEDED)
    insist()
    document = open_document(path, limits)
    try:
        options = {"number": number, "limits": dataclasses.asdict(limits)}
        warm = ("khronika.reading.showing", "khronika.reading.pdf", *decoders(os.pread(document, FIRST, 0)))
        outcome = jail().confine("khronika.reading.showing:render", document, options, limits, cap=LONGEST, warm=warm)
    finally:
        os.close(document)
    if not outcome.ended_well:
        raise Refusal(ending(outcome, limits))
    return _as_png(outcome.answer)


def _as_png(answer: bytes) -> bytes:
    """Write the pixels that came back as a PNG; raises `Refusal` with the sentence that came back in their place."""
    if not answer.startswith(PIXELS):
        said = answer[:SENTENCE_CHARS].decode("utf-8", "replace")
        raise Refusal("".join(each if each.isprintable() else " " for each in said))
    samples = memoryview(answer)[len(PIXELS) + SHAPE.size :]
    if len(answer) < len(PIXELS) + SHAPE.size:
        raise Refusal(UNBELIEVABLE)
    width, height, each = SHAPE.unpack_from(answer, len(PIXELS))
    if each not in COLOURS or not 0 < width * height <= MOST_PIXELS or len(samples) != width * height * each:
        raise Refusal(UNBELIEVABLE)
    return encode(width, height, samples)


def render(document: int, answer: int, options: dict[str, Any]) -> None:
    """Task: write the shape of the page and its pixels, or the sentence why it cannot be shown."""
    try:
        reply = _rendered(document, options["number"], Limits(**options["limits"]))
    except Refusal as refusal:
        reply = str(refusal).encode()
    except BaseException as error:  # noqa: BLE001 - the one boundary: the parent must hear of every failure
        reply = f"The page could not be shown ({type(error).__name__[:60]}); the file may be damaged.".encode()
    send(answer, reply)


def _rendered(document: int, number: int, limits: Limits) -> bytes:
    from khronika.reading.recognition.raster import fitted, pages

    with os.fdopen(document, "rb", closefd=False) as file:
        data = file.read(limits.file_bytes + 1)
    try:
        picture = fitted(pages(data, limits)(number))
    except (RuntimeError, IndexError) as error:  # pdfium's errors are of the first kind
        msg = f"There is no page {number}, or it is damaged."
        raise Refusal(msg) from error
    plain = picture if picture.mode == "L" else picture.convert("RGB")
    return PIXELS + SHAPE.pack(*plain.size, len(plain.getbands())) + plain.tobytes()
