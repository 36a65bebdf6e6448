"""What is particular to a script: lookalike letters, letters with two readings, Arabic letters without vowels."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

LATIN, CYRILLIC = "AaBCcEeHIiJjKMOoPpSsTXxYy", "АаВСсЕеНІіЈјКМОоРрЅѕТХхУу"
TO_CYRILLIC, TO_LATIN = str.maketrans(LATIN, CYRILLIC), str.maketrans(CYRILLIC, LATIN)
LETTERS_FOR_DIGITS = str.maketrans("01345789", "oieastbg")
LATIN_LETTER, CYRILLIC_LETTER = re.compile(r"[A-Za-z]"), re.compile(r"[\u0400-\u04ff]")
ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
HAN, HANGUL = re.compile(r"^[\u3400-\u9fff]{2,4}$"), re.compile(r"^[\uac00-\ud7a3]{2,4}$")
MANY = 1 << 17  # words remembered
FEW = 3  # letters of a word in which a digit is taken for a letter
MOST = 24  # readings of one word; nobody's name needs more

# A letter that romanisations and languages write in more than one way; the first reading is the usual one.
READINGS = {
    "ө": ("o", "u"), "ә": ("a", "ya", "e"), "ү": ("u", "i"), "ұ": ("u", "o"), "қ": ("q", "kh"), "ё": ("e", "yo", "o"),
    "ə": ("e", "a"), "ö": ("o", "oe"), "ü": ("u", "ue"), "ä": ("a", "ae"), "ø": ("o", "oe"), "å": ("a", "aa"),
    "ş": ("sh", "s"), "š": ("sh", "s"), "ç": ("ch", "c"), "č": ("ch", "c"), "ć": ("ch", "c"), "ž": ("zh", "z"),
    "ğ": ("g", ""), "j": ("j", "y"),
}  # fmt: skip
HARMONY = re.compile(r"(?<=[^\W\d_])і(?=[^\W\d_])")
UKRAINIAN = re.compile(r"[іїєґў]")
KAZAKH = re.compile(r"[әғқңөұүһ]")


def mended(text: str) -> str:
    """Give a text with letters of another script replaced by those that they look like."""
    return " ".join(_mended(token) for token in text.split())


@lru_cache(MANY)
def _mended(token: str) -> str:
    token = unicodedata.normalize("NFKC", token)
    latin, cyrillic = LATIN_LETTER.findall(token), CYRILLIC_LETTER.findall(token)
    if latin and cyrillic:
        if len(cyrillic) >= len(latin) and all(sign in LATIN for sign in latin):
            return token.translate(TO_CYRILLIC)
        if all(sign in CYRILLIC for sign in cyrillic):
            return token.translate(TO_LATIN)
    return token


def lettered(token: str) -> str:
    """Give a word of a name with digits replaced by the letters that they look like."""
    letters, digits = (sum(map(kind, token)) for kind in (str.isalpha, str.isdigit))
    if not digits or letters < FEW or letters <= digits:
        return token
    return re.sub(r"1(?=[aeiou])|(?<=[aeiou])1", "l", token).translate(LETTERS_FOR_DIGITS)


def readings(word: str) -> list[str]:
    """Give the ways in which a small word is read: "өтеген" as "oтеген" and "uтеген"; at most 24, the usual first."""
    table = dict(READINGS)
    if UKRAINIAN.search(word) and not KAZAKH.search(word):
        table["г"] = ("g", "h")
    if KAZAKH.search(word):
        table["ы"] = ("y", "")
    word = re.sub(r"(?<!d)j", "j", word)
    choices = [table.get(sign, (sign,)) for sign in word]
    if "dj" in word:
        choices[word.index("dj") + 1] = ("j",)
    found = ["".join(one) for one in _few(choices)]
    if HARMONY.search(word):
        found += [HARMONY.sub(by, one, count=1) for one in found for by in ("", "u")]
    return found + [one.replace("yo", "e") for one in found if "yo" in one]


def _few(choices: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    made = 1
    for at, several in enumerate(choices):
        made *= len(several)
        if made > MOST:
            choices = [*choices[:at], *((each[0],) for each in choices[at:])]
            break
    return list(product(*choices))


# Arabic and Persian letters: the sign they fold to; `LONG` are vowels or half-vowels, `MUTE` is not written elsewhere.
CONSONANTS = {
    "ب": "b", "پ": "p", "ت": "t", "ث": "t", "ج": "J", "چ": "C", "ح": "h", "خ": "h", "د": "d", "ذ": "d", "ر": "r",
    "ز": "s", "ژ": "J", "س": "s", "ش": "S", "ص": "s", "ض": "d", "ط": "t", "ظ": "s", "غ": "g", "ف": "f", "ق": "k",
    "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h",
}  # fmt: skip
SOUNDS = {
    "b": "[bp]",
    "f": "[fv]",
    "J": "(?:zh|g)",
    "S": "sh",
    "C": "ch",
    "ذ": "[ds]",
    "ظ": "[sd]",
    "ض": "[ds]",
    "ث": "[ts]",
    "ق": "[kg]",
}
LONG = {"ا": "[ae]?", "و": "(?:[ao]?[uo]|a?v)", "ي": "(?:[ae]?[ie]+|i)?", "ى": "[aei]?", "ی": "(?:[ae]?[ie]+|i)?"}
MUTE = {"ع": "[aeiou]?", "ء": "[aeiou]?"}
SAME_LETTERS = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ؤ": "و", "ئ": "ي", "ۀ": "ه", "ھ": "ه", "ہ": "ه", "ے": "ي"})
WEAK = re.compile(r"[aeiouhv ]")
TWICE = re.compile(r"(.)\1+")


@lru_cache(MANY)
def arabic_letters(word: str) -> str:
    """Give the letters of an Arabic or Persian name without vowel signs, articles and spaces, its variants unified."""
    bare = re.sub(r"[\u064b-\u065f\u0670\u0640\u200c\u200d]", "", unicodedata.normalize("NFKC", word))
    bare = bare.translate(SAME_LETTERS)
    bare = re.sub(r"\b(عبد|ابو|ام)\s*", r"\1 ", bare) if bare.startswith(("عبد", "ابو")) else bare
    bare = re.sub(r"(?:(?<=\s)|^)(?:ال)(?=\w{2})", "", bare)
    return re.sub(r"[^\u0620-\u06ff]", "", re.sub(r"[ةه]\b", "ه", bare))


@lru_cache(MANY)
def arabic_fold(word: str) -> str:
    """Give the one form of an Arabic name: its consonants and long vowels in Latin signs ("mhmud")."""
    letters = re.sub(r"(?<=..)[يىی]$", "ي", arabic_letters(word))
    signs = {**CONSONANTS, "ا": "a", "و": "u", "ي": "i", "ی": "i", "ى": "i", "ع": "e", "ء": ""}
    return "".join(signs.get(letter, letter) for letter in letters)


@lru_cache(MANY)
def arabic_pattern(word: str) -> re.Pattern[str]:
    """Give a pattern for the Latin folds that an Arabic name may have: short vowels free, long ones in their place."""
    letters = arabic_letters(word)
    parts = []
    for number, letter in enumerate(letters):
        if letter in CONSONANTS:
            last = number == len(letters) - 1
            sound = SOUNDS.get(letter) or SOUNDS.get(CONSONANTS[letter]) or CONSONANTS[letter]
            parts.append("(?:a?h?)" if letter == "ه" and last else sound + "[aeiou]?" * (not last))
        elif letter == "ا" and not number:
            parts.append("[aeiou]?")
        else:
            parts.append(LONG.get(letter) or MUTE.get(letter, ""))
    return re.compile("".join(parts))


@lru_cache(MANY)
def bones(folded: str) -> frozenset[str]:
    """Give the consonants of a Latin fold, which an Arabic spelling shares whatever its vowels are."""
    return frozenset({TWICE.sub(r"\1", WEAK.sub("", folded))})


@lru_cache(MANY)
def arabic_bones(word: str) -> frozenset[str]:
    """Give what the consonants of an Arabic name may be in Latin signs, weak ones left out."""
    several = {
        "ب": "bp",
        "ج": "zg",
        "ژ": "z",
        "ش": "s",
        "چ": "c",
        "ذ": "ds",
        "ظ": "sd",
        "ض": "ds",
        "ث": "ts",
        "ق": "kg",
    }
    letters = [letter for letter in arabic_letters(word) if letter in CONSONANTS and CONSONANTS[letter] != "h"]
    choices = [tuple(several.get(letter, CONSONANTS[letter])) for letter in letters]
    return frozenset(TWICE.sub(r"\1", "".join(one)) for one in _few(choices))


def signs(folded: str) -> str:
    """Give a fold with one sign for each sound, so that a slip of the pen counts once: "zh" is one."""
    for sound, sign in (("sh", "S"), ("ch", "C"), ("zh", "J")):
        folded = folded.replace(sound, sign)
    return folded
