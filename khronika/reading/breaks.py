"""Sentences that a page's end or a box cuts in two: the halves become one block again, what stands between is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.reading.blocks import TAIL, finished, unfinished_word
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from khronika.reading.blocks import Block

RUNNING = (MarkKind.PARAGRAPH, MarkKind.ITEM, MarkKind.QUOTE)
ASIDE = (MarkKind.FURNITURE, MarkKind.BOX)
LEAST = 40  # characters of a block that may be the first half of a sentence
LEAST_BEFORE_CAPITAL = 60  # the same, where the second half begins with a capital
LETTERS = re.compile(r"(?:[^\w]|^)[^\W\d_]\.$")
QUOTATION = '"“«>'
MOST_IN_BOX = 5  # blocks of one box
MOST_BETWEEN = 40  # blocks of page foot, notes and page head between two halves


def mend(text: str, found: list[Block], halves: Collection[int] = ()) -> list[Block]:
    """Join the halves; a box between them gets a block of its own kind around its blocks.

    `halves` are places at which a second half is known to begin.
    """
    gone: set[int] = set()
    boxes: list[Block] = []
    for at, block in enumerate(found):
        if at in gone or block.kind not in RUNNING:
            continue
        while (other := _other_half(text, found, at, gone, halves)) is not None:
            between = [found[i] for i in range(at + 1, other) if i not in gone and found[i].start >= block.end]
            boxes += _name_between(text, between)
            _join(block, between, found[other])
            gone.add(other)
    return sorted([block for at, block in enumerate(found) if at not in gone] + boxes, key=lambda each: each.start)


def _other_half(text: str, found: list[Block], at: int, gone: set[int], halves: Collection[int]) -> int | None:
    """Find the block that goes on with the sentence at whose cut the block ends."""
    first = found[at]
    if first.size() < LEAST:
        return None
    if finished(text, *first.spans[-1]):
        return _next_after_letters(text, found, at, gone)
    passed: list[int] = []
    for other in range(at + 1, min(len(found), at + MOST_BETWEEN)):
        block = found[other]
        if other in gone or block.start < first.end or block.kind in ASIDE:
            continue
        alike = block.kind is MarkKind.PARAGRAPH or (block.kind is MarkKind.QUOTE and block.settled)
        if alike and (text[block.start].islower() or block.start in halves):
            return other
        passed.append(other)
        if len(passed) > MOST_IN_BOX or not _complete(text, block):
            break
    # Nothing goes on in small letters: a sentence that breaks off in "of the" may go on with a name.
    return passed[0] if passed and _may_go_on(text, first, found[passed[0]]) else None


def _next_after_letters(text: str, found: list[Block], at: int, gone: set[int]) -> int | None:
    """Find the block that goes on in small letters right after an abbreviation's full stop, as in "8 a.m."."""
    first = found[at]
    if LETTERS.search(text, max(first.start, first.end - TAIL), first.end) is None:
        return None
    rest = range(at + 1, min(len(found), at + MOST_BETWEEN))
    other = next((i for i in rest if i not in gone and found[i].kind not in ASIDE and found[i].start > first.end), None)
    goes_on = other is not None and found[other].kind is first.kind and text[found[other].start].islower()
    return other if goes_on else None


def _may_go_on(text: str, first: Block, block: Block) -> bool:
    if block.kind is not MarkKind.PARAGRAPH or first.size() < LEAST_BEFORE_CAPITAL or text[block.start] in QUOTATION:
        return False
    return unfinished_word(text, *first.spans[-1])


def _complete(text: str, block: Block) -> bool:
    """Tell whether a block between two halves stands for itself: a sentence with its end, or a title."""
    if block.kind is MarkKind.HEADING:
        return True
    return not text[block.start].islower() and (finished(text, *block.spans[-1]) or block.size() < LEAST)


def _name_between(text: str, between: list[Block]) -> list[Block]:
    """Name what stands between two halves: one short title is a running head, anything fuller is a box."""
    inner = [block for block in between if block.kind not in ASIDE]
    if not inner:
        return []
    if all(block.kind is MarkKind.HEADING or not finished(text, *block.spans[-1]) for block in inner):
        for block in inner:
            block.kind, block.value = MarkKind.FURNITURE, None
        return []
    return [from_to(MarkKind.BOX, inner[0], inner[-1])]


def from_to(kind: MarkKind, first: Block, last: Block) -> Block:
    """Give a block around others, without joins of its own."""
    from khronika.reading.blocks import Block as Around

    return Around(kind, [(first.start, last.end)])


def _join(block: Block, between: list[Block], other: Block) -> None:
    edges = [block.end]
    for each in between:
        if each.start >= edges[-1]:
            edges += [each.start, each.end]
    edges.append(other.start)
    gaps = list(zip(edges[::2], edges[1::2], strict=True))
    inside_box = [gap for gap in gaps[1:-1] if not _beside_furniture(gap, between)]
    block.joins += [gap for gap in gaps if gap not in inside_box] + other.joins
    block.spans += other.spans


def _beside_furniture(gap: tuple[int, int], between: list[Block]) -> bool:
    return any(each.kind in ASIDE and (each.end == gap[0] or each.start == gap[1]) for each in between)
