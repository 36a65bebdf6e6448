"""Plain text and Markdown: the revision's text is the decoded file, character by character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.reading.draft import Reading
from khronika.reading.encoding import decode
from khronika.reading.layout import lay_out
from khronika.reading.refusal import Refusal
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.reading.limits import Limits

ENGINE = "khronika-text/1"


def read_plain(data: bytes, limits: Limits) -> Reading:
    """Read text; line ends stay as they are, only a byte order mark is left out."""
    text, notes = decode(data)
    if len(text) > limits.text_chars:
        msg = f"It has more than {limits.text_chars:,} characters, the limit for a text; split it and add the parts."
        raise Refusal(msg)
    return Reading(text, lay_out(text, beside=list(_pages(text))), ENGINE, tuple(notes))


def _pages(text: str) -> Iterator[Mark]:
    """Give the pages of a text with form feeds; a form feed ends its page."""
    if "\f" not in text:
        return
    start = 0
    for number, words in enumerate(text.split("\f"), start=1):
        end = min(start + len(words) + 1, len(text))
        if start < end:
            yield Mark(MarkKind.PAGE, start, end, str(number))
        start = end
