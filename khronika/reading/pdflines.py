"""The lines of one PDF page with their boxes, as pdfium finds them; nothing else speaks to pdfium's text calls."""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING, Any

from khronika.reading.printed import PrintedLine

if TYPE_CHECKING:
    from collections.abc import Iterator

HYPHENS = re.compile("[\x02\ufffe]")  # where pdfium saw a word broken at the line's end
BREAKS = re.compile(r"\r\n|[\r\n]|(?<=[\x02\ufffe])")
FIGURE = re.compile(r"\d+")
AFTER = frozenset('.,;:!?”"’)]')
MOST_DIGITS = 3
SMALL = 0.8  # a raised figure is at most this tall, against its line
GAP = 1.5  # heights of empty space inside a line that part two columns or cells
SHORT = 90  # characters of a line whose weight is looked at
BOLD = re.compile(rb"bold|black|heavy|semib|demi", re.IGNORECASE)
NAME_BYTES = 128
Box = tuple[float, float, float, float]


class Text:
    """The text calls of one page; positions are those of the text in UTF-16 units."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - a library without types
        from pypdfium2 import raw

        self._raw = raw
        self._page = page.get_textpage()
        self._box = raw.FS_RECTF()
        self._flags = ctypes.c_int()
        self._plain = False  # whether pdfium's characters and the text's are the same ones
        self.height = float(page.get_height())

    def units(self) -> str:
        """Give the page's text, one character a UTF-16 unit."""
        count = self._raw.FPDFText_CountChars(self._page)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self._raw.FPDFText_GetText(self._page, 0, count, buffer)
        self._plain = written - 1 == count
        text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass")
        return text if len(text) == written - 1 else "".join(map(chr, buffer[: written - 1]))

    def _index(self, at: int) -> int:
        return at if self._plain else int(self._raw.FPDFText_GetCharIndexFromTextIndex(self._page, at))

    def box(self, at: int) -> Box:
        """Give left, right, bottom, top of the character at a position."""
        index = self._index(at)
        self._raw.FPDFText_GetLooseCharBox(self._page, index, self._box)
        return self._box.left, self._box.right, self._box.bottom, self._box.top

    def generated(self, at: int) -> bool:
        """Tell whether pdfium put this character there, for a gap or a line's end."""
        index = self._index(at)
        return bool(self._raw.FPDFText_IsGenerated(self._page, index) == 1)

    def in_pieces(self, start: int, end: int) -> bool:
        """Tell whether the file draws these characters in more than one stroke, so that there may be gaps."""
        first = self._index(start)
        return int(self._raw.FPDFText_CountRects(self._page, first, end - start)) != 1

    def bold(self, at: int) -> bool:
        """Tell whether the character's font is a bold one, by its name."""
        index = self._index(at)
        name = ctypes.create_string_buffer(NAME_BYTES)
        self._raw.FPDFText_GetFontInfo(self._page, index, name, NAME_BYTES, self._flags)
        return BOLD.search(name.value) is not None

    def close(self) -> None:
        """Let pdfium's page go."""
        self._page.close()


def page_lines(page: Any) -> list[PrintedLine]:  # noqa: ANN401 - a library without types
    """Give the lines in the order in which the file draws them, parted at wide gaps."""
    text = Text(page)
    units = text.units()
    found = []
    start = 0
    for stop in [*BREAKS.finditer(units), None]:
        end = stop.start() if stop else len(units)
        for first, last in _parts(text, units, start, end):
            found.append(_line(text, units, first, last))
        start = stop.end() if stop else end
    text.close()
    page.close()
    return found


def _parts(text: Text, units: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a line where pdfium bridged a wide gap; blank parts are left out."""
    cuts = [start]
    at = units.find(" ", start, end) if text.in_pieces(start, end) else -1
    while at >= 0:
        if start < at < end - 1 and text.generated(at):
            before, after = text.box(at - 1), text.box(at + 1)
            if after[0] - before[1] > GAP * (before[3] - before[2]):
                cuts.append(at)
        at = units.find(" ", at + 1, end)
    spans = zip(cuts, [*cuts[1:], end], strict=True)
    return [span for first, last in spans if (span := _stripped(units, first, last)) is not None]


def _stripped(units: str, first: int, last: int) -> tuple[int, int] | None:
    while first < last and units[first].isspace():
        first += 1
    while first < last and units[last - 1].isspace():
        last -= 1
    return (first, last) if first < last else None


def _line(text: Text, units: str, first: int, last: int) -> PrintedLine:
    opening, closing = text.box(first), text.box(last - 1)
    base = opening if opening[3] - opening[2] >= closing[3] - closing[2] else closing
    words = HYPHENS.sub("-", units[first:last])
    height = base[3] - base[2]
    notes = [span for span in _glued_figures(words) if _raised(text, first + span[0], height)]
    bold = len(words) <= SHORT and text.bold(first) and text.bold(last - 1)
    if not words.isascii():
        whole = _characters(words)
        notes = [(len(_characters(words[:one])), len(_characters(words[:other]))) for one, other in notes]
        words = whole
    return PrintedLine(words, opening[0], closing[1], base[2], base[3], text.height, bold, tuple(notes))


def _glued_figures(words: str) -> Iterator[tuple[int, int]]:
    """Give the figures that stand against a word or its full stop and end there."""
    for found in FIGURE.finditer(words):
        start, end = found.span()
        ends = end == len(words) or not words[end].isalnum()
        if start and ends and end - start <= MOST_DIGITS and (words[start - 1].isalpha() or words[start - 1] in AFTER):
            yield start, end


def _raised(text: Text, at: int, height: float) -> bool:
    box = text.box(at)
    return box[3] - box[2] < SMALL * height


def _characters(units: str) -> str:
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
