"""What is on the page and not in the document: a site's own lines at top and bottom, page numbers, running heads."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from khronika.reading.blocks import finished
from khronika.reading.wording import CHROME_WHOLE, CHROME_WITHIN
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.reading.blocks import Block

SHORT = 130  # characters of a line that may be a site's own
LABELS = 2  # blocks between a site's lines that are its labels
LABEL_WORDS = 5
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
    for block in (*_edge(text, found), *_edge(text, reversed(found))):
        block.kind, block.value = MarkKind.FURNITURE, None


def _edge(text: str, inwards: Iterable[Block]) -> list[Block]:
    """Give the site's lines from an edge inwards; a label or two between them are the site's as well."""
    taken: list[Block] = []
    labels: list[Block] = []
    for block in inwards:
        if block.settled and block.kind is MarkKind.FURNITURE:
            continue
        words = block.words(text).strip(" *_|>»›") if block.size() <= SHORT else ""
        if block.settled or not words or block.kind in (MarkKind.ITEM, MarkKind.QUOTE):
            break
        if CHROME_WHOLE.fullmatch(words) or CHROME_WITHIN.search(words):
            taken += [*labels, block]
            labels = []
        elif len(labels) < LABELS and len(words.split()) <= LABEL_WORDS and not finished(text, block.start, block.end):
            labels.append(block)
        else:
            break
    return taken


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
