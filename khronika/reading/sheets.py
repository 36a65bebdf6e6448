"""Sheets: .csv and .xlsx, as tables with their heads."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any

from khronika.reading.archive import open_archive
from khronika.reading.draft import Draft, Reading
from khronika.reading.enclosures import write_names
from khronika.reading.encoding import decode
from khronika.reading.inlaid import inlays
from khronika.reading.layout import lay_out
from khronika.reading.refusal import Refusal
from khronika.reading.remarks import write_remarks
from khronika.reading.tables import write_table
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable

    from khronika.reading.enclosures import Haul
    from khronika.reading.limits import Limits

STRICT = b"http://purl.oclc.org/ooxml/"
STRICT_NAME = re.compile(re.escape(STRICT) + rb"(spreadsheetml|officeDocument|drawingml)/(main|relationships)")
DELIMITERS = ",;\t|"
LOOKED_AT = 40  # lines by which the delimiter is chosen
DAMAGED = "It is a damaged workbook; open it, save it again as XLSX or CSV, and add that."
# What openpyxl says to damaged XML; ParseError is a SyntaxError.
BROKEN = (KeyError, ValueError, OSError, AttributeError, TypeError, IndexError, OverflowError, SyntaxError)
# A cell with a formula and without a result: some programs write workbooks that nobody has calculated yet.
UNCALCULATED = re.compile(
    rb"<(?:\w+:)?c\b(?![^>]*\bt=.str)[^>]*>\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*(?:/>|>\s*</(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"
)
MOST_ROWS = 1 << 20  # of a sheet in XLSX (ECMA-376); a number beyond is damage or malice


def read_csv(data: bytes, limits: Limits) -> Reading:
    """Read a text of delimited values; the delimiter is the one that gives the most even rows."""
    import csv

    text, notes = decode(data)
    csv.field_size_limit(limits.text_chars)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        msg = "Its rows cannot be told apart; save it again as CSV (UTF-8) or as XLSX."
        raise Refusal(msg) from error
    draft = Draft(partial=notes)
    settled = write_table(draft, rows, limits)
    return _finish(draft, settled, "khronika-csv/1")


def _delimiter(text: str) -> str:
    import csv

    lines = text.splitlines()[:LOOKED_AT]

    def evenness(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(DELIMITERS, key=evenness)


def read_xlsx(data: bytes, limits: Limits) -> Reading:
    """Read every sheet: stored values, never formulas; a sheet's name is its heading."""
    import openpyxl

    file = io.BytesIO(data)
    archive = open_archive(file, limits)
    haul, uncalculated = inlays(archive, limits), _uncalculated(archive)
    if any(STRICT in archive.read(name) for name in archive.namelist() if name.startswith("xl/workbook")):
        file, archive = _transitional(archive)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except BROKEN as error:
        raise Refusal(DAMAGED) from error
    draft = Draft(partial=uncalculated)
    settled: list[Mark] = []
    whole = True
    for number, sheet in enumerate(book.worksheets, start=1):
        rows, sound = _rows(sheet, number, limits, draft.partial)
        whole = whole and sound
        settled += draft.block(sheet.title, MarkKind.HEADING)
        settled += write_table(draft, rows, limits)
        if sheet.sheet_state != "visible":
            draft.partial.append(f"Sheet {number} is hidden in the original; it was read like the others.")
    if not (whole or draft.cells):
        raise Refusal(DAMAGED)
    settled += write_remarks(draft, archive)
    settled += write_names(draft, haul)
    draft.partial += haul.sentences()
    return _finish(draft, settled, f"openpyxl/{openpyxl.__version__}", haul)


def _transitional(archive: zipfile.ZipFile) -> tuple[io.BytesIO, zipfile.ZipFile]:
    """Give a workbook that was saved as "Strict Open XML" (ISO/IEC 29500-1) under the names that all others have."""
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith((".xml", ".rels")):
                data = STRICT_NAME.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data)
            written.writestr(name, data)
    return file, zipfile.ZipFile(file)


def _uncalculated(archive: zipfile.ZipFile) -> list[str]:
    """Say how many cells stay empty because their formulas were never calculated."""
    sheets = (name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml"))
    count = sum(len(UNCALCULATED.findall(archive.read(name))) for name in sheets)
    cells = "cell with a formula has" if count == 1 else "cells with formulas have"
    said = f"{count:,} {cells} no result stored and stood empty here; open it, save it again, and add that."
    return [said] if count else []


def _rows(sheet: Any, number: int, limits: Limits, partial: list[str]) -> tuple[list[list[str]], bool]:  # noqa: ANN401 - untyped
    """Take the rows that hold something, and tell whether the sheet was sound to its end."""
    sheet.reset_dimensions()  # what the sheet declares of its size is not believed
    rows: list[list[str]] = []
    cells = at = 0
    try:
        for at, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            if at > MOST_ROWS:  # it would be reached through as many empty ones, without end
                partial.append(
                    f"Sheet {number} numbers a row beyond the last that a sheet can have; it was read up to there."
                )
                break
            row = _without_tail(_cell(value) for value in values)
            cells += len(row)
            if cells > limits.cells:
                msg = f"Its tables have more than {limits.cells:,} cells, the limit; split the file and add the parts."
                raise Refusal(msg)
            if row:
                rows.append(row)
    except BROKEN:
        partial.append(f"Sheet {number} is damaged after row {at}; it was read up to there. Ask for the file again.")
        return rows, False
    return rows, True


def _without_tail(cells: Iterable[str]) -> list[str]:
    row = list(cells)
    while row and not row[-1].strip():
        row.pop()
    return row


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _finish(draft: Draft, settled: list[Mark], engine: str, haul: Haul | None = None) -> Reading:
    text = draft.text()
    inside = (tuple(haul.taken), tuple(haul.left)) if haul else ()
    return Reading(text, lay_out(text, settled, draft.marks), engine, tuple(draft.partial), *inside)
