"""Keys of the names in a row: what is compared, and by what rows come near each other, whatever the script."""

from __future__ import annotations

import re
from functools import cache

from khronika.resolution.folding import plain
from khronika.resolution.words import words

ARABIC = re.compile(r"[\u0621-\u06ff]")
VOICING = re.compile(r"[\u0640\u064b-\u065f\u0670\u0621]")  # short vowels, lengthening, a bare hamza
ALIKE = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك"}
)
LEAST = 3  # letters that stay behind an article

# In order, on plain Latin letters: what several romanisations write for one sound; a capital is a sound of its own.
SOUNDS = tuple(
    (re.compile(pattern), sign)
    for pattern, sign in (
        (r"shch|sch|sh", "S"),
        (r"tch|ch", "C"),
        (r"dzh|dj|zh|j", "j"),
        (r"kh|\bx", "H"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ts|tz", "c"),
        (r"x", "ks"),
        (r"ck|q|c", "k"),
        (r"p", "b"),
        (r"(.)\1+", r"\1"),
        (r"h\b", ""),
        (r"^[aeiouy]+", "a"),
        (r"(?<=.)[aeiouyw]", ""),
    )
)


@cache
def clean(word: str) -> str:
    """Give a word, or words written as one, in the form in which it is compared letter by letter."""
    if ARABIC.search(word):
        return re.sub(r"[^\u0621-\u06ffa-z]", "", VOICING.sub("", word).translate(ALIKE))
    return plain(word).replace(" ", "")


@cache
def bone(word: str) -> str:
    """Give the consonants of a cleaned word by their sounds, with a mark where it begins with a vowel."""
    if ARABIC.search(word):
        return _arabic_bone(word)
    shape = _bare(word, words("rows")["articles"]["latin"])
    for pattern, sign in SOUNDS:
        shape = pattern.sub(sign, shape)
    return shape


def _arabic_bone(word: str) -> str:
    sounds = _sounds()
    shape = "".join(sounds.get(letter, "") for letter in _bare(word, words("rows")["articles"]["arabic"]))
    shape = re.sub(r"h$", "", shape)
    shape = re.sub(r"^[ay]+", "a", shape)
    return shape[:1] + re.sub(r"[ayw]", "", shape[1:])


@cache
def _sounds() -> dict[str, str]:
    return {letter: sound for sound, letters in words("rows")["arabic"].items() for letter in letters}


def _bare(word: str, articles: tuple[str, ...]) -> str:
    for article in articles:
        if word.startswith(article) and len(word) >= len(article) + LEAST:
            return word.removeprefix(article)
    return word


@cache
def parts(written: str) -> tuple[str, ...]:
    """Cut a full name into its cleaned parts, joining what is one name in two words ("Abd al-Rahman", "Abu Salah")."""
    arabic = bool(ARABIC.search(written))
    cut = [clean(token) for token in re.split(r"[\s\-‐–_.,]+", written.strip())]
    joined = words("rows")["joined_arabic" if arabic else "joined"]
    before, behind = set(joined["before"]), set(joined["behind"])
    found: list[str] = []
    open_ended = False
    for token in filter(None, cut):
        if found and (open_ended or token in behind):
            found[-1] += token
            if open_ended and found[-1].removeprefix(found[-1][: -len(token)]) in before:
                continue
        else:
            found.append(token)
        open_ended = token in before
    return _trailing(found, behind)


def _trailing(found: list[str], behind: set[str]) -> tuple[str, ...]:
    """Join what is of the word before but came in two words itself: "Nur" "aldin"."""
    out: list[str] = []
    for token in found:
        if out and token in behind:
            out[-1] += token
        else:
            out.append(token)
    return tuple(out)
