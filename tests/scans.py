"""Pages of invented text as pictures, clean or as from a bad copier; and how far what was read differs from them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
SERIF, TYPEWRITER = FONT.with_name("DejaVuSerif.ttf"), FONT.with_name("DejaVuSansMono.ttf")
ENGLISH = (
    "At least 12 people were detained on 16 March in Ombrin, among them three minors. The court sentenced seven "
    "dockers to three years in prison. The union said that 41 strikers were dismissed, and that nobody was told on "
    "which grounds. On 3 April 2019 the prosecutor charged 27 dockers and released 114 others after 48 hours."
)
RUSSIAN = (
    "Не менее двенадцати человек были задержаны 16 марта в посёлке Омбрин. Суд приговорил семерых рабочих к трём годам "
    "лишения свободы. По словам профсоюза, уволены 41 человек, и никому не объяснили, на каком основании."
)
KAZAKH = (
    "Он алтыншы наурызда Омбрин кентінде кемінде он екі адам қамауға алынды. Сот жеті жұмысшыны үш жылға бас "
    "бостандығынан айырды. Кәсіподақтың айтуынша, 41 адам жұмыстан шығарылды, ешкімге себебі түсіндірілген жоқ."
)
MARGIN = 200
WIDTH = 2480  # A4 at 300 dpi


def picture(
    paragraphs: Sequence[str], size: int = 34, width: int = WIDTH, face: Path = FONT
) -> tuple[Image, list[str]]:
    """Set paragraphs in lines on a page; give the picture and its lines."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(face), size)
    page = Image.new("L", (width, size * 2 * 60), 255)
    pen = ImageDraw.Draw(page)
    margin = MARGIN * width // WIDTH
    down, lines = margin, []
    for paragraph in paragraphs:
        for line in wrapped(paragraph, lambda words: pen.textlength(words, font=font), width - 2 * margin):
            pen.text((margin, down), line, font=font, fill=20)
            lines.append(line)
            down += size * 3 // 2
        down += size
    return page.crop((0, 0, width, down + margin)), lines


def wrapped(paragraph: str, length: object, most: int) -> list[str]:
    """Break a paragraph where its lines would grow too long."""
    lines = [""]
    for word in paragraph.split():
        longer = f"{lines[-1]} {word}".strip()
        if length(longer) > most:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def copied(page: Image, grain: float = 80, skew: float = 0.7, seed: int = 1) -> Image:
    """Give a page as from a bad copier: slightly turned, blurred, with grain and specks."""
    from PIL import Image, ImageFilter

    chance = random.Random(seed)  # noqa: S311 - a picture, no secret
    page = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(1))
    pixels = bytearray(page.tobytes())
    for at in range(len(pixels)):
        pixels[at] = max(0, min(255, pixels[at] + round(chance.gauss(0, grain))))
    for _ in range(len(pixels) // 100):
        pixels[chance.randrange(len(pixels))] = chance.choice((0, 255))
    return Image.frombytes("L", page.size, bytes(pixels))


def photographed(page: Image, skew: float = 3) -> Image:
    """Give a page as from a telephone: turned, greyish, and darker towards one side."""
    from PIL import Image, ImageChops

    page = page.point([25 + value * 195 // 255 for value in range(256)])
    page = page.rotate(skew, Image.Resampling.BICUBIC, expand=True, fillcolor=60)
    shade = Image.linear_gradient("L").rotate(90).resize(page.size).point([110 + value // 2 for value in range(256)])
    return ImageChops.multiply(page, shade)


def character_error(read: str, true: str) -> float:
    """Give the share of characters to be changed for what was read to be what was written; spaces count as one."""
    one, other = " ".join(read.split()), " ".join(true.split())
    return _table(one, other)[-1][-1] / len(other)


def right_words(read: Sequence[str], true: Sequence[str]) -> set[int]:
    """Give the places of the words that were read as they were written."""
    table = _table(read, true)
    at, of = len(read), len(true)
    right = set()
    while at and of:
        same = read[at - 1] == true[of - 1]
        if table[at][of] == table[at - 1][of - 1] + (not same):
            at, of = at - 1, of - 1
            right |= {at} if same else set()
        elif table[at][of] == table[at - 1][of] + 1:
            at -= 1
        else:
            of -= 1
    return right


def _table(one: Sequence[str], other: Sequence[str]) -> list[list[int]]:
    table = [list(range(len(other) + 1))]
    for at, mine in enumerate(one, 1):
        row = [at]
        for of, theirs in enumerate(other, 1):
            row.append(min(table[-1][of] + 1, row[-1] + 1, table[-1][of - 1] + (mine != theirs)))
        table.append(row)
    return table
