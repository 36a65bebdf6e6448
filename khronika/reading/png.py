"""PNG, written plainly: pixels and nothing else.

Source: W3C, Portable Network Graphics (Third Edition), 5.3 chunk layout and 11.2 critical chunks.
"""

from __future__ import annotations

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = {1: 0, 3: 2}  # samples a pixel to the colour type: gray, or red, green and blue


def encode(width: int, height: int, samples: bytes | memoryview) -> bytes:
    """Write rows of 8-bit pixels, gray or coloured, as a PNG that holds nothing else."""
    row = len(samples) // height
    lines = b"".join(each for at in range(0, row * height, row) for each in (b"\0", samples[at : at + row]))
    header = struct.pack(">IIBBBBB", width, height, 8, COLOURS[row // width], 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
