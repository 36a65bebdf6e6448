"""Which event a claim is about that has not itself the event's date and place: by its town, or by its document."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.resolution.happenings import BESIDE, LONG, days, town_of, violent
from khronika.vocabulary.bodies import Act
from khronika.vocabulary.people import About, Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khronika.resolution.happenings import Happening
    from khronika.resolution.whereabouts import Whereabouts
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.extractions import Profile

SEVERAL = 2  # happenings of one document
CLEARLY = 2  # times that the event meant must be told, or its place named, more often than any other


@dataclass(frozen=True, slots=True)
class Proposed:
    """An event with the dated claims of violence from which it is proposed."""

    event: Event
    happening: Happening


def file_others(
    claims: Iterable[Claim],
    found: Sequence[Proposed],
    told: Sequence[Happening],
    whereabouts: Whereabouts,
    profiles: Mapping[str, Profile],
    rule: str,
) -> list[About]:
    """File the claims that are no seeds of an event; what nothing ties to one event is filed under none.

    `told` are all happenings, those told too rarely to be an event as well.
    """
    mains = _main_events(found)
    telling = {document for one in found for document in one.happening.documents}
    others = list(claims)
    placed = {claim.id: there for claim in others if (there := _in_its_town(claim, found, whereabouts))}
    before = _Before(found, told, ((claim, placed[claim.id][0]) for claim in others if claim.id in placed))
    abouts = []
    for claim in others:
        chosen = placed.get(claim.id)
        if chosen is None:
            told_last = before.of(claim)
            chosen = before.filed(told_last) if told_last else mains.get(claim.document)
        if chosen is None and claim.document not in telling:
            chosen = _named_event(claim, found, whereabouts, profiles)
        if chosen and _not_before(claim, chosen[0]) and not _another(claim, chosen[0], whereabouts):
            abouts.append(About(claim.id, chosen[0].event.id, rule, chosen[1]))
    return abouts


class _Before:
    """The happening told before a claim without day and place, where its document tells of several."""

    def __init__(
        self, found: Sequence[Proposed], told: Sequence[Happening], placed: Iterable[tuple[Claim, Proposed]]
    ) -> None:
        self.events = {one.happening: one for one in found}
        self.told: dict[str, list[tuple[int, Happening]]] = defaultdict(list)
        for happening in told:
            for seed in happening.seeds if happening.place else ():
                self.told[seed.claim.document].append((seed.claim.passage.start, happening))
        for claim, one in placed:
            self.told[claim.document].append((claim.passage.start, one.happening))

    def of(self, claim: Claim) -> Happening | None:
        """Give the only happening that is told before a claim, or on which violence follows at once."""
        here, at = self.told.get(claim.document, []), claim.passage.start
        if claim.where or days(claim) or len({happening for _, happening in here}) < SEVERAL:
            return None
        before = {happening for start, happening in here if start < at}
        if len(before) > 1 and violent(claim):
            before = {happening for start, happening in here if at - BESIDE <= start < at}
        return before.pop() if len(before) == 1 else None

    def filed(self, happening: Happening) -> tuple[Proposed, str] | None:
        """Give the event of a happening; none where it is told too rarely to be one."""
        one = self.events.get(happening)
        return (one, "It follows what is told of this event.") if one else None


def _in_its_town(claim: Claim, found: Sequence[Proposed], whereabouts: Whereabouts) -> tuple[Proposed, str] | None:
    """Give the only event in the town in which violence without a day of its own is placed."""
    told = days(claim)
    if not violent(claim) or (told and (told[1] - told[0]).days <= LONG):
        return None
    town = town_of(claim, whereabouts)
    fits = [one for one in found if town and one.happening.place == town and _not_before(claim, one)]
    here = [one for one in fits if claim.document in one.happening.documents]
    if len(here or fits) != 1:
        return None
    return (here or fits)[0], "It is placed where the event was, and it has no day of its own."


def _main_events(found: Sequence[Proposed]) -> dict[str, tuple[Proposed, str] | None]:
    """Give the event that a document is about; None where it tells of several and none clearly stands out."""
    told: dict[str, Counter[Proposed]] = defaultdict(Counter)
    for one in found:
        for seed in one.happening.seeds:
            told[seed.claim.document][one] += 1
    mains: dict[str, tuple[Proposed, str] | None] = {}
    for document, counts in told.items():
        (main, most), *rest = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].event.id))
        if not rest:
            mains[document] = main, "It names no other event, and this is the only one its document dates."
        elif most >= CLEARLY * rest[0][1]:
            mains[document] = main, "It names no other event, and this is the main one of its document."
    return mains


def _named_event(
    claim: Claim, found: Sequence[Proposed], whereabouts: Whereabouts, profiles: Mapping[str, Profile]
) -> tuple[Proposed, str] | None:
    """Give the event whose place a document names clearly most often, if that is the only one there and not younger."""
    profile = profiles.get(claim.document)
    written = (profile.date.latest if profile and profile.date else None) or "9999"
    named: Counter[str] = Counter()
    for name, times in whereabouts.named.get(claim.document, Counter()).items():
        named[whereabouts.key(claim.document, name)] += times
    fits = [one for one in found if named[one.happening.place or ""] and _starts(one) <= written]
    often = sorted({one.happening.place or "" for one in fits}, key=lambda place: (-named[place], place))
    if not often or (len(often) > 1 and named[often[0]] < CLEARLY * named[often[1]]):
        return None
    there = [one for one in fits if one.happening.place == often[0]]
    if len(there) != 1:
        return None
    return there[0], f"Its document dates no violence of its own but names {there[0].event.place}."


def _starts(one: Proposed) -> str:
    return one.happening.first.isoformat()


def _not_before(claim: Claim, one: Proposed) -> bool:
    """Say whether a claim's own date, where it has one, does not lie wholly before the event."""
    return claim.when is None or not claim.when.latest or claim.when.latest >= _starts(one)


def _another(claim: Claim, one: Proposed, whereabouts: Whereabouts) -> bool:
    """Say whether violence has a day of its own far from the event's: an act, or figures from another town."""
    told = days(claim)
    if not violent(claim) or told is None or (told[1] - told[0]).days > LONG or one.happening.near(*told):
        return False
    town = town_of(claim, whereabouts)
    return isinstance(claim.body, Act) or (town is not None and town != one.happening.place)
