"""Which language each stretch of a text is in: one mark a block, or one for each stretch where a block changes.

This runs in the program and not in the jail: it takes characters, parses no format, and walks over a text once. Loaded
in the zygote the model for what is in doubt would cost every program that reads 120 MB and most of a second.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from khronika.reading.scripted import Scripted, by_script, pieces
from khronika.reading.telling import SCRIPTS, asked, evidence
from khronika.vocabulary.documents import LAID_OUT, Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khronika.reading.draft import Reading
    from khronika.reading.telling import Evidence

RUNNING = (MarkKind.PARAGRAPH, MarkKind.ITEM, MarkKind.QUOTE)
LEAST_LETTERS = 40  # from which a block has a language, plain or not
SHORT = 150  # letters that may follow what stands around them
FEW = 3  # plain blocks that show what a document is in, though others are in another language
NEARLY_ALL = 0.8
PIECES = 10_000  # sentences of a block that are weighed together: what is known of each takes a kilobyte
KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]{1}")


class _Spoken(NamedTuple):
    """A stretch of a block's own text with its language, which is None where its words leave a doubt."""

    stretch: Scripted
    letters: int
    language: str | None
    guess: str = ""  # the language that few words may be in


class _Block(NamedTuple):
    kind: MarkKind
    spans: tuple[tuple[int, int], ...]  # its own, without those of blocks inside
    spoken: tuple[_Spoken, ...]


def language_marks(reading: Reading) -> Iterator[Mark]:
    """Give LANGUAGE marks: each character of a block of 40 letters or more stands under one, of a shorter one if plain.

    A border stands where a sentence or a quotation in another language begins, and never within a word.
    """
    owned = _owned([mark for mark in reading.marks if mark.kind in LAID_OUT])
    blocks = [_Block(kind, spans, tuple(_spoken(_text(reading.text, spans)))) for kind, spans in owned]
    usual = {script: _usual(script, blocks) for script in {each.stretch.script for b in blocks for each in b.spoken}}
    for block in blocks:
        for start, end, language in _settled(reading.text, block, usual):
            yield from (Mark(MarkKind.LANGUAGE, *span, language) for span in _placed(block.spans, start, end))


def likeliest(text: str, among: Sequence[str]) -> str:
    """Name the language in the text's script for which most of its words speak; the first where nothing tells."""
    script = max(by_script(text), key=lambda each: each.end - each.start, default=Scripted("", 0, 0)).script
    written = [name for name in among if name in SCRIPTS.get(script, ())] or list(among)
    weight = evidence(text, script).weight
    return max(written, key=lambda name: weight.get(name, 0.0))


def _owned(blocks: Sequence[Mark]) -> Iterator[tuple[MarkKind, tuple[tuple[int, int], ...]]]:
    """Give each block's kind and the spans that are its own and not of a block inside it; each character is of one."""
    owned: list[list[tuple[int, int]]] = [[] for _ in blocks]
    inside: list[int] = []  # the blocks that are open, the innermost last
    at = 0

    def until(place: int) -> None:
        nonlocal at
        while inside:
            end = min(blocks[inside[-1]].end, place)
            if at < end:
                owned[inside[-1]].append((at, end))
                at = end
            if end == place:
                break
            inside.pop()
        at = max(at, place)

    for number, block in enumerate(blocks):
        until(block.start)
        inside.append(number)
    until(max((block.end for block in blocks), default=0) + 1)
    yield from ((block.kind, tuple(spans)) for block, spans in zip(blocks, owned, strict=True))


def _text(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return "\n".join(text[start:end] for start, end in spans)


def _placed(spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give where a span of a block's own text stands in the whole text."""
    before = 0
    for first, last in spans:
        low, high = first + max(0, start - before), first + min(last - first, end - before)
        if low < high:
            yield low, high
        before += last - first + 1


def _spoken(text: str) -> Iterator[_Spoken]:
    """Give the stretches of a block, those in one language joined."""
    for stretch in by_script(text):
        known = SCRIPTS.get(stretch.script, ())
        if stretch.script == "cjk":
            yield _Spoken(stretch, stretch.end - stretch.start, "ja" if KANA.search(text, *stretch[1:]) else "zh")
        elif len(known) == 1:
            yield _Spoken(stretch, stretch.end - stretch.start, known[0])
        elif known:
            yield from _joined(_weighed(text, pieces(text, stretch)))


def _joined(spoken: Iterable[_Spoken]) -> Iterator[_Spoken]:
    last: _Spoken | None = None
    for each in spoken:
        if last and last.language == each.language:
            last = _Spoken(
                last.stretch._replace(end=each.stretch.end), last.letters + each.letters, last.language, last.guess
            )
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def _weighed(text: str, cut: Iterator[Scripted]) -> Iterator[_Spoken]:
    """Give the pieces of a stretch, some thousands at a time."""
    while some := list(islice(cut, PIECES)):
        yield from _together(text, some)


def _together(text: str, some: Sequence[Scripted]) -> Iterator[_Spoken]:
    """Give pieces that stand side by side: a plain one speaks for itself, one in doubt is as those around it."""
    cut = [(piece, evidence(text[piece.start : piece.end], piece.script)) for piece in some]
    plain = [known.plain() for _, known in cut]
    if not any(plain):
        stretch = some[0]._replace(end=some[-1].end)
        whole = evidence(text[stretch.start : stretch.end], stretch.script) if len(cut) > 1 else cut[0][1]
        yield _Spoken(stretch, whole.letters, whole.plain(), whole.ahead_of(SCRIPTS[stretch.script][:1]))
        return
    behind = _nearest(plain)
    ahead = _nearest(plain[::-1])[::-1]
    for (piece, known), language, near in zip(cut, plain, zip(behind, ahead, strict=True), strict=True):
        yield _Spoken(piece, known.letters, language or _as_around(text, piece, known, [each for each in near if each]))


def _nearest(plain: Iterable[str | None]) -> list[str | None]:
    """Give for each piece the last that is plain, up to it."""
    found: list[str | None] = []
    for language in plain:
        found.append(language or (found[-1] if found else None))
    return found


def _as_around(text: str, piece: Scripted, known: Evidence, near: Sequence[str]) -> str | None:
    """Name the language of a piece in doubt: that around it, unless hardly a word speaks for it."""
    language = known.ahead_of(near)
    if known.letters >= LEAST_LETTERS and known.strange_to(language):
        return asked(text[piece.start : piece.end], piece.script)
    return language


def _usual(script: str, blocks: Iterable[_Block]) -> str | None:
    """Name the language of nearly all plain blocks of a document in a script."""
    spoken = (each for block in blocks for each in block.spoken if each.stretch.script == script)
    known = Counter(each.language for each in spoken if each.language)
    usual = max(known, key=lambda language: known[language], default=None)
    agreed = len(known) == 1 or (known.total() >= FEW and usual and known[usual] >= NEARLY_ALL * known.total())
    return usual if agreed else None


def _settled(text: str, block: _Block, usual: Mapping[str, str | None]) -> Iterator[tuple[int, int, str]]:
    """Give the spans of a block with their languages; what is in doubt follows the document or is asked last."""
    plain = {each.stretch.script: each.language for each in block.spoken if each.language}
    long = block.kind in RUNNING and sum(each.letters for each in block.spoken) >= LEAST_LETTERS
    for stretch, letters, language, guess in block.spoken:
        here = language
        if here is None and (long or plain):
            here = (usual[stretch.script] or plain.get(stretch.script)) if letters < SHORT else None
            if here is None and letters >= LEAST_LETTERS:
                here = asked(_text(text, block.spans)[stretch.start : stretch.end], stretch.script)
        if here or long or plain:
            yield stretch.start, stretch.end, here or guess
