"""Words of an Office file that stand in no paragraph and no cell: comments on cells, drawings, diagrams, charts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from lxml.etree import _Element

    from khronika.reading.draft import Draft

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DRAWN = re.compile(r"(?:word|xl)/(?:drawings/drawing|diagrams/data|charts/chart)\d*\.xml")
COMMENTS = re.compile(r"xl/comments(?:/comment)?\d*\.xml")


def write_remarks(draft: Draft, archive: zipfile.ZipFile) -> list[Mark]:
    """Write them behind the rest, each as a box; a part that is damaged is said to be."""
    from lxml import etree

    from khronika.reading.docx import parse_xml

    settled: list[Mark] = []
    damaged = False
    for name in sorted(archive.namelist()):
        words = _commented if COMMENTS.fullmatch(name) else _drawn if DRAWN.fullmatch(name) else None
        if words is None:
            continue
        try:
            for each in words(parse_xml(archive.read(name))):
                settled += draft.block(each, MarkKind.BOX)
        except etree.XMLSyntaxError:
            damaged = True
    if damaged:
        draft.partial.append("A drawing or comment in it is damaged and was not read; ask for a PDF of it.")
    return settled


def _commented(part: _Element) -> Iterator[str]:
    """Give each comment behind its cell's address."""
    for comment in part.iter(f"{S}comment"):
        words = "".join(each.text or "" for each in comment.iter(f"{S}t")).strip()
        if words:
            yield f"{comment.get('ref')}: {words}"


def _drawn(part: _Element) -> Iterator[str]:
    for paragraph in part.iter(f"{A}p"):
        words = "".join(each.text or "" for each in paragraph.iter(f"{A}t"))
        if words.strip():
            yield words
