"""Russian: blocks in, sentences of Universal Dependencies words out, by the small models of the Natasha project."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from khronika.extraction.grammar.syntax import Sentence
from khronika.extraction.grammar.tongues.glosses import glosses
from khronika.extraction.grammar.tongues.russian import asking, cases, forms, mending, speech
from khronika.extraction.grammar.tongues.russian.names import with_names
from khronika.extraction.grammar.tongues.russian.trees import Tree
from khronika.extraction.grammar.tongues.russian.view import view
from khronika.extraction.grammar.tongues.trees import converted
from khronika.extraction.grammar.tongues.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khronika.extraction.grammar.blocks import Block
    from khronika.extraction.grammar.tongues.russian.parts import Part

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
    read = [view(text) for _, _, text in batch]
    shown = [[part.shown for part in one if part.shown] for one in read]
    found = zip(models.forms.map(shown), models.trees.map(shown), models.names.map([t for *_, t in batch]), strict=True)
    for (block, offset, _), one, (said, tree, named) in zip(batch, read, found, strict=True):
        if said.tokens:
            arcs = _aligned(one, said.tokens, tree.tokens)
            words = [_word(i, part, arc) for i, (part, arc) in enumerate(zip(one, arcs, strict=True))]
            words = _named(mending.read_again(words), one, named.spans)
            yield block, _mended([_placed(word, part, block, offset) for word, part in zip(words, one, strict=True)])


def _mended(words: Sequence[Word]) -> list[Word]:
    tree = Tree(words)
    for step in (mending, speech, asking, cases):
        step.mend(tree)
    return tree.complete()


def _aligned(read: Sequence[Part], said: Sequence[Any], tree: Sequence[Any]) -> Iterator[_Arc]:
    """What the models say of each part, heads counted in parts; what they were not shown hangs on what follows it."""
    places = [i for i, part in enumerate(read) if part.shown]
    at = 0
    for i, part in enumerate(read):
        if part.shown:
            head = int(tree[at].head_id) - 1
            yield _Arc(said[at].pos, dict(said[at].feats), places[head] if head >= 0 else i, tree[at].rel)
            at += 1
        else:
            number = part.role == "number"
            head = i + 1 if i + 1 < len(read) else i - 1
            yield _Arc("NUM" if number else "ADV", {}, head, "nummod" if number else "advmod")


def _word(i: int, part: Part, arc: _Arc) -> Word:
    """A word without its place."""
    pos = "NUM" if part.role == "number" else arc.pos
    return Word(
        i=i,
        text=part.text,
        lemma=forms.lemma((part.shown if " " in part.text else part.text).rstrip("."), pos, arc.feats)
        if part.shown
        else part.key,
        upos=pos,
        feats=MappingProxyType(arc.feats),
        deprel=arc.deprel,
        head=arc.head,
        key=part.key,
        role=part.role,
    )


def _named(words: Sequence[Word], read: Sequence[Part], spans: Iterable[Any]) -> list[Word]:
    """The words with the entities to which they belong; persons by the model and by their given names."""
    found = list(words)
    for span in spans:
        inside = [words[i] for i, part in enumerate(read) if part.text and _inside(part, span)]
        for word in inside:
            found[word.i] = replace(word, entity=span.type, begins=word is inside[0])
    for i, part in enumerate(read):
        if part.role == "withheld":
            found[i] = replace(found[i], lemma=part.text, upos="PROPN", entity="PER", begins=True, role="")
    return list(with_names(found))


def _inside(part: Part, span: Any) -> bool:
    """Whether a part lies in an entity; the full stop of an initial may stand outside."""
    initial = part.text.endswith(".") and part.end > part.start + 1
    return bool(span.start <= part.start and part.end <= span.stop + initial)


def _placed(word: Word, part: Part, block: Block, offset: int) -> Word:
    """The word with its place in the revision."""
    start = block.at[min(offset + part.start, len(block.at) - 1)]
    end = block.at[offset + part.end - 1] + 1 if part.end > part.start else start
    return replace(word, start=start, end=end)
