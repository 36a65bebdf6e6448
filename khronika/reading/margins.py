"""What stands at a printed page's margins: running heads, page numbers, footnotes; and headings by their letters."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from khronika.reading.chrome import PAGE_NUMBER
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.reading.printed import PrintedLine

MARGIN = 0.12  # share of the page's height that is margin
FEW_PAGES = 4  # in a document this short, twice is often
LINES = 4  # lines at either end of a page that may be head or foot
CLOSE = 1.6  # heights within which two lines stand together
SHORT = 8  # characters of a page number
DIGITS = re.compile(r"\d+")
NOTE_LINE = re.compile(r"(?:\d{1,3}|[*†‡])[\s.)]?\s*[A-Z“\"(]")
SMALL = 0.93  # letters below this share of the body's are a note's
LARGE = 1.12  # and above this a heading's
LONGEST_HEADING = 140
LONGEST_BOLD = 90


def running_lines(pages: Sequence[Sequence[PrintedLine] | None]) -> frozenset[str]:
    """Give the lines, numbers left open, that stand at the margins of several pages."""
    times: Counter[str] = Counter()
    for page in pages:
        times.update({_key(line) for margin in _margins(page or ()) for line in margin if _in_margin(line)})
    least = 2 if len(pages) <= FEW_PAGES else 3
    return frozenset(key for key, count in times.items() if count >= least)


def name_margins(page: Sequence[PrintedLine], repeated: frozenset[str], number: int, body: float) -> None:
    """Give the lines of one page their kinds; `repeated` are the document's running lines."""
    for margin in _margins(page):
        for line in _running(margin, repeated, number):
            line.kind = MarkKind.FURNITURE
    _name_notes(page, body)
    for line in page:
        if line.kind is None and _is_heading(line, body):
            line.kind = MarkKind.HEADING


def _running(margin: Sequence[PrintedLine], repeated: frozenset[str], number: int) -> list[PrintedLine]:
    """Give the running lines of one margin, from the page's edge inwards up to the first line of the text."""
    taken: list[PrintedLine] = []
    for line in margin:
        own_number = PAGE_NUMBER.fullmatch(line.text.strip())
        numbers = own_number is not None and (number > 1 or int(own_number.group(1)) == number)
        if _in_margin(line) and (numbers or _key(line) in repeated):
            taken.append(line)
            continue
        # what stands close to the text is its last line, alike as it may look from page to page
        while taken and abs(taken[-1].bottom - line.bottom) < CLOSE * line.height and len(taken[-1].text) > SHORT:
            taken.pop()
        break
    return taken


def _margins(page: Sequence[PrintedLine]) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Give the first lines from the top and from the bottom."""
    by_height = sorted(page, key=lambda line: -line.bottom)
    return by_height[:LINES], by_height[: -LINES - 1 : -1]


def _in_margin(line: PrintedLine) -> bool:
    return line.bottom > (1 - MARGIN) * line.page_height or line.top < MARGIN * line.page_height


def _key(line: PrintedLine) -> str:
    return DIGITS.sub("0", line.text.strip())


def _name_notes(page: Sequence[PrintedLine], body: float) -> None:
    """Mark the small print at the foot of the page from its first numbered line on."""
    small = [line for line in page if line.kind is None and line.height < SMALL * body]
    first = next((line for line in small if NOTE_LINE.match(line.text)), None)
    if first is not None and first.top < first.page_height / 2:
        for line in small:
            if line.bottom <= first.bottom:
                line.kind = MarkKind.BOX


def _is_heading(line: PrintedLine, body: float) -> bool:
    words = line.text.strip()
    if not words or not any(map(str.isalpha, words)):
        return False
    if line.height > LARGE * body and len(words) <= LONGEST_HEADING:
        return True
    return line.bold and len(words) <= LONGEST_BOLD and words[-1] not in ".,;:"
