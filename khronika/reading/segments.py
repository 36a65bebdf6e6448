"""Segments: between which words of the new reading something must stand, told by what comes once in both readings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from khronika.reading.skeletons import GRAM, Skeleton

FAR = 400  # characters of a skeleton beyond which a sentence does not reach, whatever its full stops say

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """The segment around a passage in the old skeleton, and where in the new one it can stand."""

    old: Span
    new: tuple[Span, ...]
    sentence: Span  # of the passage, in the old skeleton
    both: bool  # whether what stands on either side follows on one another in the new text
    inner: tuple[int, int]  # the numbers of the runs of the sentence itself


class Segments:
    """Two skeletons laid side by side by the runs of words that come once in either."""

    def __init__(self, old: Skeleton, new: Skeleton) -> None:
        pairs = sorted((at, new.grams.get(gram, -1)) for gram, at in old.grams.items() if at >= 0)
        # The beginnings of both texts stand at each other, and so do their ends.
        ends = [(-GRAM, -GRAM), (len(old.letters), len(new.letters))]
        both = [ends[0], *((a, b) for a, b in pairs if b >= 0), ends[1]]
        self.stops = old.stops
        self.old = [a for a, _ in both]
        self.new = [b for _, b in both]
        self.order = sorted(range(len(both)), key=lambda number: (self.new[number], number))
        self.rank = [0] * len(both)
        for rank, number in enumerate(self.order):
            self.rank[number] = rank

    def sentence(self, start: int, end: int) -> Span:
        """Give where the sentence or the sentences of a span begin and end."""
        first = self.stops[bisect_right(self.stops, start) - 1]
        last = self.stops[min(bisect_left(self.stops, end), len(self.stops) - 1)]
        return max(first, start - FAR), min(last, end + FAR)

    def around(self, start: int, end: int) -> Segment:
        """Give the segment of a span of the old skeleton.

        On either side stands the nearest run outside its sentence. In the new text it has to follow on the left one, or
        be followed by the right one, with nothing between that is known to come from elsewhere. The sentence itself
        says nothing: a copy of it says the same at any place.
        """
        sentence = self.sentence(start, end)
        left = bisect_right(self.old, sentence[0] - GRAM) - 1
        right = bisect_left(self.old, sentence[1])
        after = self.rank[left] + 1
        while left < self.order[after] < right:
            after += 1
        before = self.rank[right] - 1
        while left < self.order[before] < right:
            before -= 1
        follows = (self.new[left] + GRAM, self.new[self.order[after]])
        precedes = (self.new[self.order[before]] + GRAM, self.new[right])
        spans = dict.fromkeys(span for span in (follows, precedes) if span[0] < span[1])
        both = self.order[after] == right
        return Segment((self.old[left] + GRAM, self.old[right]), tuple(spans), sentence, both, (left + 1, right))

    def ordered(self, segment: Segment, old: Span, new: Span) -> bool:
        """Say whether the rest of a sentence stands before and after the words as it did."""
        for number in range(*segment.inner):
            if self.old[number] + GRAM <= old[0] and self.new[number] + GRAM > new[0]:
                return False
            if self.old[number] >= old[1] and self.new[number] < new[1]:
                return False
        return True
