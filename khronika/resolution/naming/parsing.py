"""From a name as written to its parts: order, titles, initials, patronymics, particles, words run together."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from khronika.resolution.folding import fold, plain
from khronika.resolution.naming.kin import ending
from khronika.resolution.naming.parts import PersonName
from khronika.resolution.naming.scripts import HAN, HANGUL, lettered, mended
from khronika.resolution.naming.word import word
from khronika.resolution.words import words

MANY = 1 << 16  # names remembered; more would fill the memory of a small machine
INITIALS = re.compile(r"^(?:\w{1,2}\.)+-?(?:\w{1,2}\.)*$|^[^\W\d_]$")
JOINT = re.compile(r"(?<=[^\W\d_A-ZА-ЯЁ])(?=[A-ZА-ЯЁӘҒҚҢӨҰҮІ][^\W\d_A-ZА-ЯЁ]{2})")
ARTICLE = re.compile(r"^(?:al|el)[ -]", re.IGNORECASE)
BRACKETS = re.compile(r"[\"“”«»„()\[\]]")
PINYIN = re.compile(r"^(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiou]{1,3}(?:ng|n|r)?){1,2}$")
TWO, THREE, LONGEST = 2, 3, len("senior,")
KEPT_TOGETHER = frozenset({"mac"})  # "MacDonald" is one word


@lru_cache(MANY)
def listed(table: str, key: str = "words") -> frozenset[str]:
    """Give a list of small words of `names.toml` in plain letters and as written."""
    entries = words("names")[table][key]
    return frozenset({plain(entry) for entry in entries} | set(entries)) - {""}


@lru_cache(MANY)
def parse(written: str) -> PersonName:
    """Take a name apart: "KARIMOV Daulet", "Karimov, D.", "Daulet A. Karimov", "Ahmad bin Ali"."""
    text = unicodedata.normalize("NFC", written)
    if _nobody(text):
        return PersonName(written, placeholder=True)
    head, comma, tail = BRACKETS.sub(" ", text).partition(",")
    tokens = [*tail.split(), *head.split()] if comma else head.split()
    tokens = [part for token in tokens for part in _split(lettered(mended(token)))]
    tokens = [token for token in tokens if any(map(str.isalnum, token))]
    generation, tokens = _generation(_untitled(tokens))
    tokens = _compounded(tokens)
    name = _eastern(tokens) or _bound(tokens, generation) or _parted(tokens, generation, comma=bool(comma))
    return name if name.surname else PersonName(written)


def _nobody(text: str) -> bool:
    small = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold())
    always = listed("placeholders", "always")
    return (
        not small
        or any(one in always for one in small)
        or " ".join(map(plain, small)) in listed("placeholders", "whole")
    )


def _split(token: str) -> list[str]:
    """Take words apart that lost the space between them: "ZagipaYahyanovna"; not "McLean" and "LeBron"."""
    parts = JOINT.split(token)
    if len(parts) == 1 or any(len(part) < THREE or plain(part) in KEPT_TOGETHER for part in parts):
        return [token]
    return parts


def _untitled(tokens: list[str]) -> list[str]:
    titles = listed("address")
    while len(tokens) > 1 and plain(tokens[0]) in titles:
        tokens = tokens[1:]
    return [token for token in tokens[:-1] if plain(token) not in listed("address", "everywhere")] + tokens[-1:]


def _generation(tokens: list[str]) -> tuple[str | None, list[str]]:
    """Take "Jr." and the like off the end, or from before the given name of "Orlov Jr., Peter"."""
    for at, token in enumerate(tokens[1:], 1):
        for generation in words("names")["generations"] if len(tokens) > TWO and len(token) <= LONGEST else ():
            if plain(token) in listed("generations", generation):
                return generation, tokens[:at] + tokens[at + 1 :]
    return None, tokens


def _compounded(tokens: list[str]) -> list[str]:
    """Make one word of what is one name: "Abd al-Aziz", "Abu Bakr", "Salah al-Din", "Heydar oglu"."""
    made: list[str] = []
    compounds = words("names")["compounds"]
    for token in tokens:
        before = plain(made[-1]).split() if made else []
        if before and _continues(before, plain(token)):
            made[-1] = f"{made[-1]} {token}"
        elif len(made) > 1 and plain(token) in compounds["faith"] and plain(made[-1]) in compounds["article"]:
            made[-2:] = [f"{made[-2]} {made[-1]} {token}"]
        else:
            made.append(token)
    return made


def _continues(before: list[str], small: str) -> bool:
    """Say whether a word belongs to the one before it."""
    compounds = words("names")["compounds"]
    openers = {*compounds["servant"], *compounds["parent"]}
    if before[0] in openers and (len(before) == 1 or all(one in compounds["article"] for one in before[1:])):
        return True
    if {small} & (listed("patronymic_words", "male") | listed("patronymic_words", "female")):
        return len(before) == 1
    if before[-1] in compounds["article"] and len(before) > 1:
        return True
    return len(both := small.split()) == TWO and both[1] in compounds["faith"]


def _eastern(tokens: list[str]) -> PersonName | None:
    """Take a Chinese or Korean name in its own script apart: the surname is its first sign, or a known pair."""
    text = "".join(tokens)
    if not (HAN.match(text) or HANGUL.match(text)):
        return None
    double = text[:TWO] in words("names")["surname_first"]["double"] and len(text) > TWO
    return PersonName(text[: 1 + double], (text[1 + double :],), ordered=True)


def _bound(tokens: list[str], generation: str | None) -> PersonName | None:
    """Take a name apart whose words "bin", "ibn", "bint" say who is whose child."""
    if len(tokens) == THREE and plain(tokens[0]) in listed("connectors") and tokens[0].islower():
        tokens = [tokens[2], *tokens[:2]]  # "bin Karim Omar"
    links = [at for at, token in enumerate(tokens) if 0 < at < len(tokens) - 1 and _link(tokens[at - 1], token)]
    if not links:
        return None
    kept, particles = _particled([token for at, token in enumerate(tokens) if at not in links])
    said = (*(tokens[at] for at in links), *particles)
    return PersonName(kept[-1], tuple(kept[:-1]), bound=True, particles=said, generation=generation)


def _link(before: str, token: str) -> bool:
    small = plain(token)
    return small in listed("connectors") and not INITIALS.match(token) and plain(before) not in listed("particles")


def _particled(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Part the small words before a surname from the words of the name."""
    small = listed("particles")
    aside = {at for at, one in enumerate(tokens[:-1]) if plain(one) in small and (at or one.islower()) and len(one) > 1}
    if len(tokens) > TWO and ARTICLE.match(f"{tokens[0]} "):
        aside.add(0)
    if len(tokens) - len(aside) < TWO:
        aside = {at for at in aside if ARTICLE.match(f"{tokens[at]} ")}
    kept = [token for at, token in enumerate(tokens) if at not in aside]
    articles = ["al" for token in kept if ARTICLE.match(token)]
    return kept, [plain(tokens[at]) for at in sorted(aside)] + articles


def _parted(tokens: list[str], generation: str | None, *, comma: bool) -> PersonName:
    initials = tuple(token for token in tokens if _initial(token, tokens))
    full, particles = _particled([token for token in tokens if token not in initials])
    if not full:
        return PersonName(" ".join(tokens))
    father = _patronymic(full)
    patronymic = None if father is None else full[father]
    last = father is not None and father == len(full) - 1
    full = [token for at, token in enumerate(full) if at != father]
    full = [token for at, token in enumerate(full) if not at or not _again(token, full[at - 1])]
    at, ordered = _surname_at(full, comma=comma, last=last)
    given = tuple(token for number, token in enumerate(full) if number != at)
    veiled = not given and bool(initials) and tokens[-1] in initials and not ending(full[at], "surnames")
    return PersonName(
        full[at], given, initials, patronymic, veiled=veiled and len(initials) == 1 and not comma,
        particles=tuple(particles), generation=generation, ordered=ordered or bool(patronymic), at=at,
    )  # fmt: skip


def _initial(token: str, tokens: list[str]) -> bool:
    """Say whether a word is an initial: "A.", "J.-C.", "A", or "JC" beside words in small letters."""
    if len(tokens) == 1:
        return False
    bare = len(token) == TWO and token.isupper() and not set(plain(token)) & set("aeiouy")
    return bool(INITIALS.match(token)) or (bare and not any(other.isupper() for other in tokens if other != token))


def _again(token: str, before: str) -> bool:
    """Say whether a word stands twice by mistake; a father may bear his son's given name."""
    return plain(token) == plain(before) and not word(token).groups


def _patronymic(full: list[str]) -> int | None:
    """Find the patronymic; "Milosevic" and "Abramovich" behind a given name alone are surnames."""
    shown = [at for at, token in enumerate(full) if at and ending(token, "patronymics")]
    return shown[0] if shown and len(full) > TWO else None


def _surname_at(full: list[str], *, comma: bool, last: bool) -> tuple[int, bool]:
    """Say where the surname stands, and whether the writing shows it."""
    capitals = [n for n, token in enumerate(full) if token.isupper() and len(token) > 1]
    if len(full) > 1 and len(capitals) == 1:
        return capitals[0], True
    if comma:
        return len(full) - 1, True
    if last:  # "Orlov Pyotr Ivanovich"
        return 0, True
    if len(full) == TWO:
        shown = [_shows_surname(token, other) for token, other in zip(full, reversed(full), strict=True)]
        if shown[0] != shown[1]:
            return (0, True) if shown[0] else (1, True)
    if _surname_first(full):
        return 0, True
    return len(full) - 1, False


def _shows_surname(token: str, other: str) -> bool:
    """Say whether an ending makes a word a surname: "Martin" is a given name, and "Robin" says little by itself."""
    known = bool(word(token).groups) or (fold(token).endswith("in") and not word(other).groups)
    return bool(ending(token, "surnames")) and not known


def _surname_first(full: list[str]) -> bool:
    first, *others = (plain(token) for token in full)
    lists = words("names")["surname_first"]
    known = {one for key in ("chinese", "korean", "vietnamese") for one in lists[key]}
    if first not in known or not others or others[-1] in known:
        return False
    return len(full) == THREE or any("-" in token or PINYIN.match(plain(token)) for token in full[1:])
