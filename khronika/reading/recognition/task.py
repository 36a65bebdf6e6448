"""What happens inside the jail with pictures of text: some pages in, their words with marks out."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from khronika.reading.answer import pack, pack_refusal, send
from khronika.reading.draft import Draft, Reading, in_order
from khronika.reading.enclosures import LeftOut
from khronika.reading.limits import Limits, size
from khronika.reading.recognition.looking import TOO_LONG, Look, look_at
from khronika.reading.recognition.packs import foreign
from khronika.reading.recognition.page import write_page, write_printed
from khronika.reading.recognition.raster import DAMAGED, pages, printed_on
from khronika.reading.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PIL.Image import Image

    from khronika.reading.recognition.words import Word

ENOUGH = 0.4  # share of its time after which a child begins no further page
FAINT = 55  # mean confidence below which a page is hardly legible
TOO_FAINT = "hardly legible: a hand, a poor picture, or letters for which no language pack is installed"
SEEN_ONCE = "looked at only once, for want of time; no word there is sure"
NO_WORDS = "no words that can be read; perhaps empty, a photograph, a drawing or a hand"


def recognise(document: int, answer: int, options: dict[str, Any]) -> None:
    """Task: read the pages named in `options`, as many as there is time for, with the language packs named there."""
    limits = Limits(**options["limits"])
    try:
        reply = pack(_recognise(document, options, limits))
    except Refusal as refusal:
        reply = pack_refusal(str(refusal))
    except MemoryError:
        reply = pack_refusal(f"Reading needs more than {size(limits.memory_bytes)} of memory; it may be a bomb.")
    except BaseException as error:  # noqa: BLE001 - the one boundary: the parent must hear of every failure
        reply = pack_refusal(f"Text recognition failed on it ({type(error).__name__[:60]}); it may be damaged.")
    send(answer, reply)


def _recognise(document: int, options: dict[str, Any], limits: Limits) -> Reading:
    import tesserocr

    with os.fdopen(document, "rb", closefd=False) as file:
        data = file.read(limits.file_bytes + 1)
    picture_of = pages(data, limits)
    begun = time.monotonic()
    draft = Draft()
    left: list[LeftOut] = []
    used: set[str] = set()
    for number in options["pages"]:
        reason, look = _look(picture_of, number, options, limits)
        printed = printed_on(data, number) if reason == NO_WORDS else ""
        if look is not None:
            used.update(look.packs)
        if printed:
            write_printed(draft, number, printed)
        else:
            write_page(draft, number, look.words if look else (), look.tables if look else (), limits)
            left += [LeftOut(str(number), reason)] if reason else []
        if max(time.monotonic() - begun, time.process_time()) > ENOUGH * limits.cpu_seconds:
            break
    version = tesserocr.tesseract_version().split()[1]
    text = draft.text()
    engine = f"tesseract/{version} {'+'.join(sorted(used))}"
    return Reading(text, in_order(draft.marks), engine, left_out=tuple(left))


def _look(
    picture_of: Callable[[int], Image], number: int, options: dict[str, Any], limits: Limits
) -> tuple[str | None, Look | None]:
    """Read one page; give what must be said of it, and what was seen."""
    try:
        picture = picture_of(number)
    except Refusal as refusal:
        return str(refusal), None
    except RuntimeError:  # pdfium's errors are of this kind
        return DAMAGED, None
    patience = round(500 * limits.cpu_seconds)
    look = look_at(picture, options["packs"], patience, chosen=options["chosen"], small=options["small"])
    if look is None:
        return TOO_LONG, None
    if look.scripts:
        return foreign(look.scripts[0]), look
    if not look.words:
        return NO_WORDS, look
    if look.once and look.words:
        return SEEN_ONCE, look
    if sum(word.confidence for word in look.words) >= FAINT * len(look.words):
        return None, look
    return TOO_FAINT, replace(look, words=tuple(_no_figure_sure(look.words)))


def _no_figure_sure(words: Sequence[Word]) -> Iterator[Word]:
    """Take the confidence from all figures: on a page that is hardly legible they are misread with confidence."""
    for word in words:
        yield word.read_as(word.text, 0) if any(map(str.isdigit, word.text)) else word
