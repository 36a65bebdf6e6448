"""Instruments as a text names them: treaties and principles by name, resolutions and comments by number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from khronika.extraction.lists import in_use, kept, table
from khronika.vocabulary.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

INTS = r"\d{1,3}(?!\d)(?:(?:, ?(?:and )?| and )(?:No\.? ?)?\d{1,3}(?![\d/]))*"
RESOLUTION = r"(?:S-)?\d{1,4}/\d{1,4}|\d{3,4}(?: \(\d{4}\))"
RESOLUTIONS = rf"(?:{RESOLUTION})(?:(?:, ?(?:and )?| and )(?:{RESOLUTION}))*"
LABOUR = r"(?:International Labou?r Organi[sz]ation|ILO|OIT|Organisation internationale du Travail|МОТ)"
STATE = r"(?:People's |Islamic |Federal |Democratic )*(?:Republic|Kingdom|State|Federation|Union)"
STYLE = rf"(?:(?:the )?{STATE} of )?(?:the )?"
NUMBERED = r"(?:(?:Nos?\.?|n°s?|№) ?)?"


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument at a span of characters: its id in the catalogue or null; `back` points to one named before."""

    start: int
    end: int
    id: str | None
    back: bool = False


@kept
def catalogue() -> dict[str, dict[str, Any]]:
    """The instruments that are known by name: those of the vocabulary and those of one's own, by id."""
    return {**word_list("norms"), **in_use().lists.get("instruments", {})}


def unit_of(instrument: str | None) -> str:
    """What its provisions are called; an article where nobody says otherwise."""
    if instrument and re.match(r"\w+-g[cr]\d|(?:hrc|unga|unsc|ecosoc|chr)-\d", instrument):
        return "paragraph"
    entry = catalogue().get(instrument or "")
    return str(entry["unit"]) if entry else "article"


def parent_of(instrument: str) -> str | None:
    """The treaty whose articles a general comment means."""
    family = re.match(r"(\w+)-g[cr]\d", instrument)
    return str(table("norms", "comments")[family[1]][1]) if family else None


def reaches(instrument: str, number: int | None) -> bool:
    """Whether an instrument has a provision of this number, as far as the catalogue knows."""
    last = catalogue().get(instrument, {}).get("last")
    return last is None or number is None or number <= int(last)


def _spoken(entry: dict[str, Any]) -> list[str]:
    """The patterns of an instrument's names in every language."""
    return [*entry["names"], *entry.get("fr", ()), *entry.get("ru", ())]


@kept
def by_name() -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    """One pattern over all names and short names of the catalogue, and each name's own, longest first, with its id.

    The one has no groups: with a group for each name it takes ten times as long to find none.
    """
    rows = [(name, key, True) for key, entry in catalogue().items() for name in _spoken(entry)]
    rows += [(re.escape(name), key, False) for key, entry in catalogue().items() for name in entry["short"]]
    rows.sort(key=lambda row: -len(row[0]))
    own = tuple((f"(?i:{_loose(name)})" if folded else name, key) for name, key, folded in rows)
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(name for name, _ in own)})(?!\w)"), own


@kept
def by_back() -> dict[str, tuple[str, ...]]:
    """The words that point back, each with the ids that it may mean."""
    found: dict[str, tuple[str, ...]] = {}
    for key, entry in catalogue().items():
        for words in entry["back"]:
            noun = words.split(" ", 1)[1]
            found[noun] = (*found.get(noun, ()), key)
    return found


@kept
def _backs() -> re.Pattern[str]:
    nouns = "|".join(sorted(map(re.escape, by_back()), key=len, reverse=True))
    before = r"\b(?:[Tt]he|[Tt]his|[Tt]hese|[Tt]hat|said) (?:same |said |above |aforementioned )?"
    after = r"(?! (?:on|of|for|against|to|relat|concern)|\w)(?! [\dN])"
    return re.compile(rf"{before}(?P<noun>{nouns}|[Rr]esolution){after}")


def pointers(text: str) -> Iterator[tuple[re.Match[str], tuple[str, ...]]]:
    """Find the words that point back, with the ids that they may mean; none for "the same resolution"."""
    for match in _backs().finditer(text):
        yield match, by_back().get(match["noun"], ())


def catalogued(text: str) -> Iterator[Named]:
    """Find the instruments that the catalogue knows by name."""
    for match in by_name()[0].finditer(text):
        yield Named(match.start(), match.end(), _id_at(text, match.start()))


@lru_cache(maxsize=1000)
def _compiled(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{name})(?!\w)")


def _id_at(text: str, start: int) -> str:
    """The id of the longest name that stands there, where one is known to stand."""
    return next(key for name, key in by_name()[1] if _compiled(name).match(text, start))


def labour_conventions(text: str, *, known: bool) -> Iterator[Named]:
    """Find conventions of the International Labour Organization by number; `known`: the text has named it before."""
    spoken = r"(?:Conventions?|Конвенци[а-яё]+)"
    forms = [rf"{LABOUR}(?:'s)?(?: [a-z]+){{0,2}} {spoken} {NUMBERED}(?P<list>{INTS})",
             rf"{LABOUR} C ?0?(?P<list>{INTS})",
             rf"{spoken} {NUMBERED}(?P<list>{INTS}) (?:of|by|de|из)? ?(?:the |l'|la )?{LABOUR}",
             rf"{spoken} {LABOUR} {NUMBERED}(?P<list>{INTS})",
             rf"Convention, \d{{4}} \(No\.? ?(?P<list>{INTS})\)",
             rf"{LABOUR} Convention[^.;\d]{{0,90}}?(?:, \d{{4}} )?\(No\.? ?(?P<list>{INTS})\)"]  # fmt: skip
    about = known or re.search(LABOUR, text)
    forms += [rf"Conventions? Nos?\.? ?(?P<list>{INTS})", rf"Conventions (?P<list>{INTS})"] if about else []
    for form in forms:
        for match in re.finditer(form, text, re.IGNORECASE):
            yield from _each(match, r"\d+", lambda number: f"ilo-c{int(number)}")
    for match in re.finditer(rf"Recommendations? Nos?\.? ?(?P<list>{INTS})", text) if about else ():
        yield from _each(match, r"\d+", lambda number: f"ilo-r{int(number)}")


def resolutions(text: str, adopting: str | None) -> Iterator[Named]:
    """Find resolutions by number; `adopting` is who adopted the last one named, for those that name nobody."""
    who = {key: f"(?:{words})" for key, words in table("norms", "resolutions").items()}
    for key, words in who.items():
        for form in (
            rf"{words}(?:'s)?,? (?:in )?(?:its )?resolutions? {NUMBERED}(?P<list>{RESOLUTIONS})",
            rf"resolutions? (?P<list>{RESOLUTIONS})(?:,? (?:of|by|adopted by) the ) ?{words}",
        ):
            for match in re.finditer(form, text, re.IGNORECASE):
                yield from _each(match, RESOLUTION, lambda number, key=key: f"{key}-{_dashed(number)}")
    for key, symbol in table("norms", "symbols").items():
        for match in re.finditer(rf"(?<![\w/]){symbol}(?P<list>(?:S-)?\d+(?:/\d+)?)", text):
            yield from _each(match, r".+", lambda number, key=key: f"{key}-{_dashed(number)}")
    for match in re.finditer(r"\bresolutions? (?P<list>(?:S-)?\d{1,3}/\d{1,3})", text, re.IGNORECASE):
        yield Named(match.start(), match.end(), f"{adopting}-{_dashed(match['list'])}" if adopting else None)


def comments(text: str, committee: str | None) -> Iterator[Named]:
    """Find general comments and recommendations by number; `committee` is the one last named before."""
    who = "|".join(f"(?P<{key}{{0}}>{words})" for key, (words, _) in table("norms", "comments").items())
    before, after = who.replace("{0}", "1"), who.replace("{0}", "2")
    year = r"(?: \(\d{4}\))?"
    form = (
        rf"(?:(?:{before})(?:'s)?,? (?:in )?(?:its )?)?General (?P<what>Comment|Recommendation)s? {NUMBERED}"
        rf"(?P<list>{INTS}){year}(?:,? (?:of|by|from) the (?:UN |United Nations )?(?:{after}))?"
    )
    for match in re.finditer(form, text, re.IGNORECASE):
        named = next(
            (key.rstrip("12") for key, value in match.groupdict().items() if value and key[-1] in "12"), committee
        )
        kind = "gc" if match["what"].lower() == "comment" else "gr"
        for each in _each(
            match, r"\d+", lambda number, kind=kind, named=named: f"{named}-{kind}{number}" if named else None
        ):
            yield Named(each.start, max(each.end, match.end() if match["list"].isdigit() else each.end), each.id)


def committee_in(text: str) -> str | None:
    """The treaty body that a text names last."""
    found = [
        (m.start(), key) for key, (words, _) in table("norms", "comments").items() for m in re.finditer(words, text)
    ]
    return max(found)[1] if found else None


def adopter_in(text: str) -> str | None:
    """The body named last of those that adopt resolutions, by the beginning of their ids."""
    found = [(m.start(), key) for key, words in table("norms", "resolutions").items() for m in re.finditer(words, text)]
    return max(found)[1] if found else None


def _each(match: re.Match[str], number: str, name: object) -> Iterator[Named]:
    for one in re.compile(number).finditer(match["list"]):
        end = match.start("list") + one.end()
        yield Named(match.start(), end, name(one.group()))  # type: ignore[operator]


def _dashed(number: str) -> str:
    return re.sub(r" \(\d{4}\)", "", number).lower().replace("/", "-")


def _loose(name: str) -> str:
    return name.replace(" ", r"\s+")
