"""Abbreviations and second names of bodies that everybody knows: a list, with the countries whose body each is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from khronika.resolution.bodies import read_body
from khronika.resolution.folding import plain
from khronika.resolution.words import words

if TYPE_CHECKING:
    from khronika.resolution.bodies import BodyName

NOWHERE: frozenset[str] = frozenset()


def listed(name: BodyName, home: str | None) -> str | None:
    """Give the body of the list that a name or an abbreviation means in a document about the country `home`.

    What could be the body of more than one country is None without the country; so is what the list does not have.
    """
    country = name.country or home
    known = _by_words().get(name.whole, ()) if name.full else _by_letters().get(name.short or "", ())
    own = [key for key in known if country and country in _countries(key)]
    if len(own) == 1:
        return own[0]
    anywhere = [key for key in known if not _countries(key)]
    return anywhere[0] if len(anywhere) == len(known) == 1 else None


def between_states(key: str) -> bool:
    """Say whether a body of the list is no State's own."""
    return "between" in words("state_bodies")[key]


def words_of(key: str) -> str:
    """Give the name of a body of the list in English."""
    return words("state_bodies")[key]["names"][0]


def kinds_of_listed(key: str) -> frozenset[str]:
    """Give every kind that one of its names shows: what is called a committee here is called a service there."""
    return frozenset(kind for name in words("state_bodies")[key]["names"] for kind in read_body(name, NOWHERE).kinds)


def _countries(key: str) -> tuple[str, ...]:
    return words("state_bodies")[key].get("countries", ())


@cache
def _by_words() -> dict[frozenset[str], tuple[str, ...]]:
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for key, body in words("state_bodies").items():
        for core in {read_body(name, NOWHERE).whole for name in body["names"]}:
            found[core] = (*found.get(core, ()), key)
    return found


@cache
def _by_letters() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, body in words("state_bodies").items():
        for letters in {plain(short).replace(" ", "") for short in body["short"]}:
            found[letters] = (*found.get(letters, ()), key)
    return found
