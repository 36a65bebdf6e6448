"""Events proposed from dated claims of violence, and which claims are filed under which event, with the reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from khronika.resolution.filing import Proposed, file_others
from khronika.resolution.happenings import Happening, Seed, days, happenings, town_of
from khronika.resolution.whereabouts import Whereabouts
from khronika.vocabulary.canonical import digest
from khronika.vocabulary.claims import Review
from khronika.vocabulary.dates import span
from khronika.vocabulary.people import About, Event

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.extractions import Profile
    from khronika.vocabulary.people import Mention

Spellings = dict[str, Counter[str]]  # key of a place -> how often it is spelled how

RULE = "events@2"


def propose_events(
    claims: Sequence[Claim], mentions: Sequence[Mention], profiles: Mapping[str, Profile]
) -> tuple[list[Event], list[About]]:
    """Give events and the claims filed under them; `profiles` by the documents' SHA-256."""
    held = sorted((c for c in claims if c.review is not Review.REJECTED), key=lambda claim: claim.id)
    voices = {speaker.name for claim in held for speaker in claim.speakers if speaker.name}
    whereabouts = Whereabouts.of(mentions, voices)
    named = _named_places(whereabouts)
    told = happenings(held, _by_key(named, whereabouts), whereabouts)
    spelled = _spellings(held, named, whereabouts)
    told = [_backed(group, held, whereabouts) for group in told]
    found = [one for group in told if len(group.seeds) > 1 and (one := _proposed(group, spelled))]
    found.sort(key=lambda one: (one.event.when.edtf if one.event.when else "", one.event.name, one.event.id))
    abouts = [_own(one, seed) for one in found for seed in one.happening.seeds]
    filed = {about.claim for about in abouts}
    abouts += file_others((c for c in held if c.id not in filed), found, told, whereabouts, profiles, RULE)
    return [one.event for one in found], sorted(abouts, key=lambda about: (about.event, about.claim))


def _backed(group: Happening, claims: Sequence[Claim], whereabouts: Whereabouts) -> Happening:
    """Add to violence told once what else has its place and days: the march that was broken up, the trial about it."""
    if len(group.seeds) > 1 or group.place is None:
        return group
    known = {seed.claim.id for seed in group.seeds}
    others = [Seed(claim, *told, group.place) for claim in claims if claim.id not in known and (told := days(claim))]
    same = [
        seed
        for seed in others
        if (seed.first, seed.last) == (group.first, group.last) and town_of(seed.claim, whereabouts) == group.place
    ]
    return Happening(group.place, (*group.seeds, *same))


def _own(one: Proposed, seed: Seed) -> About:
    if seed.place and seed.place == one.happening.place:
        reason = "Its own date and place are those of the event."
    else:
        reason = "Its own date is that of the event, the one of these days of which its document tells most."
    return About(seed.claim.id, one.event.id, RULE, reason)


def _named_places(whereabouts: Whereabouts) -> dict[str, Counter[str]]:
    """Count the places that each document names, countries left out: an event is somewhere in them."""
    return {
        document: Counter({name: times for name, times in names.items() if not whereabouts.is_country(name)})
        for document, names in whereabouts.named.items()
    }


def _by_key(named: Mapping[str, Counter[str]], whereabouts: Whereabouts) -> dict[str, Counter[str]]:
    keyed: dict[str, Counter[str]] = defaultdict(Counter)
    for document, names in named.items():
        for name, times in names.items():
            keyed[document][whereabouts.key(document, name)] += times
    return keyed


def _proposed(group: Happening, spelled: Spellings) -> Proposed | None:
    """Give the event of a group; where no claim names the town, the date may be that of somebody's counting."""
    if group.place is None:
        return None
    place = min(spelled[group.place].items(), key=lambda pair: (-pair[1], pair[0]))[0]
    when = span(group.first.isoformat(), group.last.isoformat(), _told(group.first, group.last))
    name = f"Events of {_told(group.first, group.last)} in {place}"
    return Proposed(Event(digest(["event", group.place, group.first.isoformat()]), name, place, when), group)


def _spellings(claims: Sequence[Claim], named: Mapping[str, Counter[str]], whereabouts: Whereabouts) -> Spellings:
    """Count by key how places are spelled in claims and documents."""
    found: Spellings = defaultdict(Counter)
    for claim in claims:
        if claim.where and (town := town_of(claim, whereabouts)):
            found[town][" ".join(claim.where.text.split())] += 1
    for document, names in named.items():
        for name, times in names.items():
            found[whereabouts.key(document, name)][name] += times
    return found


def _told(first: dt.date, last: dt.date) -> str:
    """Write one day or a range of days in words."""
    end = f"{last.day} {last:%B} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{end}"
    begin = f"{first.day} {first:%B}" + (f" {first.year}" if first.year != last.year else "")
    return f"{begin} to {end}"
