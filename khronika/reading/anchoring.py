"""Anchoring: where the words of a passage stand in a newer reading of the same document, or why nobody can be sure.

A place is given only where nothing else is possible by these rules; all the rest is for a person to say. Where two
readings of one document differ, a copied sentence, a repeated one and a figure misread look alike from near: what stands
around them decides, and where that decides nothing, nothing is decided.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.reading.frames import FAR, Frames
from khronika.reading.likeness import nearest, sharp, slips_only, turns
from khronika.reading.skeletons import GRAM, Skeleton, skeleton
from khronika.vocabulary.anchors import Anchoring, Loss, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.reading.frames import Frame, Span
    from khronika.vocabulary.documents import Passage, Revision

RULES = "anchoring/1"
NEAR = 12  # characters of the skeleton beside a passage that have to be the same, on one side at least
SIDE = 24  # characters of a neighbouring sentence by which it is known
SLACK = 4  # characters by which a neighbour may stand nearer or farther
FARTHEST = 200  # characters of a neighbouring sentence that are compared
WIDEST = 30_000  # characters of a frame that are looked through
BLURRED = 4_000  # characters of a frame in which words are looked for that are read otherwise
MANY = 200  # places that are looked at
MOST = 6  # candidates that are told
GAP = 300  # characters of a page's head that may come to stand within a passage
BESIDE = 24  # characters beside a passage in which nothing may turn what it says


@dataclass(frozen=True, slots=True)
class Anchor:
    """What came of looking for one passage: its place, or why it has none and where else it may stand."""

    how: Anchoring
    place: Place | None = None
    loss: Loss | None = None
    candidates: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sought:
    """A passage in the old skeleton: its span, its letters, how long they are, and its frame."""

    start: int
    end: int
    letters: str
    frame: Frame
    text: str

    @property
    def size(self) -> int:
        return self.end - self.start


class Readings:
    """Two readings of one document, prepared once for all passages that are looked for."""

    def __init__(self, old: Revision, new: Revision) -> None:
        self.old, self.new = skeleton(old), skeleton(new)
        self.frames = Frames(self.old, self.new)

    def find(self, passage: Passage) -> Anchor:
        """Give where a passage of the older reading stands in the newer one."""
        pieces = [(part.start, part.end) for part in passage.parts] or [(passage.start, passage.end)]
        span = self.old.of(pieces)
        if span is None:
            return Anchor(Anchoring.ORPHANED, loss=Loss.BROKEN)
        words = " ".join(self.old.text[a:b] for a, b in pieces)
        sought = _Sought(*span, self.old.letters[slice(*span)], self.frames.around(*span), words)
        framed = self._framed(sought)
        found = [at for at in framed if self._fits(sought, at)]
        if len(found) == 1 and not self._repeated(sought) and self._sure(sought, found[0]):
            return self._settled(sought, found[0], passage)
        if found:
            sure = [at for at in found if all(self._surrounded(sought, at))]
            if len(sure) == 1 and self._once(sought) and not self._rivalled(sought, sure[0]):
                return self._settled(sought, sure[0], passage)
            return self._doubt(sought, found, Loss.REPEATED)
        if any(self.new.whole(at, at + sought.size) and self._whole_figure(sought, at, 0, 0) for at in framed):
            return self._elsewhere(sought)
        return self._spliced(sought) or self._blurred(sought) or self._elsewhere(sought)

    def _framed(self, sought: _Sought) -> list[int]:
        """Give where the letters of a passage stand in its frame, in the order of the text."""
        spans = [span for span in sought.frame.new if span[1] - span[0] <= WIDEST]
        return sorted({at for span in spans for at in _all(self.new.letters, sought.letters, *span)})

    def _fits(self, sought: _Sought, at: int) -> bool:
        """Say whether the letters at a place are those of the passage, whole, and not only in passing the same."""
        end = at + sought.size
        if not self.new.whole(at, end):
            return False
        edges = self._whole_figure(sought, at, *self._shared(sought, at, NEAR))
        return (
            edges
            and self._beside(sought, at, end)
            and self.frames.ordered(sought.frame, (sought.start, sought.end), (at, end))
        )

    def _sure(self, sought: _Sought, at: int) -> bool:
        """Say whether both sides of a frame hold, or the words are such as come once in either reading."""
        if len(sought.frame.new) == 1 and sought.frame.both:
            return True
        begin, end = sought.frame.sentence
        before, after = self._shared(sought, at, FARTHEST)
        first, last = max(begin, sought.start - before), min(end, sought.end + after)
        grams = (gram for place, gram in self._grams(first, last) if place + GRAM <= last)
        return any(self.old.grams[gram] >= 0 and self.new.grams.get(gram, -1) >= 0 for gram in grams)

    def _grams(self, first: int, last: int) -> Iterator[tuple[int, str]]:
        words = self.old.words
        for number in range(bisect_left(words, first), bisect_left(words, last)):
            yield words[number], self.old.masked[words[number] : words[number] + GRAM]

    def _beside(self, sought: _Sought, at: int, end: int) -> bool:
        """Say whether the sentence before or the one after stands as far from the words as it did."""
        (begin, stop), old, new = sought.frame.sentence, self.old.letters, self.new.letters
        near = old[max(0, begin - SIDE) : begin]
        low = at - (sought.start - begin) - len(near)
        slack = SLACK + (sought.start - begin) // 20
        before = near in new[max(0, low - slack) : low + len(near) + slack] if near else abs(at - sought.start) <= slack
        near = old[stop : stop + SIDE]
        low = end + stop - sought.end
        slack = SLACK + (stop - sought.end) // 20
        left = len(new) - end - (len(old) - sought.end)
        after = near in new[max(end, low - slack) : low + len(near) + slack] if near else abs(left) <= slack
        return before or after

    def _shared(self, sought: _Sought, at: int, most: int) -> tuple[int, int]:
        """Give how many characters before and after a passage are the same in both skeletons."""
        old, new, end = self.old.letters, self.new.letters, at + sought.size
        before = _common(old[max(0, sought.start - most) : sought.start][::-1], new[max(0, at - most) : at][::-1])
        return before, _common(old[sought.end : sought.end + most], new[end : end + most])

    def _whole_figure(self, sought: _Sought, at: int, before: int, after: int) -> bool:
        """Say whether neither end of the words at a place is within a word or a figure, unless it always was."""
        text = self.new.text
        first, last = self.new.at[at], self.new.at[at + sought.size - 1] + 1
        left, right = text[max(0, first - 2) : first][::-1], text[last : last + 2]
        return (before >= NEAR or _free(left, text[first])) and (after >= NEAR or _free(right, text[last - 1]))

    def _repeated(self, sought: _Sought) -> bool:
        """Say whether words like these, with whatever figures, stand more than once where the passage can stand."""
        start, end = sought.start, sought.end
        masked, (begin, stop) = self.old.masked, sought.frame.sentence
        probes = {masked[max(0, start - NEAR) : end], masked[start : end + NEAR], masked[begin:stop]}
        probes |= {masked[start:end]} if sought.size >= NEAR else set()
        stretches = [(masked, *sought.frame.old), *((self.new.masked, *span) for span in sought.frame.new)]
        if any(
            len(_all(text, probe, max(0, a - NEAR), b + NEAR, 2)) > 1 for text, a, b in stretches for probe in probes
        ):
            return True
        return self._more(sought) or self._copied(sought)

    def _more(self, sought: _Sought) -> bool:
        """Say whether the words or their sentence stand more often in the new reading, anywhere."""
        begin, end = sought.frame.sentence
        grams = (gram for place, gram in self._grams(begin, end) if place + GRAM <= end)
        return any(self.new.times(gram) > self.old.times(gram) for gram in grams)

    def _copied(self, sought: _Sought) -> bool:
        """Say whether what stands before the words and what stands after them came to stand there once more."""
        old = self.old.letters
        sides = [old[max(0, sought.start - 2 * NEAR) : sought.start], old[sought.end : sought.end + 2 * NEAR]]
        before = old[sought.frame.old[0] : sought.frame.old[1]]
        return all(
            side and any(self.new.letters[a:b].count(side) > max(1, before.count(side)) for a, b in sought.frame.new)
            for side in sides
        )

    def _surrounded(self, sought: _Sought, at: int) -> tuple[bool, bool]:
        """Say whether the sentence of a passage and its neighbour before are the same to the letter, and that after."""
        before, after = self._shared(sought, at, FARTHEST + FAR)
        first, last = self._neighbours(sought)
        left = len(self.new.letters) - at - sought.size == len(self.old.letters) - sought.end
        # Where a text begins or ends there is no neighbour, so the other one has to begin or end there too.
        return before >= sought.start - first and (first > 0 or at == sought.start), after >= last - sought.end and (
            last < len(self.old.letters) or left
        )

    def _rivalled(self, sought: _Sought, at: int) -> bool:
        """Say whether the words stand anywhere else after or before what they stood after or before."""
        every = _all(self.new.letters, sought.letters, 0, len(self.new.letters))
        return len(every) == MANY or any(each != at and any(self._surrounded(sought, each)) for each in every)

    def _once(self, sought: _Sought) -> bool:
        """Say whether the sentence with its neighbours stands once in the old frame and the new one."""
        first, last = self._neighbours(sought)
        window = self.old.letters[first:last]
        stretches = [(self.old, *_wider(sought.frame.old)), *((self.new, *_wider(span)) for span in sought.frame.new)]
        return all(of.letters[max(0, a) : b].count(window) <= 1 for of, a, b in stretches)

    def _neighbours(self, sought: _Sought) -> Span:
        """Give where the sentence before the passage's begins and the one after it ends, as far as is compared."""
        begin, end = sought.frame.sentence
        first = self.frames.sentence(begin - 1, begin)[0] if begin else 0
        last = self.frames.sentence(end, end + 1)[1] if end < len(self.old.letters) else end
        return max(first, begin - FARTHEST), min(last, end + FARTHEST)

    def _settled(self, sought: _Sought, at: int, passage: Passage) -> Anchor:
        """Give the place of a passage that was found, unless a word beside it turns it round now."""
        place = self._place(at, at + sought.size)
        if place is None:
            return Anchor(Anchoring.ORPHANED, loss=Loss.BROKEN)
        if turns(sought.text) != turns(self._words(place)):
            return Anchor(Anchoring.ORPHANED, loss=Loss.CHANGED, candidates=(place,))
        if self._turned(sought, at):
            return Anchor(Anchoring.ORPHANED, loss=Loss.BESIDE, candidates=(place,))
        if not passage.parts and not place.pieces:
            start = place.start - (self.old.at[sought.start] - passage.start)
            if start >= 0 and self.new.text[start : start + len(passage.exact)] == passage.exact:
                return Anchor(Anchoring.EXACT, Place(start, start + len(passage.exact)))
        return Anchor(Anchoring.NORMALISED, place)

    def _turned(self, sought: _Sought, at: int) -> bool:
        """Say whether a negation or a qualifier stands beside the words in one reading only, in their sentence."""
        sides = zip(
            self._around(self.old, sought.start, sought.end), self._around(self.new, at, at + sought.size), strict=True
        )
        return any(turns(old) != turns(new) for old, new in sides)

    def _around(self, of: Skeleton, start: int, end: int) -> tuple[str, str]:
        first, last = of.at[start], of.at[end - 1] + 1
        before, after = of.text[max(0, first - BESIDE) : first], of.text[last : last + BESIDE]
        if first > BESIDE:
            before = before.partition(" ")[2]  # the first word may be cut
        if last + BESIDE < len(of.text):
            after = after.rpartition(" ")[0]
        return _last_clause(before), _last_clause(after[::-1])[::-1]

    def _place(self, start: int, end: int) -> Place | None:
        spans = self.new.spans(start, end)
        return Place(spans[0][0], spans[-1][1], spans if len(spans) > 1 else ()) if spans else None

    def _words(self, place: Place) -> str:
        return " ".join(self.new.text[a:b] for a, b in place.pieces or ((place.start, place.end),))

    def _spliced(self, sought: _Sought) -> Anchor | None:
        """Give the place of a passage within which whole lines came to stand, such as a page's head."""
        if sought.size < NEAR or self._repeated(sought):
            return None
        found = {cut for span in sought.frame.new if span[1] - span[0] <= WIDEST for cut in self._cuts(sought, *span)}
        if len(found) != 1:
            return None
        (first, cut, resumed, last) = found.pop()
        one, two = self._place(first, cut), self._place(resumed, last)
        if one is None or two is None or one.end > two.start or turns(self.new.text[one.end : two.start]):
            return None
        pieces = ((one.start, one.end), (two.start, two.end))
        place = Place(one.start, two.end, pieces)
        same = turns(sought.text) == turns(self._words(place))
        return Anchor(Anchoring.NORMALISED, place) if same and not (one.pieces or two.pieces) else None

    def _cuts(self, sought: _Sought, low: int, high: int) -> Iterator[tuple[int, int, int, int]]:
        """Give where the words stand in two pieces with whole lines between: starts and ends in the new skeleton."""
        old, new = self.old.letters, self.new.letters
        head, tail = old[max(0, sought.start - NEAR) : sought.start], old[sought.end : sought.end + NEAR]
        if len(head) < NEAR or len(tail) < NEAR:
            return
        for before in _all(new, head, max(0, low - NEAR), high):
            first = before + NEAR
            reach = _common(sought.letters, new[first : first + sought.size])
            for after in _all(new, tail, first + sought.size, min(first + sought.size + GAP, high + NEAR)):
                back = _common(sought.letters[::-1], new[max(0, after - sought.size) : after][::-1])
                for size in range(max(1, sought.size - back), min(reach, sought.size - 1) + 1):
                    cut, resumed = first + size, after - (sought.size - size)
                    if self._lines(cut, resumed):
                        yield first, cut, resumed, after

    def _lines(self, cut: int, resumed: int) -> bool:
        """Say whether what stands between two places of the new skeleton is whole lines."""
        at, text = self.new.at, self.new.text
        if not cut < resumed:
            return False
        return "\n" in text[at[cut - 1] : at[cut]] and "\n" in text[at[resumed - 1] : at[resumed]]

    def _blurred(self, sought: _Sought) -> Anchor | None:
        """Give the place of words in which letters are read otherwise; where more than that changed, for a person."""
        found = []
        for low, high in sought.frame.new:
            if sought.size < NEAR or high - low > BLURRED:
                continue
            changes, start, end = nearest(sought.letters, self.new.letters[low:high])
            found.append((changes, low + start, low + end, low, high))
        if not found or (best := min(found))[0] > sought.size // 3:
            return None
        changes, start, end, low, high = best
        place = self._place(start, end)
        if place is None:
            return None
        wording = self._words(place)
        # A second place nearly as like, or another one in the other half of a broken frame, leaves a doubt.
        rivals = [nearest(sought.letters, self.new.letters[a:b])[0] for a, b in ((low, start), (end, high)) if a < b]
        rivals += [each[0] for each in found if each[1:3] != (start, end)]
        alone = all(rival >= changes + max(3, sought.size // 5) for rival in rivals)
        settled = alone and not self._repeated(sought) and self._held(sought, start, end)
        if settled and not place.pieces and changes <= max(1, sought.size // 10) and slips_only(sought.text, wording):
            return Anchor(Anchoring.FUZZY, place)
        loss = Loss.CHANGED if sharp(sought.text, wording) else Loss.ALTERED
        return Anchor(Anchoring.ORPHANED, loss=loss, candidates=(place,))

    def _held(self, sought: _Sought, start: int, end: int) -> bool:
        """Say whether words that are read otherwise stand between the same neighbours, and are whole words."""
        old, new = self.old.letters, self.new.letters
        before = _common(old[max(0, sought.start - NEAR) : sought.start][::-1], new[max(0, start - NEAR) : start][::-1])
        after = _common(old[sought.end : sought.end + NEAR], new[end : end + NEAR])
        return before >= NEAR and after >= NEAR and self.new.whole(start, end)

    def _elsewhere(self, sought: _Sought) -> Anchor:
        """List where else the very letters stand; none of these places is sure."""
        found = [at for at in _all(self.new.letters, sought.letters, 0, len(self.new.letters), MOST * 4)]
        whole = [at for at in found if self.new.whole(at, at + sought.size) and self._whole_figure(sought, at, 0, 0)]
        if whole:
            return self._doubt(sought, whole, Loss.ELSEWHERE)
        return Anchor(Anchoring.ORPHANED, loss=Loss.GONE)

    def _doubt(self, sought: _Sought, found: list[int], loss: Loss) -> Anchor:
        places = (self._place(at, at + sought.size) for at in found[:MOST])
        return Anchor(Anchoring.AMBIGUOUS, loss=loss, candidates=tuple(place for place in places if place))


def anchor(old: Revision, new: Revision, passages: Iterable[Passage]) -> list[Anchor]:
    """Give for each passage of the old reading where it stands in the new one; both are of one document."""
    readings = Readings(old, new)
    return [readings.find(passage) for passage in passages]


def _all(text: str, words: str, start: int, end: int, most: int = MANY) -> list[int]:
    """Give where words stand in a stretch of a text, overlapping ones too."""
    found: list[int] = []
    at = text.find(words, start, end)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(words, at + 1, end)
    return found


def _common(one: str, other: str) -> int:
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


def _wider(span: Span) -> Span:
    return span[0] - 2 * FARTHEST, span[1] + 2 * FARTHEST
