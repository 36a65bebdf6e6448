"""Which gaps inside drawn lines may be a gutter's or a table's: those that many lines have at one place."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Box = tuple[float, float, float, float]

NARROW = 0.28  # heights of the letters that a strip is wide at least
STRIKING = 1.15  # times a line's other gaps that one is wide which is not just a space between words
MOST_PLAIN = 6  # lines with a gap like their others to one whose gap is striking
EVIDENCE = 6  # a line with a gap at the strip counts two, one that ends before it or begins behind it one
SMALL = 0.8  # of a line's height, that a raised mark is tall at most
MOST_MARKS = 400  # numbers set apart; a page with more is one of tables
FARTHEST = 20.0  # points by which a mark stands above the foot of its line
NEAR = 30.0  # heights over which a strip is followed without a gap in it
MOST_STRIPS = 60  # that are followed at once


@dataclass(slots=True, eq=False)
class Cut:
    """A gap inside a drawn line: its position in the text, its edges in points, what is written for it; sure or not."""

    at: int
    left: float
    right: float
    white: str
    sure: bool


@dataclass(slots=True)
class Span:
    """A line as it is drawn, with its gaps."""

    start: int
    end: int
    left: float
    right: float
    bottom: float
    height: float
    cuts: list[Cut] = field(default_factory=list)


@dataclass(slots=True)
class Strip:
    """An empty strip on its way down the page, with the gaps that it is made of."""

    left: float
    right: float
    last: float
    cuts: list[Cut]
    evidence: int = 0
    striking: int = 0

    def add(self, cut: Cut, line: Span) -> None:
        """Take in a line's gap; one that is no wider than the line's others says nothing."""
        self.cuts.append(cut)
        self.last = line.bottom
        others = [other.right - other.left for other in line.cuts if other is not cut]
        if STRIKING * max(others, default=0.0) < cut.right - cut.left or cut.sure:
            self.striking += 1
        self.evidence += 2

    def settle(self) -> None:
        """Make its gaps sure where there are enough of them."""
        if self.evidence >= EVIDENCE and MOST_PLAIN * self.striking >= len(self.cuts):
            for cut in self.cuts:
                cut.sure = True


def settle(lines: Sequence[Span]) -> None:
    """Make those gaps sure that lie in a strip; text set to both edges has gaps everywhere."""
    if all(cut.sure for line in lines for cut in line.cuts):
        return
    strips: list[Strip] = []
    for line in sorted(lines, key=lambda each: -each.bottom):
        left: list[Strip] = []
        for strip in strips:
            left += _followed(strip, line)
        used = {id(strip.cuts[-1]) for strip in left}
        for cut in line.cuts:
            if id(cut) not in used:
                left.append(Strip(cut.left, cut.right, line.bottom, []))
                left[-1].add(cut, line)
        strips = left if len(left) <= MOST_STRIPS else sorted(left, key=lambda each: -each.evidence)[:MOST_STRIPS]
    for strip in strips:
        strip.settle()


def _followed(strip: Strip, line: Span) -> Iterator[Strip]:
    """Give what of a strip is left under a line; a line across it ends it."""
    if strip.last - line.bottom > NEAR * line.height:
        strip.settle()
        return
    if line.right <= strip.left + 1 or line.left >= strip.right - 1:
        strip.evidence += 1
        yield strip
        return
    least = NARROW * line.height
    ended = True
    if line.left > strip.left and line.left - strip.left >= least:  # it begins within the strip
        strip.right, ended = line.left, False
    elif line.right < strip.right and strip.right - line.right >= least:
        strip.left, ended = line.right, False
    for cut in line.cuts if ended else ():
        narrowed = max(strip.left, cut.left), min(strip.right, cut.right)
        if narrowed[1] - narrowed[0] >= least:
            strip.left, strip.right = narrowed
            strip.add(cut, line)
            ended = False
            break
    if ended:
        strip.settle()
    else:
        yield strip


def part_at_marks(lines: Sequence[Span], marks: Sequence[Span], units: str, box: Callable[[int], Box]) -> Iterator[int]:
    """Part lines at the gaps in which notes' marks stand that are drawn before or after all of them; give which."""
    if not 0 < len(marks) <= MOST_MARKS:
        return
    by_height = sorted(range(len(lines)), key=lambda at: lines[at].bottom)
    for mark in marks:
        for at in by_height[: bisect_left(by_height, mark.bottom, key=lambda at: lines[at].bottom)][::-1]:
            line = lines[at]
            if line.bottom < mark.bottom - FARTHEST:
                break
            raised = mark.bottom < line.bottom + line.height and mark.height < SMALL * line.height
            if raised and line.left < mark.left and mark.right < line.right:
                cuts = {cut.at: cut for cut in line.cuts} | {cut.at: cut for cut in _hole(line, mark, units, box)}
                line.cuts = [cuts[place] for place in sorted(cuts)]
                yield at


def _hole(line: Span, mark: Span, units: str, box: Callable[[int], Box]) -> Iterator[Cut]:
    at = units.find(" ", line.start + 1, line.end - 1)
    while at > 0:
        left, right = box(at - 1)[1], box(at + 1)[0]
        if left <= mark.left + 1 and mark.right - 1 <= right:
            yield Cut(at, left, right, "", sure=True)
        at = units.find(" ", at + 1, line.end - 1)


def stripped(units: str, first: int, last: int) -> tuple[int, int] | None:
    """Give a span without the white space at its ends; None where nothing else is in it."""
    while first < last and units[first].isspace():
        first += 1
    while first < last and units[last - 1].isspace():
        last -= 1
    return (first, last) if first < last else None
