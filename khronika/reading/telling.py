"""Which language words are in: by their script, by letters that few languages have, and by frequent words."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_LISTS = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))
SCRIPTS: Mapping[str, Sequence[str]] = _LISTS["scripts"]
DENSE = frozenset(_LISTS["dense"]["scripts"])
LETTERS = {language: frozenset(letters) for language, letters in _LISTS["letters"].items()}
TELLING = {
    least: {language: frozenset(letters) for language, letters in _LISTS[name].items()}
    for least, name in ((20, "often"), (40, "always"))
}
FREQUENT_WORDS = {language: frozenset(words) for language, words in _LISTS["words"].items()}

# Vowel signs, points and joiners inside words, which are no letters to `re`.
SIGNS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0962\u0963"
UNSEEN = "\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # soft hyphens, marks of direction
SIGNS += UNSEEN
WORD = re.compile(rf"[^\W\d_]+(?:[{SIGNS}]+[^\W\d_]*)*")
INVISIBLE = re.compile(f"[{UNSEEN}]+")
FEWEST_LETTERS = 20  # in fewer, names and acronyms mislead
PLAIN = 0.2  # share of words that speak for a language, from which it is plain
FAR_AHEAD = 2  # times as much as for any other language
LEAST = 1.5  # words that speak for a language
SOME = 0.5  # where none speaks for the language around
STRANGE_WORDS, STRANGE = 6, 0.1  # so many words with so small a share that speak for a language are hardly in it
SAMPLE = 400  # characters that the model is shown


@dataclass(frozen=True, slots=True)
class Evidence:
    """What words say: how many letters and words, and for each language how many words speak for it.

    `weight` counts a word that several languages have as a part for each; a word with a letter that a language has
    not counts against it.
    """

    letters: int
    words: int
    share: Mapping[str, int]
    weight: Mapping[str, float]

    def plain(self) -> str | None:
        """Name the language that the words leave no doubt of."""
        if self.letters < FEWEST_LETTERS or not self.weight:
            return None
        ranked = sorted(self.weight.items(), key=lambda pair: (-pair[1], pair[0]))
        language, most = ranked[0]
        next_most = max(ranked[1][1], 0.0) if len(ranked) > 1 else 0.0
        enough = most >= LEAST and self.share[language] >= PLAIN * self.words
        return language if enough and most >= FAR_AHEAD * next_most else None

    def strange_to(self, language: str) -> bool:
        """Whether hardly a word speaks for a language, though there are enough of them."""
        return self.words >= STRANGE_WORDS and self.share.get(language, 0) < STRANGE * self.words

    def ahead_of(self, near: Collection[str]) -> str:
        """Name the language around for which most words speak, or one that is far ahead of it."""
        language = max(near, key=lambda each: (self.weight.get(each, 0.0), each))
        here = self.weight.get(language, 0.0)
        least = max(LEAST, FAR_AHEAD * here) if here > 0 else SOME
        ranked = sorted(((weight, each) for each, weight in self.weight.items() if weight >= least), reverse=True)
        return ranked[0][1] if ranked and self.letters >= FEWEST_LETTERS else language


def evidence(text: str, script: str) -> Evidence:
    """Weigh the words of a text for each of the languages of its script."""
    text = _seen(text)
    words = WORD.findall(text)
    letters = sum(map(len, words))
    share: Counter[str] = Counter()
    weight: defaultdict[str, float] = defaultdict(float)
    known = _known(script)
    for languages, times in Counter([known[w] for w in map(str.lower, words) if w in known]).items():
        for language in languages:
            share[language] += times
            weight[language] += times / len(languages)
    missing = tuple(_without(text, script, letters))
    _drop(weight, missing)
    small = sum(1 for word in words if not word[0].isupper())
    found = Evidence(letters, small or len(words), share, weight)
    if not text.isascii() and not found.plain():
        _by_letters(words, script, share, weight)
        _drop(weight, missing)
    return found


def _seen(text: str) -> str:
    """Leave out what nobody sees, so that it changes no word."""
    return text if text.isascii() else INVISIBLE.sub("", text)


def _drop(weight: defaultdict[str, float], missing: Iterable[str]) -> None:
    for language in missing:
        weight.pop(language, None)


def _by_letters(words: Sequence[str], script: str, share: Counter[str], weight: defaultdict[str, float]) -> None:
    """Let each word with special letters speak for the languages that have them all; names are no evidence."""
    special, languages = _special(script), SCRIPTS.get(script, ())
    for word, times in Counter(word for word in words if not special.isdisjoint(word)).items():
        if word[0].isupper():
            continue
        own = special.intersection(word)
        fitting = [language for language in languages if own <= LETTERS.get(language, frozenset())]
        for language in languages:
            if language in fitting:
                share[language] += times
                weight[language] += times / len(fitting)
            else:
                weight[language] -= times / 2


def _without(text: str, script: str, letters: int) -> Iterator[str]:
    """Give the languages of which a text would have letters that it has not."""
    present = frozenset(text.lower())
    for least, telling in TELLING.items():
        if letters >= least:
            yield from (name for name in SCRIPTS.get(script, ()) if present.isdisjoint(telling.get(name, present)))


@cache
def _known(script: str) -> dict[str, tuple[str, ...]]:
    """The frequent words of the languages of a script, each with those that have it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for language in SCRIPTS.get(script, ()):
        for word in FREQUENT_WORDS.get(language, ()):
            found[word].append(language)
    return {word: tuple(languages) for word, languages in found.items()}


@cache
def _special(script: str) -> frozenset[str]:
    """The letters that not every language of a script has."""
    return frozenset().union(*(LETTERS.get(language, frozenset()) for language in SCRIPTS.get(script, ())))


def asked(text: str, script: str) -> str | None:
    """Ask the model, which is slow to load, for the likeliest language of the text's script."""
    sample = _seen(text)[:SAMPLE]
    among = frozenset(SCRIPTS.get(script, ())) - frozenset(_without(sample, script, sum(map(str.isalpha, sample))))
    if len(among) > 1:
        return next((str(code) for code, _ in _identifier().rank(sample) if code in among), SCRIPTS[script][0])
    return next(iter(among), None)


@cache
def _identifier() -> Any:  # noqa: ANN401 - a library without types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    known = set(identifier.labels) if hasattr(identifier, "labels") else None
    ours = {language for languages in SCRIPTS.values() for language in languages}
    identifier.set_languages(sorted(ours & known) if known else None)
    return identifier
