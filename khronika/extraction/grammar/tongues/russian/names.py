"""Names of persons in the nominative, as far as their form gives it safely."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.russian import forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.extraction.grammar.tongues.words import Word

SURNAMES = {
    "Masc": (
        (re.compile(r"(.+(?:ов|ев|ёв|ин|ын))(?:а|у|ым|е)"), r"\1"),
        (re.compile(r"(.+[сц]к)(?:ого|ому|им|ом)"), r"\1ий"),
    ),
    "Fem": (
        (re.compile(r"(.+(?:ов|ев|ёв|ин|ын))(?:ой|у)"), r"\1а"),
        (re.compile(r"(.+[сц]к)(?:ой|ую)"), r"\1ая"),
    ),
}
GENDERED = re.compile(r".+(?:ов|ев|ёв|ин|ын|[сц]к)(?P<end>а|у|ым|ой|ого|ому|им)")
GIVEN = {  # of women, where the dictionary does not know the name
    "Gen": ((re.compile(r"(.+)ии"), r"\1ия"), (re.compile(r"(.+)ы"), r"\1а")),
    "Dat": ((re.compile(r"(.+)ии"), r"\1ия"), (re.compile(r"(.+)е"), r"\1а")),
    "Loc": ((re.compile(r"(.+)ии"), r"\1ия"), (re.compile(r"(.+)е"), r"\1а")),
    "Acc": ((re.compile(r"(.+)ю"), r"\1я"), (re.compile(r"(.+)у"), r"\1а")),
    "Ins": ((re.compile(r"(.+)ией"), r"\1ия"), (re.compile(r"(.+)ой"), r"\1а")),
}
OBLIQUE = {"ой": "Gen", "ым": "Ins", "ого": "Gen", "ому": "Dat", "им": "Ins"}
FOREIGN = {"Gen": "а", "Acc": "а", "Dat": "у", "Ins": "ом", "Loc": "е"}  # behind the consonant of a man's name
CONSONANT = re.compile(r".*[бвгджзклмнпрстфхцчшщ]")


def with_names(words: Sequence[Word]) -> Iterator[Word]:
    """The words, those of names with their nominative; a run of names with a given name among them is a person."""
    for run in _runs(words):
        if not _is_name(run[-1]):
            yield from run
            continue
        person = run[0].entity == "PER" or any(map(_is_given, run))
        for word, name in zip(run, nominative(run), strict=True):
            yield replace(word, entity="PER" if person else "", begins=person and word is run[0], name=name)


def _runs(words: Sequence[Word]) -> list[list[Word]]:
    """The words in runs: those of one name together, any other alone."""
    found: list[list[Word]] = []
    for word, following in zip(words, [*words[1:], None], strict=True):
        before = found[-1][-1] if found else None
        name = _is_name(word) or (following is not None and _is_name(following) and _is_given(word))
        if before is not None and name and _goes_on(before, word):
            found[-1].append(word)
        else:
            found.append([word])
    return found


def _goes_on(before: Word, word: Word) -> bool:
    """Whether a word belongs to the name before it, by its entity, or by its case where the model saw none or two."""
    same = before.feats.get("Case") == word.feats.get("Case")
    parted = same and word.deprel == "flat:name" and not _is_given(word)
    apart = word.begins or (before.entity != word.entity and (word.entity != "" or not same))
    return (_is_name(before) or _is_given(before)) and (parted or not apart)


def _is_name(word: Word) -> bool:
    return word.text[:1].isupper() and (word.entity == "PER" or (word.upos == "PROPN" and not word.entity))


def _is_given(word: Word) -> bool:
    """Whether a word is a given name in its case."""
    return (
        word.text[:1].isupper()
        and forms.given_gender(word.text, word.feats.get("Case", "Nom"), patronymic=False) is not None
    )


def nominative(words: Sequence[Word]) -> list[str]:
    """The words of one name in the nominative; a word whose form is in doubt stays as written."""
    cases = [w.feats["Case"] for w in words if w.feats.get("Case", "Nom") != "Nom"]
    case = "Nom" if words[0].deprel.startswith("nsubj") else max(cases, key=cases.count, default=_seen(words))
    if case == "Nom":
        return [word.text for word in words]
    gender = _gender(words, case)
    return [_word(word.text, case, gender) for word in words]


def _seen(words: Sequence[Word]) -> str:
    """The case that the ending of a surname shows, where the tagger took it for the nominative."""
    ends = [match["end"] for word in words if (match := GENDERED.fullmatch(word.text))]
    if "у" in ends:
        return "Dat" if any(forms.given_gender(w.text, "Dat") == "Masc" for w in words) else "Acc"
    return next((OBLIQUE[end] for end in ends if end in OBLIQUE), "Nom")


def _gender(words: Sequence[Word], case: str) -> str:
    """The gender that the ending of a surname gives, else a given name or patronymic, else the tagger."""
    for word in words:
        if match := GENDERED.fullmatch(word.text):
            return "Fem" if match["end"] == "ой" or (match["end"] == "у" and case == "Acc") else "Masc"
    for word in words:
        if found := forms.given_gender(word.text, case):
            return found
    return next((w.feats["Gender"] for w in words if "Gender" in w.feats), "Masc")


def _word(text: str, case: str, gender: str) -> str:
    if text.endswith(".") or len(text) == 1 or text.isupper():
        return text
    if known := forms.given_nominative(text, case, gender):
        return known
    for pattern, form in (*SURNAMES.get(gender, ()), *(GIVEN.get(case, ()) if gender == "Fem" else ())):
        if match := pattern.fullmatch(text):
            return str(match.expand(form))
    ending = FOREIGN.get(case, "")
    stem = text.removesuffix(ending)
    return stem if gender == "Masc" and stem != text and CONSONANT.fullmatch(stem) else text
