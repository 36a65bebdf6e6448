"""Which language each block of a text is in, among those that documents here come in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from khronika.reading.wording import FREQUENT_WORDS
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.reading.draft import Reading

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "ka", "kk", "ky", "pt", "ru", "tr", "uk", "zh")
BLOCKS = (MarkKind.PARAGRAPH, MarkKind.ITEM, MarkKind.QUOTE)
LEAST_LETTERS = 40  # names and acronyms mislead in fewer
SAMPLE = 400  # characters of a block that are looked at
WORD = re.compile(r"[^\W\d_]+")
PLAIN = 0.2  # share of frequent words from which a language is plain
FAR_AHEAD = 2  # times as many as of any other language
MOST_BLOCKS = 3000  # beyond, a text is so long that its languages are known


def language_marks(reading: Reading) -> Iterator[Mark]:
    """Give one LANGUAGE mark a block of at least 40 letters."""
    looked_at = 0
    for mark in reading.marks:
        if mark.kind not in BLOCKS or looked_at >= MOST_BLOCKS:
            continue
        words = reading.text[mark.start : min(mark.end, mark.start + SAMPLE)]
        if sum(map(str.isalpha, words)) >= LEAST_LETTERS:
            looked_at += 1
            yield Mark(MarkKind.LANGUAGE, mark.start, mark.end, _language(words))


def _language(words: str) -> str:
    """Name the language: by its frequent words where they leave no doubt, else by the model, which is slow to load."""
    tokens = WORD.findall(words.lower())
    shares = ((sum(map(known.__contains__, tokens)), name) for name, known in FREQUENT_WORDS.items())
    counts = sorted(shares, reverse=True)
    (most, language), (next_most, _) = counts[:2]
    if most >= PLAIN * len(tokens) and most >= FAR_AHEAD * next_most:
        return str(language)
    return str(_identifier().classify(words)[0])


@cache
def _identifier() -> Any:  # noqa: ANN401 - a library without types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier
