"""Neighbours: whether the sentences around a place are those that stood around a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.reading.laid import MANY, NEAR, Laid, Sought, every
from khronika.reading.likeness import distances
from khronika.reading.segments import FAR
from khronika.reading.skeletons import DIGITS

if TYPE_CHECKING:
    from khronika.reading.segments import Span

SIDE = 24  # characters of a neighbouring sentence by which it is known
SLACK = 4  # characters by which a neighbour may stand nearer or farther
FARTHEST = 200  # characters of a neighbouring sentence that are compared
BLURRED = 4_000  # characters of a segment in which words are looked for that are read otherwise


class Neighbours(Laid):
    """Two readings, with what the sentences beside a passage say of the places where it may stand."""

    def beside(self, sought: Sought, at: int, end: int) -> bool:
        """Say whether the sentence before or the one after stands as far from the words as it did."""
        (begin, stop), old, new = sought.segment.sentence, self.old.letters, self.new.letters
        first, last = self._neighbours(sought)
        if self.more(first, begin) or self.more(stop, last):  # the words may have been copied along with a neighbour
            return False
        near = self._telling(sought, (max(first, begin - SIDE), begin), (first, begin))
        low, slack = at - (sought.start - begin), SLACK + (sought.start - begin) // 20
        before = near in new[max(0, low - len(near) - slack) : low + slack] if near else abs(at - sought.start) <= slack
        if before and near is not None:
            return True
        near = self._telling(sought, (stop, min(last, stop + SIDE)), (stop, last))
        low, slack = end + stop - sought.end, SLACK + (stop - sought.end) // 20
        left = len(new) - end - (len(old) - sought.end)
        after = near in new[max(end, low - slack) : low + len(near) + slack] if near else abs(left) <= slack
        return after and near is not None

    def _telling(self, sought: Sought, near: Span, whole: Span) -> str | None:
        """Give the end of a neighbouring sentence that is nearest, or all of it, so that no other around is like it."""
        (end, every_word) = (self.old.letters[slice(*span)] for span in (near, whole))
        if not self._common(sought, DIGITS.sub("0", end), masked=True):
            return end
        return None if self._common(sought, every_word, masked=False) else every_word

    def _common(self, sought: Sought, words: str, *, masked: bool) -> bool:
        old, new = (each.masked if masked else each.letters for each in (self.old, self.new))
        segments = [(old, sought.segment.old), *((new, span) for span in sought.segment.new)]
        wide = max(SIDE, len(words))
        return bool(words) and any(
            len(every(text, words, max(0, a - wide), b + wide, 2)) > 1 for text, (a, b) in segments
        )

    def _neighbours(self, sought: Sought) -> Span:
        """Give where the sentence before the passage's begins and the one after it ends, as far as is compared."""
        begin, end = sought.segment.sentence
        first = self.segments.sentence(begin - 1, begin)[0] if begin else 0
        last = self.segments.sentence(end, end + 1)[1] if end < len(self.old.letters) else end
        return max(first, begin - FARTHEST), min(last, end + FARTHEST)

    def surrounded(self, sought: Sought, at: int) -> tuple[bool, bool]:
        """Say whether the sentence of a passage and its neighbour before are the same to the letter, and that after."""
        before, after = self.shared(sought, at, FARTHEST + FAR)
        first, last = self._neighbours(sought)
        left = len(self.new.letters) - at - sought.size == len(self.old.letters) - sought.end
        # Where a text begins or ends there is no neighbour, so the other one has to begin or end there too.
        return before >= sought.start - first and (first > 0 or at == sought.start), after >= last - sought.end and (
            last < len(self.old.letters) or left
        )

    def rivalled(self, sought: Sought, at: int) -> bool:
        """Say whether the words stand anywhere else after or before what they stood after or before."""
        old, new = self.old.letters, self.new.letters
        places = every(new, sought.letters, 0, len(new))
        if len(places) == MANY or any(each != at and max(self.shared(sought, each, NEAR)) == NEAR for each in places):
            return True
        # A copy that is read otherwise is one all the same.
        return self.more(*sought.segment.sentence) and len(places) <= len(every(old, sought.letters, 0, len(old)))

    def as_many(self, sought: Sought, there: list[int]) -> bool:
        """Say whether the words stand as often in the new segment as in the old one, and their surroundings once."""
        return self._once(sought) and len(there) == len(every(self.old.letters, sought.letters, *sought.segment.old))

    def _once(self, sought: Sought) -> bool:
        """Say whether the sentence with its neighbours stands once in the old segment and the new one."""
        first, last = self._neighbours(sought)
        window = self.old.letters[first:last]
        segments = [
            (self.old, *_wider(sought.segment.old)),
            *((self.new, *_wider(span)) for span in sought.segment.new),
        ]
        return all(of.letters[max(0, a) : b].count(window) <= 1 for of, a, b in segments)

    def echoed(self, sought: Sought, at: int) -> bool:
        """Say whether the words nearly stand in the new segment once more, or half of them do: broken, or misread."""
        (low, high), new = sought.segment.old, self.new.letters
        half = max(NEAR, sought.size // 2)
        halves = {sought.letters[:half], sought.letters[-half:]} if sought.size >= NEAR else set()
        for a, b in sought.segment.new:
            if any(len(every(new, each, a, b)) > len(every(self.old.letters, each, low, high)) for each in halves):
                return True
            if b - a < high - low + sought.size or b - a > BLURRED:  # no room for the words, or too much to look at
                continue
            rest = (new[a:at], new[at + sought.size : b])
            if any(min(distances(sought.letters, each), default=sought.size) <= sought.size // 8 for each in rest):
                return True
        return False


def _wider(span: Span) -> Span:
    return span[0] - 2 * FARTHEST, span[1] + 2 * FARTHEST
