"""Outlook's way of packing RTF ("LZFu"), from Microsoft's [MS-OXRTFCP]."""

from __future__ import annotations

import struct

HEADER = 16  # bytes: packed size, size, "LZFu" or "MELA", checksum
RING = 4096
# What every packed text may refer to before it has said anything itself.
KNOWN = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def unpack_rtf(data: bytes, most: int) -> bytes | None:
    """Unpack an RTF text of at most so many bytes; None where it is damaged or longer."""
    if len(data) < HEADER:
        return None
    _, size, kind, _ = struct.unpack_from("<II4sI", data)
    if kind == b"MELA":
        return data[HEADER : HEADER + size]
    return _unpack(data[HEADER:], min(size, most)) if kind == b"LZFu" and size <= most else None


def _unpack(data: bytes, size: int) -> bytes:
    ring = bytearray(KNOWN.ljust(RING, b"\0"))
    write = len(KNOWN)
    out = bytearray()
    at = 0
    while at < len(data) and len(out) < size:
        control = data[at]
        at += 1
        for bit in range(8):
            if control >> bit & 1:
                token = int.from_bytes(data[at : at + 2], "big")
                at += 2
                if token >> 4 == write or at > len(data):  # it points at itself: the end
                    return bytes(out[:size])
                piece = bytearray()
                for step in range((token & 0xF) + 2):
                    piece.append(ring[((token >> 4) + step) % RING])
                    ring[(write + step) % RING] = piece[-1]
            else:
                piece = bytearray(data[at : at + 1])
                at += 1
                if piece:
                    ring[write] = piece[0]
            write = (write + len(piece)) % RING
            out += piece
    return bytes(out[:size])
