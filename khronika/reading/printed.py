"""A printed line and where it stands, and by that where one paragraph ends and the next begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from khronika.reading.blocks import ITEM, SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.vocabulary.documents import MarkKind

WIDE_GAP = 1.3  # times the usual distance of two lines, from which it parts paragraphs
FAR = 2.2  # heights from which the distance of two lines is none within a paragraph
OTHER_SIZE = 0.1  # relative difference of heights from which it is another kind of text
INDENT = 0.8  # heights by which a first line is set in
SHORT_LINE = 0.75  # share of a column's width below which a finished line ends its paragraph


@dataclass(slots=True, eq=False)
class Table:
    """What the rows of one table have in common; `edges` are where its columns begin, in points from the first."""

    edges: tuple[float, ...]
    headed: bool  # whether something besides its words says that its first row names the columns
    doubt: bool = False  # whether a line may be a row of its own or the rest of a cell


@dataclass(slots=True, eq=False)
class PrintedLine:
    """A line in points, the origin at the bottom left: its words, box, notes (spans in the words) and what it is."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    page_height: float
    bold: bool = False
    notes: tuple[tuple[int, int], ...] = ()
    kind: MarkKind | None = None
    white: str = ""  # what stands between it and the line before, where both are pieces of one drawn line
    column: int = 0  # its column, counted over the page in reading order
    cells: tuple[tuple[int, int], ...] = ()  # where it is a table's row: each column's span in the words
    table: Table | None = None
    label: str = ""  # the number with which a note begins here
    bullet: bool = False  # whether a bullet is drawn before it that is no character
    raised: int = 0  # characters at its beginning that are set as a note's mark
    inner: tuple[PrintedLine, ...] = ()  # where it stands for a frame or a ruled table: what is inside
    column_end: float = 0.0  # where its column ends: at the right, or at the left where it is read from the right
    leftwards: bool = False
    pitch: float = 0.0  # the page's usual distance of two lines
    height: float = field(init=False, default=0.0)  # how tall the letters are
    middle: float = field(init=False, default=0.0)  # half way up

    def __post_init__(self) -> None:
        self.height = max(0.1, self.top - self.bottom)
        self.middle = (self.top + self.bottom) / 2

    @property
    def words(self) -> str:
        """Its text without a note's mark at its end."""
        return self.text[: self.notes[-1][0]] if self.notes and self.notes[-1][1] == len(self.text) else self.text

    @property
    def first_word(self) -> float:
        """About how wide its first word is, in points."""
        return (self.right - self.left) * len(self.text.split(maxsplit=1)[0]) / len(self.text)


def body_height(lines: Sequence[PrintedLine]) -> float:
    """Give the height of the letters in which most of a document is set."""
    weights: dict[float, int] = {}
    for line in lines:
        key = round(line.height, 1)
        weights[key] = weights.get(key, 0) + len(line.text)
    return max(weights, key=lambda key: (weights[key], -key), default=0.0)


def is_item(line: PrintedLine) -> bool:
    """Tell whether a list's item begins here."""
    return line.bullet or ITEM.match(line.text) is not None


def measure(lines: Sequence[PrintedLine], column: int, *, leftwards: bool = False) -> None:
    """Tell the lines of one column its number, its usual pitch and where it ends."""
    steps = [
        one.bottom - other.bottom for one, other in pairwise(lines) if one.bottom - other.bottom < FAR * one.height
    ]
    usual = median([step for step in steps if step > 0] or [0.0])
    end = max((line.right for line in lines), default=0.0) if leftwards else 0.0
    for line in sorted(lines, key=lambda each: -each.right if leftwards else each.left):
        end = min(end, line.left) if leftwards else max(end, line.right)
        line.pitch, line.column_end, line.column, line.leftwards = usual, end, column, leftwards


def breaks_before(before: PrintedLine, line: PrintedLine, begun: PrintedLine) -> bool:
    """Tell whether a new block begins with this line; `begun` is the first line of the block before."""
    if line.cells and before.cells:
        return line.table is not before.table
    step = before.bottom - line.bottom
    if line.cells or before.cells or before.column != line.column:
        return True
    if before.kind is not line.kind or before.bold != line.bold or step < 0 or line.label or is_item(line):
        return True
    if step > WIDE_GAP * max(line.pitch, line.height) or abs(before.height - line.height) > OTHER_SIZE * line.height:
        return True
    if line.text[0].islower() or not SENTENCE_END.search(before.words):
        return False
    deeper = before.right - line.right if line.leftwards else line.left - before.left
    if begun is not before and -deeper > INDENT * line.height:  # back from what is set in
        return True
    width = max(1.0, before.right - before.column_end if line.leftwards else before.column_end - before.left)
    return deeper > INDENT * line.height or before.right - before.left < SHORT_LINE * width
