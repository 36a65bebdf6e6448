"""Scanned pages in batches, each in a confined child of its own: a bad page costs nobody but itself."""

from __future__ import annotations

import dataclasses
import os
import tempfile
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from khronika.reading.answer import UNBELIEVABLE, at_most, longest, pack, unpack
from khronika.reading.jail import ending, jail
from khronika.reading.naming import named
from khronika.reading.parsing import decoders
from khronika.reading.recognition import packs
from khronika.reading.recognition.stitching import Piece, pieces, stitch
from khronika.reading.refusal import Refusal
from khronika.reading.sniff import FIRST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.reading.draft import Reading
    from khronika.reading.limits import Limits

Watch = Callable[[int, int], None]  # how many pages are done, of how many
BATCH = 8  # pages that one child is asked for; it gives as many as it has time for
MOST_LOST = 5  # pages that broke the parser or took all their time, after which no further one is tried
GIVEN_UP = f"not tried, because {MOST_LOST} other pages could not be read; split the file and add the parts"
TASK = "khronika.reading.recognition.task:recognise"
LAYOUT = "khronika.reading.recognition.stitching:lay_out_recognised"
SEEING = (
    *("tesserocr", "PIL.ImageChops", "PIL.ImageFilter", "PIL.ImageStat", "PIL.Image", "PIL.ImageOps"),
    *(f"khronika.reading.recognition.{module}" for module in ("task", "stitching", "raster")),
    *("khronika.reading.pdf", "khronika.reading.layout"),
)


@dataclass(slots=True)
class Outcome:
    """What came of all pages: their pieces, the packs they were read with, and what must be said, page by page."""

    pieces: dict[int, Piece] = field(default_factory=dict)
    version: str = ""
    lost: int = 0
    used: set[str] = field(default_factory=set)
    said: dict[str, list[int]] = field(default_factory=dict)

    def say(self, number: int, reason: str) -> None:
        """File what must be said of a page."""
        self.said.setdefault(reason.rstrip("."), []).append(number)


def recognised(document: int, reading: Reading, limits: Limits, watch: Watch) -> Reading:
    """Read the scanned pages of a reading and put them in their places; raises `Refusal` where nothing is left."""
    if reason := packs.missing():
        return _without(reading, reason)
    todo = reading.scanned[: limits.scanned]
    outcome = _all(document, todo, limits, watch)
    if beyond := reading.scanned[limits.scanned :]:
        outcome.said[f"beyond the first {limits.scanned:,} scanned pages was not read; split the file"] = [*beyond]
    used = "+".join(pack for pack in packs.installed() if pack in outcome.used)
    engine = f"{reading.engine} {outcome.version or 'tesseract'} ({used or 'no words'})"
    sentences = tuple(f"{named(numbers)}: {reason}." for reason, numbers in outcome.said.items())
    whole = stitch(reading, outcome.pieces)
    whole = dataclasses.replace(whole, engine=engine, partial=at_most((*whole.partial, *sentences)), scanned=())
    if not whole.text.strip():
        msg = sentences[0] if sentences else "It shows no words."
        raise Refusal(msg)
    if len(whole.text) > limits.text_chars:
        msg = f"Its text has more than {limits.text_chars:,} characters, the limit; split the file and add the parts."
        raise Refusal(msg)
    return _laid_out(whole, limits)


def _without(reading: Reading, reason: str) -> Reading:
    if not reading.text.strip():
        msg = f"It is a scan or a picture, and {reason}."
        raise Refusal(msg)
    sentence = f"{named(reading.scanned)}: a scan, and {reason}."
    return dataclasses.replace(reading, partial=(*reading.partial, sentence), scanned=())


def _all(document: int, numbers: Sequence[int], limits: Limits, watch: Watch) -> Outcome:
    outcome = Outcome()
    waiting = deque(numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH))
    while waiting:
        if outcome.lost >= MOST_LOST:  # a file that is made to hang hangs no run
            for number in (each for batch in waiting for each in batch):
                outcome.say(number, GIVEN_UP)
            break
        watch(len(numbers) - sum(map(len, waiting)), len(numbers))
        batch = waiting.popleft()
        try:
            done = _one(document, batch, limits, outcome)
        except Refusal as refusal:
            if len(batch) > 1:  # one of them is to blame: each by itself
                waiting.extendleft([number] for number in reversed(batch))
            else:
                _once_more(document, batch, limits, outcome, str(refusal))
            continue
        if done < len(batch):
            waiting.appendleft(batch[done:])
    watch(len(numbers), len(numbers))
    return outcome


def _once_more(document: int, page: Sequence[int], limits: Limits, outcome: Outcome, why: str) -> None:
    """Have a page that could not be read looked at in half its size: grain alone can keep Tesseract busy for ever."""
    try:
        _one(document, page, limits, outcome, small=True)
    except Refusal:
        outcome.lost += 1
        outcome.say(page[0], why)


def _one(document: int, batch: Sequence[int], limits: Limits, outcome: Outcome, *, small: bool = False) -> int:
    """Have one batch read and give how many of its pages were."""
    asked = packs.asked()
    options: dict[str, Any] = {
        "limits": dataclasses.asdict(limits),
        "pages": list(batch),
        "packs": asked or packs.installed(),
        "chosen": bool(asked),
        "small": small,
    }
    read = _in_jail(TASK, document, options, limits, os.pread(document, FIRST, 0))
    done = pieces(read, batch)
    outcome.pieces |= done
    outcome.version, _, used = read.engine.partition(" ")
    outcome.used.update(used.split("+"))
    for each in read.left_out:
        if not each.path.isdecimal() or int(each.path) not in done:
            raise Refusal(UNBELIEVABLE)
        outcome.say(int(each.path), each.reason)
    return len(done)


def _laid_out(whole: Reading, limits: Limits) -> Reading:
    """Have the layout of recognised pages found in one more child, from their words alone; it may only add marks."""
    with _in_memory(pack(whole)) as file:
        found = _in_jail(LAYOUT, file.fileno(), {"limits": dataclasses.asdict(limits)}, limits)
    if found.text != whole.text or not {*whole.marks} <= {*found.marks}:
        raise Refusal(UNBELIEVABLE)
    return dataclasses.replace(whole, marks=found.marks)


def _in_jail(task: str, document: int, options: dict[str, Any], limits: Limits, head: bytes = b"") -> Reading:
    warm = (*SEEING, *decoders(head)) if head else SEEING
    os.lseek(document, 0, os.SEEK_SET)
    outcome = jail().confine(task, document, options, limits, cap=longest(limits), warm=warm)
    if not outcome.ended_well:
        raise Refusal(ending(outcome, limits))
    return unpack(outcome.answer, limits)


def _in_memory(data: bytes) -> Any:  # noqa: ANN401 - a file either way
    """Give an open file with these bytes that is on no disk, where the system has such."""
    made = os.fdopen(os.memfd_create("khronika"), "w+b") if hasattr(os, "memfd_create") else tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    made.write(data)
    made.flush()
    return made
