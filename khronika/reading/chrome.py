"""What is on the page and not in the document: a site's own lines at top and bottom, page numbers, running heads."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from khronika.reading.wording import CHROME_WHOLE, CHROME_WITHIN
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from khronika.reading.blocks import Block

SHORT = 130  # characters of a line that may be a site's own
RUNNING = 160  # a block this long is the document's
EDGE = 12  # blocks from either end that are looked at
PAGE_NUMBER = re.compile(r"(?:[-–—]\s*)?(?:page\s+)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—])?", re.IGNORECASE)
NAMED_PAGE = re.compile(r"page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
OFTEN = 3  # times that a line stands beside page breaks until it is a running head


def name_furniture(text: str, found: list[Block]) -> None:
    """Mark what is no part of the document."""
    _name_edges(text, found)
    _name_page_numbers(text, found)
    _name_running_heads(text, found)


def _name_edges(text: str, found: list[Block]) -> None:
    top = found[:EDGE]
    while top and any(block.size() > RUNNING for block in top):
        top.pop()
    bottom = found[-EDGE:]
    while bottom and any(block.size() > RUNNING for block in bottom):
        bottom.pop(0)
    last = max((at for at, block in enumerate(top) if _is_chrome(text, block)), default=-1)
    first = min((at for at, block in enumerate(bottom) if _is_chrome(text, block)), default=len(bottom))
    for block in (*top[: last + 1], *bottom[first:]):
        block.kind, block.value = MarkKind.FURNITURE, None


def _is_chrome(text: str, block: Block) -> bool:
    if block.kind in (MarkKind.FURNITURE, MarkKind.CELL) or block.size() > SHORT:
        return block.kind is MarkKind.FURNITURE
    words = block.words(text).strip(" *_|>»›")
    return CHROME_WHOLE.fullmatch(words) is not None or CHROME_WITHIN.search(words) is not None


def _name_page_numbers(text: str, found: list[Block]) -> None:
    """Mark lone numbers that count up through the text, and "Page 3 of 9" wherever it stands alone."""
    numbered: list[tuple[Block, int]] = []
    for block in found:
        if len(block.spans) > 1 or block.size() > len("- Page 1234 of 1234 -") or block.settled:
            continue
        number = PAGE_NUMBER.fullmatch(block.words(text))
        if number:
            numbered.append((block, int(number.group(1))))
    for at, (block, value) in enumerate(numbered):
        near = {numbered[beside][1] for beside in (at - 1, at + 1) if 0 <= beside < len(numbered)}
        if {value - 1, value + 1} & near or NAMED_PAGE.fullmatch(block.words(text)):
            block.kind, block.value = MarkKind.FURNITURE, None


def _name_running_heads(text: str, found: list[Block]) -> None:
    """Mark short lines that come again, but for their numbers, each time beside a page's end or number."""
    beside: list[Block] = []
    for at, block in enumerate(found):
        before = text[found[at - 1].end : block.start] if at else ""
        after = text[block.end : found[at + 1].start] if at + 1 < len(found) else ""
        numbers = [found[near] for near in (at - 1, at + 1) if 0 <= near < len(found)]
        at_page_end = "\f" in before + after or any(near.kind is MarkKind.FURNITURE for near in numbers)
        if at_page_end and block.size() <= SHORT and not block.settled:
            beside.append(block)
    times = Counter(DIGITS.sub("0", block.words(text)) for block in beside)
    for block in beside:
        if times[DIGITS.sub("0", block.words(text))] >= OFTEN:
            block.kind, block.value = MarkKind.FURNITURE, None
