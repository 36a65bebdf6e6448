"""Penn Treebank tags, and what the form of a verb says, from universal tags and features."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khronika.extraction.grammar.tongues.words import Word

MODALS = frozenset({"must", "should", "can", "could", "may", "might"})
RELATIVES = {"who": "WP", "whom": "WP", "which": "WDT", "that": "WDT", "whose": "WP$"}
BY_CLASS = {
    "ADJ": "JJ",
    "ADV": "RB",
    "ADP": "IN",
    "SCONJ": "IN",
    "CCONJ": "CC",
    "DET": "DT",
    "NUM": "CD",
    "PART": "RB",
    "INTJ": "UH",
    "SYM": "SYM",
    "X": "FW",
}
MOODS = {"Fut": "future", "Cnd": "conditional", "Imp": "imperative"}


def tag(word: Word, pos: str, key: str, *, have: bool) -> str:
    """The Penn tag of a word in its class; `have` says that an auxiliary stands with it."""
    if pos in {"NOUN", "PROPN"}:
        proper = "P" if pos == "PROPN" else ""
        return f"NN{proper}{'S' if word.feats.get('Number') == 'Plur' else ''}"
    if pos in {"VERB", "AUX"}:
        return _verb(word, key, have=have)
    if pos in {"PRON", "DET"} and key in RELATIVES and word.feats.get("PronType", "Rel") in {"Rel", "Rel,Int"}:
        return RELATIVES[key]
    if pos == "PART" and key == "to":
        return "TO"
    if pos == "PUNCT":
        return word.text if word.text in {",", ".", ":"} else "." if word.text in {"!", "?"} else ":"
    if pos in {"PRON", "DET"} and word.feats.get("Poss") == "Yes":
        return "PRP$"
    return "PRP" if pos == "PRON" else BY_CLASS.get(pos, "XX")


def _verb(word: Word, key: str, *, have: bool) -> str:
    if key in MODALS:
        return "MD"
    form, tense = word.feats.get("VerbForm"), word.feats.get("Tense")
    if form == "Part" or form is None:
        return "VBG" if tense == "Pres" and word.feats.get("Voice") != "Pass" else "VBN"
    if form in {"Conv", "Ger"}:
        return "VBG"
    if form == "Inf":
        return "VBN" if have and tense == "Past" else "VB"
    if word.feats.get("Mood") == "Imp":
        return "VB"
    if tense in {"Past", "Imp"}:
        return "VBD"
    return "VBP" if word.feats.get("Number") == "Plur" else "VBZ"


def perfect(word: Word) -> bool:
    """Whether a verb is a past participle: the perfect of a modal says that something happened."""
    return word.feats.get("VerbForm") == "Part" and word.feats.get("Tense") == "Past"


def mood(word: Word) -> str:
    """What the form of a verb itself says where English has an auxiliary: "future", "conditional", "imperative"."""
    if word.feats.get("Mood") in {"Cnd", "Imp"}:
        return MOODS[word.feats["Mood"]]
    return "future" if word.feats.get("Tense") == "Fut" else ""


def lemma(key: str) -> str:
    """The lemma of a key: a key of several words keeps them."""
    return {"am": "be", "is": "be", "are": "be", "people": "person"}.get(key, key)
