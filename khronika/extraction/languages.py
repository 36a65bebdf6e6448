"""The language in which a block is read: its own, else its neighbours' where they agree, else the document's.

A block that changes its language is read in parts, each by the grammar of its language.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.parsing import UNKNOWN
from khronika.vocabulary.documents import MarkKind
from khronika.vocabulary.scripts import script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.blocks import Block
    from khronika.vocabulary.documents import Mark, Revision

USUAL = "en"  # of a document that says nothing of its language
UNTOLD = {"latin": USUAL, "": USUAL, "cyrillic": "ru"}  # of a short block that nothing around tells the language of
CLOSING = "\"'”’»] "  # what may close a quotation before the sentence around it goes on
LINKS = tuple(",;)–—-")


@dataclass(frozen=True)
class Part:
    """The characters of a block from one index to another, in one language."""

    language: str | None
    start: int
    end: int


@dataclass(frozen=True)
class Languages:
    """The language marks of a revision in the order of the text, their scripts, and the language of most of it."""

    marks: tuple[Mark, ...]
    starts: tuple[int, ...]
    scripts: tuple[str, ...]
    usual: str
    usual_script: str

    @classmethod
    def of(cls, revision: Revision) -> Languages:
        """Collect the marks of a revision."""
        marks = tuple(sorted((m for m in revision.marked(MarkKind.LANGUAGE) if m.value), key=lambda m: m.start))
        lengths: Counter[str] = Counter()
        for mark in marks:
            lengths[mark.value or USUAL] += mark.end - mark.start
        whole = script(revision.text)
        usual = max(lengths, key=lambda code: lengths[code]) if lengths else UNTOLD.get(whole, UNKNOWN)
        scripts = tuple(script(revision.text[mark.start : min(mark.end, mark.start + 400)]) for mark in marks)
        written = Counter(own for mark, own in zip(marks, scripts, strict=True) if mark.value == usual)
        usual_script = max(written, key=lambda own: written[own]) if written else whole
        return cls(marks, tuple(mark.start for mark in marks), scripts, usual, usual_script)

    def parts(self, block: Block) -> Iterator[Block]:
        """Give a block in its language; one that changes its language in parts, a sentence around another in one."""
        found = list(self._parts(block)) if block.language is None else []
        if len({part.language for part in found}) < 2:
            yield self._settled(replace(block, language=found[0].language) if found else block)
            return
        while found:
            first = found.pop(0)
            chosen, inside = [first], list[Part]()
            while len(found) > 1 and found[1].language == first.language and _goes_on(block, found[1]):
                inside.append(found.pop(0))
                chosen.append(found.pop(0))
            around = _cut(block, chosen)
            yield around
            yield from (replace(_cut(block, [part]), within=around.start) for part in inside)

    def _parts(self, block: Block) -> Iterator[Part]:
        """Cut a block's characters at its language marks; what stands under none goes with what is before it."""
        low = max(0, bisect_right(self.starts, block.start) - 1)
        begun: Part | None = None
        for mark in self.marks[low : bisect_left(self.starts, block.end)]:
            start, end = bisect_left(block.at, mark.start), bisect_left(block.at, mark.end)
            if start >= end:
                continue
            if begun and begun.language != mark.value:
                yield replace(begun, end=start)
            begun = Part(
                mark.value, begun.start if begun and begun.language == mark.value else start if begun else 0, end
            )
        if begun:
            yield replace(begun, end=len(block.text))

    def _settled(self, block: Block) -> Block:
        """Give a block that is too short to tell the language of those around it that are in its script."""
        if block.language is not None:
            return block
        own = script(block.text)
        i = bisect_right(self.starts, block.start)
        beside = range(max(0, i - 1), min(len(self.marks), i + 1))
        near = {self.marks[k].value for k in beside if own in {"", self.scripts[k]}}
        if len(near) == 1:
            return replace(block, language=near.pop())
        return replace(block, language=self.usual if own in {"", self.usual_script} else UNTOLD.get(own, UNKNOWN))


def _goes_on(block: Block, after: Part) -> bool:
    """Whether a part goes on with the sentence that another language interrupts: in small letters, or with a comma."""
    first = block.text[after.start : after.end].lstrip(CLOSING)[:1]
    return first.islower() or first in LINKS


def _cut(block: Block, parts: list[Part]) -> Block:
    """Give some parts of a block as one, in their language; of a cell only the first part names it."""
    chars: list[str] = []
    at: list[int] = []
    for before, part in zip((None, *parts), parts, strict=False):
        if before:
            chars.append(" ")
            at.append(block.at[before.end])
        chars.append(block.text[part.start : part.end])
        at += block.at[part.start : part.end]
    first, last = parts[0].start == 0, parts[-1].end == len(block.text)
    return replace(
        block,
        kind=MarkKind.PARAGRAPH if block.kind is MarkKind.CELL and not first else block.kind,
        start=block.start if first else at[0],
        end=block.end if last else at[-1] + 1,
        text="".join(chars),
        at=tuple(at),
        language=parts[0].language,
    )
