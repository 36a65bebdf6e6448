"""The name of an organisation as a set of words: of any order, ending or language, with its kind, place and rank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from khronika.resolution.folding import alike, folds, plain
from khronika.resolution.gazetteer import adjective, country_of
from khronika.resolution.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

BRACKET = re.compile(r"^(?P<long>.+?)\s*\((?P<short>[\w.&-]{2,12})\)$")
SHORT = re.compile(r"[^\W\d_](?:[A-ZА-ЯІҰҚӘӨҮ.&-]|\d)+")
POSSESSIVE = re.compile(r"(['’]s\b|(?<=s)['’](?=\s|$))")
ELIDED = re.compile(r"\b[ld]['’](?=\w)", re.IGNORECASE)  # "de l'Intérieur"
LONG = 8  # letters a word must have for a slip of one letter to be a slip; two more for two
STEM = 4  # letters by which names of places are filed
PLURAL = 5  # letters from which an "s" at the end may be that of a plural


@dataclass(frozen=True, slots=True)
class BodyName:
    """The words of an organisation's name as a set, with what kind of body it is, of which place and rank.

    `core` has the English words of the lists, `said` the words as written in Latin letters, `country` an ISO 3166 code,
    `places` one form of the names of other places; `whole` is the core with their words.
    """

    core: frozenset[str]
    said: frozenset[str]
    kinds: frozenset[str]
    places: frozenset[str]
    country: str | None
    whole: frozenset[str]
    short: str | None
    slipped: bool = False

    @property
    def full(self) -> bool:
        """Whether there are words beside the abbreviation."""
        return bool(self.core)

    @property
    def national(self) -> bool:
        """Whether it is a body of the whole State, as its words show."""
        ranked = not self.core.isdisjoint(words("bodies")["national"]["words"])
        local = not self.core.isdisjoint(words("bodies")["local"]["words"])
        return not local and (ranked or bool(self.kinds & {*words("bodies")["whole"]["kinds"]}))

    @property
    def vague(self) -> bool:
        """Whether the words could be of many bodies: "the District Court", "the Hospital"."""
        if self.places or self.country or not self.core:
            return False
        free = {*words("bodies")["vague"]["words"], *words("bodies")["local"]["words"]}
        return all(token in free or kinds_of(token) for token in self.core) and not self.national

    @property
    def of_state(self) -> bool:
        """Whether each State has its own: a ministry, a court, whatever is called national."""
        table = words("bodies")
        if any(_among(token, table["international"]["words"]) for token in self.said):
            return False
        return bool(self.kinds & {*table["state"]["kinds"]}) or not self.core.isdisjoint(table["state"]["words"])


@cache
def read_body(written: str, places: frozenset[str]) -> BodyName:
    """Take the name of an organisation apart; `places` are the plain words of places named in the documents."""
    bracket = BRACKET.match(written)
    short = plain(bracket["short"]).replace(" ", "") if bracket else None
    name = bracket["long"] if bracket else written
    nothing: frozenset[str] = frozenset()
    if not bracket and SHORT.fullmatch(name):
        return BodyName(nothing, nothing, nothing, nothing, None, nothing, plain(name).replace(" ", ""))
    tokens = plain(POSSESSIVE.sub("", ELIDED.sub("", name))).split()
    said = frozenset(t for t in tokens if not _among(t, words("bodies")["empty"]["words"])) or frozenset(
        tokens or [name]
    )
    country = next((code for token in sorted(said) if token not in _kind_words() and (code := country_of(token))), None)
    of = {token: named for token in said if (named := _place_of(token, places)) or country_of(token)}
    rest = said - of.keys() or said
    core = _core(rest)
    whole = _core(token for token in said if token not in of or of[token])
    kinds = frozenset(kind for token in core for kind in kinds_of(token))
    found = nothing if rest == said else frozenset(key for key in of.values() if key)
    slipped = any(_mended(token) for token in rest)
    return BodyName(core, said, kinds, found, country if rest != said else None, whole, short, slipped)


def _core(tokens: Iterable[str]) -> frozenset[str]:
    core = frozenset(canonical(token) for token in tokens)
    if "office" in core and any(kinds_of(token) for token in core):
        core -= {"office"}  # "the General Prosecution" is the Prosecutor General's Office
    return core


def _among(token: str, listed: tuple[str, ...]) -> bool:
    return token in listed or any(one[-1] == "*" and token.startswith(one[:-1]) for one in listed)


@cache
def canonical(token: str) -> str:
    """Give the English word of the lists for a word, or its singular; slips in long words are mended."""
    plural = len(token) >= PLURAL and not token.endswith(("ss", "us", "is"))
    single = token.removesuffix("s") if plural else token
    for word, others in words("bodies")["words"].items():
        if word in {token, single} or _among(token, others) or _among(single, others):
            return word
    return _mended(single) or token


@cache
def _mended(token: str) -> str | None:
    """Give the word for a kind of body that a long word is but for a slip: "prosecturor"."""
    single = token.removesuffix("s")
    known = _kind_words()
    if token in known or single in known or len(single) < LONG:
        return None
    return next((word for word in sorted(known) if same_word(single, word)), None)


@cache
def _kind_words() -> frozenset[str]:
    table = words("bodies")
    known = {word for group in table["kinds"].values() for word in group}
    return frozenset(known | {word for key in ("regions", "towns", "vague", "local") for word in table[key]["words"]})


@cache
def kinds_of(token: str) -> frozenset[str]:
    """Give the kinds of body that a word shows."""
    return frozenset(kind for kind, names in words("bodies")["kinds"].items() if token in names)


@cache
def _places_by_stem(places: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Give the words that name places by their first letters; words for kinds of places and bodies name none."""
    stems: dict[str, tuple[str, ...]] = {}
    for name in sorted(places - _kind_words()):
        if len(name) > STEM and name not in words("bodies")["words"]:
            stems[name[:STEM]] = (*stems.get(name[:STEM], ()), name)
    return stems


def _place_of(token: str, places: frozenset[str]) -> str | None:
    """Give one form of the name of the place that a word names, if it is no country: "Karadian" names Karad."""
    if country_of(token):
        return None
    near = _places_by_stem(places).get(token[:STEM], ())
    named = token if token in near else max((n for n in near if adjective(token, n)), key=len, default=None)
    return None if named is None or country_of(named) else min(folds(named))


def stem(token: str) -> str:
    """Give the letters by which words that may be one are looked up; a slip and other letters spare them."""
    return min(folds(token))[:STEM]


def same_word(a: str, b: str) -> bool:
    """Say whether two words are one in other letters, or but for a slip of one letter, two in a very long word."""
    if a == b or (min(len(a), len(b)) >= PLURAL and a.removesuffix("s") == b.removesuffix("s")):
        return True
    if min(len(a), len(b)) >= STEM and alike(a, b):
        return True
    shorter = min(len(a), len(b))
    if shorter < LONG or a[0] != b[0]:
        return False
    from rapidfuzz.distance import OSA

    allowed = 1 if shorter < LONG + 2 else 2
    return OSA.distance(a, b, score_cutoff=allowed) <= allowed


def same_words(a: frozenset[str], b: frozenset[str]) -> bool:
    """Say whether each word of one has its like among the words of the other."""
    return len(a) == len(b) and covers(a, b) and covers(b, a)


def covers(a: frozenset[str], b: frozenset[str]) -> bool:
    """Say whether all words of `b` stand in `a`."""
    return all(any(same_word(x, y) for x in a) for y in b)


def kinds_clash(a: BodyName, b: BodyName) -> bool:
    """Say whether the names speak of bodies of different kinds."""
    return bool(a.kinds and b.kinds and a.kinds.isdisjoint(b.kinds))


def places_clash(a: BodyName, b: BodyName) -> bool:
    """Say whether the names speak of bodies of different places or countries."""
    abroad = a.country and b.country and a.country != b.country
    return bool(abroad or (a.places and b.places and a.places.isdisjoint(b.places)))


def shortens(short: BodyName, long: BodyName) -> bool:
    """Say whether one name is the other shortened: "the Committee", or a party's name without the word "party"."""
    if len(long.core) <= len(short.core) or not covers(long.core, short.core):
        return False
    if kinds_clash(short, long) or places_clash(short, long):
        return False
    rest = [token for token in long.core if not any(same_word(token, other) for other in short.core)]
    named = {*words("bodies")["named"]["kinds"]}
    return bool(short.kinds) or all(kinds_of(token) & named for token in rest)
