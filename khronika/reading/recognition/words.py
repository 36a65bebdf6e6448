"""The words that Tesseract reads on a picture, each with its box and how sure it is; here alone it is spoken to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from khronika.reading.recognition.packs import ORIENTATION, folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image

Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels
SURE = 80  # confidence from which a word counts, in a sample or at a second look
RIGHTWARD = ("R", "AL")  # letters of scripts that are read from right to left, as Unicode classes them
PIECE = re.compile(r"\d+(?:[.,/:-]\d+)*|.[\u0300-\u036f\u064b-\u065f\u0670]*")  # figures are read from the left
MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
PAD = 4  # pixels around a word that is looked at alone


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was read: its confidence (0 to 100), its pack, and whether a line, paragraph or block begins."""

    text: str
    confidence: int
    box: Box
    pack: str
    line: bool = False
    paragraph: bool = False
    block: bool = False

    def read_as(self, text: str, confidence: int) -> Word:
        """Give the same place with other words."""
        return replace(self, text=text, confidence=confidence)

    def larger(self, times: int) -> Word:
        """Give the word as it stands on a picture so many times as large."""
        left, top, right, bottom = (edge * times for edge in self.box)
        return replace(self, box=(left, top, right, bottom))


class Reader:
    """Tesseract with some packs, looking at one picture."""

    def __init__(self, packs: Sequence[str], picture: Image, dpi: int) -> None:
        import tesserocr

        self._library = tesserocr
        self._api = _started("+".join(packs), tesserocr.PSM.AUTO)
        self.size = picture.size
        self._api.SetImageBytes(picture.tobytes(), *picture.size, 1, picture.width)
        self._api.SetSourceResolution(dpi)

    def words(self, milliseconds: int) -> list[Word] | None:
        """Read the whole picture; None where that takes longer than it may."""
        self._api.SetPageSegMode(self._library.PSM.AUTO)
        if not self._api.Recognize(milliseconds):
            return None
        return list(self._each())

    def alone(self, box: Box) -> tuple[str, int]:
        """Read one word by itself."""
        self._look_at(box, self._library.PSM.SINGLE_WORD)
        return self._api.GetUTF8Text().strip(), self._api.MeanTextConf()

    def line(self, box: Box) -> list[Word]:
        """Read one line by itself."""
        self._look_at(box, self._library.PSM.SINGLE_LINE)
        return list(self._each()) if self._api.Recognize() else []

    def lines(self) -> list[Box]:
        """Find the lines of text without reading them."""
        level = self._library.RIL.TEXTLINE
        found = self._api.AnalyseLayout()
        return [] if found is None else [each.BoundingBox(level) for each in self._library.iterate_level(found, level)]

    def _look_at(self, box: Box, mode: int) -> None:
        left, top = max(0, box[0] - PAD), max(0, box[1] - PAD)
        right, bottom = min(self.size[0], box[2] + PAD), min(self.size[1], box[3] + PAD)
        self._api.SetPageSegMode(mode)
        self._api.SetRectangle(left, top, right - left, bottom - top)

    def _each(self) -> Iterator[Word]:
        level = self._library.RIL
        found = self._api.GetIterator()
        for each in self._library.iterate_level(found, level.WORD) if found is not None else ():
            try:
                text = each.GetUTF8Text(level.WORD)
            except RuntimeError:  # a place without a word
                continue
            if text.strip() and (box := each.BoundingBox(level.WORD)):
                yield Word(
                    as_read(" ".join(text.split())),
                    max(0, min(100, round(each.Confidence(level.WORD)))),
                    box,
                    each.WordRecognitionLanguage(),
                    line=each.IsAtBeginningOf(level.TEXTLINE),
                    paragraph=each.IsAtBeginningOf(level.PARA),
                    block=each.IsAtBeginningOf(level.BLOCK),
                )


def as_read(text: str) -> str:
    """Put a word in the order in which it is read: the library gives letters from left to right, as they are seen."""
    return "".join(reversed(PIECE.findall(text))).translate(MIRRORED) if _is_rightward(text) else text


def _is_rightward(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in RIGHTWARD for letter in text)


def is_rightward(line: Sequence[Word]) -> bool:
    """Tell whether a line is read from right to left."""
    return 2 * sum(_is_rightward(word.text) for word in line) > len(line)


def edges(line: Sequence[Word]) -> tuple[int, int]:
    """Give where a line begins and where it ends, in pixels along the way in which it is read."""
    left, right = min(word.box[0] for word in line), max(word.box[2] for word in line)
    return (-right, -left) if is_rightward(line) else (left, right)


def by_line(words: Sequence[Word]) -> list[list[Word]]:
    """Divide words into lines."""
    lines: list[list[Word]] = []
    for word in words:
        if word.line or not lines:
            lines.append([])
        lines[-1].append(word)
    return lines


def orientation(picture: Image, dpi: int) -> dict[str, Any] | None:
    """Give how a picture is turned and in which script it seems to be, as Tesseract's own pack for that finds it."""
    import tesserocr

    api = _started(ORIENTATION, tesserocr.PSM.OSD_ONLY)
    api.SetImageBytes(picture.tobytes(), *picture.size, 1, picture.width)
    api.SetSourceResolution(dpi)
    found: dict[str, Any] | None = api.DetectOrientationScript()
    return found


def _started(packs: str, mode: int) -> Any:  # noqa: ANN401 - a library without types
    """Start Tesseract; its remarks go where a child's go, since opening a file for them is refused in the jail."""
    import tesserocr

    api = tesserocr.PyTessBaseAPI(init=False, psm=mode)
    api.SetVariable("debug_file", "")
    api.Init(path=f"{folder()}/", lang=packs)
    api.SetVariable("debug_file", "")
    api.SetPageSegMode(mode)
    return api
