"""Pictures (.png, .jpg, .tiff …): as many blank pages as they show, whose text is recognised afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.reading.draft import Draft, Reading
from khronika.reading.recognition.packs import NO_LIBRARY
from khronika.reading.refusal import Refusal
from khronika.reading.sniff import sniff
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from khronika.reading.limits import Limits

PAGE_END = "\n\f"
FIRST_ONLY = "It is a moving picture; only its first one was read."
BROKEN_OFF = "It is damaged behind the last page that could be read; ask for it again."


def read_picture(data: bytes, limits: Limits) -> Reading:
    """Count the pages of a file of pictures; raises `Refusal` where none can be seen or read here."""
    try:
        import PIL
    except ImportError as error:
        msg = f"It is a picture, and {NO_LIBRARY}."
        raise Refusal(msg) from error
    from khronika.reading.recognition.raster import frames, open_picture

    form = sniff(data, "").name
    picture = open_picture(data, form)
    count, sound = frames(picture, form, limits.pages)
    if count > limits.pages:
        msg = f"It has more than {limits.pages:,} pages, the limit. Split it and add the parts."
        raise Refusal(msg)
    draft = Draft()
    for number in range(1, count + 1):
        start, end = draft.write(PAGE_END)
        draft.mark(MarkKind.PAGE, start, end, str(number))
    moving = count == 1 and form != "tiff" and getattr(picture, "n_frames", 1) > 1
    partial = tuple(said for said, holds in ((BROKEN_OFF, not sound), (FIRST_ONLY, moving)) if holds)
    text = draft.text()
    return Reading(text, tuple(draft.marks), f"pillow/{PIL.__version__}", partial, scanned=tuple(range(1, count + 1)))
