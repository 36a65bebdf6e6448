"""A long PDF in instalments: as many pages as one confined child has time for, then the next ones in another child."""

from __future__ import annotations

import dataclasses
import time
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from khronika.reading.answer import UNBELIEVABLE, at_most
from khronika.reading.draft import Reading
from khronika.reading.refusal import NO_TEXT, Refusal
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from khronika.reading.limits import Limits

PACE = 10.0  # pages a second below which a file is taken for one that is made to be slow, and is not read on


def in_instalments(read: Callable[[int], Reading], limits: Limits) -> Reading:
    """Have a document read; `read` gives its pages from a number on, and says which it had no time for.

    What was read stays, with the sentence, where a later instalment cannot be read. Raises `Refusal` where the first
    cannot be, or where all of them together are too long.
    """
    start = time.monotonic()
    parts = [read(1)]
    reason = ""
    while parts[-1].ahead and not reason:
        first, _ = parts[-1].ahead
        if first - 1 < PACE * (time.monotonic() - start):
            reason = "Reading them takes too long; the file may be made to hang."
            break
        try:
            parts.append(read(first))
        except Refusal as refusal:
            reason = str(refusal)
    return _joined(parts, reason, limits) if parts[0].ahead else parts[0]


def _joined(parts: Sequence[Reading], reason: str, limits: Limits) -> Reading:
    """Give instalments as one reading; a paragraph or table that goes on from one to the next is two."""
    text = "".join(part.text for part in parts)
    marks = []
    at = 0
    for part in parts:
        marks += [dataclasses.replace(mark, start=mark.start + at, end=mark.end + at) for mark in part.marks]
        at += len(part.text)
    scanned = tuple(chain.from_iterable(part.scanned for part in parts))
    numbers = [int(mark.value or 0) for mark in marks if mark.kind is MarkKind.PAGE]
    if any(one >= other for one, other in pairwise(numbers)):
        raise Refusal(UNBELIEVABLE)
    if len(text) > limits.text_chars:
        msg = f"Its text has more than {limits.text_chars:,} characters, the limit; split the file and add the parts."
        raise Refusal(msg)
    if not text.strip() and not scanned:
        raise Refusal(NO_TEXT)
    said = [*dict.fromkeys(sentence for part in parts for sentence in part.partial)]
    if ahead := parts[-1].ahead:
        pages = f"Page {ahead[0]}" if ahead[0] == ahead[1] else f"Pages {ahead[0]:,} to {ahead[1]:,}"
        said.insert(0, f"{pages} not read. {reason}")
    inside = (parts[0].enclosed, parts[0].left_out)  # what a PDF encloses comes with its first pages
    return Reading(text, tuple(marks), parts[0].engine, at_most(said), *inside, scanned)
