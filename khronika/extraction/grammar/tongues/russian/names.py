"""Names of persons in the nominative, as far as their form gives it safely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.russian import forms

if TYPE_CHECKING:
    from collections.abc import Sequence

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
FOREIGN = {"Gen": "а", "Acc": "а", "Dat": "у", "Ins": "ом", "Loc": "е"}  # behind the consonant of a man's name
CONSONANT = re.compile(r".*[бвгджзклмнпрстфхцчшщ]")


def split(words: Sequence[Word]) -> list[list[Word]]:
    """Cut a run of name words where a second given name in another case begins: "дочь Ивана Дарина Анна"."""
    found: list[list[Word]] = []
    for word in words:
        case, before = word.feats.get("Case", "Nom"), found[-1] if found else []
        other = bool(before) and case != before[0].feats.get("Case", case)
        if not before or (other and _is_given(word) and any(map(_is_given, before))):
            found.append([])
        found[-1].append(word)
    return found


def _is_given(word: Word) -> bool:
    """Whether a word is a given name in its case."""
    return forms.given_gender(word.text, word.feats.get("Case", "Nom"), patronymic=False) is not None


def nominative(words: Sequence[Word]) -> list[str]:
    """The words of one name in the nominative; a word whose form is in doubt stays as written."""
    cases = [w.feats["Case"] for w in words if w.feats.get("Case", "Nom") != "Nom"]
    case = max(cases, key=cases.count, default="Nom")
    if case == "Nom":
        return [word.text for word in words]
    gender = _gender(words, case)
    return [_word(word.text, case, gender) for word in words]


def _gender(words: Sequence[Word], case: str) -> str:
    """The gender that a given name or patronymic has, else the one that the tagger saw first."""
    for word in words:
        if found := forms.given_gender(word.text, case):
            return found
    return next((w.feats["Gender"] for w in words if "Gender" in w.feats), "Masc")


def _word(text: str, case: str, gender: str) -> str:
    if text.endswith(".") or len(text) == 1 or text.isupper():
        return text
    if known := forms.given_nominative(text, case, gender):
        return known
    for pattern, form in SURNAMES.get(gender, ()):
        if match := pattern.fullmatch(text):
            return match.expand(form)
    ending = FOREIGN.get(case, "")
    stem = text.removesuffix(ending)
    return stem if gender == "Masc" and stem != text and CONSONANT.fullmatch(stem) else text
