"""Messages in the words of a mail, as replies and forwardings bring them along: who wrote what stands below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.reading.wording import HEADER_WORDS, WROTE
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

# "From: Ana Kor", and two lines or more below it such as "Sent: …" and "Subject: …".
HEAD = re.compile(
    rf"^[ \t*]*(?:{HEADER_WORDS['from']})[ \t*]*:[ \t*]*(?P<who>[^\n]{{2,200}})"
    rf"(?:\n{{1,2}}[ \t*]*(?:{HEADER_WORDS['other']})[ \t*]*:[^\n]{{0,500}}){{2,6}}",
    re.MULTILINE | re.IGNORECASE,
)
NAME = re.compile(r"[\s*\"]*([^<>\[(;@*\"]*[^<>\[(;@*\"\s])[\s*\"]*(?:[<\[(;]|$)")
ALONE = re.compile(r"[\s<\[]*([^<>\[\]\s]+)")  # an address without a name
# The address in a line such as "On 3 May 2021, Ana Kor <ana@example.org> wrote:".
ADDRESS = re.compile(
    rf"[<\[](?:mailto:)?[^<>\[\]\s]{{1,64}}@[^<>\[\]\s]{{1,255}}[>\]](?=\s*(?:{WROTE})\s*:)", re.IGNORECASE
)


def relayed(text: str, start: int, end: int) -> Iterator[Mark]:
    """Mark who wrote such messages, each of them what follows up to the next; addresses are furniture."""
    for found in HEAD.finditer(text, start, end):
        place = NAME.match(found["who"]) or ALONE.match(found["who"])
        if place is not None:
            yield Mark(MarkKind.RELAYED, found.start("who") + place.start(1), found.start("who") + place.end(1))
    for found in ADDRESS.finditer(text, start, end):
        yield Mark(MarkKind.FURNITURE, *found.span())
