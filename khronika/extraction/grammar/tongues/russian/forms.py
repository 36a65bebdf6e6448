"""Forms of Russian words: their lemma by what the tagger says of them, and names in the nominative."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

POSES = {
    "NOUN": ("NOUN",),
    "PROPN": ("NOUN",),
    "VERB": ("VERB", "INFN", "PRTF", "PRTS", "GRND"),
    "AUX": ("VERB", "INFN"),
    "ADJ": ("ADJF", "ADJS", "COMP", "PRTF"),
    "ADV": ("ADVB", "COMP"),
    "NUM": ("NUMR",),
    "PRON": ("NPRO", "ADJF"),
    "DET": ("ADJF", "NPRO"),
    "ADP": ("PREP",),
}
CASES = {
    "Nom": "nomn",
    "Voc": "voct",
    "Par": "gen2",
    "Gen": "gent",
    "Dat": "datv",
    "Acc": "accs",
    "Ins": "ablt",
    "Loc": "loct",
}
NUMBERS = {"Sing": "sing", "Plur": "plur"}
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
NAMES = ("Name", "Surn", "Patr")
NO_WORDS = frozenset({*NAMES, "Geox", "Orgn", "Abbr"})
REMEMBERED = 50_000  # words of each sort; an archive has many more


@cache
def _analyzer() -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


def lemma(text: str, pos: str, feats: Mapping[str, str]) -> str:
    """The dictionary form that agrees best with a part of speech and features of Universal Dependencies."""
    return _lemma(text.lower(), pos, feats.get("Case", ""), feats.get("Number", ""), feats.get("Gender", ""))


@lru_cache(maxsize=REMEMBERED)
def _lemma(word: str, pos: str, case: str, number: str, gender: str) -> str:
    wanted = {CASES.get(case, ""), NUMBERS.get(number, ""), GENDERS.get(gender, "")} - {""}
    read = _analyzer().parse(word)
    best = max(read, key=lambda p: (p.tag.POS in POSES.get(pos, ()), len(wanted & p.tag.grammemes), p.score))
    noun = best.inflect({"nomn", "sing", "masc"}) if pos == "NOUN" and best.tag.POS == "PRTF" else None
    return str(noun.word if noun else best.normal_form).replace("ё", "е")  # "задержанные" are people, no deed


@lru_cache(maxsize=REMEMBERED)
def is_verb(word: str) -> bool:
    """Whether a word can only be a verb."""
    return all(p.tag.POS == "VERB" for p in _analyzer().parse(word.lower()))


@lru_cache(maxsize=REMEMBERED)
def given_gender(word: str, case: str, *, patronymic: bool = True) -> str | None:
    """The gender of a given name, or patronymic, in a case; None where the word is none."""
    kinds = {"Name", "Patr"} if patronymic else {"Name"}
    read = _analyzer().parse(word.lower())
    found = [p.tag.gender for p in read if kinds & p.tag.grammemes and p.tag.case == CASES[case]]
    return next((name for gender in found for name, code in GENDERS.items() if code == gender), None)


@lru_cache(maxsize=REMEMBERED)
def given_nominative(word: str, case: str, gender: str) -> str | None:
    """The nominative of a given name or patronymic of a gender, None where the word is none in that case."""
    if not _analyzer().word_is_known(word.lower()):
        return None
    wanted = {CASES[case], GENDERS.get(gender, "")}
    read = sorted(_analyzer().parse(word.lower()), key=lambda p: "Fixd" in p.tag)  # "Алию" is rather Алия's case
    for p in read:
        if {"Name", "Patr"} & p.tag.grammemes and wanted <= p.tag.grammemes and (form := p.inflect({"nomn", "sing"})):
            return str(form.word).capitalize()
    return None


@lru_cache(maxsize=REMEMBERED)
def is_singular(word: str) -> bool:
    """Whether a noun stands in the singular: "сотню", "тысяча"."""
    return any("sing" in p.tag and "NOUN" in p.tag for p in _analyzer().parse(word.lower())) and not any(
        "plur" in p.tag and p.tag.case == "nomn" for p in _analyzer().parse(word.lower())
    )


class Dictionary:
    """Russian words in small letters that are something else than a name."""

    def __contains__(self, word: object) -> bool:
        """Say whether the dictionary has the word, and not only as a name."""
        return _is_ordinary(str(word))


@lru_cache(maxsize=REMEMBERED)
def _is_ordinary(word: str) -> bool:
    known = _analyzer().word_is_known(word)
    return known and any(not NO_WORDS & p.tag.grammemes for p in _analyzer().parse(word))
