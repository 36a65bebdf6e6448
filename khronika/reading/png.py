"""PNG, written plainly and believed only after a look at every chunk: nothing but pixels may be in it.

Source: W3C, Portable Network Graphics (Third Edition), 5.3 chunk layout and 11.2 critical chunks.
"""

from __future__ import annotations

import struct
import zlib

from khronika.reading.refusal import Refusal

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER = struct.Struct(">IIBBBBB")  # width, height, bits a sample, colour type, and three ways of packing
COLOURS = {1: 0, 3: 2}  # samples a pixel to the colour type: gray, or red, green and blue
UNBELIEVABLE = "The page's picture cannot be believed; the file may be hostile. Set it aside."


def encode(width: int, height: int, samples: bytes) -> bytes:
    """Write rows of 8-bit pixels, gray or coloured, as a PNG that holds nothing else."""
    row = len(samples) // height
    lines = b"".join(b"\0" + samples[at : at + row] for at in range(0, row * height, row))
    header = HEADER.pack(width, height, 8, COLOURS[row // width], 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def verify(data: bytes, most_pixels: int) -> tuple[int, int]:
    """Give width and height of a PNG as `encode` writes it; raises `Refusal` for any other. No pixel is decoded."""
    header = data[16 : 16 + HEADER.size]
    packed = data[16 + HEADER.size + 12 : -16]
    if len(header) < HEADER.size:
        raise Refusal(UNBELIEVABLE)
    width, height, bits, colour, *ways = HEADER.unpack(header)
    plain = bits == 8 and colour in COLOURS.values() and not any(ways)  # noqa: PLR2004 - bits of a byte
    chunks = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    same = SIGNATURE + b"".join(_chunk(kind, part) for kind, part in chunks) == data
    if not (plain and same and 0 < width * height <= most_pixels):
        raise Refusal(UNBELIEVABLE)
    return width, height


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
