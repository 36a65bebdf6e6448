"""Headings in a text that marks none: short lines in a title's form before running text, and block quotations."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from khronika.reading.blocks import BREAK
from khronika.reading.wording import SAYING
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from khronika.reading.blocks import Block

ASIDE = (MarkKind.FURNITURE, MarkKind.BOX)  # what stands between the halves of a paragraph; no title is followed by it
LONGEST = 110  # characters of a heading
MOST_WORDS = 16
RUNNING = 80  # characters from which a block is running text
CAPITALISED = 0.75  # share of a title's long words that begin with a capital, where it ends in a colon
CLOSERS = "*_ "
NO_TITLE_END = re.compile(r"[.!?;,…]$")
LONG_WORDS = re.compile(r"[^\W\d_]{4,}")
LAST_SENTENCE = 260  # characters before a colon in which the verb of saying stands


def name_headings(text: str, found: list[Block]) -> None:
    """Turn paragraphs that are titles of what follows into headings, where the format or the author marks none."""
    if any(block.kind is MarkKind.HEADING for block in found):
        return
    for block, following in pairwise(found):
        if block.kind is not MarkKind.PARAGRAPH or block.size() > LONGEST or following.kind in ASIDE:
            continue
        if _is_title(block.words(text)) and _leads(text, block, following):
            block.kind = MarkKind.HEADING


def _leads(text: str, block: Block, following: Block) -> bool:
    """Tell whether running text follows, after a blank line; capitals throughout are a title by themselves."""
    if text[following.start].islower():
        return False
    if block.words(text).isupper() and following.size() <= LONGEST:
        return True
    running = following.kind is not MarkKind.PARAGRAPH or following.size() >= RUNNING
    return running and len(BREAK.findall(text, block.end, following.start)) > 1


def _is_title(words: str) -> bool:
    bare = words.strip(CLOSERS)
    if not bare or len(bare.split()) > MOST_WORDS or NO_TITLE_END.search(bare):
        return False
    if not (bare[0].isupper() or bare[0].isdigit()) or not any(map(str.isalpha, bare)):
        return False
    long_words = LONG_WORDS.findall(bare)
    capitals = sum(word[0].isupper() for word in long_words)
    if SAYING.search(bare):
        return not bare.endswith(":")
    return not bare.endswith(":") or (capitals >= CAPITALISED * len(long_words) and capitals > 1)


def name_quotations(text: str, found: list[Block]) -> None:
    """Turn a paragraph that is introduced by a verb of saying and a colon into a block quotation."""
    for block, following in pairwise(found):
        if block.kind is not MarkKind.PARAGRAPH or following.kind is not MarkKind.PARAGRAPH:
            continue
        if text[block.end - 1] == ":" and SAYING.search(text, max(block.start, block.end - LAST_SENTENCE), block.end):
            following.kind = MarkKind.QUOTE
