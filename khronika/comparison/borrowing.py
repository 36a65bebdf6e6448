"""Runs of words that two documents share, found in one walk over all documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.comparison.papers import Paper, Words

LENGTH = 8  # words, and as many ordinary ones among them: shorter runs, and names, meet by accident
PLACE = (1 << 32) - 1
Hit = tuple[int, int, int]  # a place in the words, the number of the earlier document, the place there


@dataclass(frozen=True, eq=False, slots=True)
class Borrowing:
    """A run of words of `taker` that stands in `source` as well; places are those of characters."""

    taker: Paper
    source: Paper
    start: int
    end: int
    source_start: int
    source_end: int
    words: int

    @property
    def directed(self) -> bool:
        """Whether the dates say which of the two was first."""
        return self.source.before(self.taker)


def borrowings(papers: Iterable[Paper]) -> list[Borrowing]:
    """Give every run of eight ordinary words or more that a document shares with an earlier one.

    Each run is held against the first document that has it, by date; documents without a date come last, and are held
    against the first of these, too. So the work grows with the number of words, however many documents repeat one
    text, and a later document parts no two that were tied before.
    """
    ordered = sorted(papers, key=_first_to_last)
    known: dict[int, int] = {}
    undated: dict[int, int] = {}
    found = []
    for number, paper in enumerate(ordered):
        hits: list[Hit] = []
        among: list[Hit] = []
        for at, shingle in _shingles(paper.words):
            first = known.setdefault(shingle, number << 32 | at)
            if first >> 32 != number:
                hits.append((at, first >> 32, first & PLACE))
            if paper.date is None:
                other = undated.setdefault(shingle, number << 32 | at)
                if other >> 32 not in {number, first >> 32}:
                    among.append((at, other >> 32, other & PLACE))
        for run, length in (*_runs(hits), *_runs(among)):
            if borrowed := _borrowed(paper, ordered[run[1]], run[0], run[2], length):
                found.append(borrowed)
    return found


def _first_to_last(paper: Paper) -> tuple[str, str]:
    return ((paper.date and paper.date.earliest) or "9999", paper.document)


def _shingles(words: Words) -> Iterator[tuple[int, int]]:
    """Give each eight words in a row as one number, with the place of the first; none reaches into a quotation."""
    keys, broken = words.keys, -1
    for end, apart in enumerate(words.apart):
        if apart:
            broken = end
        elif end - broken >= LENGTH:
            start = end - LENGTH + 1
            yield start, hash(tuple(keys[start : end + 1]))


def _runs(hits: Iterable[Hit]) -> Iterator[tuple[Hit, int]]:
    """Join hits that follow one another in both documents; give the first of each run, and its length in words."""
    first: Hit | None = None
    last: Hit | None = None
    for hit in hits:
        if first is None or last is None or hit != (last[0] + 1, last[1], last[2] + 1):
            if first and last:
                yield first, last[0] - first[0] + LENGTH
            first = hit
        last = hit
    if first and last:
        yield first, last[0] - first[0] + LENGTH


def _borrowed(taker: Paper, source: Paper, at: int, there: int, length: int) -> Borrowing | None:
    """Give the run, unless it is names and titles, or two numbers were equal though the words are not."""
    mine, other = taker.words, source.words
    plain = max(sum(mine.plain[at : at + length]), sum(other.plain[there : there + length]))  # one may be in capitals
    if plain < LENGTH or mine.keys[at : at + length] != other.keys[there : there + length]:
        return None
    ends = (at + length - 1, there + length - 1)
    places = (mine.starts[at], mine.ends[ends[0]], other.starts[there], other.ends[ends[1]])
    return Borrowing(taker, source, *places, length)
