"""The letters of one PDF page with their boxes, fonts and strokes; nothing else speaks to pdfium's text calls."""

from __future__ import annotations

import ctypes
import math
import re
from functools import lru_cache
from typing import Any

LOOKED_AT = 50  # letters of a page of which it is asked how they stand and whether their meaning is known
QUARTER = math.pi / 2
GUESSED = 0.05  # share of them that may be guessed
BOLD = re.compile(rb"bold|black|heavy|semib|demi", re.IGNORECASE)
NAME_BYTES = 128
SAMPLE = 6  # letters of a page by which it is told whether its fonts say how tall they are
EM = 0.95  # of a font's size, below which they do not
RISE, FALL = 0.9, 0.22  # of a font's size, that letters stand above and below the line where no font says more
Box = tuple[float, float, float, float]


class Text:
    """The text calls of one page; positions are those of the text in UTF-16 units."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - a library without types
        from pypdfium2 import raw

        self._raw = raw
        self._holder = page.get_textpage()
        self._page = self._holder.raw
        self._box = raw.FS_RECTF()
        self._boxes: dict[int, Box] = {}
        self._name = ctypes.create_string_buffer(NAME_BYTES)
        self._flags = ctypes.c_int()
        self._plain = False  # whether pdfium's characters and the text's are the same ones
        self._sized = False  # whether heights are taken from the fonts' sizes
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
        text = text if len(text) == written - 1 else "".join(map(chr, buffer[: written - 1]))
        letters = [at for at in range(0, len(text), len(text) // SAMPLE + 1) if text[at].isalpha()]
        self._sized = any(box[3] - box[2] < EM * self._size(at) for at in letters for box in (self.box(at),))
        self._boxes.clear()
        return text

    def _index(self, at: int) -> int:
        return at if self._plain else int(self._raw.FPDFText_GetCharIndexFromTextIndex(self._page, at))

    def box(self, at: int) -> Box:
        """Give left, right, bottom, top of the character at a position."""
        known = self._boxes.get(at)
        if known is None:
            box = self._box
            self._raw.FPDFText_GetLooseCharBox(self._page, self._index(at), box)
            known = (box.left, box.right, box.bottom, box.top)
            known = self._boxes[at] = self._by_size(at, known) if self._sized else known
        return known

    def _by_size(self, at: int, box: Box) -> Box:
        """Give a box the height that its font's size asks for: some programs write no more of a font than that."""
        size, across, up = self._size(at), ctypes.c_double(), ctypes.c_double()
        if box[3] <= box[2] or not size:
            return box
        self._raw.FPDFText_GetCharOrigin(self._page, self._index(at), across, up)
        return box[0], box[1], up.value - FALL * size, up.value + RISE * size

    def _size(self, at: int) -> float:
        """Give the size in points of the font in which a character is set; 0 where it does not stand upright."""
        index, matrix = self._index(at), self._raw.FS_MATRIX()
        self._raw.FPDFText_GetMatrix(self._page, index, matrix)
        return float(self._raw.FPDFText_GetFontSize(self._page, index) * matrix.d) if matrix.b == 0 else 0.0

    def generated(self, at: int) -> bool:
        """Tell whether pdfium put this character there, for a gap or a line's end."""
        index = self._index(at)
        return bool(self._raw.FPDFText_IsGenerated(self._page, index) == 1)

    def pieces(self, start: int, end: int) -> int:
        """Count the strokes in which the file draws these characters; between two of them there may be a gap."""
        first = self._index(start)
        return int(self._raw.FPDFText_CountRects(self._page, first, end - start))

    def edges(self, pieces: int) -> list[tuple[float, float, float]]:
        """Give left, right and bottom of the strokes that were counted last."""
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        found = []
        for at in range(pieces):
            self._raw.FPDFText_GetRect(self._page, at, left, top, right, bottom)
            found.append((left.value, right.value, bottom.value))
        return found

    def bold(self, at: int) -> bool:
        """Tell whether the character's font is a bold one, by its name."""
        index = self._index(at)
        self._name.value = b""
        self._raw.FPDFText_GetFontInfo(self._page, index, self._name, NAME_BYTES, self._flags)
        return _is_bold(self._name.value)

    def unnamed(self) -> bool:
        """Tell whether fonts of the page do not say which letters they show; pdfium then guesses, or gives none."""
        count = self._raw.FPDFText_CountChars(self._page)
        looked_at = range(0, count, max(1, count // LOOKED_AT))
        guessed = sum(self._raw.FPDFText_HasUnicodeMapError(self._page, at) == 1 for at in looked_at)
        return bool(guessed > GUESSED * len(looked_at))

    def quarters(self) -> int:
        """Give by how many quarters of a circle, clockwise from upright, most of the page's text is turned."""
        count = self._raw.FPDFText_CountChars(self._page)
        looked_at = range(0, count, max(1, count // LOOKED_AT))
        turns = [round(self._raw.FPDFText_GetCharAngle(self._page, at) / QUARTER) % 4 for at in looked_at]
        return next((turn for turn in (1, 2, 3) if turns.count(turn) > len(turns) / 2), 0)

    def close(self) -> None:
        """Let pdfium's page go."""
        self._holder.close()


@lru_cache(maxsize=256)
def _is_bold(name: bytes) -> bool:
    return BOLD.search(name) is not None
