"""Scans in a PDF: pages that show their text as a picture, and words on a page that nobody sees."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.reading.printed import PrintedLine

WHOLE = 0.5  # share of a page that a picture covers where the page is a scan
PIECES = 50  # of text from which a page has letters; hardly any of them come out where its fonts name none
FEW = 150  # characters that may be printed onto a scan: a stamp, a number
INVISIBLE = 3  # the PDF's text render mode for neither filling nor stroking
DEEPEST = 3  # forms within forms
MOST = 20_000  # objects of a page that are looked at


@dataclass(slots=True)
class Sight:
    """What is to be seen on a page: the share that its largest picture covers, pieces of text seen and unseen."""

    pictured: float = 0.0
    shown: int = 0
    hidden: int = 0
    drawn: int = 0  # everything that is no text: lines, pictures, shapes
    commented: bool = False

    def is_scan(self, lines: Sequence[PrintedLine]) -> bool:
        """Tell whether the page's text is to be recognised: there is no text, or hardly any on a picture."""
        if not lines:
            return self.drawn > 0 or self.is_mute(lines)
        return self.pictured >= WHOLE and not self.hidden and sum(len(line.text) for line in lines) <= FEW

    def is_mute(self, lines: Sequence[PrintedLine]) -> bool:
        """Tell whether most of what the page draws as text gives no letter."""
        pieces = self.shown + self.hidden
        return pieces >= PIECES and pieces > 2 * sum(len(line.text) for line in lines)

    def is_read_by_others(self, lines: Sequence[PrintedLine]) -> bool:
        """Tell whether the text lies unseen on a picture, as other programs for text recognition leave it."""
        return bool(lines) and self.pictured >= WHOLE and self.hidden > self.shown


def sight_of(page: Any) -> Sight:  # noqa: ANN401 - a library without types
    """Look at everything that a page draws."""
    from pypdfium2 import raw

    across, down = page.get_size()
    area = max(1.0, across * down)
    pictured, counts = 0.0, {True: 0, False: 0}
    drawn = 0
    for one in _objects(raw, page.raw):
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            counts[raw.FPDFTextObj_GetTextRenderMode(one) == INVISIBLE] += 1
            continue
        drawn += 1
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictured = max(pictured, _area(raw, one) / area)
    return Sight(pictured, counts[False], counts[True], drawn)


def _objects(raw: Any, page: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give what a page draws, also inside forms; a scale of forms is not followed, their pictures fill the page."""
    waiting = [(raw.FPDFPage_GetObject, page, raw.FPDFPage_CountObjects(page), 0)]
    left = MOST
    while waiting and left > 0:
        get, holder, count, deep = waiting.pop()
        for at in range(min(count, left)):
            one = get(holder, at)
            left -= 1
            if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_FORM and deep < DEEPEST:
                waiting.append((raw.FPDFFormObj_GetObject, one, raw.FPDFFormObj_CountObjects(one), deep + 1))
            else:
                yield one


def _area(raw: Any, one: Any) -> float:  # noqa: ANN401
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(one, *edges):
        return 0.0
    left, bottom, right, top = (edge.value for edge in edges)
    return abs(right - left) * abs(top - bottom)


def say_hidden(by_others: str, unseen: str) -> Iterator[str]:
    """Say of the pages named where words come from others' text recognition, and where nobody sees them."""
    if by_others:
        yield (
            f"{by_others}: a scan with a hidden text layer, which was read; its words come from text recognition by "
            "others and may differ from what the page shows. Compare them with khronika page."
        )
    if unseen:
        yield (
            f"{unseen}: words that are invisible on the page were read with the rest; they may be there to mislead. "
            "Compare with khronika page."
        )
