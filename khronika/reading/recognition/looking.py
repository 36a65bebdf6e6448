"""From a page's picture to its words: turned, smoothed, read with the fitting packs, and doubtful places looked at again."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from khronika.reading.recognition.packs import CALLED, ORIENTATION, SCRIPTS, files, script_of
from khronika.reading.recognition.raster import DPI, for_reading
from khronika.reading.recognition.words import Reader, orientation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from khronika.reading.recognition.words import Box, Word

SURE_TURN = 3.0  # confidence of Tesseract from which a page is turned (15 is reasonably sure, says its manual)
SURE_SCRIPT = 2.0
NOISY = 5.0  # mean difference of a pixel (of 255) from its neighbours' median, from which a page is smoothed
SAMPLE = 8  # lines that are read with all packs
VOTES = 0.08  # share of the sample's words from which a pack is used
MOST_PACKS = 4
SURE = 80  # confidence from which a word counts, in a sample or at a second look
TOO_LONG = "took too long to read; it may be no page of text"


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen on one page: its words, the packs they were read with, and what must be said of it."""

    words: tuple[Word, ...]
    packs: tuple[str, ...]
    scripts: tuple[str, ...] = ()  # that no pack is there for


def look_at(picture: Image, packs: Sequence[str], milliseconds: int, *, chosen: bool) -> Look | None:
    """Read a page with those of the packs that fit it, or with all where they were `chosen`; None: took too long."""
    page = for_reading(picture)
    page, script = turned(page)
    clear = smoothed(page) if noise(page) > NOISY else page
    fitting = tuple(packs) if chosen or len(packs) == 1 else fit(clear, packs)
    reader = Reader(fitting, clear, DPI)
    words = reader.words(milliseconds)
    if words is None:
        return None
    words = one_script_a_line(words, fitting, clear)
    words = read_twice(words, fitting, clear, milliseconds // 2)
    known = {script_of(pack) for pack in packs}
    foreign = (script.title(),) if script in SCRIPTS.keys() - known or script not in {*SCRIPTS, ""} else ()
    return Look(tuple(words), fitting, foreign)


def turned(page: Image) -> tuple[Image, str]:
    """Turn a page upright where it surely lies otherwise, and name its script where that is sure."""
    if not any(file.name.startswith(ORIENTATION) for file in files()):
        return page, ""
    found = orientation(page, DPI)
    if not found:
        return page, ""
    if found["orient_deg"] and found["orient_conf"] > SURE_TURN:
        page = page.rotate(found["orient_deg"], expand=True, fillcolor=255)
    script = CALLED.get(found["script_name"], found["script_name"].upper())
    return page, script if found["script_conf"] > SURE_SCRIPT else ""


def noise(page: Image) -> float:
    """Give by how much a pixel differs from its neighbours, in the middle."""
    from PIL import ImageChops, ImageFilter, ImageStat

    difference = ImageChops.difference(page, page.filter(ImageFilter.MedianFilter(3)))
    return float(ImageStat.Stat(difference).mean[0])


def smoothed(page: Image) -> Image:
    """Take specks and grain off a page."""
    from PIL import ImageFilter

    return page.filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.GaussianBlur(1))


def fit(page: Image, packs: Sequence[str]) -> tuple[str, ...]:
    """Choose packs by a sample of lines that is read with all of them; those that win words stay, in their order."""
    reader = Reader(packs, page, DPI)
    lines = sorted(reader.lines(), key=lambda box: box[1])
    step = max(1, len(lines) // SAMPLE)
    wins: Counter[str] = Counter()
    for box in lines[step // 2 :: step][:SAMPLE]:
        wins.update(word.pack for word in reader.line(box) if word.confidence >= SURE and len(word.text) > 1)
    best = [pack for pack, times in wins.most_common(MOST_PACKS) if times >= VOTES * wins.total()]
    return tuple(pack for pack in packs if pack in best) or tuple(packs[:MOST_PACKS])


def one_script_a_line(words: Sequence[Word], packs: Sequence[str], page: Image) -> list[Word]:
    """Look again at words in another script than their line: "оп" on an English line is "on" in letters that look alike.

    A word that the line's own packs do not read surely stays as it was; one with a figure is never changed.
    """
    found: list[Word] = []
    again: dict[str, Reader] = {}
    for line in by_line(words):
        usual = main_script(" ".join(word.text for word in line))
        own = [pack for pack in packs if script_of(pack) == usual]
        for word in line:
            other = usual and scripts(word.text) - {usual} and not any(map(str.isdigit, word.text))
            if other and own and len(own) < len(packs):
                reader = again.get(usual) or again.setdefault(usual, Reader(own, page, DPI))
                text, confidence = reader.alone(word.box)
                same = scripts(text) == {usual} and confidence >= SURE and len(text.split()) == 1
                found.append(word.read_as(text, confidence) if same else word)
            else:
                found.append(word)
    return found


def read_twice(words: Sequence[Word], packs: Sequence[str], page: Image, milliseconds: int) -> list[Word]:
    """Read the page once more at half its size; a word that reads otherwise then has no confidence.

    The text stays that of the first look: nothing is corrected.
    """
    half = page.reduce(2)
    second = Reader(packs, half, DPI // 2).words(milliseconds)
    if second is None:
        return list(words)
    places: dict[str, list[Box]] = defaultdict(list)
    for word in one_script_a_line(second, packs, half):
        places[word.text].append(word.box)
    return [word if _stands(word.box, places[word.text]) else word.read_as(word.text, 0) for word in words]


def _stands(box: Box, places: Sequence[Box]) -> bool:
    """Tell whether a place at half the size holds the middle of a box."""
    across, down = (box[0] + box[2]) / 4, (box[1] + box[3]) / 4
    return any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in places)


def by_line(words: Sequence[Word]) -> list[list[Word]]:
    """Divide words into lines."""
    lines: list[list[Word]] = []
    for word in words:
        if word.line or not lines:
            lines.append([])
        lines[-1].append(word)
    return lines


def main_script(text: str) -> str:
    """Name the script of most letters."""
    letters = Counter(script for letter in text if (script := _script(letter)))
    return max(letters, key=lambda script: (letters[script], script), default="")


def scripts(text: str) -> set[str]:
    """Name the scripts of all letters."""
    return {script for letter in text if (script := _script(letter))}


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""
