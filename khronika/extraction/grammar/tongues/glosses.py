"""Gloss lists: for each word of a language the English key by which the grammar and its word lists know it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from khronika.extraction.lists import lists

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khronika.extraction.grammar.tongues.words import Word

OPEN = ("nouns", "verbs", "adjectives", "adverbs")  # the lists of the open classes, by lemma
CLASSES = {"NOUN": "nouns", "PROPN": "nouns", "VERB": "verbs", "AUX": "verbs", "ADJ": "adjectives", "ADV": "adverbs"}
LONGEST = 6  # words of a phrase


@dataclass(frozen=True)
class Glosses:
    """The lists of `data/tongues/CODE.toml`, see there what each of them holds."""

    code: str
    lists: Mapping[str, Mapping[str, Any]]

    def of(self, word: Word) -> str | None:
        """The English lemma of a word: by its form, else by lemma and class, else by lemma in any class."""
        if (found := self.lists["forms"].get(word.lower)) is not None:
            return str(found)
        return next((gloss for gloss in self._by_class(word)), None)

    def _by_class(self, word: Word) -> Iterator[str]:
        own = CLASSES.get(word.upos)
        names = [own, *(name for name in OPEN if name != own)] if own else []
        for name in names:
            for key in (word.lemma.lower(), word.lower):
                for feature in ("Gender", "Number"):
                    if marked := self.lists[str(name)].get(f"{key}:{word.feats.get(feature)}"):
                        yield str(marked)
                if (plain := self.lists[str(name)].get(key)) is not None:
                    yield str(plain)

    def phrase(self, words: Sequence[Word], i: int) -> tuple[int, str, str] | None:
        """The longest phrase that begins at a word: how many words, the list it stands in, and its gloss."""
        for length in range(min(LONGEST, len(words) - i), 1, -1):
            for name in ("qualifiers", "phrases"):
                for key in _keys(words[i : i + length]):
                    if (gloss := self.lists[name].get(key)) is not None:
                        return length, name, str(gloss)
        return None

    def english(self, text: str) -> frozenset[str]:
        """The glosses of words that stand without a sentence, as in the name of a body."""
        said = [word.strip(",.\"'“”«»()").lower() for word in text.replace("’", "'").replace("'", "' ").split()]
        named = (self.lists[name].get(word) for name in OPEN for word in said)
        return frozenset(str(gloss) for gloss in named if gloss)


def _keys(words: Sequence[Word]) -> Iterator[str]:
    yield " ".join(w.lower for w in words)
    yield " ".join(w.lemma.lower() for w in words)
    yield " ".join([words[0].lemma.lower(), *(w.lower for w in words[1:])])


@cache
def glosses(code: str) -> Glosses:
    """Load the lists of a language by its ISO 639-1 code."""
    return Glosses(code, lists(f"tongues/{code}"))
