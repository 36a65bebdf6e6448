"""PDF: the text that its pages draw, in reading order, with heads, feet, notes and headings told by their boxes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from khronika.reading.draft import Draft, Reading
from khronika.reading.enclosures import Haul, write_names
from khronika.reading.footnotes import tie
from khronika.reading.halves import Halves
from khronika.reading.layout import lay_out
from khronika.reading.naming import named
from khronika.reading.pages import Arranged
from khronika.reading.pdfadded import attached, flattened, has_comments, has_words_added
from khronika.reading.pdflines import Drawn, page_lines
from khronika.reading.pdfrules import Drawing
from khronika.reading.pdfscans import say_hidden, sight_of
from khronika.reading.pdfturned import upright
from khronika.reading.printed import breaks_before
from khronika.reading.refusal import Refusal
from khronika.reading.tabled import Tables
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from khronika.reading.limits import Limits
    from khronika.reading.pdfscans import Sight
    from khronika.reading.printed import PrintedLine

PASSWORD = 4  # FPDF_ERR_PASSWORD
DRAWING = 0.45  # share of the time that goes into finding out what pages draw; the rest puts it in order


def read_pdf(data: bytes, limits: Limits, first: int = 1) -> Reading:
    """Read the pages from `first` on for which there is time; which pages are pictures of text is told."""
    import pypdfium2

    document = opened(data)
    if len(document) > limits.pages:
        msg = f"It has {len(document):,} pages; the limit is {limits.pages:,}. Split it and add the parts."
        raise Refusal(msg)
    sights: dict[int, Sight] = {}
    sheets = _sheets(document, first, sights, limits)
    ahead = (max(sheets) + 1, len(document)) if max(sheets, default=0) < len(document) else None
    scans = [number for number, sight in sights.items() if sight.is_scan(_lines(sheets[number]))]
    for number in scans[: limits.scanned]:  # what is printed onto a scan is read with it
        sheets[number] = Drawn([], Drawing())
    scanned = tuple(number for number in scans if not _lines(sheets[number]))
    arranged = Arranged(sheets)
    draft, halves = Draft(), Halves()
    settled = _compose(draft, arranged.pages, Tables(draft, limits), halves)
    if unread := [number for number in scans if number not in scanned]:
        draft.partial.append(f"{named(unread)}: a picture that was not read, and words printed on it, which were.")
    _say_what_is_missing(draft, arranged, scanned)
    _say_hidden(draft, sheets, sights)
    haul = attached(document, limits) if first == 1 else Haul(limits)
    settled += write_names(draft, haul)
    draft.partial += haul.sentences()
    text = draft.text()
    tied = tie(text, draft.marks, paged=first > 1 or ahead is not None)
    marks = lay_out(text, settled, tied, soft=True, halves=halves.places)
    inside = (tuple(haul.taken), tuple(haul.left))
    engine = f"pypdfium2/{pypdfium2.PYPDFIUM_INFO}"
    return Reading(text, marks, engine, tuple(draft.partial), *inside, scanned, ahead=ahead)


def opened(data: bytes) -> Any:  # noqa: ANN401 - a library without types
    """Open a PDF; raises `Refusal` where it is encrypted or damaged."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data)
    except PdfiumError as error:
        raise Refusal(_why_not_opened()) from error


def _why_not_opened() -> str:
    from pypdfium2 import raw

    if raw.FPDF_GetLastError() == PASSWORD:
        return "It is encrypted; ask the sender for the password or a decrypted copy."
    return "It is damaged or cut off and cannot be opened as a PDF; ask for it again."


def _sheets(document: Any, first: int, sights: dict[int, Sight], limits: Limits) -> dict[int, Drawn | None]:  # noqa: ANN401
    """Give what the pages draw, by their numbers, as many as leave time for putting them in order."""
    start = time.monotonic()
    sheets: dict[int, Drawn | None] = {}
    for number in range(first, len(document) + 1):
        sheets[number] = _sheet(document, number, sights)
        if time.monotonic() - start > DRAWING * limits.wall_seconds:
            break
    return sheets


def _sheet(document: Any, number: int, sights: dict[int, Sight]) -> Drawn | None:  # noqa: ANN401
    from pypdfium2 import PdfiumError

    try:
        page = document[number - 1]
        sight = sights[number] = sight_of(page)
        sight.commented, added = has_comments(page), has_words_added(page)
        sheet = page_lines(page)
        # On a scan it is recognised together with the rest.
        if added and not sight.is_scan(sheet.lines):
            sheet = page_lines(flattened(document, number - 1))
        return page_lines(upright(document, number - 1, sheet.quarters)) if sheet.quarters else sheet
    except PdfiumError:
        return None


def _lines(sheet: Drawn | None) -> list[PrintedLine]:
    return sheet.lines if sheet else []


def _compose(draft: Draft, pages: dict[int, list[PrintedLine] | None], tables: Tables, halves: Halves) -> list[Mark]:
    """Write all pages; a form feed ends each."""
    settled: list[Mark] = []
    for number, page in pages.items():
        start = draft.length
        if page:
            settled += _write_page(draft, page, tables, halves)
        draft.write("\n\f")
        draft.mark(MarkKind.PAGE, start, draft.length, str(number))
        tables.turn()
        halves.turn()
    tables.end()
    return settled


def _write_page(draft: Draft, page: list[PrintedLine], tables: Tables, halves: Halves) -> list[Mark]:
    settled: list[Mark] = []
    before = begun = None
    for line in page:
        apart = before is not None and begun is not None and breaks_before(before, line, begun)
        begun = line if apart or begun is None else begun
        if before is not None:
            draft.write("\n\n" if apart else "\n")
        start, end = draft.write(line.text)
        for first, last in line.notes:
            draft.mark(MarkKind.NOTE, start + first, start + last)
        if line.label:
            draft.mark(MarkKind.FOOTNOTE, start, start + len(line.label), line.label)
        kind = tables.see(line, start)
        halves.see(line, start, kind)
        if kind is not None:
            if settled and not apart and before is not None and before.kind is kind and kind is not MarkKind.CELL:
                settled[-1] = Mark(kind, settled[-1].start, end)
            else:
                settled.append(Mark(kind, start, end))
        before = line
    return settled


def _say_what_is_missing(draft: Draft, arranged: Arranged, scanned: tuple[int, ...]) -> None:
    pages = arranged.pages
    broken = [number for number, page in pages.items() if page is None]
    empty = [number for number, page in pages.items() if page == [] and number not in scanned]
    if broken:
        draft.partial.append(f"{named(broken)} could not be read; ask for the file again.")
    if empty and len(empty) < len(pages):
        draft.partial.append(f"{named(empty)} without text: empty.")
    if arranged.disordered:
        where = named(arranged.disordered)
        draft.partial.append(
            f"{where}: the file gives letters or words from right to left in another order than they are read in; "
            "compare what is taken from there with the page."
        )
    if arranged.crowded:
        where = named(arranged.crowded)
        draft.partial.append(
            f"{where}: too many pieces of text to tell their order; they stand as the file draws them."
        )
    if arranged.doubtful:
        where = named(arranged.doubtful)
        draft.partial.append(
            f"{where}: text side by side may be columns or a table; it is read as columns. Compare it with the page."
        )
    unsure = [number for number, page in pages.items() if any(_unsure(line) for line in page or ())]
    if unsure:
        draft.partial.append(
            f"{named(unsure)}: the rows and columns of a table cannot be told with certainty; "
            "compare what is taken from it with the page."
        )


def _unsure(line: PrintedLine) -> bool:
    return line.table is not None and line.table.doubt


def _say_hidden(draft: Draft, sheets: dict[int, Drawn | None], sights: dict[int, Sight]) -> None:
    """Mark the pages that others have recognised, and say where words are that nobody sees, or hardly."""
    others = [number for number, sight in sights.items() if sight.is_read_by_others(_lines(sheets[number]))]
    unseen = [number for number, sight in sights.items() if sight.hidden and number not in others]
    for mark in [mark for mark in draft.marks if mark.kind is MarkKind.PAGE and int(mark.value or 0) in others]:
        draft.mark(MarkKind.RECOGNISED, mark.start, mark.end)
    draft.partial += say_hidden(named(others) if others else "", named(unseen) if unseen else "")
    if unnamed := [number for number, sight in sights.items() if _is_unnamed(sheets[number], sight)]:
        draft.partial.append(
            f"{named(unnamed)}: its fonts do not tell which letters they show; words may be missing or wrong. Compare "
            "them with khronika page, or print and scan it and add that."
        )
    if commented := [number for number, sight in sights.items() if sight.commented]:
        where = named(commented)
        draft.partial.append(f"{where}: comments were not read; print it with its comments as PDF, and add that.")


def _is_unnamed(sheet: Drawn | None, sight: Sight) -> bool:
    return sheet is not None and (sheet.unnamed or (bool(sheet.lines) and sight.is_mute(sheet.lines)))
