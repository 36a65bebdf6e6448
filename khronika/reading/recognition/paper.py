"""The picture of a page made even before it is read: paper white in any light, lines level, specks off."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from khronika.reading.recognition.raster import resized

if TYPE_CHECKING:
    from PIL.Image import Image

TILE = 16  # pixels whose lightness is taken as one
UNEVEN = 0.85  # share of the lightest paper's lightness, below which other paper lies in the shade
DARKEST = 0.5  # the same, below which it is no paper: a dark border, a photograph, a bar with white letters
LEVELS = 46.0  # steps of a grey value's logarithm, so that 256 of them fit into a byte
SEEN = 1000  # pixels of the longer side that are enough to see how lines run
TURNS = ((6.0, 1.0), (0.8, 0.2))  # how far lines may be from level, and in which steps that is looked for, in degrees
LEVEL = 1.0  # degrees up to which lines are level enough for Tesseract where a page is noisy: turning costs sharpness
NEARLY_LEVEL = 0.3  # and where it is clean: rules that slope are taken for letters


def inks(picture: Image) -> tuple[Image, Image]:
    """Give a page in grey: black ink alone, as a stamp in colour may lie over words, and all that was inked."""
    from PIL import ImageChops

    grey = picture.convert("L")
    if picture.mode in ("1", "L") or picture.mode.startswith("I"):
        return grey, grey
    red, green, blue = picture.convert("RGB").split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue), grey


def lit(page: Image) -> Image:
    """Even out the light: each pixel against the paper around it, where some of the paper lies in the shade."""
    from PIL import Image, ImageChops, ImageFilter

    tiles = page.reduce(TILE).filter(ImageFilter.MaxFilter(5))
    light = sorted(tiles.tobytes())
    lightest, dark = light[len(light) * 9 // 10], light[len(light) // 10]
    if dark > UNEVEN * lightest:
        return page
    paper = tiles.point([max(value, round(DARKEST * lightest)) for value in range(256)])
    paper = paper.filter(ImageFilter.GaussianBlur(3)).resize(page.size, Image.Resampling.BICUBIC)
    logarithm = [round(LEVELS * math.log1p(value)) for value in range(256)]
    share = [round(255 * math.exp(-value / LEVELS)) for value in range(256)]
    return ImageChops.subtract(paper.point(logarithm), page.point(logarithm)).point(share)


def slope(page: Image) -> float:
    """Give by how many degrees a page is to be turned for its lines to be level: there they are darkest and apart."""
    from PIL import Image, ImageChops, ImageFilter

    seen = resized(page, min(1.0, SEEN / max(page.size)))
    paper = seen.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(9))
    ink = ImageChops.subtract(paper, seen)
    best = 0.0
    for reach, step in TURNS:
        count = round(reach / step)
        turns = [best + step * at for at in range(-count, count + 1)]
        best = max(turns, key=lambda turn: _bands(ink.rotate(turn, Image.Resampling.BILINEAR)))
    return best


def _bands(ink: Image) -> int:
    """Tell how sharply dark and light rows change."""
    from PIL import Image

    rows = ink.resize((1, ink.height), Image.Resampling.BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(rows))


def turned(page: Image, degrees: float) -> Image:
    """Turn a page; what comes in from outside is as its paper."""
    from PIL import Image, ImageStat

    if not degrees:
        return page
    paper = ImageStat.Stat(page).median[0]
    return page.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=paper)


def noise(page: Image) -> int:
    """Give by how much a pixel usually differs from its neighbours: not at all on clean paper, small as letters are."""
    from PIL import ImageChops, ImageFilter, ImageStat

    difference = ImageChops.difference(page, page.filter(ImageFilter.MedianFilter(3)))
    return ImageStat.Stat(difference).median[0]


def blurred(page: Image) -> Image:
    """Even out grain that specks cannot be told from."""
    from PIL import ImageFilter

    return page.filter(ImageFilter.GaussianBlur(2))


def smoothed(page: Image) -> Image:
    """Take specks and grain off a page."""
    from PIL import ImageFilter

    return page.filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.GaussianBlur(1))
