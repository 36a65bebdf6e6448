"""Gutters: the empty strips between columns of running text, found by the boxes of a page's lines alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from khronika.reading.blocks import ITEM, SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khronika.reading.printed import PrintedLine

    Pair = tuple[PrintedLine, PrintedLine]

NARROW = 0.4  # heights of the letters that a gutter is wide at least
PLAY = 1.0  # points by which a line may reach into a gutter
OVERHANG = 1.0  # points by which a line's first letter may stand left of its column
MOST_PLACES = 8  # places at which a gutter is looked for
LEAST_BESIDE = 3  # lines that stand beside others across a gutter
RUNS_ON = 0.25  # share of a column's lines that go on in small letters
FULL = 0.72  # of a column's width, that most lines of running text fill
COLUMN_CHARS = 13  # characters of a column's usual line; shorter ones are a table's cells
APART = 1.35  # times the usual step from line to line, that parts paragraphs or a table's rows
ALIKE = 0.7  # share of such gaps that two columns of a table have at the same heights
FEW = 3
LABEL = len("(viii)  ")
NUMBER = re.compile(r"\d{1,3}|[*†‡§]{1,3}")
LEVEL = 2.0  # points by which two lines on one level may differ


@dataclass(frozen=True, slots=True)
class Gutter:
    """An empty strip from `bottom` to `top` at `place`, in points, and how many lines it parts."""

    place: float
    bottom: float
    top: float
    pairs: int
    doubtful: bool = False


class Heights:
    """The lines of a page by their heights, sorted once for all strips that are looked at."""

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        self.falling = sorted(lines, key=lambda line: -line.top)
        self.rising = sorted(lines, key=lambda line: line.middle)
        self.middles = [line.middle for line in self.rising]

    def between(self, bottom: float, top: float) -> list[PrintedLine]:
        """Give the lines whose middles are between two heights, the lowest first."""
        return self.rising[bisect_left(self.middles, bottom) : bisect_right(self.middles, top)]


def find_gutter(lines: Sequence[PrintedLine], known: Iterable[float] = ()) -> Gutter | None:
    """Give the gutter that parts most lines; `known` are the places of gutters on other pages."""
    beside = neighbours(lines)
    if not beside:
        return None
    heights = Heights(lines)
    narrow = NARROW * median(line.height for line in lines)
    best: Gutter | None = None
    for strip in _places(beside, narrow):
        for gutter in _stretches(heights, beside, strip, known):
            if best is None or gutter.pairs > best.pairs:
                best = gutter
    return best


def neighbours(lines: Sequence[PrintedLine]) -> list[Pair]:
    """Give each line with the next one to its right at the same height; a list's numbers have none."""
    by_height = sorted(lines, key=lambda line: -line.top)
    found: dict[int, tuple[PrintedLine, PrintedLine]] = {}
    for at, one in enumerate(by_height):
        for other in by_height[at + 1 :]:
            if other.top <= one.bottom:
                break
            left, right = (one, other) if one.left < other.left else (other, one)
            if left.right > right.left + PLAY or not overlap(left, right) or is_number(left):
                continue
            nearest = found.get(id(left))
            if nearest is None or right.left < nearest[1].left:
                found[id(left)] = (left, right)
    return list(found.values())


def overlap(one: PrintedLine, other: PrintedLine) -> bool:
    """Tell whether two lines stand at the same height, by half of the smaller one's."""
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared > min(one.height, other.height) / 2


def is_number(line: PrintedLine) -> bool:
    """Tell whether this is only the number or sign of an item or a note."""
    return len(line.text) < LABEL and (NUMBER.fullmatch(line.text) is not None or is_label(line))


def is_label(line: PrintedLine) -> bool:
    """Tell whether these are only an item's number or bullet."""
    return len(line.text) < LABEL and ITEM.fullmatch(line.text + " ") is None and _labels(line.text)


def _labels(words: str) -> bool:
    found = ITEM.match(words + " x")
    return found is not None and found.end() == len(words) + 1


def _places(beside: Sequence[Pair], narrow: float) -> Iterator[tuple[float, float]]:
    """Give strips to look at: before an edge at which several lines begin, or behind one at which several end."""
    begin = Counter(round(right.left) for _, right in beside)
    end = Counter(round(left.right) for left, _ in beside)
    for place, count in begin.most_common(MOST_PLACES):
        if count > 1 or len(beside) < FEW:
            yield place - OVERHANG - narrow, place - OVERHANG
    for place, count in end.most_common(MOST_PLACES):
        if count > FEW:
            yield float(place), place + narrow


def _stretches(
    heights: Heights, beside: Sequence[Pair], strip: tuple[float, float], known: Iterable[float]
) -> Iterator[Gutter]:
    """Give the stretches of a strip that no line crosses and that part two columns of text."""
    left, right = strip[0] + PLAY, strip[1] - PLAY
    middle = (left + right) / 2
    pairs = [pair for pair in beside if pair[0].right <= left and pair[1].left >= right]
    is_known = any(abs(each - middle) < strip[1] - strip[0] for each in known)
    if not pairs or (len(pairs) < FEW and not is_known and all(line.white == " " for _, line in pairs)):
        return
    blocking = [line for line in heights.falling if line.left < right and line.right > left]
    edges = [-line.top for line in blocking]
    stretches: dict[int, list[Pair]] = {}
    for pair in pairs:
        at, other = (bisect_left(edges, -line.middle) for line in pair)
        if at == other:
            stretches.setdefault(at, []).append(pair)
    for place, across in stretches.items():
        top = min((line.bottom for line in blocking[:place]), default=float("inf"))
        bottom = blocking[place].top if place < len(blocking) else float("-inf")
        if all(bottom <= line.middle <= top for pair in across for line in pair):
            gutter = _judge(heights.between(bottom, top), across, beside, middle, known=is_known)
            if gutter is not None:
                yield gutter


def _judge(
    inside: list[PrintedLine], across: list[Pair], beside: Sequence[Pair], place: float, *, known: bool
) -> Gutter | None:
    """Tell columns of running text from a table's."""
    one, other = _sides(inside, beside, place)
    if not one or not other:
        return None
    pairs = len(across)
    if not (_framed(one) or _framed(other)):
        # a gap in a line as it is drawn is a gutter's only if many lines have it there
        weak = known or (any(line.white != " " for _, line in across) and _goes_on(one, other))
        weak = weak and max(len(one), len(other)) > LEAST_BESIDE
        if (pairs < LEAST_BESIDE and not weak) or not (is_text(one, short=weak) and is_text(other, short=weak)):
            return None
    alike, gaps = _same_gaps(one, other)
    if alike >= FEW and alike >= ALIKE * gaps:
        return None
    doubtful = alike >= FEW and alike >= ALIKE / 2 * gaps
    return Gutter(place, min(line.bottom for line in inside), max(line.top for line in inside), pairs, doubtful)


def _sides(
    inside: list[PrintedLine], beside: Sequence[Pair], place: float
) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Give the lines at either side of a gutter that no other line parts from it, from top to bottom."""
    far = {
        id(one if other.left < place else other) for one, other in beside if (other.left < place) is (one.left < place)
    }
    near = sorted((line for line in inside if id(line) not in far), key=lambda line: -line.bottom)
    return [line for line in near if line.left < place], [line for line in near if line.left >= place]


def _framed(lines: list[PrintedLine]) -> bool:
    return len(lines) == 1 and bool(lines[0].inner)


def is_text(lines: Sequence[PrintedLine], *, short: bool = False) -> bool:
    """Tell whether lines below each other are running text: they fill their column or go on in small letters.

    `short` is the answer for less than three lines.
    """
    words = [line for line in lines if not line.inner]
    if len(words) < LEAST_BESIDE:
        return short
    if median(len(line.text) for line in words) < COLUMN_CHARS:
        return False
    steps = [(one, other) for one, other in pairwise(words) if one.bottom - other.bottom < 3 * one.height]
    if not steps:
        return False
    return sum(_runs_on(one, other) for one, other in steps) >= RUNS_ON * len(steps) or _fills(words)


def _runs_on(one: PrintedLine, other: PrintedLine) -> bool:
    return other.text[0].islower() or one.text[-1] in "-‐"


def _fills(lines: list[PrintedLine]) -> bool:
    """Tell whether most lines are as wide as their column; what the alphabet cannot tell, the edge does."""
    wide = max(line.right for line in lines) - min(line.left for line in lines)
    full = sum(line.right - line.left > FULL * wide for line in lines)
    ends = sum(SENTENCE_END.search(line.words) is not None for line in lines)
    return (
        full > 2 * len(lines) / 3
        and ends < len(lines) / 2
        and median(len(line.text) for line in lines) > 2 * COLUMN_CHARS
    )


def _goes_on(one: Sequence[PrintedLine], other: Sequence[PrintedLine]) -> bool:
    """Tell whether the second column begins in the middle of the sentence with which the first breaks off."""
    last, first = one[-1].text, other[0].text
    return bool(last and first) and first[0].islower() and SENTENCE_END.search(one[-1].words) is None


def _same_gaps(one: Sequence[PrintedLine], other: Sequence[PrintedLine]) -> tuple[int, int]:
    """Count the wide gaps that both sides have at one height, level lines below, and those of the side with more."""
    gaps = [_gaps(one), _gaps(other)]
    shared = sum(
        any(low < top and bottom < high and abs(bottom - low) < LEVEL for low, high in gaps[1])
        for bottom, top in gaps[0]
    )
    return shared, max(map(len, gaps))


def _gaps(lines: Sequence[PrintedLine]) -> list[tuple[float, float]]:
    steps = [one.bottom - other.bottom for one, other in pairwise(lines)]
    usual = APART * min(median(steps), 1.3 * median(line.height for line in lines)) if steps else 0.0
    return [(after.top, before.bottom) for before, after in pairwise(lines) if before.bottom - after.bottom > usual]
