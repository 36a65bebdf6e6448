"""PDFs of one page written by hand, with what others add to a page: fields, comments, attached files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def pdf(content: bytes, additions: Sequence[bytes] = (), names: bytes = b"", more: Sequence[bytes] = ()) -> bytes:
    """Write a PDF of one page by hand: objects 1 to 5, then the additions (from 6 on), then more."""
    references = b" ".join(b"%d 0 R" % number for number in range(6, 6 + len(additions)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + names + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/Annots["
        + references
        + b"]>>",
        stream(b"BT /F 12 Tf 72 700 Td (" + content + b") Tj ET"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *additions,
        *more,
    ]
    written = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(written))
    return written + head + table + tail


def form() -> bytes:
    """Write a page with a field filled in, a comment and an attached file."""
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Ana Kor)/F 4/Rect[130 695 430 715]/AP<</N 8 0 R>>>>"
    note = b"<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(Who says so?)>>"
    names = b"/Names<</EmbeddedFiles<</Names[(list.csv) 9 0 R]>>>>"
    file = b"<</Type/Filespec/F(list.csv)/UF(list.csv)/EF<</F 10 0 R>>>>"
    return pdf(b"Name:", [field, note], names, [shown(b"Ana Kor"), file, stream(b"name\nAna Kor\n")])


def stream(data: bytes, about: bytes = b"") -> bytes:
    """Write a stream."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (about, len(data), data)


def shown(words: bytes) -> bytes:
    """Write how an addition looks."""
    look = b"/Type/XObject/Subtype/Form/BBox[0 0 300 20]/Resources<</Font<</F 5 0 R>>>>"
    return stream(b"BT /F 12 Tf 2 5 Td (" + words + b") Tj ET", look)
