"""One page as a picture: rendered from a PDF, or decoded from a file of pictures; upright, within its limits."""

from __future__ import annotations

import importlib
import io
import math
from typing import TYPE_CHECKING, Any

from khronika.reading.refusal import Refusal
from khronika.reading.sniff import sniff

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

    from khronika.reading.limits import Limits

DPI = 300  # what Tesseract was made for
POINTS = 72
MOST_PIXELS = 16_000_000  # of a page that is looked at: A4 at 400 dpi
SMALL = 2000  # pixels of a page's longer side, below which its letters are too small for Tesseract
LONG = 3000  # and to which it is enlarged
MOST_TIMES = 3
# Pillow's own names: one decoder is asked, and no other has a look at the file.
PICTURES = {"png": "Png", "jpeg": "Jpeg", "tiff": "Tiff", "gif": "Gif", "bmp": "Bmp", "webp": "WebP"}
LONG_FILES = frozenset({"tiff"})  # several pages; of a moving picture only the first one is a page
ORIENTATION = 0x0112  # the Exif tag by which a camera says how it was held
DAMAGED = "damaged or cut off; ask for it again"
# What a picture that lies about itself makes Pillow raise.
TROUBLES = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    ZeroDivisionError,
)


def pages(data: bytes, limits: Limits) -> Callable[[int], Image]:
    """Give the way to page N of a PDF or a file of pictures; raises `Refusal`, as the way itself does."""
    form = sniff(data, "").name
    if form in PICTURES:
        picture = open_picture(data, form)
        return lambda number: decoded(picture, number, limits)
    if form != "pdf":
        msg = "It has no pages that could be shown as pictures."
        raise Refusal(msg)
    from khronika.reading.pdf import opened

    document = opened(data)
    return lambda number: rendered(_page(document, number))


def printed_on(data: bytes, number: int) -> str:
    """Give the words that a PDF itself prints onto page `number`; nothing for a file of pictures."""
    if sniff(data, "").name in PICTURES:
        return ""
    from pypdfium2 import PdfiumError

    from khronika.reading.draft import speakable
    from khronika.reading.pdf import opened

    try:
        return speakable(_page(opened(data), number).get_textpage().get_text_range()).strip()
    except PdfiumError:
        return ""


def _page(document: Any, number: int) -> Any:  # noqa: ANN401 - a library without types
    if not 1 <= number <= len(document):
        msg = f"It has {len(document):,} pages, and no page {number}."
        raise Refusal(msg)
    return document[number - 1]


def open_picture(data: bytes, form: str) -> Image:
    """Open a file of pictures without decoding one; raises `Refusal` where it is none."""
    import PIL.Image

    PIL.Image.MAX_IMAGE_PIXELS = None  # the limit is ours, and is no warning
    plugin = importlib.import_module(f"PIL.{PICTURES[form]}ImagePlugin")
    try:
        picture: Image = getattr(plugin, f"{PICTURES[form]}ImageFile")(io.BytesIO(data))
    except TROUBLES as error:
        msg = f"It is {DAMAGED}."
        raise Refusal(msg) from error
    return picture


def frames(picture: Image, form: str, most: int) -> tuple[int, bool]:
    """Count the pages of a file of pictures, one more than `most` where there are more; say whether it is sound."""
    count = 1
    try:
        while form in LONG_FILES and count <= most:
            picture.seek(count)
            count += 1
    except EOFError:  # there is none behind the last one
        return count, True
    except TROUBLES:
        return count, False
    return count, True


def decoded(picture: Image, number: int, limits: Limits) -> Image:
    """Decode page `number` (from 1) as it is to be seen: turned as the camera says, on white; raises `Refusal`."""
    import PIL.Image
    import PIL.ImageOps

    try:
        if number != 1:
            picture.seek(number - 1)
        if math.prod(picture.size) > limits.pixels:
            across, down = picture.size
            megapixels = limits.pixels // 1_000_000
            msg = f"has {across} x {down} pixels, more than {megapixels} megapixels; scan it with 300 dpi and add that"
            raise Refusal(msg)
        picture.draft(None, (LONG, LONG))  # a JPEG is decoded no larger than it is needed
        picture.load()
        if picture.getexif().get(ORIENTATION, 1) != 1:  # a copy of a large page takes a third of all memory
            picture = PIL.ImageOps.exif_transpose(picture)
        if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
            picture = picture.convert("RGBA")
            picture = PIL.Image.alpha_composite(PIL.Image.new("RGBA", picture.size, "white"), picture)
        if picture.mode.startswith("I;16"):
            picture = picture.point(lambda value: value / 256)
    except TROUBLES as error:
        raise Refusal(DAMAGED) from error
    return picture


def rendered(page: Any) -> Image:  # noqa: ANN401 - a library without types
    """Render a page of a PDF, smaller where it would have too many pixels; raises `Refusal`."""
    from pypdfium2 import PdfiumError

    scale = min(DPI / POINTS, math.sqrt(MOST_PIXELS / max(1.0, math.prod(page.get_size()))))
    try:
        picture: Image = page.render(scale=scale).to_pil()
    except (PdfiumError, ValueError) as error:
        raise Refusal(DAMAGED) from error
    return picture


def fitted(picture: Image) -> Image:
    """Give a picture that has no more pixels than a page needs."""
    times = math.sqrt(MOST_PIXELS / math.prod(picture.size))
    if times >= 1:
        return picture
    picture = picture.convert("L") if picture.mode == "1" else picture  # else pixels would be left out, not mixed
    picture = picture.convert("RGB") if picture.mode == "P" else picture
    whole = int(1 / times)  # first by a whole number, which takes no memory besides
    return resized(picture.reduce(whole), times * whole) if whole > 1 else resized(picture, times)


def enlarged(page: Image) -> Image:
    """Give a small scan in the size that Tesseract reads best."""
    longer = max(page.size)
    times = min(MOST_TIMES, LONG / longer, math.sqrt(MOST_PIXELS / math.prod(page.size)))
    return resized(page, times) if longer < SMALL and times > 1 else page


def resized(picture: Image, times: float) -> Image:
    """Give a picture so many times as large."""
    import PIL.Image

    size = (max(1, int(picture.width * times)), max(1, int(picture.height * times)))
    return picture.resize(size, PIL.Image.Resampling.LANCZOS)
