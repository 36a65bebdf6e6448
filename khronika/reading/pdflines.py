"""The lines of one PDF page with their boxes, as pdfium finds them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from khronika.reading.gutters import NUMBER
from khronika.reading.pdfrules import Drawing, drawing
from khronika.reading.pdftext import Text
from khronika.reading.printed import PrintedLine
from khronika.reading.righttoleft import LETTERS, is_rightward, out_of_order
from khronika.reading.strips import Cut, Span, part_at_marks, settle, stripped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.reading.pdftext import Box

HYPHENS = re.compile("[\x02\ufffe]")  # where pdfium saw a word broken at the line's end
BREAKS = re.compile(r"\r\n|[\r\n]|(?<=[\x02\ufffe])")
FIGURE = re.compile(r"[\d*†‡§]+")
SPACE = re.compile(" ")
MOST_DIGITS = 3
FEW_STROKES = 3  # spaces to one stroke, from which the strokes tell where gaps may be
LEVEL = 6.0  # points by which the feet of two strokes on one line may differ
SMALL = 0.8  # a raised figure is at most this tall, against its line
GAP = 1.5  # heights of empty space inside a line that part two columns or cells
FINE = 0.28  # heights of empty space that may part them, if the page as a whole says so
STEP = 0.6  # heights from one row to another
BACK = 0.5  # heights by which a word stands left of the one before it, which is none in a row
FAR_BACK = 3.0  # the same, where the file itself writes the space before it
RAISED = 0.12  # heights by which a note's figure stands above its line
SHORT = 90  # characters of a line whose weight is looked at
Piece = tuple[int, int, str]  # where it begins and ends, and the white space before it


@dataclass(slots=True)
class Drawn:
    """What one page draws: its lines in the file's order, and how its letters run."""

    lines: list[PrintedLine]
    drawing: Drawing
    rightwards: bool = True
    disordered: bool = False
    unnamed: bool = False
    quarters: int = 0


def page_lines(page: Any) -> Drawn:  # noqa: ANN401 - a library without types
    """Give the lines in the order in which the file draws them, parted at every gap that may be a gutter."""
    text = Text(page)
    units = text.units()
    drawn = drawing(page)
    spans = list(_spans(text, units, drawn))
    settle(spans)
    found: list[PrintedLine] = []
    pieces = [list(_pieces(units, span)) for span in spans]
    for at in part_at_marks(spans, _marks(text, units, pieces), units, text.box):
        pieces[at] = list(_pieces(units, spans[at]))
    for parts in pieces:
        for first, last, white in parts:
            found.append(_line(text, units, first, last))
            found[-1].white = white if first != parts[0][0] else ""
    result = Drawn(found, drawn, is_rightward(units), out_of_order(text, units), text.unnamed(), text.quarters())
    text.close()
    page.close()
    return result


def _spans(text: Text, units: str, drawn: Drawing) -> Iterator[Span]:
    """Give the lines that are not blank, with their wide gaps."""
    start = 0
    for stop in [*BREAKS.finditer(units), None]:
        bare = stripped(units, start, stop.start() if stop else len(units))
        start = stop.end() if stop else start
        if bare is not None:
            yield from _rows(text, units, bare, drawn)


def _rows(text: Text, units: str, span: tuple[int, int], drawn: Drawing) -> Iterator[Span]:
    """Part a line where the file, word by word, goes on in another row; pdfium does not always see that."""
    cuts: list[Cut] = []
    start, end = span
    for cut in _cuts(text, units, span, drawn):
        if cut.right < cut.left:
            yield _span(text, (start, cut.at), cuts)
            start, cuts = cut.at + 1, []
        else:
            cuts.append(cut)
    yield _span(text, (start, end), cuts)


def _span(text: Text, span: tuple[int, int], cuts: list[Cut]) -> Span:
    opening, closing = text.box(span[0]), text.box(span[1] - 1)
    left, right = min(opening[0], closing[0]), max(opening[1], closing[1])
    height = max(opening[3] - opening[2], closing[3] - closing[2])
    return Span(*span, left, right, opening[2], height, cuts)


def _cuts(text: Text, units: str, span: tuple[int, int], drawn: Drawing) -> Iterator[Cut]:
    """Give the wide gaps of a line, and, with its edges swapped, each place where it goes on in another row."""
    strokes = text.pieces(span[0], span[1])
    pieces = strokes != 1
    rules = _rules(text, span, drawn) if drawn.upright else []
    if not (pieces or rules):
        return
    for at in _spaces(text, units, span, 0 if rules else strokes):
        one, other = text.box(at - 1), text.box(at + 1)
        height = max(0.1, one[3] - one[2], other[3] - other[2])
        back = (one[0] - other[0]) / height
        edges = (one[1], other[0]) if one[0] <= other[0] else (other[1], one[0])
        wide = (edges[1] - edges[0]) / height
        far = pieces and wide > GAP and text.generated(at)
        ruled = any(edges[0] - 1 <= rule <= edges[1] + 1 for rule in rules)
        other_row = abs(one[2] - other[2]) > STEP * height
        if back > BACK and not other_row and not LETTERS.match(units[at - 1] + units[at + 1]):
            other_row = back > FAR_BACK or text.generated(at)
        if pieces and other_row:
            yield Cut(at, 1.0, 0.0, "", sure=True)
        elif wide > FINE or ruled:
            yield Cut(at, *edges, "\t" if far else "", far or ruled)


def _marks(text: Text, units: str, pieces: list[list[Piece]]) -> list[Span]:
    """Give the numbers and signs that the file draws apart from all words."""
    short = ((first, last) for parts in pieces for first, last, _ in parts if last - first <= MOST_DIGITS)
    return [_span(text, piece, []) for piece in short if NUMBER.fullmatch(units, *piece)]


def _rules(text: Text, span: tuple[int, int], drawn: Drawing) -> list[float]:
    """Give where upright rules cross a line, or the row in which it ends."""
    ends = {(box[2] + box[3]) / 2 for box in (text.box(span[0]), text.box(span[1] - 1))}
    return [rule for height in ends for rule in drawn.at(height)]


def _spaces(text: Text, units: str, span: tuple[int, int], strokes: int) -> list[int]:
    """Give the spaces to look at: all, or of few long strokes, one behind another, those between them."""
    start, end = span
    spaces = [found.start() for found in SPACE.finditer(units, start + 1, end - 1)]
    if not 1 < strokes < len(spaces) / FEW_STROKES:
        return spaces
    edges = text.edges(strokes)
    if any(other[0] < one[1] - 1 or abs(one[2] - other[2]) > LEVEL for one, other in pairwise(edges)):
        return spaces
    behind = {bisect_left(spaces, one[1], key=lambda at: text.box(at + 1)[0]) for one in edges[:-1]}
    return [spaces[at] for at in sorted(behind) if at < len(spaces)]


def _pieces(units: str, span: Span) -> Iterator[Piece]:
    """Cut a line at its sure gaps; give the pieces with the white space before each."""
    first, white, before = span.start, "", span.start
    for cut in [*(cut for cut in span.cuts if cut.sure), None]:
        bare = stripped(units, first, cut.at if cut else span.end)
        if bare is not None:
            yield *bare, white or units[before : bare[0]]
            before = bare[1]
        if cut:
            first, white = cut.at, cut.white


def _line(text: Text, units: str, first: int, last: int) -> PrintedLine:
    opening, closing = text.box(first), text.box(last - 1)
    base = opening if opening[3] - opening[2] >= closing[3] - closing[2] else closing
    words = HYPHENS.sub("-", units[first:last])
    marks = [span for found in FIGURE.finditer(words) for span in _raised(text, found, first, base)]
    notes = [span for span in marks if span[0]]
    bold = len(words) <= SHORT and text.bold(first) and text.bold(last - 1)
    if not words.isascii():
        whole = _characters(words)
        notes = [(len(_characters(words[:one])), len(_characters(words[:other]))) for one, other in notes]
        words = whole
    left, right = min(opening[0], closing[0]), max(opening[1], closing[1])
    line = PrintedLine(words, left, right, base[2], base[3], text.height, bold, tuple(notes))
    line.raised = marks[0][1] if len(marks) > len(notes) else 0
    return line


def _raised(text: Text, figure: re.Match[str], first: int, base: Box) -> Iterator[tuple[int, int]]:
    """Give the part of a figure that is set as a footnote's mark; "64" with note 1 is drawn as "641"."""
    start, end = figure.span()
    words = figure.string
    if end < len(words) and words[end].isalnum():
        return
    at = end
    while at > start and _is_raised(text.box(first + at - 1), base):
        at -= 1
    if at < end <= at + MOST_DIGITS and (at or end < len(words)):
        yield at, end


def _is_raised(box: Box, base: Box) -> bool:
    height = base[3] - base[2]
    return box[3] - box[2] < SMALL * height and box[2] > base[2] + RAISED * height


def _characters(units: str) -> str:
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
