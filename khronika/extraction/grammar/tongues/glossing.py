"""Words of a language with their English keys: numbers and phrases made one, every word glossed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.numbers import number
from khronika.extraction.grammar.tongues.words import Word, merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.extraction.grammar.tongues.glosses import Glosses


@dataclass(frozen=True, slots=True)
class Glossed:
    """A word and the English key that stands for it; without a gloss `key` is empty and the word stands for itself.

    `role` says what kind of entry gave the key: "number", "collective" (a noun that is a number, "vingtaine"),
    "qualifier" (of a number), "phrase", "word" or "".
    """

    word: Word
    key: str = ""
    role: str = ""


def glossed(words: Sequence[Word], tongue: Glosses) -> list[Glossed]:
    """Gloss the words of a sentence; several words that have one meaning become one."""
    found, i = list(words), 0
    keys: list[tuple[str, str]] = []
    while i < len(found):
        i = _read(found, i, keys, tongue)
    return [Glossed(word, *key) for word, key in zip(found, keys, strict=True)]


def _read(words: list[Word], i: int, keys: list[tuple[str, str]], tongue: Glosses) -> int:
    """Gloss what begins at a word, merging it in place; the index behind it."""
    if words[i].key:
        keys.append((words[i].key, words[i].role))
        return i + 1
    if (phrase := tongue.phrase(words, i)) is not None:
        length, kind, gloss = phrase
        role = "qualifier" if kind == "qualifiers" else "phrase"
        parts = gloss.split(" ")
        if role == "qualifier" and len(parts) == length:
            keys += [(part, role) for part in parts]
            return i + length
        words[:] = merged(words, i, i + length - 1)
        words[i] = _classed(words[i], gloss)
        keys.append((gloss.split("|")[0], role))
        return i + 1
    if _counts(words, i, tongue) and (value := number(words, i, tongue)) is not None:
        plain = words[i].text.isdecimal() and value[1] == i
        words[:] = merged(words, i, value[1])
        keys.append((words[i].text if plain else f"{value[0]:,}", "number"))  # "2,000" is no year
        return i + 1
    keys.append(_single(words[i], tongue))
    words[i] = _classed(words[i], tongue.of(words[i]) or "")
    return i + 1


def _single(word: Word, tongue: Glosses) -> tuple[str, str]:
    if word.lower in tongue.lists["forms"]:
        return str(tongue.of(word)).split("|")[0], "word"
    for key in (word.lower, word.lemma.lower()):
        if (value := tongue.lists["collectives"].get(key)) is not None:
            return str(value), "collective"
    if word.lower in tongue.lists["qualifiers"]:
        return str(tongue.lists["qualifiers"][word.lower]), "qualifier"
    gloss = tongue.of(word)
    return (gloss.split("|")[0], "word") if gloss is not None else ("", "")


def _classed(word: Word, gloss: str) -> Word:
    """A gloss may name the class of its word: "miss|VERB"; an adverb needs no preposition."""
    if "|" not in gloss:
        return word
    upos = gloss.split("|")[1]
    relation = "advmod" if upos == "ADV" and word.head != word.i else word.deprel
    return replace(word, upos=upos, deprel=relation)


def _counts(words: Sequence[Word], i: int, tongue: Glosses) -> bool:
    """Whether a word that may be an article ("un") is a number here."""
    word = words[i]
    if word.lower not in tongue.lists["links"].get("articles", ()):
        return True
    before = words[i - 1].lower if i else ""
    if any(w.lower in tongue.lists["links"].get("ranges", ()) for w in words[i + 1 : i + 2]):
        return True
    return word.upos in {"NUM", "PRON"} or before in tongue.lists["links"].get("counting", ())
