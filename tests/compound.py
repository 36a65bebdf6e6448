"""Compound files (OLE2) and the Outlook mails in them, made from nothing, for tests of what reads them."""

from __future__ import annotations

import struct
from itertools import pairwise

SECTOR, SMALL, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = dict[str, "bytes | Tree"]


def compound(tree: Tree) -> bytes:
    """Write a compound file: streams are bytes, storages are dictionaries."""
    entries: list[list[object]] = [["Root Entry", 5, FREE, FREE, FREE, FREE, 0]]
    contents: dict[int, bytes] = {}
    _add(entries, contents, tree, 0)
    small, fat = bytearray(), []
    small_fat: list[int] = []
    body = bytearray()
    for at, data in contents.items():
        entries[at][6] = len(data)
        if len(data) < CUTOFF:
            entries[at][5] = _chain(small_fat, len(data), SMALL) if data else END
            small += data.ljust(-(-len(data) // SMALL) * SMALL, b"\0")
        else:
            entries[at][5] = _put(body, fat, data)
    entries[0][6] = len(small)
    entries[0][5] = _put(body, fat, bytes(small)) if small else END
    table = struct.pack(f"<{len(small_fat)}I", *small_fat)
    small_start = _put(body, fat, table, b"\xff") if small_fat else END
    directory = _put(body, fat, b"".join(map(_entry, entries)))
    count = 1
    while (len(fat) + count) * 4 > count * SECTOR:
        count += 1
    first = len(fat)
    fat += [FAT] * count
    fat += [FREE] * (count * SECTOR // 4 - len(fat))
    body += struct.pack(f"<{len(fat)}I", *fat)
    places = [first + at for at in range(count)] + [FREE] * (109 - count)
    head = struct.pack("<8s16sHHHHH6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6)
    small_sectors = -(-len(table) // SECTOR)
    head += struct.pack("<IIIIIIIII", 0, count, directory, 0, CUTOFF, small_start, small_sectors, END, 0)
    return head + struct.pack("<109I", *places) + bytes(body)


def _add(entries: list[list[object]], contents: dict[int, bytes], tree: Tree, parent: int) -> None:
    children = []
    for name, what in tree.items():
        entries.append([name, 1 if isinstance(what, dict) else 2, FREE, FREE, FREE, END, 0])
        children.append(len(entries) - 1)
        if isinstance(what, dict):
            _add(entries, contents, what, len(entries) - 1)
        else:
            contents[len(entries) - 1] = what
    for one, other in pairwise(children):
        entries[one][3] = other  # a tree that leans to the right is a tree
    if children:
        entries[parent][4] = children[0]


def _chain(fat: list[int], length: int, unit: int) -> int:
    start, count = len(fat), -(-length // unit)
    fat += [*range(start + 1, start + count), END]
    return start


def _put(body: bytearray, fat: list[int], data: bytes, filling: bytes = b"\0") -> int:
    start = _chain(fat, len(data), SECTOR)
    body += data.ljust(-(-len(data) // SECTOR) * SECTOR, filling)
    return start


def _entry(entry: list[object]) -> bytes:
    name, kind, left, right, child, start, size = entry
    written = str(name).encode("utf-16-le") + b"\0\0"
    head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written), kind, 1, left, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def outlook(fields: dict[int, str | bytes], inside: Tree | None = None, *, top: bool = True) -> Tree:
    """Give the storage of a message or an attachment: words as Unicode fields, bytes as binary ones."""
    tree: Tree = {"__properties_version1.0": bytes(32 if top else 24)}
    for number, value in fields.items():
        wide = isinstance(value, str)
        tree[f"__substg1.0_{number:04X}{'001F' if wide else '0102'}"] = value.encode("utf-16-le") if wide else value
    return tree | (inside or {})
