"""Gloss lists: for each word of a language the English key by which the grammar and its word lists know it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

from khronika.extraction.lists import kept, lists, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khronika.extraction.grammar.tongues.words import Word

OPEN = ("nouns", "verbs", "adjectives", "adverbs")  # the lists of the open classes, by lemma
CLASSES = {"NOUN": "nouns", "PROPN": "nouns", "VERB": "verbs", "AUX": "verbs", "ADJ": "adjectives", "ADV": "adverbs"}
LONGEST = 6  # words of a phrase
OPENING = re.compile(r"[^ ']*'?")  # the first word of a phrase


@dataclass(frozen=True)
class Glosses:
    """The lists of `data/tongues/CODE.toml`, see there what each of them holds."""

    code: str
    lists: Mapping[str, Mapping[str, Any]]

    def of(self, word: Word) -> str | None:
        """The English lemma of a word: by its form, else by lemma and class, else by lemma in any class."""
        for form in (f"{word.lower}:{word.upos}", word.lower):
            if (found := self.lists["forms"].get(form)) is not None:
                return str(found)
        return next(self._by_class(word), None)

    def _by_class(self, word: Word) -> Iterator[str]:
        own = CLASSES.get(word.upos)
        names = [own, *(name for name in OPEN if name != own)] if own else []
        stems = [word.lower.removesuffix(e) for e in self.lists["links"].get("endings", ()) if word.lower.endswith(e)]
        for name in names:
            for key in (word.lemma.lower(), word.lower, *stems):
                for feature in ("Gender", "Number"):
                    if marked := self.lists[str(name)].get(f"{key}:{word.feats.get(feature)}"):
                        yield str(marked)
                if (plain := self.lists[str(name)].get(key)) is not None:
                    participle = own == "adjectives" and name == "verbs"
                    yield f"{plain}|VERB" if participle else str(plain)

    @cached_property
    def openings(self) -> frozenset[str]:
        """The words that a phrase of the lists may begin with."""
        phrases = (*self.lists["qualifiers"], *self.lists["phrases"])
        return frozenset(OPENING.match(phrase.lower()).group() for phrase in phrases)  # type: ignore[union-attr]

    def phrase(self, words: Sequence[Word], i: int) -> tuple[int, str, str] | None:
        """The longest phrase that begins at a word: how many words, the list it stands in, and its gloss."""
        if words[i].lower not in self.openings and words[i].lemma.lower() not in self.openings:
            return None
        for length in range(min(LONGEST, len(words) - i), 1, -1):
            keys = dict.fromkeys(_keys(words[i : i + length]))
            for name in ("qualifiers", "phrases"):
                for key in keys:
                    if (gloss := self.lists[name].get(key)) is not None:
                        return length, name, str(gloss)
        return None

    def governed(self, word: Word, cases: Iterable[Word]) -> str | None:
        """The gloss of a verb that means something else with one of these prepositions."""
        known = self.lists.get("governed", {})
        found = (known.get(f"{word.lemma.lower()} {case.lower}") for case in cases)
        return next((str(gloss) for gloss in found if gloss), None)


def _keys(words: Sequence[Word]) -> Iterator[str]:
    """The words as a list writes them: as in the text, by their lemmas, and with the first one's lemma alone."""
    forms, lemmas = [w.lower for w in words], [w.lemma.lower() for w in words]
    for chosen in (forms, lemmas, [lemmas[0], *forms[1:]]):
        yield " ".join(chosen).replace("' ", "'")


@kept
def glosses(code: str) -> Glosses:
    """Load the lists of a language by its ISO 639-1 code."""
    return Glosses(code, lists(f"tongues/{code}"))


@kept
def month_names() -> dict[str, int]:
    """The names of the months, in English and in every language that has a gloss list, with their numbers."""
    months = table("dates", "months")
    packaged = resources.files("khronika.extraction").joinpath("data", "tongues").iterdir()
    forms = [pair for file in packaged for pair in lists(f"tongues/{file.name[:-5]}")["forms"].items()]
    return {**months, **{word: months[gloss] for word, gloss in forms if gloss in months}}
