"""Where the documents are: their places in the gazetteer, and the country that each of them is about."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from khronika.resolution.folding import folds, plain
from khronika.resolution.gazetteer import country_ids, country_names, country_of, locate, towns
from khronika.resolution.words import words
from khronika.vocabulary.people import EntityKind
from khronika.vocabulary.places import Located

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khronika.resolution.gazetteer import Town
    from khronika.vocabulary.people import Mention

CLEARLY = 2  # times that a document must name its country, or its towns, more often than any other
REGION = Located(None, "a region; the gazetteer has towns and countries")
UNKNOWN = Located(None, "no document names it as a place")


@dataclass(frozen=True)
class Whereabouts:
    """The places that documents name, by document and spelling, and how often."""

    named: Mapping[str, Counter[str]]
    states: frozenset[str] = frozenset()  # plain names that some document calls a republic's, a kingdom's or the like

    @classmethod
    def of(cls, mentions: Iterable[Mention], told: Iterable[str] = ()) -> Whereabouts:
        """Count the places of each document; `told` are further names of bodies, which may say what is a State."""
        named: dict[str, Counter[str]] = defaultdict(Counter)
        states = {state for name in told if (state := _state_in(name))}
        for mention in mentions:
            if mention.kind is EntityKind.PLACE:
                named[mention.document][" ".join(mention.name.split())] += 1
            if mention.kind in (EntityKind.PLACE, EntityKind.ORGANISATION) and (state := _state_in(mention.exact)):
                states.add(state)
        return cls(dict(named), frozenset(states))

    def is_country(self, name: str) -> bool:
        """Say whether a place is a State, by the gazetteer or because a document calls it one."""
        return bool(country_of(plain(name))) or plain(name) in self.states

    @cached_property
    def words(self) -> frozenset[str]:
        """The plain words of all places that are named."""
        return frozenset(word for names in self.named.values() for name in names for word in plain(name).split())

    @cached_property
    def countries(self) -> Mapping[str, frozenset[str]]:
        """The countries (ISO 3166) that each document names."""
        return {
            document: frozenset(code for name in names if (code := country_of(plain(name))))
            for document, names in self.named.items()
        }

    @cached_property
    def _towns(self) -> Mapping[str, tuple[Town, ...]]:
        asked = {name for names in self.named.values() for name in names if not country_of(plain(name))}
        asked |= {bare_place(name) for name in asked}
        return towns(asked, frozenset().union(*self.countries.values())) if asked else {}

    @cached_property
    def _found(self) -> Mapping[tuple[str, str], tuple[Town | None, str]]:
        return {
            (document, name): self._locate(name, self.countries[document])
            for document, names in self.named.items()
            for name in names
        }

    def _locate(self, name: str, near: frozenset[str]) -> tuple[Town | None, str]:
        town, why = locate(name, near, self._towns)
        return (town, why) if town else locate(bare_place(name), near, self._towns)

    def located(self, document: str, name: str) -> Located:
        """Give the number in the gazetteer of a place as a document names it, where that is sure."""
        name = " ".join(name.split())
        if level_of(name) == "regions":
            return REGION
        if code := country_names().get(plain(name)):
            return Located(f"geonames:{country_ids()[code]}", "a country") if code in country_ids() else UNKNOWN
        town, why = self._found.get((document, name), (None, UNKNOWN.why))
        return Located(f"geonames:{town.id}" if town else None, why)

    @cached_property
    def home(self) -> Mapping[str, str]:
        """The country that each document is about, where it and its towns are named clearly oftener than any other."""
        found = {}
        for document, names in self.named.items():
            counts: Counter[str] = Counter()
            for name, times in names.items():
                town = self._found[document, name][0]
                if code := country_of(plain(name)) or (town.country if town else None):
                    counts[code] += times
            ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            if ranked and (len(ranked) == 1 or ranked[0][1] >= CLEARLY * ranked[1][1]):
                found[document] = ranked[0][0]
        return found

    @cached_property
    def _one(self) -> Mapping[str, str]:
        """By one form of a name: its number in the gazetteer, where all documents that are sure say the same one."""
        ids: dict[str, set[str]] = defaultdict(set)
        for document, names in self.named.items():
            for name in names:
                if (one := self.located(document, name).id) is not None:
                    ids[place_key(name)].add(one)
        return {key: next(iter(found)) for key, found in ids.items() if len(found) == 1}

    def key(self, document: str, name: str) -> str:
        """Give one key for all spellings of a place: its number where it is sure, else one form of its name."""
        one = self.located(document, name).id if level_of(name) != "regions" else None
        return one or (self._one.get(place_key(name)) if level_of(name) != "regions" else None) or place_key(name)


def _state_in(written: str) -> str | None:
    """Give the name at the end of "the Ministry of Justice of the Republic of Norvia", plain."""
    tokens = plain(written).split()
    at = max((n for n, token in enumerate(tokens) if token in words("places")["states"]["words"]), default=-1)
    named = [token for token in tokens[at + 1 :] if token not in ("of", "the", "de", "du", "la")] if at >= 0 else []
    return " ".join(named) or None


def level_of(written: str) -> str | None:
    """Say whether the words call it a region or a town ("regions", "towns")."""
    tokens = set(plain(written).split())
    return next((level for level in ("regions", "towns") if tokens & set(words("bodies")[level]["words"])), None)


def bare_place(written: str) -> str:
    """Give a place's name, plain, without the word for its kind."""
    kinds = {*words("bodies")["regions"]["words"], *words("bodies")["towns"]["words"], "of", "the"}
    return " ".join(t for t in plain(written).split() if t not in kinds) or plain(written)


def place_key(written: str) -> str:
    """Give one form of a place's spellings, without "region", "city" and the like."""
    return min(folds(bare_place(written)))
