"""Russian: blocks in, sentences of Universal Dependencies words out, by the small models of the Natasha project."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from khronika.extraction.grammar.syntax import Sentence
from khronika.extraction.grammar.tongues import russian_forms
from khronika.extraction.grammar.tongues.glosses import glosses
from khronika.extraction.grammar.tongues.russian_numbers import Part, parts
from khronika.extraction.grammar.tongues.russian_trees import mended
from khronika.extraction.grammar.tongues.trees import converted
from khronika.extraction.grammar.tongues.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khronika.extraction.grammar.blocks import Block

LONGEST = 5_000  # characters that are parsed as one sentence; lists without full stops are cut at white space
BATCH = 64  # sentences parsed together, on which the memory of the models depends
Piece = tuple["Block", int, str]  # a sentence: its block, where in the block it begins, its characters


@dataclass(frozen=True)
class _Models:
    forms: Any
    trees: Any
    names: Any


@dataclass(frozen=True, slots=True)
class _Arc:
    """What the models say of a part: its universal tag and features, its head (a part) and its relation."""

    pos: str
    feats: dict[str, str]
    head: int
    deprel: str


@cache
def _models() -> _Models:
    """Load the models once a process (about two seconds).

    They are files of the natasha wheel, found without importing it: it asks for what Python no longer brings along.
    """
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    spec = find_spec("natasha")
    home = Path(next(iter((spec and spec.submodule_search_locations) or ()))) / "data"
    vectors = Navec.load(str(home / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    files = ((Morph, "morph"), (Syntax, "syntax"), (NER, "ner"))
    loaded = [kind.load(str(home / "model" / f"slovnet_{name}_news_v1.tar")) for kind, name in files]
    for model in loaded:
        model.navec(vectors)
    return _Models(*loaded)


def sentences(blocks: Iterable[Block], number: int = 0) -> Iterator[Sentence]:
    """Parse blocks of Russian; the sentences come in the order of the text, numbered from `number`."""
    tongue, before = glosses("ru"), None
    for block, words in _read(blocks):
        continues = before is not None and before.block is block and before.tokens[-1].text == ";"
        before = Sentence(number, block, converted(words, tongue), continues, "ru")
        number += 1
        yield before


def _read(blocks: Iterable[Block]) -> Iterator[tuple[Block, Sequence[Word]]]:
    """Each sentence with its block, in the order of the text."""
    batch: list[Piece] = []
    for block in blocks:
        for piece in _pieces(block):
            batch.append(piece)
            if len(batch) >= BATCH:
                yield from _batch(batch)
                batch = []
    yield from _batch(batch)


def _pieces(block: Block) -> Iterator[Piece]:
    """The sentences of a block; what a semicolon divides are two."""
    from razdel import sentenize

    for sentence in sentenize(block.text):
        start = sentence.start
        while start < sentence.stop:
            stop = block.text.find(";", start, sentence.stop) + 1 or sentence.stop
            if stop - start > LONGEST:
                stop = max(block.text.rfind(" ", start, start + LONGEST), start + 1)
            if block.text[start:stop].strip():
                yield block, start, block.text[start:stop]
            start = stop


def _batch(batch: Sequence[Piece]) -> Iterator[tuple[Block, Sequence[Word]]]:
    if not batch:
        return
    models = _models()
    read = [parts(text) for _, _, text in batch]
    shown = [[part.shown for part in one if part.shown] for one in read]
    found = zip(models.forms.map(shown), models.trees.map(shown), models.names.map([t for *_, t in batch]), strict=True)
    for (block, offset, _), one, (forms, tree, named) in zip(batch, read, found, strict=True):
        if forms.tokens:
            words = [_word(i, part, arc) for i, (part, arc) in enumerate(_aligned(one, forms.tokens, tree.tokens))]
            words = _entities(words, one, named.spans)
            yield block, mended([_placed(word, part, block, offset) for word, part in zip(words, one, strict=True)])


def _aligned(read: Sequence[Part], forms: Sequence[Any], tree: Sequence[Any]) -> Iterator[tuple[Part, _Arc | None]]:
    """The parts with what the models say of them, heads counted in parts; what they were not shown comes without."""
    places = [i for i, part in enumerate(read) if part.shown]
    at = 0
    for i, part in enumerate(read):
        if not part.shown:
            yield part, None
            continue
        head = int(tree[at].head_id) - 1
        yield part, _Arc(forms[at].pos, dict(forms[at].feats), places[head] if head >= 0 else i, tree[at].rel)
        at += 1


def _word(i: int, part: Part, arc: _Arc | None) -> Word:
    """A word without its place; what the parser did not see is an adverb of what follows."""
    number = part.key.isdigit() or part.key == "one"
    role = "number" if number else "qualifier" if arc is None else "word" if part.key else ""
    if arc is None:
        pos = "NUM" if number else "ADV"
        return Word(i, part.text, part.key, pos, deprel="nummod" if number else "advmod", head=i + 1, key=part.key, role=role)
    pos = "NUM" if number else arc.pos
    lemma = russian_forms.lemma(part.text.rstrip("."), pos, arc.feats)
    return Word(i, part.text, lemma, pos, MappingProxyType(arc.feats), arc.deprel, arc.head, key=part.key, role=role)


def _entities(words: list[Word], read: Sequence[Part], spans: Iterable[Any]) -> list[Word]:
    for span in spans:
        inside = [i for i, part in enumerate(read) if span.start <= part.start and part.end <= span.stop + 1 and part.text]
        for i in inside:
            words[i] = replace(words[i], entity=span.type, begins=i == inside[0])
    return words


def _placed(word: Word, part: Part, block: Block, offset: int) -> Word:
    """The word with its place in the revision and, in a name, its nominative."""
    start = block.at[min(offset + part.start, len(block.at) - 1)]
    end = block.at[offset + part.end - 1] + 1 if part.end > part.start else start
    return replace(word, start=start, end=end)
