"""Two looks at one page held against each other: what one alone has seen stays, and is doubtful."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.reading.recognition.words import SURE, by_line

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
    return _put_in(words, [word.read_as(word.text, 0) for word in other if _is_missed(word, found)])


def _stands(box: Box, places: Sequence[Box]) -> bool:
    """Tell whether one of the places holds the middle of a box."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in places)


def _is_missed(word: Word, found: Sequence[Word]) -> bool:
    """Tell whether a word that is no speck stands where the other reading has nothing."""
    letters = "".join(filter(str.isalnum, word.text))
    seen = word.confidence >= SURE and (len(letters) > 1 or letters.isdigit())
    return seen and not any(_touch(word.box, each.box) for each in found)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _put_in(words: Sequence[Word], missed: Sequence[Word]) -> list[Word]:
    """Put each missed word into its line, or after the line above it as one of its own."""
    if not missed:
        return list(words)
    lines = by_line(words)
    for word in missed:
        own = next((line for line in lines if _beside(word, line)), None)
        if own is not None:
            own.insert(sum(each.box[0] < word.box[0] for each in own), word)
        else:
            above = [at for at, line in enumerate(lines, start=1) if _above(line, word)]
            lines.insert(above[-1] if above else 0, [word])
    return [word for line in lines for word in _begun_once(line)]


def _beside(word: Word, line: Sequence[Word]) -> bool:
    """Tell whether a word stands on a line, no farther from its next one than two words may be."""
    down, near = (word.box[1] + word.box[3]) / 2, 2 * (word.box[3] - word.box[1])
    return any(
        each.box[1] <= down <= each.box[3] and each.box[0] - near < word.box[2] and word.box[0] < each.box[2] + near
        for each in line
    )


def _above(line: Sequence[Word], word: Word) -> bool:
    left, right = line[0].box[0], line[-1].box[2]
    return max(each.box[3] for each in line) <= word.box[3] and left < word.box[2] and word.box[0] < right


def _begun_once(line: Sequence[Word]) -> Iterator[Word]:
    """Give the words of a line, of which the first one and no other says what begins with it."""
    block, paragraph = any(word.block for word in line), any(word.paragraph for word in line)
    yield replace(line[0], line=True, paragraph=paragraph, block=block)
    for word in line[1:]:
        yield replace(word, line=False, paragraph=False, block=False)
