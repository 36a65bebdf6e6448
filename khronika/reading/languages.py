"""Which language each block of a text is in, among those that documents here come in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from khronika.reading.wording import FREQUENT_WORDS
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.reading.draft import Reading

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "ka", "kk", "ky", "pt", "ru", "tr", "uk", "zh")
BLOCKS = (MarkKind.PARAGRAPH, MarkKind.ITEM, MarkKind.QUOTE)
LEAST_LETTERS = 40  # names and acronyms mislead in fewer
SAMPLE = 400  # characters of a block that are looked at
WORD = re.compile(r"[^\W\d_]+")
PLAIN = 0.2  # share of frequent words from which a language is plain
FAR_AHEAD = 2  # times as many as of any other language
SHORT = 150  # letters of a block that may follow its document
FEW = 3  # plain blocks that show what a document is in
NEARLY_ALL = 0.8
OTHER_SCRIPT = frozenset({"ru"})
MOST_BLOCKS = 3000  # beyond, a text is so long that its languages are known


def language_marks(reading: Reading) -> Iterator[Mark]:
    """Give one LANGUAGE mark a block of at least 40 letters."""
    blocks = [mark for mark in reading.marks if mark.kind in BLOCKS]
    samples = ((mark, reading.text[mark.start : min(mark.end, mark.start + SAMPLE)]) for mark in blocks)
    spoken = [(mark, words) for mark, words in samples if sum(map(str.isalpha, words)) >= LEAST_LETTERS][:MOST_BLOCKS]
    plain = [_plain_language(words) for _, words in spoken]
    usual = _usual(plain)
    for (mark, words), language in zip(spoken, plain, strict=True):
        yield Mark(MarkKind.LANGUAGE, mark.start, mark.end, language or _likely(words, usual))


def likeliest(text: str, among: Sequence[str]) -> str:
    """Name the language in the text's script whose frequent words it has most of; the first where nothing tells."""
    tokens = WORD.findall(text.lower())
    other = sum(map(str.isascii, filter(str.isalpha, text))) * 2 < sum(map(str.isalpha, text))
    written = [name for name in among if (name in OTHER_SCRIPT) is other] or among
    return max(written, key=lambda name: sum(map(FREQUENT_WORDS.get(name, frozenset()).__contains__, tokens)))


def _plain_language(words: str) -> str | None:
    """Name the language whose frequent words leave no doubt."""
    tokens = WORD.findall(words.lower())
    shares = ((sum(map(known.__contains__, tokens)), name) for name, known in FREQUENT_WORDS.items())
    (most, language), (next_most, _) = sorted(shares, reverse=True)[:2]
    return language if most >= PLAIN * len(tokens) and most >= FAR_AHEAD * next_most else None


def _usual(plain: list[str | None]) -> str | None:
    """Name the language of nearly all plain blocks of a document."""
    known = [language for language in plain if language]
    usual = max(set(known), key=known.count, default=None)
    return usual if usual and len(known) >= FEW and known.count(usual) >= NEARLY_ALL * len(known) else None


def _likely(words: str, usual: str | None) -> str:
    """Name a block's language where its words leave a doubt: an address or a list is in the language around it."""
    latin = sum(map(str.isascii, words)) > NEARLY_ALL * len(words)
    if usual is not None and latin == (usual not in OTHER_SCRIPT) and sum(map(str.isalpha, words)) < SHORT:
        return usual
    return str(_identifier().classify(words)[0])  # a model that is slow to load, so it is asked last


@cache
def _identifier() -> Any:  # noqa: ANN401 - a library without types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier
