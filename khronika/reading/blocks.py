"""Lines and the blocks that they form: paragraphs, items, headings, quotations, by evidence in the text alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from khronika.reading.wording import OPEN_WORDS
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.vocabulary.documents import Mark

LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
ITEM = re.compile(
    r"(?P<mark>[•‣◦▪●∙■□○►➢·*\-–—\ue000-\uf8ff]|\(?\d{1,3}[.)]|\(?[a-z]\)|\(?[ivx]{2,4}\))[ \t\xa0]+(?=\S)"
)
LABEL = re.compile(r"\*\*[^*\n]{1,40}:\*\*")  # "**Place:** withheld" is a line of its own
BULLET = re.compile("[•‣◦▪●∙■□○►➢\ue000-\uf8ff]")  # symbol fonts have theirs among the private characters
MARKDOWN_HEADING = re.compile(r"(#{1,6})[ \t]+\S")
FINISHED = re.compile(r"""[.!?:;…]["'”’»)\]*_¹²³⁰-⁹]*$""")
SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]*_¹²³⁰-⁹]*$""")
LAST_WORD = re.compile(r"([^\W\d_]+)[*_]*$")
TAIL = 60  # characters at the end of a line or block in which its end is looked for
NARROWEST = 45  # a column of hard-wrapped text is at least this wide, in characters
FULL = 0.83  # a wrapped line with its successor's first word would fill at least this share of the column
WIDEST = 160  # and at most this wide
EVIDENCE = 8  # lines of such a width that prove a text to be wrapped
DEEP = 2  # spaces from which an indented block is one of its own


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its white space; `indent` counts what stood before, `broken` the line breaks before it."""

    start: int
    end: int
    indent: int
    blank_before: bool


@dataclass(slots=True)
class Block:
    """A block: its kind, its lines' spans in order, the gaps inside that are to be read as one space."""

    kind: MarkKind
    spans: list[tuple[int, int]]
    joins: list[tuple[int, int]] = field(default_factory=list)
    value: str | None = None
    settled: bool = False  # the format itself says so

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.spans[-1][1]

    def size(self) -> int:
        """Count the characters of its lines."""
        return sum(end - start for start, end in self.spans)

    def words(self, text: str) -> str:
        """Give its words in one line."""
        return " ".join(text[start:end] for start, end in self.spans)


def lines(text: str) -> Iterator[Line]:
    """Give the lines that are not blank."""
    before = 0
    for found in LINE.finditer(text):
        start, end = found.span()
        words = found.group()
        indent = len(words) - len(words.lstrip())
        start, end = start + indent, end - (len(words) - len(words.rstrip()))
        if start < end:
            breaks = BREAK.findall(text, before, start)
            yield Line(start, end, indent, len(breaks) != 1 or "\f" in breaks)
            before = end


def blocks(text: str, settled: Sequence[Mark] = (), *, soft: bool = False) -> list[Block]:
    """Divide a text into blocks; `settled` are the format's marks, which lines follow; `soft`: no line end counts."""
    every = list(lines(text))
    column = 0 if soft else _column(every)
    found: list[Block] = []
    run: list[Line] = []
    waiting = iter(settled)
    rule = next(waiting, None)
    for line in every:
        while rule is not None and rule.end <= line.start:
            rule = next(waiting, None)
        ruled = rule is not None and rule.start <= line.start
        if run and (line.blank_before or ruled or _begins(text, line, run)):
            found += _divide(text, run, column, soft=soft)
            run = []
        if ruled and rule is not None:
            _follow(found, line, rule)
        else:
            run.append(line)
    return found + (_divide(text, run, column, soft=soft) if run else [])


def _follow(found: list[Block], line: Line, rule: Mark) -> None:
    last = found[-1] if found else None
    if last is not None and last.settled and last.kind is rule.kind and last.start >= rule.start:
        last.joins.append((last.end, line.start))
        last.spans.append((line.start, line.end))
    else:
        found.append(Block(rule.kind, [(line.start, line.end)], value=rule.value, settled=True))


def _begins(text: str, line: Line, run: list[Line]) -> bool:
    """Tell whether a line without a blank line before it begins a block of its own."""
    if ITEM.match(text, line.start):
        further = line.indent > run[-1].indent
        return further or bool(BULLET.match(text, line.start)) or finished(text, run[-1].start, run[-1].end)
    if ITEM.match(text, run[0].start):
        return False  # a hanging indent
    if LABEL.match(text, line.start) or text[line.start] in "#>" or text[run[-1].start] == "#":
        return True
    if line.indent > run[-1].indent:
        return True
    return line.indent < run[-1].indent and len(run) > 1 and run[-1].indent >= DEEP


def _column(every: list[Line]) -> int:
    """Give the width, in characters, to which the whole text is wrapped; 0 where it is not."""
    pairs = pairwise(every)
    widths = sorted(one.end - one.start for one, other in pairs if not other.blank_before)
    wrapped = [width for width in widths if NARROWEST <= width <= WIDEST]
    return wrapped[len(wrapped) * 9 // 10] if len(wrapped) >= EVIDENCE else 0


def _divide(text: str, run: list[Line], column: int, *, soft: bool) -> list[Block]:
    """Make blocks of a run of lines: a line that was not broken for its width ends its block."""
    longest = max(line.end - line.start for line in run)
    # Two lines alone prove no width: the longer one is always as wide as both.
    width = longest if len(run) > 2 or longest <= column else max(column, 1)  # noqa: PLR2004
    found = [Block(MarkKind.PARAGRAPH, [(run[0].start, run[0].end)])]
    for before, line in pairwise(run):
        if (soft and not _titles(text, before, line)) or _wraps(text, before, line, width):
            found[-1].joins.append((before.end, line.start))
            found[-1].spans.append((line.start, line.end))
        else:
            found.append(Block(MarkKind.PARAGRAPH, [(line.start, line.end)]))
    for block in found:
        _name(text, block)
    return found


def _wraps(text: str, before: Line, line: Line, width: int) -> bool:
    space = text.find(" ", line.start, line.end)
    first_word = (space if space > 0 else line.end) - line.start
    full = width >= NARROWEST and before.end - before.start + 1 + first_word > FULL * width
    if full or SENTENCE_END.search(text, max(before.start, before.end - TAIL), before.end):
        return full
    long = before.end - before.start >= NARROWEST
    return text[line.start].islower() or (long and unfinished_word(text, before.start, before.end))


def _titles(text: str, before: Line, line: Line) -> bool:
    """Tell whether a line is in capitals throughout, as a letterhead or a title is, and the next one is not."""
    words = text[before.start : before.end]
    return words.isupper() and " " in words and not text[line.start : line.end].isupper()


def _name(text: str, block: Block) -> None:
    heading = MARKDOWN_HEADING.match(text, block.start)
    item = ITEM.match(text, block.start)
    if heading:
        block.kind, block.value = MarkKind.HEADING, str(len(heading.group(1)))
    elif text.startswith(">", block.start):
        block.kind = MarkKind.QUOTE
    elif item:
        block.kind, block.value = MarkKind.ITEM, item.group("mark").strip("().") or item.group("mark")


def finished(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence, or a part that a list follows, ends here."""
    return FINISHED.search(text, max(start, end - TAIL), end) is not None


def unfinished_word(text: str, start: int, end: int) -> bool:
    """Tell whether the last word or sign asks for more: "of", "and", a comma."""
    if text[end - 1] in ",-–—(":
        return True
    last = LAST_WORD.search(text, max(start, end - TAIL), end)
    return last is not None and last.group(1).lower() in OPEN_WORDS
