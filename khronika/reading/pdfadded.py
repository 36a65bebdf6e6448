"""What was added to a PDF after its pages were made: fields filled in, words typed or stamped on, comments, files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khronika.reading.enclosures import Haul

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.reading.limits import Limits

MOST = 5000  # additions to a page that are looked at
MOST_FILES = 1000
NOT_HAD = "is damaged or not in the file; ask for it alone"


def has_words_added(page: Any) -> bool:  # noqa: ANN401 - a library without types
    """Tell whether a page shows fields of a form, typed words or stamps, which are no part of what it draws itself."""
    from pypdfium2 import raw

    shown = {raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP}
    return any(raw.FPDFAnnot_GetSubtype(each) in shown for each in _additions(raw, page))


def has_comments(page: Any) -> bool:  # noqa: ANN401
    """Tell whether a page has comments whose words are seen only when they are opened."""
    from pypdfium2 import raw

    pinned = (raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_STRIKEOUT)
    kinds = {*pinned, raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_CARET}
    return any(
        raw.FPDFAnnot_GetSubtype(each) in kinds
        and raw.FPDFAnnot_GetStringValue(each, b"Contents", None, 0) > len("\0") * 2
        for each in _additions(raw, page)
    )


def _additions(raw: Any, page: Any) -> Iterator[Any]:  # noqa: ANN401
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), MOST)):
        one = raw.FPDFPage_GetAnnot(page, number)
        if one:
            try:
                yield one
            finally:
                raw.FPDFPage_CloseAnnot(one)


def flattened(document: Any, number: int) -> Any:  # noqa: ANN401
    """Give a page that draws what was added to it as its own; its text has to be read from this one."""
    from pypdfium2 import raw

    page = document[number]
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[number]


def attached(document: Any, limits: Limits) -> Haul:  # noqa: ANN401
    """Take out the files attached to a PDF."""
    from pypdfium2 import PdfiumError

    haul = Haul(limits)
    for number in range(min(document.count_attachments(), MOST_FILES)):
        name = f"attachment {number + 1}"
        try:
            file = document.get_attachment(number)
            name = file.get_name() or name
            haul.take(name, bytes(file.get_data()))
        except (PdfiumError, UnicodeDecodeError):
            haul.leave(name, NOT_HAD)
    return haul
