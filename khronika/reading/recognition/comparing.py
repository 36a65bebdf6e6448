"""Two looks at one page held against each other: what one alone has seen stays, and is doubtful."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.reading.recognition.words import SURE, by_line, is_rightward

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.reading.recognition.words import Box, Word

MUCH_SURER = 1.2  # times the confidence of the first reading, from which the second one is taken


def compared(first: Sequence[Word], second: Sequence[Word]) -> list[Word]:
    """Give the surer of two readings, the second one at half the size; what the other has not has no confidence.

    The words stay as that reading has them. Where it has none and the other surely has one, that one is put in.
    """
    found, other = list(first), [word.larger(2) for word in second]
    if sum(word.confidence for word in other) > MUCH_SURER * sum(word.confidence for word in found):
        found, other = other, found
    places: dict[str, list[Box]] = defaultdict(list)
    for word in other:
        places[word.text].append(word.box)
    words = [word if _stands(word.box, places[word.text]) else word.read_as(word.text, 0) for word in found]
    return _put_in(words, [missed for line in by_line(other) if (missed := _missed(line, found))])


def _stands(box: Box, places: Sequence[Box]) -> bool:
    """Tell whether one of the places holds the middle of a box."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in places)


def _missed(line: Sequence[Word], found: Sequence[Word]) -> list[Word]:
    """Give those words of a line that stand where the other reading has nothing, if one of them is surely a word."""
    missed = [word.read_as(word.text, 0) for word in line if not any(_touch(word.box, each.box) for each in found)]
    places = {word.box for word in missed}
    return missed if any(word.box in places and is_sure(word) for word in line) else []


def is_sure(word: Word) -> bool:
    """Tell whether a look is sure of a word that is no speck."""
    letters = "".join(filter(str.isalnum, word.text))
    return word.confidence >= SURE and (len(letters) > 1 or letters.isdigit())


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _put_in(words: Sequence[Word], missed: Sequence[list[Word]]) -> list[Word]:
    """Put missed words into their line, or after the line above them as one of their own."""
    if not missed:
        return list(words)
    lines = by_line(words)
    for part in missed:
        own = next((line for line in lines if any(_beside(word, line) for word in part)), None)
        if own is None:
            above = [at for at, line in enumerate(lines, start=1) if _above(line, part[0])]
            lines.insert(above[-1] if above else 0, part)
            continue
        rightward = is_rightward(own)
        for word in part:
            own.insert(sum((each.box[0] < word.box[0]) != rightward for each in own), word)
    return [word for line in lines for word in _begun_once(line)]


def _beside(word: Word, line: Sequence[Word]) -> bool:
    """Tell whether a word stands on a line, no farther from its next one than two words may be."""
    down, near = (word.box[1] + word.box[3]) / 2, 2 * (word.box[3] - word.box[1])
    return any(
        each.box[1] <= down <= each.box[3] and each.box[0] - near < word.box[2] and word.box[0] < each.box[2] + near
        for each in line
    )


def _above(line: Sequence[Word], word: Word) -> bool:
    left, right = min(each.box[0] for each in line), max(each.box[2] for each in line)
    return max(each.box[3] for each in line) <= word.box[3] and left < word.box[2] and word.box[0] < right


def _begun_once(line: Sequence[Word]) -> Iterator[Word]:
    """Give the words of a line, of which the first one and no other says what begins with it."""
    block, paragraph = any(word.block for word in line), any(word.paragraph for word in line)
    yield replace(line[0], line=True, paragraph=paragraph, block=block)
    for word in line[1:]:
        yield replace(word, line=False, paragraph=False, block=False)
