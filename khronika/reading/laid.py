"""Two readings laid side by side: what a passage of the older one has in common with a place of the newer one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.reading.likeness import turns
from khronika.reading.segments import Segments
from khronika.reading.skeletons import DASHES, GRAM, Skeleton, skeleton
from khronika.vocabulary.anchors import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.reading.segments import Segment
    from khronika.vocabulary.documents import Revision

NEAR = 12  # characters of the skeleton beside a passage that have to be the same, on one side at least
MANY = 200  # places that are looked at
BESIDE = 24  # characters beside a passage in which nothing may turn what it says


@dataclass(frozen=True, slots=True)
class Sought:
    """A passage in the old skeleton: its span, its letters, how long they are, and its segment."""

    start: int
    end: int
    letters: str
    segment: Segment
    text: str

    @property
    def size(self) -> int:
        """Give how many characters of the skeleton are looked for."""
        return self.end - self.start


class Laid:
    """Two readings of one document, prepared once for all passages that are looked for."""

    def __init__(self, old: Revision, new: Revision) -> None:
        self.old, self.new = skeleton(old), skeleton(new)
        self.segments = Segments(self.old, self.new)

    def shared(self, sought: Sought, at: int, most: int) -> tuple[int, int]:
        """Give how many characters before and after a passage are the same in both skeletons."""
        old, new, end = self.old.letters, self.new.letters, at + sought.size
        before = common(old[max(0, sought.start - most) : sought.start][::-1], new[max(0, at - most) : at][::-1])
        return before, common(old[sought.end : sought.end + most], new[end : end + most])

    def whole_figure(self, sought: Sought, at: int, before: int, after: int) -> bool:
        """Say whether neither end of the words at a place is within a word or a figure, unless it always was."""
        text = self.new.text
        first, last = self.new.at[at], self.new.at[at + sought.size - 1] + 1
        left, right = text[max(0, first - 2) : first][::-1], text[last : last + 2]
        signed = text[first].isnumeric() and left[:1] in DASHES and not left[1:].isalnum() and bool(left)
        begins = before >= NEAR or (_free(left, text[first]) and not signed)
        return begins and (after >= NEAR or _free(right, text[last - 1]))

    def grams(self, first: int, last: int) -> Iterator[tuple[int, str]]:
        """Give the runs of words that begin in a segment of the old skeleton, with their places."""
        words = self.old.words
        for number in range(bisect_left(words, first), bisect_left(words, last)):
            yield words[number], self.old.masked[words[number] : words[number] + GRAM]

    def repeated(self, sought: Sought) -> bool:
        """Say whether words like these, with whatever figures, stand more than once where the passage can stand."""
        start, end = sought.start, sought.end
        masked, (begin, stop) = self.old.masked, sought.segment.sentence
        probes = {masked[max(0, start - NEAR) : end], masked[start : end + NEAR], masked[begin:stop]}
        probes |= {masked[start:end]} if sought.size >= NEAR else set()
        segments = [(masked, *sought.segment.old), *((self.new.masked, *span) for span in sought.segment.new)]
        if any(
            len(every(text, probe, max(0, a - NEAR), b + NEAR, 2)) > 1 for text, a, b in segments for probe in probes
        ):
            return True
        return self.more(*sought.segment.sentence) or self.copied(sought)

    def more(self, first: int, last: int) -> bool:
        """Say whether words of a segment of the old skeleton stand more often in the new reading, anywhere."""
        grams = (gram for place, gram in self.grams(first, last) if place + GRAM <= last)
        return any(self.new.times(gram) > self.old.times(gram) for gram in grams)

    def copied(self, sought: Sought) -> bool:
        """Say whether what stands before the words, or what stands after them, came to stand there once more."""
        old = self.old.letters
        sides = [old[max(0, sought.start - 2 * NEAR) : sought.start], old[sought.end : sought.end + 2 * NEAR]]
        before = old[sought.segment.old[0] : sought.segment.old[1]]
        return all(
            side and any(self.new.letters[a:b].count(side) > max(1, before.count(side)) for a, b in sought.segment.new)
            for side in sides
        )

    def turned(self, sought: Sought, at: int) -> bool:
        """Say whether a negation or a qualifier stands beside the words in one reading only, in their sentence."""
        sides = zip(
            self.around(self.old, sought.start, sought.end), self.around(self.new, at, at + sought.size), strict=True
        )
        return any(turns(old) != turns(new) for old, new in sides)

    def around(self, of: Skeleton, start: int, end: int) -> tuple[str, str]:
        """Give what stands in the same sentence right before a span and right after it."""
        first, last = of.at[start], of.at[end - 1] + 1
        before, after = of.text[max(0, first - BESIDE) : first], of.text[last : last + BESIDE]
        if first > BESIDE:
            before = before.partition(" ")[2]  # the first word may be cut
        if last + BESIDE < len(of.text):
            after = after.rpartition(" ")[0]
        return _last_clause(before), _last_clause(after[::-1])[::-1]

    def place(self, start: int, end: int) -> Place | None:
        """Give the place in the new text of a span of its skeleton; None where its pieces are out of order."""
        spans = self.new.spans(start, end)
        return Place(spans[0][0], spans[-1][1], spans if len(spans) > 1 else ()) if spans else None

    def words(self, place: Place) -> str:
        """Give the words at a place of the new text."""
        return " ".join(self.new.text[a:b] for a, b in place.pieces or ((place.start, place.end),))


def every(text: str, words: str, start: int, end: int, most: int = MANY) -> list[int]:
    """Give where words stand in a segment of a text, overlapping ones too."""
    found: list[int] = []
    at = text.find(words, start, end)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(words, at + 1, end)
    return found


def common(one: str, other: str) -> int:
    """Give how many characters at the beginning are the same."""
    size = min(len(one), len(other))
    return next((number for number in range(size) if one[number] != other[number]), size)


def _free(beside: str, edge: str) -> bool:
    """Say whether a word ends where it does: no letter follows on it, and no more of a figure."""
    if not beside or not edge.isalnum():
        return True
    if beside[0].isalnum():
        return False
    # "5" is not the end of "1,5", nor the beginning of "5.000", "5-10" or "5%".
    return not (edge.isnumeric() and (beside[0] == "%" or (beside[0] in ".,:'’/-–" and beside[1:2].isnumeric())))


def _last_clause(text: str) -> str:
    """Give what stands after the last full stop of some words."""
    return text[max((text.rfind(sign) for sign in ".!?;:"), default=-1) + 1 :]
