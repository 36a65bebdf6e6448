"""Anchoring: where the words of a passage stand in a newer reading of the same document, or why nobody can be sure.

A place is given only where nothing else is possible by these rules; all the rest is for a person to say. Where two
readings of one document differ, a copied sentence, a repeated one and a figure misread look alike from near: what
stands around them decides, and where that decides nothing, nothing is decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.reading.laid import MANY, NEAR, Laid, Sought, common, every
from khronika.reading.likeness import distances, nearest, sharp, slips_only, turns
from khronika.reading.skeletons import DIGITS, GRAM
from khronika.reading.stretches import FAR
from khronika.vocabulary.anchors import Anchoring, Loss, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.reading.stretches import Span
    from khronika.vocabulary.documents import Passage, Revision

RULES = "anchoring/1"  # another version looks anew for what waits
SIDE = 24  # characters of a neighbouring sentence by which it is known
SLACK = 4  # characters by which a neighbour may stand nearer or farther
FARTHEST = 200  # characters of a neighbouring sentence that are compared
WIDEST = 30_000  # characters of a stretch that are looked through
BLURRED = 4_000  # characters of a stretch in which words are looked for that are read otherwise
MOST = 6  # candidates that are told
GAP = 300  # characters of a page's head that may come to stand within a passage


@dataclass(frozen=True, slots=True)
class Anchor:
    """What came of looking for one passage: its place, or why it has none and where else it may stand."""

    how: Anchoring
    place: Place | None = None
    loss: Loss | None = None
    candidates: tuple[Place, ...] = ()


class Readings(Laid):
    """Two readings of one document, in which passages are looked for."""

    def find(self, passage: Passage) -> Anchor:
        """Give where a passage of the older reading stands in the newer one."""
        pieces = [(part.start, part.end) for part in passage.parts] or [(passage.start, passage.end)]
        span = self.old.of(pieces)
        if span is None:
            return Anchor(Anchoring.ORPHANED, loss=Loss.BROKEN)
        words = " ".join(self.old.text[a:b] for a, b in pieces)
        sought = Sought(*span, self.old.letters[slice(*span)], self.stretches.around(*span), words)
        there = self._in_stretch(sought)
        whole = [at for at in there if self._fits(sought, at)]
        found = [at for at in whole if self._beside(sought, at, at + sought.size)]
        if (
            len(found) == 1
            and not self.repeated(sought)
            and not self._echoed(sought, found[0])
            and self._sure(sought, found[0])
        ):
            return self._settled(sought, found[0], passage)
        if whole:
            sure = [at for at in whole if all(self._surrounded(sought, at))]
            if (
                len(sure) == 1
                and self._as_many(sought, there)
                and not self._rivalled(sought, sure[0])
                and not self._echoed(sought, sure[0])
            ):
                return self._settled(sought, sure[0], passage)
            return self._doubt(sought, found, Loss.REPEATED) if found else self._elsewhere(sought)
        if any(self.new.whole(at, at + sought.size) and self.whole_figure(sought, at, 0, 0) for at in there):
            return self._elsewhere(sought)
        return self._spliced(sought) or self._blurred(sought) or self._elsewhere(sought)

    def _echoed(self, sought: Sought, at: int) -> bool:
        """Say whether the words nearly stand in the new stretch once more, or half of them do: broken, or misread."""
        (low, high), new = sought.stretch.old, self.new.letters
        half = max(NEAR, sought.size // 2)
        halves = {sought.letters[:half], sought.letters[-half:]} if sought.size >= NEAR else set()
        for a, b in sought.stretch.new:
            if any(len(every(new, each, a, b)) > len(every(self.old.letters, each, low, high)) for each in halves):
                return True
            if b - a < high - low + sought.size or b - a > BLURRED:  # no room for the words, or too much to look at
                continue
            rest = (new[a:at], new[at + sought.size : b])
            if any(min(distances(sought.letters, each), default=sought.size) <= sought.size // 8 for each in rest):
                return True
        return False

    def _in_stretch(self, sought: Sought) -> list[int]:
        """Give where the letters of a passage stand in its stretch, in the order of the text."""
        spans = [span for span in sought.stretch.new if span[1] - span[0] <= WIDEST]
        return sorted({at for span in spans for at in every(self.new.letters, sought.letters, *span)})

    def _fits(self, sought: Sought, at: int) -> bool:
        """Say whether the letters at a place are those of the passage, whole, and not only in passing the same."""
        end = at + sought.size
        if not self.new.whole(at, end):
            return False
        edges = self.whole_figure(sought, at, *self.shared(sought, at, NEAR))
        return edges and self.stretches.ordered(sought.stretch, (sought.start, sought.end), (at, end))

    def _sure(self, sought: Sought, at: int) -> bool:
        """Say whether both sides of a stretch hold, or the words are such as come once in either reading."""
        if len(sought.stretch.new) == 1 and sought.stretch.both:
            return True
        begin, end = sought.stretch.sentence
        before, after = self.shared(sought, at, FARTHEST)
        first, last = max(begin, sought.start - before), min(end, sought.end + after)
        grams = (gram for place, gram in self.grams(first, last) if place + GRAM <= last)
        return any(self.old.grams[gram] >= 0 and self.new.grams.get(gram, -1) >= 0 for gram in grams)

    def _beside(self, sought: Sought, at: int, end: int) -> bool:
        """Say whether the sentence before or the one after stands as far from the words as it did."""
        (begin, stop), old, new = sought.stretch.sentence, self.old.letters, self.new.letters
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
        stretches = [(old, sought.stretch.old), *((new, span) for span in sought.stretch.new)]
        wide = max(SIDE, len(words))
        return bool(words) and any(
            len(every(text, words, max(0, a - wide), b + wide, 2)) > 1 for text, (a, b) in stretches
        )

    def _surrounded(self, sought: Sought, at: int) -> tuple[bool, bool]:
        """Say whether the sentence of a passage and its neighbour before are the same to the letter, and that after."""
        before, after = self.shared(sought, at, FARTHEST + FAR)
        first, last = self._neighbours(sought)
        left = len(self.new.letters) - at - sought.size == len(self.old.letters) - sought.end
        # Where a text begins or ends there is no neighbour, so the other one has to begin or end there too.
        return before >= sought.start - first and (first > 0 or at == sought.start), after >= last - sought.end and (
            last < len(self.old.letters) or left
        )

    def _rivalled(self, sought: Sought, at: int) -> bool:
        """Say whether the words stand anywhere else after or before what they stood after or before."""
        old, new = self.old.letters, self.new.letters
        places = every(new, sought.letters, 0, len(new))
        if len(places) == MANY or any(each != at and max(self.shared(sought, each, NEAR)) == NEAR for each in places):
            return True
        # A copy that is read otherwise is one all the same.
        return self.more(*sought.stretch.sentence) and len(places) <= len(every(old, sought.letters, 0, len(old)))

    def _as_many(self, sought: Sought, there: list[int]) -> bool:
        """Say whether the words stand as often in the new stretch as in the old one, and their surroundings once."""
        return self._once(sought) and len(there) == len(every(self.old.letters, sought.letters, *sought.stretch.old))

    def _once(self, sought: Sought) -> bool:
        """Say whether the sentence with its neighbours stands once in the old stretch and the new one."""
        first, last = self._neighbours(sought)
        window = self.old.letters[first:last]
        stretches = [
            (self.old, *_wider(sought.stretch.old)),
            *((self.new, *_wider(span)) for span in sought.stretch.new),
        ]
        return all(of.letters[max(0, a) : b].count(window) <= 1 for of, a, b in stretches)

    def _neighbours(self, sought: Sought) -> Span:
        """Give where the sentence before the passage's begins and the one after it ends, as far as is compared."""
        begin, end = sought.stretch.sentence
        first = self.stretches.sentence(begin - 1, begin)[0] if begin else 0
        last = self.stretches.sentence(end, end + 1)[1] if end < len(self.old.letters) else end
        return max(first, begin - FARTHEST), min(last, end + FARTHEST)

    def _settled(self, sought: Sought, at: int, passage: Passage) -> Anchor:
        """Give the place of a passage that was found, unless a word beside it turns it round now."""
        place = self.place(at, at + sought.size)
        if place is None:
            return Anchor(Anchoring.ORPHANED, loss=Loss.BROKEN)
        if turns(sought.text) != turns(self.words(place)):
            return Anchor(Anchoring.ORPHANED, loss=Loss.CHANGED, candidates=(place,))
        if self.turned(sought, at):
            return Anchor(Anchoring.ORPHANED, loss=Loss.BESIDE, candidates=(place,))
        if not passage.parts and not place.pieces:
            start = place.start - (self.old.at[sought.start] - passage.start)
            if start >= 0 and self.new.text[start : start + len(passage.exact)] == passage.exact:
                return Anchor(Anchoring.EXACT, Place(start, start + len(passage.exact)))
        return Anchor(Anchoring.NORMALISED, place)

    def _spliced(self, sought: Sought) -> Anchor | None:
        """Give the place of a passage within which whole lines came to stand, such as a page's head."""
        if sought.size < NEAR or self.repeated(sought):
            return None
        found = {cut for span in sought.stretch.new if span[1] - span[0] <= WIDEST for cut in self._cuts(sought, *span)}
        if len(found) != 1:
            return None
        (first, cut, resumed, last) = found.pop()
        one, two = self.place(first, cut), self.place(resumed, last)
        if one is None or two is None or one.end > two.start or turns(self.new.text[one.end : two.start]):
            return None
        pieces = ((one.start, one.end), (two.start, two.end))
        place = Place(one.start, two.end, pieces)
        same = turns(sought.text) == turns(self.words(place))
        return Anchor(Anchoring.NORMALISED, place) if same and not (one.pieces or two.pieces) else None

    def _cuts(self, sought: Sought, low: int, high: int) -> Iterator[tuple[int, int, int, int]]:
        """Give where the words stand in two pieces with whole lines between: starts and ends in the new skeleton."""
        old, new = self.old.letters, self.new.letters
        head, tail = old[max(0, sought.start - NEAR) : sought.start], old[sought.end : sought.end + NEAR]
        if len(head) < NEAR or len(tail) < NEAR:
            return
        for before in every(new, head, max(0, low - NEAR), high):
            first = before + NEAR
            reach = common(sought.letters, new[first : first + sought.size])
            for after in every(new, tail, first + sought.size, min(first + sought.size + GAP, high + NEAR)):
                back = common(sought.letters[::-1], new[max(0, after - sought.size) : after][::-1])
                for size in range(max(1, sought.size - back), min(reach, sought.size - 1) + 1):
                    cut, resumed = first + size, after - (sought.size - size)
                    if self._lines(sought, cut, resumed):
                        yield first, cut, resumed, after

    def _lines(self, sought: Sought, cut: int, resumed: int) -> bool:
        """Say whether what stands between two places of the new skeleton is whole lines."""
        at, text = self.new.at, self.new.text
        if not cut < resumed:
            return False
        pieces = (sought.letters[each : each + NEAR] for each in range(sought.size - NEAR + 1))
        if any(piece in self.new.letters[cut:resumed] for piece in pieces):  # some of the words once more
            return False
        return "\n" in text[at[cut - 1] : at[cut]] and "\n" in text[at[resumed - 1] : at[resumed]]

    def _blurred(self, sought: Sought) -> Anchor | None:
        """Give the place of words in which letters are read otherwise; where more than that changed, for a person."""
        found = []
        for low, high in sought.stretch.new:
            if sought.size < NEAR or high - low > BLURRED:
                continue
            changes, start, end = nearest(sought.letters, self.new.letters[low:high])
            found.append((changes, low + start, low + end, low, high))
        if not found or (best := min(found))[0] > sought.size // 3:
            return None
        changes, start, end, low, high = best
        place = self.place(start, end)
        if place is None:
            return None
        wording = self.words(place)
        # A second place nearly as like, or another one in the other half of a broken stretch, leaves a doubt.
        rivals = [nearest(sought.letters, self.new.letters[a:b])[0] for a, b in ((low, start), (end, high)) if a < b]
        rivals += [each[0] for each in found if each[1:3] != (start, end)]
        alone = all(rival >= changes + max(3, sought.size // 5) for rival in rivals)
        settled = (
            alone and not self.repeated(sought) and self._held(sought, start, end) and self._beside(sought, start, end)
        )
        if settled and not place.pieces and changes <= max(1, sought.size // 10) and slips_only(sought.text, wording):
            return Anchor(Anchoring.FUZZY, place)
        loss = Loss.CHANGED if sharp(sought.text, wording) else Loss.ALTERED
        return Anchor(Anchoring.ORPHANED, loss=loss, candidates=(place,))

    def _held(self, sought: Sought, start: int, end: int) -> bool:
        """Say whether words that are read otherwise stand between the same neighbours, and are whole words."""
        old, new = self.old.letters, self.new.letters
        before = common(old[max(0, sought.start - NEAR) : sought.start][::-1], new[max(0, start - NEAR) : start][::-1])
        after = common(old[sought.end : sought.end + NEAR], new[end : end + NEAR])
        return before >= NEAR and after >= NEAR and self.new.whole(start, end)

    def _elsewhere(self, sought: Sought) -> Anchor:
        """List where else the very letters stand; none of these places is sure."""
        found = every(self.new.letters, sought.letters, 0, len(self.new.letters), MOST * 4)
        whole = [at for at in found if self.new.whole(at, at + sought.size) and self.whole_figure(sought, at, 0, 0)]
        if whole:
            return self._doubt(sought, whole, Loss.ELSEWHERE)
        return Anchor(Anchoring.ORPHANED, loss=Loss.GONE)

    def _doubt(self, sought: Sought, found: list[int], loss: Loss) -> Anchor:
        places = (self.place(at, at + sought.size) for at in found[:MOST])
        return Anchor(Anchoring.AMBIGUOUS, loss=loss, candidates=tuple(place for place in places if place))


def anchor(old: Revision, new: Revision, passages: Iterable[Passage]) -> list[Anchor]:
    """Give for each passage of the old reading where it stands in the new one; both are of one document."""
    readings = Readings(old, new)
    return [readings.find(passage) for passage in passages]


def _wider(span: Span) -> Span:
    return span[0] - 2 * FARTHEST, span[1] + 2 * FARTHEST
