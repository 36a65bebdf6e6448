"""What stands at a printed page's margins: running heads, page numbers, footnotes; and headings by their letters."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from khronika.reading.chrome import PAGE_NUMBER
from khronika.reading.footnotes import label_of
from khronika.reading.insets import name_items, name_quotations
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.reading.footnotes import Notes
    from khronika.reading.printed import PrintedLine

    Row = list[PrintedLine]

MARGIN = 0.12  # share of the page's height that is margin
FEW_PAGES = 4  # in a document this short, twice is often
LINES = 4  # lines at either end of a page that may be head or foot
CLOSE = 1.6  # heights within which two lines stand together
SHORT = 8  # characters of a page number
DIGITS = re.compile(r"\d+")
OFTEN = 0.5  # share of a document's pages on which a line at one place is its running head, whatever it says
APART = 1.9  # heights by which such a line stands apart from the text
PLACE = "\x00"  # with which the place of a line begins, as a key
LARGE = 1.12  # and above this a heading's
LONGEST_HEADING = 140
LONGEST_BOLD = 90


def running_lines(pages: Sequence[Sequence[Row] | None]) -> frozenset[str]:
    """Give the lines, numbers left open, that stand at the margins of several pages, and the places of others there."""
    times: Counter[str] = Counter()
    for page in pages:
        keys = (key for margin in _margins(page or ()) for at in range(len(margin)) for key in _keys(margin, at))
        times.update(set(keys))
    least = 2 if len(pages) <= FEW_PAGES else 3
    most = max(OFTEN * len(pages), 3)
    return frozenset(key for key, count in times.items() if count >= (most if key.startswith(PLACE) else least))


def running(page: Sequence[Row], repeated: frozenset[str], number: int) -> tuple[list[Row], list[Row]]:
    """Give the running rows of one page at its top and at its foot; `repeated` are those of the whole document."""
    top, foot = (_running(margin, repeated, number) for margin in _margins(page))
    called = {line.text[first:last] for row in page for line in row for first, last in line.notes} - {str(number)}
    while foot and any(label_of(line, called) in called for line in foot[-1]):
        foot.pop()  # a note that says what others say, such as "Ibid."
    return top, [row for row in reversed(foot) if row not in top]


def name_lines(page: Sequence[PrintedLine], notes: Notes) -> None:
    """Give the lines of one page, in reading order, their kinds."""
    notes.name(page)
    for line in page:
        if line.kind is None and not line.cells and _is_heading(line, notes.body):
            line.kind = MarkKind.HEADING
    if any(line.bullet for line in page):
        name_items(page)
    name_quotations(page)


def _running(margin: Sequence[Row], repeated: frozenset[str], number: int) -> list[Row]:
    """Give the running rows of one margin, from the page's edge inwards up to the first line of the text."""
    taken: list[Row] = []
    for at, row in enumerate(margin):
        own_number = PAGE_NUMBER.fullmatch(_words(row))
        numbers = own_number is not None and (number > 1 or int(own_number.group(1)) == number)
        if _in_margin(row[0]) and (numbers or not repeated.isdisjoint(_keys(margin, at))):
            taken.append(row)
            continue
        # what stands close to the text is its last line, alike as it may look from page to page
        height = CLOSE * row[0].height
        while taken and abs(taken[-1][0].bottom - row[0].bottom) < height and len(_words(taken[-1])) > SHORT:
            taken.pop()
        break
    return taken


def _margins(page: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Give the first rows from the top and from the bottom."""
    return list(page[:LINES]), list(page[: -LINES - 1 : -1])


def _in_margin(line: PrintedLine) -> bool:
    return line.bottom > (1 - MARGIN) * line.page_height or line.top < MARGIN * line.page_height


def _words(row: Row) -> str:
    return "\t".join(line.text for line in row).strip()


def _keys(margin: Sequence[Row], at: int) -> list[str]:
    """Give the words of a row at the margin, numbers left open, and its place where it stands well apart."""
    row = margin[at]
    if not _in_margin(row[0]):
        return []
    keys = [DIGITS.sub("0", _words(row))]
    following = margin[at + 1][0] if at + 1 < len(margin) else None
    if following is not None and abs(row[0].bottom - following.bottom) > APART * row[0].height:
        keys.append(f"{PLACE}{row[0].bottom:.0f} {row[0].height:.0f}")
    return keys


def _is_heading(line: PrintedLine, body: float) -> bool:
    words = line.text.strip()
    if not words or not any(map(str.isalpha, words)):
        return False
    if line.height > LARGE * body and len(words) <= LONGEST_HEADING:
        return True
    return line.bold and len(words) <= LONGEST_BOLD and words[-1] not in ".,;:"
