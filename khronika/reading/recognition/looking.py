"""From a page's picture to its words: turned, smoothed, read with the packs that fit it, and read once more."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from khronika.reading.recognition.comparing import compared, is_sure
from khronika.reading.recognition.figures import unsure_figures
from khronika.reading.recognition.packs import CALLED, ORIENTATION, files, script_of
from khronika.reading.recognition.paper import LEVEL, NEARLY_LEVEL, blurred, inks, lit, noise, slope, smoothed, turned
from khronika.reading.recognition.raster import DPI, enlarged, fitted
from khronika.reading.recognition.ruled import ruled_tables
from khronika.reading.recognition.words import SURE, Reader, by_line, orientation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from khronika.reading.recognition.ruled import RuledTable
    from khronika.reading.recognition.words import Word

SURE_TURN = 3.0  # confidence of Tesseract from which a page is turned (15 is reasonably sure, says its manual)
SURE_SCRIPT = 2.0
NOISY = 3  # usual difference of a pixel (of 255) from its neighbours' median, from which a page is smoothed
SAMPLE = 8  # lines that are read with all packs
VOTES = 0.08  # share of the sample's words from which a pack is used
OWN_LINE = 3  # words on one line, from which a pack that wins it is used whatever the others win
MOST_PACKS = 4
TOO_LONG = "took too long to read; perhaps no page of text"


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen on one page: its words, the packs they were read with, and what must be said of it."""

    words: tuple[Word, ...]
    packs: tuple[str, ...]
    scripts: tuple[str, ...] = ()  # that no pack is there for
    tables: tuple[RuledTable, ...] = ()  # in which some of the words stand
    once: bool = False  # whether there was time for one look only


def look_at(
    picture: Image, packs: Sequence[str], milliseconds: int, *, chosen: bool, small: bool = False
) -> Look | None:
    """Read a page with those of the packs that fit it, or with all where they were `chosen`; None: took too long.

    `small` says to look at it in half its size only, where there was no end to it otherwise.
    """
    clear, half, noisy, script, tilt = made_even(picture)
    fitting = (
        tuple(packs) if chosen or len(packs) == 1 else fit(half if noisy else clear, packs, DPI // 2 if noisy else DPI)
    )
    second = read(half, fitting, DPI // 2, milliseconds // 2)
    first = None if small else read(clear, fitting, DPI, milliseconds)
    if first is None and second is None:
        return None
    both = [*(first or ()), *(second or ())]
    if not any(map(is_sure, both)):  # grain, a drawing, a hand
        return Look((), fitting)
    words = unsure_figures(compared(first or [], second or []))
    once = first is None or second is None
    known = {script_of(pack) for pack in packs}
    foreign = (script,) if script and script not in known else ()
    return Look(tuple(words), fitting, foreign, ruled_tables(clear, words, tilt), once)


def made_even(picture: Image) -> tuple[Image, Image, bool, str, float]:
    """Give a page upright, level and in even light, in full size and half; whether it was noisy, its script, its slope.

    In full size black ink alone is seen, so that a stamp in colour hides no word; in half size all inks are.
    """
    black, every = inks(fitted(picture))
    same = black is every
    black = lit(black)
    every = black if same else lit(every)
    noisy = noise(black) > NOISY
    clear, half = enlarged(smoothed(black) if noisy else black), enlarged(blurred(every) if noisy else every).reduce(2)
    degrees, script = lying(half, DPI // 2) if noisy else lying(clear, DPI)
    clear, half = turned(clear, degrees), turned(half, degrees)
    tilt = slope(half)
    if abs(tilt) <= (LEVEL if noisy else NEARLY_LEVEL):
        return clear, half, noisy, script, tilt
    return turned(clear, tilt), turned(half, tilt), noisy, script, 0.0


def read(page: Image, packs: Sequence[str], dpi: int, milliseconds: int) -> list[Word] | None:
    """Read a page once, each line in one script; None where that takes too long."""
    words = Reader(packs, page, dpi).words(milliseconds)
    return words and one_script_a_line(words, packs, page, dpi)


def lying(page: Image, dpi: int) -> tuple[int, str]:
    """Give by how many degrees a page is to be turned, and in which script it is, where these are sure."""
    if not any(file.name.startswith(ORIENTATION) for file in files()):
        return 0, ""
    found = orientation(page, dpi)
    if not found:
        return 0, ""
    script = CALLED.get(found["script_name"], found["script_name"].upper())
    degrees = int(found["orient_deg"]) if found["orient_conf"] > SURE_TURN else 0
    return degrees, script if found["script_conf"] > SURE_SCRIPT else ""


def fit(page: Image, packs: Sequence[str], dpi: int) -> tuple[str, ...]:
    """Choose packs by a sample of lines that is read with all of them; those that win words stay, in their order."""
    reader = Reader(packs, page, dpi)
    lines = sorted(reader.lines(), key=lambda box: box[1])
    step = max(1, len(lines) // SAMPLE)
    wins = [_wins(reader.line(box)) for box in lines[step // 2 :: step][:SAMPLE]]
    votes = sum(wins, Counter[str]())
    best = [pack for pack, times in votes.most_common(MOST_PACKS) if times >= VOTES * votes.total()]
    best += [pack for each in wins for pack, times in each.most_common(1) if times >= OWN_LINE]
    return tuple(pack for pack in packs if pack in best) or tuple(packs[:MOST_PACKS])


def _wins(line: Sequence[Word]) -> Counter[str]:
    return Counter(word.pack for word in line if word.confidence >= SURE and len(word.text) > 1)


def one_script_a_line(words: Sequence[Word], packs: Sequence[str], page: Image, dpi: int) -> list[Word]:
    """Look again at words in another script than their line: "оп" on an English line is "on" in other letters.

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
                reader = again.get(usual) or again.setdefault(usual, Reader(own, page, dpi))
                text, confidence = reader.alone(word.box)
                same = scripts(text) == {usual} and confidence >= SURE and len(text.split()) == 1
                found.append(word.read_as(text, confidence) if same else word)
            else:
                found.append(word)
    return found


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
