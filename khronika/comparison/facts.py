"""Facts about one person: steps of a case by name, as a named member of a group, or as the one told of before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from khronika.comparison.figures import EYEWITNESSES, origin_key, speaker_name
from khronika.comparison.intervals import Interval
from khronika.comparison.words import families, scope_words
from khronika.vocabulary.bodies import Step
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity

ON_REVIEW = ("reduced", "appealed", "complaint_filed", "retrial_ordered", "suspended")
NEAR = 200  # characters between a release and the complaint that led to it
BEFORE = 600  # characters between the step that names somebody and the next one, where no step stands between them
SENTENCE = re.compile(r"[.!?](?=\s|$)|\n\s*\n")
YEAR = 12


@dataclass(frozen=True, slots=True)
class Fact:
    """One step of one person, as one claim tells it."""

    claim: Claim
    step: Step
    person: str
    name: str
    origin: str
    voice: str  # the origin's name for a reader
    way: str | None  # how the person came free, where the document says it
    doubt: str | None = None  # what is asked before the fact is this person's; nothing where the claim names them

    @property
    def months(self) -> Interval | None:
        """The term in months."""
        penalty = self.step.penalty
        if penalty is None or (penalty.months_low is None and penalty.months_high is None):
            return None
        low = penalty.months_low if penalty.months_low is not None else 0
        return Interval(low, penalty.months_high)

    @property
    def suspended(self) -> bool:
        """Whether the term was suspended."""
        return bool(self.step.penalty and self.step.penalty.suspended)

    @property
    def told(self) -> str:
        """The step with its term and date."""
        when = f", {self.claim.when.edtf}" if self.claim.when and self.claim.when.earliest else ""
        months = f" to {term(self.months)}{' suspended' if self.suspended else ''}" if self.months else ""
        return f"{self.step.step.replace('_', ' ')}{months}{when} ({self.voice})"


def term(months: Interval) -> str:
    """Write a term in years where it is whole years, else in months."""
    ends = sorted({months.low, months.high if months.high is not None else months.low})
    unit, size = ("years", YEAR) if all(end % YEAR == 0 for end in ends) else ("months", 1)
    return f"{' to '.join(str(end // size) for end in ends)} {unit}"


@dataclass(frozen=True, slots=True)
class Naming:
    """Who is meant where: spellings by document, and the places of open names in each document."""

    who: Mapping[tuple[str, str], str]
    places: Mapping[str, Sequence[tuple[int, str, str]]]  # start, person, name
    texts: Mapping[str, str]  # by revision
    aliases: Mapping[str, str]

    @classmethod
    def of(cls, entities: Iterable[Entity], texts: Mapping[str, str], aliases: Mapping[str, str]) -> Naming:
        """Take the names from who is who. A protected person is found by the words of a claim only, never by a list."""
        known = list(entities)
        places: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for entity in known:
            for mention in entity.mentions if entity.kind is EntityKind.PERSON and not entity.protected else ():
                places[mention.revision].append((mention.start, entity.id, entity.name))
        return cls(_who(known), {revision: sorted(found) for revision, found in places.items()}, texts, aliases)

    def origin(self, claim: Claim) -> tuple[str, str]:
        """Give the key of a claim's origin, and its name for a reader."""
        return origin_key(claim, self.aliases), speaker_name(claim)

    def person(self, document: str, name: str) -> str:
        """Give one key for one person."""
        folded = name.casefold()
        return self.who.get((document, folded)) or self.who.get(("", folded)) or folded

    def members(self, claim: Claim) -> list[tuple[str, str]]:
        """Give the persons whom a sentence names as members of the group that it tells of: "including …"."""
        passage = claim.passage
        places = self.places.get(passage.revision, ())
        text = self.texts.get(passage.revision)
        rest = text[passage.end : passage.end + BEFORE] if text else passage.suffix
        end = SENTENCE.search(rest)
        rest = rest[: end.start()] if end else rest
        found = _membership().search(rest) if places else None
        if found is None:
            return []
        first = bisect_left(places, (passage.end + found.end(),))
        last = bisect_left(places, (passage.end + len(rest),))
        return list(dict.fromkeys((person, name) for _, person, name in places[first:last]))


class Dated(Protocol):
    """Something that befell a person once, on a day that a claim tells."""

    @property
    def claim(self) -> Claim:
        """The claim itself."""

    @property
    def origin(self) -> str:
        """One key for one origin."""


def miss(one: Claim, other: Claim) -> bool:
    """Say whether the days of two claims exclude each other."""
    return one.when is not None and other.when is not None and not one.when.meets(other.when)


def one_voice(a: Dated, b: Dated) -> bool:
    """Say whether two claims may stand on one word: of one origin, or of witnesses of one document without a name."""
    near = a.claim.document == b.claim.document and a.claim.origin.role in EYEWITNESSES
    return a.origin == b.origin or (near and b.claim.origin.role in EYEWITNESSES)


def several_days(told: Iterable[Dated]) -> Mapping[str, Sequence[Claim]]:
    """Give by origin the dated claims; a source that gives several days contradicts itself before anybody else."""
    days: dict[str, list[Claim]] = defaultdict(list)
    for one in told:
        if one.claim.when:
            days[one.origin].append(one.claim)
    return days


def facts_of(claims: Iterable[Claim], naming: Naming) -> list[Fact]:
    """Give the facts about persons in standing claims."""
    steps = [(claim, claim.body) for claim in claims if isinstance(claim.body, Step)]
    told = [(claim, step, *who) for claim, step in steps for who in _named(claim, step, naming)]
    told += _told_before(steps, naming)
    reviewed = {(claim.document, person) for claim, step, person, *_ in told if step.step in ON_REVIEW}
    asked: dict[str, list[int]] = defaultdict(list)
    for claim, step in steps:
        if step.step in scope_words()["case"]["review"] and _by_an_office(step):
            asked[claim.document].append(claim.passage.start)
    facts = []
    for claim, step, person, name, doubt in told:
        way = families()["release"].get(step.step)
        near = any(abs(at - claim.passage.end) <= NEAR for at in asked[claim.document])
        if step.step == "released" and (step.body or near or (claim.document, person) in reviewed):
            way = "a review of the case"
        facts.append(Fact(claim, step, person, name, *naming.origin(claim), way, doubt))
    return facts


def _by_an_office(step: Step) -> bool:
    """Say whether an office asks, which stands as the subject of a complaint."""
    words = " ".join(filter(None, (party.name or party.population for party in step.subjects))).casefold()
    return any(word in words for word in scope_words()["case"]["offices"])


def _named(claim: Claim, step: Step, naming: Naming) -> Iterator[tuple[str, str, str | None]]:
    """Give whom a step befell: the persons it names, and the members whom its sentence names of a group."""
    names = [party.name for party in step.subjects if party.name]
    for name in names:
        yield naming.person(claim.document, name), name, None
    for person, name in naming.members(claim) if step.subjects and not names else ():
        yield person, name, None


def _told_before(
    steps: Sequence[tuple[Claim, Step]], naming: Naming
) -> Iterator[tuple[Claim, Step, str, str, str | None]]:
    """Give the appeals that name nobody to the one person of whom the step right before tells."""
    for (before, known), (claim, step) in pairwise(steps):
        names = [party.name for party in known.subjects if party.name]
        near = before.document == claim.document and claim.passage.start - before.passage.end <= BEFORE
        if near and len(names) == len(known.subjects) == 1 and not step.subjects:
            person = naming.person(claim.document, names[0])
            if step.step in scope_words()["case"]["on_the_case"] and person != names[0].casefold():
                doubt = f"is {step.step.replace('_', ' ')} told of {names[0]}, of whom the step before tells?"
                yield claim, step, person, names[0], doubt


@cache
def _membership() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in scope_words()["members"]["words"])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _who(entities: Iterable[Entity]) -> dict[tuple[str, str], str]:
    """Give a person's id by document and spelling; a spelling of one entity only is known in every document."""
    who: dict[tuple[str, str], str] = {}
    spelled: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.kind is EntityKind.PERSON:
            for mention in entity.mentions:
                for name in (mention.name, mention.exact):
                    who[mention.document, name.casefold()] = entity.id
            for name in () if entity.protected else entity.names:
                spelled[name.casefold()].add(entity.id)
    return who | {("", name): next(iter(ids)) for name, ids in spelled.items() if len(ids) == 1}
