"""Anchoring: where the words of a passage stand in a newer reading of the same document, or why nobody can be sure.

A place is given only where nothing else is possible by these rules; all the rest is for a person to say. Where two
readings of one document differ, a copied sentence, a repeated one and a figure misread look alike from near: what
stands around them decides, and where that decides nothing, nothing is decided.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.reading.laid import NEAR, Sought, common, every
from khronika.reading.likeness import nearest, sharp, slips_only, turns
from khronika.reading.neighbours import BLURRED, FARTHEST, Neighbours
from khronika.reading.skeletons import GRAM
from khronika.vocabulary.anchors import Anchoring, Loss, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.vocabulary.documents import Passage, Revision

RULES = "anchoring/1"  # another version looks anew for what waits
WIDEST = 30_000  # characters of a segment that are looked through
MOST = 6  # candidates that are told
GAP = 300  # characters of a page's head that may come to stand within a passage


@dataclass(frozen=True, slots=True)
class Anchor:
    """What came of looking for one passage: its place, or why it has none and where else it may stand."""

    how: Anchoring
    place: Place | None = None
    loss: Loss | None = None
    candidates: tuple[Place, ...] = ()


class Readings(Neighbours):
    """Two readings of one document, in which passages are looked for."""

    def find(self, passage: Passage) -> Anchor:
        """Give where a passage of the older reading stands in the newer one."""
        pieces = _pieces(passage)
        span = self.old.of(pieces)
        if span is None:
            return self._with_what_is_between(passage)
        words = " ".join(self.old.text[a:b] for a, b in pieces)
        sought = Sought(*span, self.old.letters[slice(*span)], self.segments.around(*span), words)
        there = self._in_stretch(sought)
        whole = [at for at in there if self._fits(sought, at)]
        found = [at for at in whole if self.beside(sought, at, at + sought.size)]
        if (
            len(found) == 1
            and not self.repeated(sought)
            and not self.echoed(sought, found[0])
            and self._sure(sought, found[0])
        ):
            return self._settled(sought, found[0], passage)
        if whole:
            sure = [at for at in whole if all(self.surrounded(sought, at))]
            if (
                len(sure) == 1
                and self.as_many(sought, there)
                and not self.rivalled(sought, sure[0])
                and not self.echoed(sought, sure[0])
            ):
                return self._settled(sought, sure[0], passage)
            return self._doubt(sought, found, Loss.REPEATED) if found else self._elsewhere(sought)
        if any(self.new.whole(at, at + sought.size) and self.whole_figure(sought, at, 0, 0) for at in there):
            return self._elsewhere(sought)
        return self._spliced(sought) or self._blurred(sought) or self._elsewhere(sought)

    def _with_what_is_between(self, passage: Passage) -> Anchor:
        """Give the place of a passage that leaves words out, such as cells of a row: found with these."""
        broken = Anchor(Anchoring.ORPHANED, loss=Loss.BROKEN)
        before = self.old.of([(passage.start, passage.end)]) if passage.parts else None
        whole = self.find(replace(passage, parts=())) if before else broken
        after = self.new.of([(whole.place.start, whole.place.end)]) if whole.place else None
        if not (before and after) or whole.how is Anchoring.FUZZY or after[1] - after[0] != before[1] - before[0]:
            return whole if whole.loss else broken
        by, found = after[0] - before[0], list[tuple[int, int]]()
        for span in map(self.old.of, ([piece] for piece in _pieces(passage))):
            place = self.place(span[0] + by, span[1] + by) if span else None
            if place is None or place.pieces:
                return broken
            found.append((place.start, place.end))
        return Anchor(whole.how, Place(found[0][0], found[-1][1], tuple(found)))

    def _in_stretch(self, sought: Sought) -> list[int]:
        """Give where the letters of a passage stand in its segment, in the order of the text."""
        spans = [span for span in sought.segment.new if span[1] - span[0] <= WIDEST]
        return sorted({at for span in spans for at in every(self.new.letters, sought.letters, *span)})

    def _fits(self, sought: Sought, at: int) -> bool:
        """Say whether the letters at a place are those of the passage, whole, and not only in passing the same."""
        end = at + sought.size
        if not self.new.whole(at, end):
            return False
        edges = self.whole_figure(sought, at, *self.shared(sought, at, NEAR))
        return edges and self.segments.ordered(sought.segment, (sought.start, sought.end), (at, end))

    def _sure(self, sought: Sought, at: int) -> bool:
        """Say whether both sides of a segment hold, or the words are such as come once in either reading."""
        if len(sought.segment.new) == 1 and sought.segment.both:
            return True
        begin, end = sought.segment.sentence
        before, after = self.shared(sought, at, FARTHEST)
        first, last = max(begin, sought.start - before), min(end, sought.end + after)
        grams = (gram for place, gram in self.grams(first, last) if place + GRAM <= last)
        return any(self.old.grams[gram] >= 0 and self.new.grams.get(gram, -1) >= 0 for gram in grams)

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
        found = {cut for span in sought.segment.new if span[1] - span[0] <= WIDEST for cut in self._cuts(sought, *span)}
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
        for low, high in sought.segment.new:
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
        # A second place nearly as like, or another one in the other half of a broken segment, leaves a doubt.
        rivals = [nearest(sought.letters, self.new.letters[a:b])[0] for a, b in ((low, start), (end, high)) if a < b]
        rivals += [each[0] for each in found if each[1:3] != (start, end)]
        alone = all(rival >= changes + max(3, sought.size // 5) for rival in rivals)
        settled = (
            alone and not self.repeated(sought) and self._held(sought, start, end) and self.beside(sought, start, end)
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


def _pieces(passage: Passage) -> list[tuple[int, int]]:
    return [(part.start, part.end) for part in passage.parts] or [(passage.start, passage.end)]


def anchor(old: Revision, new: Revision, passages: Iterable[Passage]) -> list[Anchor]:
    """Give for each passage of the old reading where it stands in the new one; both are of one document.

    In a text that is the same to the letter everything stands where it stood, however often its words do.
    """
    if old.text == new.text:
        return [
            Anchor(Anchoring.EXACT, Place(each.start, each.end, tuple(_pieces(each)) if each.parts else ()))
            for each in passages
        ]
    readings = Readings(old, new)
    return [readings.find(passage) for passage in passages]
