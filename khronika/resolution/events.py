"""Events proposed from dated claims of violence, and which claims are filed under which event, with the reason."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.resolution.folding import plain
from khronika.resolution.gazetteer import country_names
from khronika.resolution.whereabouts import place_key
from khronika.resolution.words import words
from khronika.vocabulary.bodies import Act, Count
from khronika.vocabulary.canonical import digest
from khronika.vocabulary.claims import Polarity, Review
from khronika.vocabulary.dates import span
from khronika.vocabulary.people import About, EntityKind, Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.dates import When
    from khronika.vocabulary.extractions import Profile
    from khronika.vocabulary.people import Mention

Places = dict[str, Counter[str]]  # document -> how often it names each place

RULE = "events@1"
NEAR = 3  # days that may lie between two claims of one event
LONG = 7  # days: a wider date does not say when the event was


@dataclass(frozen=True, slots=True)
class Seed:
    """A dated claim of violence, with its place where one is named."""

    claim: Claim
    first: dt.date
    last: dt.date
    place: str | None


def propose_events(
    claims: Sequence[Claim], mentions: Sequence[Mention], profiles: Mapping[str, Profile]
) -> tuple[list[Event], list[About]]:
    """Give events and the claims filed under them; `profiles` by the documents' SHA-256."""
    held = sorted((c for c in claims if c.review is not Review.REJECTED), key=lambda claim: claim.id)
    seeds = [seed for claim in held if (seed := _seed(claim))]
    named = _named_places(mentions)
    found = [(event, group) for group in _groups(seeds) if (event := _event(group, named))]
    found.sort(key=lambda pair: (pair[0].when.edtf if pair[0].when else "", pair[0].name))
    events = [event for event, _ in found]
    abouts = _file_seeds(found)
    abouts += _file_others(held, {about.claim for about in abouts}, found, named, profiles)
    return events, sorted(abouts, key=lambda about: (about.event, about.claim))


def _seed(claim: Claim) -> Seed | None:
    body, table = claim.body, words("events")["seeds"]
    violent = isinstance(body, Count) and body.quantity in table["quantities"]
    violent = violent or (isinstance(body, Act) and body.act in table["acts"])
    days = _days(claim.when)
    if not violent or days is None or claim.polarity is Polarity.NEGATED or (days[1] - days[0]).days > LONG:
        return None
    return Seed(claim, *days, place_key(claim.where.text) if claim.where else None)


def _days(when: When | None) -> tuple[dt.date, dt.date] | None:
    if when is None or not when.earliest or not when.latest:
        return None
    return dt.date.fromisoformat(when.earliest), dt.date.fromisoformat(when.latest)


def _groups(seeds: Iterable[Seed]) -> list[list[Seed]]:
    """Give the seeds near in time that share a place or a document, however often they are told; two at the least."""
    runs: list[list[Seed]] = []
    for seed in sorted(seeds, key=lambda seed: (seed.first, seed.last, seed.claim.id)):
        if runs and (seed.first - max(one.last for one in runs[-1])).days <= NEAR:
            runs[-1].append(seed)
        else:
            runs.append([seed])
    return [group for run in runs for group in _connected(run) if len(group) > 1]


def _connected(run: list[Seed]) -> list[list[Seed]]:
    home: dict[str, str] = {}

    def root(key: str) -> str:
        while home.setdefault(key, key) != key:
            key = home[key]
        return key

    for seed in run:
        keys = sorted({root(f"document {seed.claim.document}"), *([root(f"place {seed.place}")] if seed.place else [])})
        for other in keys[1:]:
            home[other] = keys[0]
    groups: dict[str, list[Seed]] = defaultdict(list)
    for seed in run:
        groups[root(f"document {seed.claim.document}")].append(seed)
    return list(groups.values())


def _named_places(mentions: Iterable[Mention]) -> Places:
    """Count the places that each document names, countries left out: an event is somewhere in them."""
    named: Places = defaultdict(Counter)
    for mention in mentions:
        if mention.kind is EntityKind.PLACE and plain(mention.name) not in country_names():
            named[mention.document][" ".join(mention.name.split())] += 1
    return named


def _keys(named: Places, document: str) -> set[str]:
    return {place_key(name) for name in named.get(document, ())}


def _event(group: list[Seed], named: Places) -> Event | None:
    """Give the event of a group; one document alone must name the place, or the date may be that of its counting."""
    first, last = min(seed.first for seed in group), max(seed.last for seed in group)
    place = _place(group, named)
    if not any(seed.place for seed in group) and len({seed.claim.document for seed in group}) == 1:
        return None
    when = span(first.isoformat(), last.isoformat(), _told(first, last))
    name = f"Events of {_told(first, last)}" + (f" in {place}" if place else "")
    return Event(digest(["event", place_key(place) if place else None, first.isoformat()]), name, place, when)


def _place(group: list[Seed], named: Places) -> str | None:
    """Give the place that most of the claims name; else the one that most of their documents name most often."""
    told = Counter(seed.place for seed in group if seed.place)
    spelled = Counter(" ".join(seed.claim.where.text.split()) for seed in group if seed.claim.where)
    documents = {seed.claim.document for seed in group}
    for document in documents:
        spelled += named.get(document, Counter())
    if not spelled:
        return None
    key, most = min(told.items(), key=lambda pair: (-pair[1], pair[0]), default=(None, 0))
    if most * 2 <= len(group):
        spread = Counter(key for document in documents for key in _keys(named, document)) or told
        often: Counter[str] = Counter()
        for name, times in spelled.items():
            often[place_key(name)] += times
        key = min(spread, key=lambda one: (-spread[one], -often[one], one))
    return min((text for text in spelled if place_key(text) == key), key=lambda text: (-spelled[text], text))


def _told(first: dt.date, last: dt.date) -> str:
    """Write one day or a range of days in words."""
    end = f"{last.day} {last:%B} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{end}"
    begin = f"{first.day} {first:%B}" + (f" {first.year}" if first.year != last.year else "")
    return f"{begin} to {end}"


def _file_seeds(found: list[tuple[Event, list[Seed]]]) -> list[About]:
    reason = "Its own date and place, or its document, are those of the event."
    return [About(seed.claim.id, event.id, RULE, reason) for event, group in found for seed in group]


def _file_others(
    claims: Iterable[Claim],
    filed: set[str],
    found: list[tuple[Event, list[Seed]]],
    named: Places,
    profiles: Mapping[str, Profile],
) -> list[About]:
    mains = _main_events(found)
    abouts = []
    for claim in claims:
        if claim.id in filed:
            continue
        main = mains.get(claim.document) or _named_event(claim, found, named, profiles)
        if main and _not_before(claim, main[0]):
            abouts.append(About(claim.id, main[0].id, RULE, main[1]))
    return abouts


def _main_events(found: list[tuple[Event, list[Seed]]]) -> dict[str, tuple[Event, str] | None]:
    """Give the event that a document is about; None where it tells of several and none clearly stands out."""
    told: dict[str, Counter[Event]] = defaultdict(Counter)
    for event, group in found:
        for seed in group:
            told[seed.claim.document][event] += 1
    mains: dict[str, tuple[Event, str] | None] = {}
    for document, counts in told.items():
        (main, most), *rest = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].id))
        if not rest:
            mains[document] = main, "It names no other event, and this is the only one its document dates."
        elif most >= 2 * rest[0][1]:
            mains[document] = main, "It names no other event, and this is the main one of its document."
    return mains


def _named_event(
    claim: Claim, found: list[tuple[Event, list[Seed]]], named: Places, profiles: Mapping[str, Profile]
) -> tuple[Event, str] | None:
    """Give the only event whose place a document names, if the document dates none of its own and is not older."""
    if any(seed.claim.document == claim.document for _, group in found for seed in group):
        return None
    profile = profiles.get(claim.document)
    written = _days(profile.date)[1].isoformat() if profile and profile.date and _days(profile.date) else "9999"  # type: ignore[index]
    fits = [
        event
        for event, _ in found
        if event.place and place_key(event.place) in _keys(named, claim.document) and _starts(event) <= written
    ]
    if len(fits) != 1:
        return None
    return fits[0], f"Its document dates no violence of its own but names {fits[0].place}."


def _starts(event: Event) -> str:
    return (event.when.earliest if event.when else None) or ""


def _not_before(claim: Claim, event: Event) -> bool:
    """Say whether a claim's own date, where it has one, does not lie wholly before the event."""
    return claim.when is None or not claim.when.latest or claim.when.latest >= _starts(event)
