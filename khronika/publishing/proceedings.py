"""People and groups, each with the steps of their cases in order of date."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.casework.register import plain
from khronika.publishing import wording
from khronika.vocabulary.bodies import Act, Person, Step
from khronika.vocabulary.claims import Stance
from khronika.vocabulary.people import EntityKind
from khronika.vocabulary.words import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.accounts import Account
    from khronika.vocabulary.bodies import Party
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity, Mention

ORDER = ("person", "organisation", "unknown", "group", "nobody")


@dataclass
class Case:
    """One person, body or group with the claims about it; filled while the claims are read, then only shown."""

    kind: str  # one of ORDER
    name: str
    entity: Entity | None = None
    steps: list[Claim] = field(default_factory=list)
    acts: list[Claim] = field(default_factory=list)
    persons: list[Claim] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)  # that compare its steps
    anchor: str = ""
    doubt: tuple[str, ...] = ()  # names of those whom this name may mean

    @property
    def spellings(self) -> tuple[str, ...]:
        """Give the other names under which documents mention the person."""
        names = self.entity.names if self.entity else ()
        return tuple(name for name in names if plain(name) != plain(self.name))

    @property
    def traits(self) -> tuple[tuple[str, tuple[Claim, ...]], ...]:
        """Give roles, ages, years of birth and ties as claimed, each once with the claims that say so."""
        said: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.persons:
            for words in _traits(claim) or ["presented"]:
                said[words].append(claim)
        return tuple((words, tuple(claims)) for words, claims in said.items())

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Give the places where documents name the person."""
        return self.entity.mentions if self.entity else ()

    @property
    def recants(self) -> bool:
        """Say whether a statement or confession was taken back."""
        return any(taken_back(claim) for claim in (*self.steps, *self.acts))


def taken_back(claim: Claim) -> bool:
    """Say whether a claim tells of a recanted statement, or is one."""
    recanted = isinstance(claim.body, Step) and claim.body.step == "recanted"
    return recanted or claim.stance in (Stance.RECANTED, Stance.WITHDRAWN)


def _traits(claim: Claim) -> list[str]:
    person = claim.body
    if not isinstance(person, Person):
        return []
    traits = [f"aged {person.age}"] if person.age is not None else []
    traits += [f"born {person.born}"] if person.born is not None else []
    traits += list(person.roles)
    traits += ["pseudonym"] if person.pseudonym else []
    if person.relation and not person.pseudonym:  # a relative's name would say who is meant
        traits.append(f"{person.relation.kind} of {person.relation.to}")
    return traits


def cases(evidence: Evidence) -> tuple[Case, ...]:
    """Give everybody about whom a step, an act or a presentation is claimed: people first, then bodies, then groups."""
    found: dict[tuple[str, str], Case] = {}
    for claim in evidence.standing:
        _file(claim, evidence, found)
    told = sorted(found.values(), key=lambda c: (ORDER.index(c.kind), c.name.casefold(), c.name))
    for number, case in enumerate(told, 1):
        case.anchor = f"case-{number}"
        case.steps.sort(key=lambda c: _when(c, evidence))
        case.acts.sort(key=lambda c: _when(c, evidence))
    for account in evidence.accounts(of_cases=True):
        # A step of several people is compared once, under whom most of the compared claims tell of.
        max(told, key=lambda case: sum(claim.id in account.claims for claim in case.steps)).accounts.append(account)
    return tuple(told)


def _file(claim: Claim, evidence: Evidence, found: dict[tuple[str, str], Case]) -> None:
    match claim.body:
        case Step(subjects=subjects):
            for party in subjects or (None,):
                _append(_case(party, claim, evidence, found).steps, claim)
        case Act(victims=victims):
            for party in victims:
                if party.name:
                    _append(_case(party, claim, evidence, found).acts, claim)
        case Person(name=name, as_written=written):
            _append(_named(name or written, claim, evidence, found).persons, claim)


def _append(claims: list[Claim], claim: Claim) -> None:
    if claim not in claims[-1:]:
        claims.append(claim)


def _case(party: Party | None, claim: Claim, evidence: Evidence, found: dict[tuple[str, str], Case]) -> Case:
    if party and party.name:
        return _named(party.name, claim, evidence, found)
    name = wording.party(party) if party else "nobody named"
    kind = "group" if party and (party.population or party.number) else "nobody"
    return found.setdefault((kind, plain(name)), Case(kind, name))


def _named(name: str, claim: Claim, evidence: Evidence, found: dict[tuple[str, str], Case]) -> Case:
    entity = evidence.register.find(name, claim.document)
    if entity:
        kind = "person" if entity.kind is EntityKind.PERSON else "organisation"
        return found.setdefault((kind, entity.id), Case(kind, entity.name, entity))
    doubt = tuple(sorted({one.name for one in evidence.register.candidates(name) if not one.protected}))
    return found.setdefault(("unknown", plain(name)), Case("unknown", name, doubt=doubt))


def _when(claim: Claim, evidence: Evidence) -> tuple[str, int, tuple[int, int], str]:
    steps = list(word_list("steps"))
    stage = steps.index(claim.body.step) if isinstance(claim.body, Step) else 0
    return (claim.when.earliest or "9999" if claim.when else "9999", stage, evidence.places[claim.id], claim.id)


def unplaced(evidence: Evidence, told: Sequence[Case]) -> tuple[Entity, ...]:
    """Give the people whom documents name but of whom no claim tells."""
    known = {case.entity.id for case in told if case.entity}
    people = (e for e in evidence.record.entities if e.kind is EntityKind.PERSON and e.id not in known)
    return tuple(sorted(people, key=lambda e: (e.name.casefold(), e.id)))


def mentioned(evidence: Evidence, entity: Entity) -> tuple[tuple[int, int], ...]:
    """Give how often each source (by number) names somebody."""
    numbers = {source.document.sha256: at for at, source in enumerate(evidence.sources, 1)}
    times = Counter(numbers[m.document] for m in entity.mentions if m.document in numbers)
    return tuple(sorted(times.items()))
