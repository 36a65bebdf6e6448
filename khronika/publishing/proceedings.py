"""People and groups, each with the steps of their cases as casework orders them, laid out for the reader."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.casework import proceedings
from khronika.casework.order import in_order
from khronika.casework.register import plain
from khronika.casework.subjects import subjects
from khronika.casework.testimony import taken_back
from khronika.publishing import wording
from khronika.vocabulary.bodies import Act, Person
from khronika.vocabulary.people import EntityKind
from khronika.vocabulary.proceedings import Proceeding, Subject, SubjectKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.accounts import Account
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity, Mention
    from khronika.vocabulary.proceedings import Telling

ORDER = tuple(SubjectKind)
NAMED = (SubjectKind.PERSON, SubjectKind.ORGANISATION)


@dataclass
class Case:
    """One person, body or group with the claims about it; filled once, then only shown."""

    subject: Subject
    proceeding: Proceeding
    entity: Entity | None = None
    acts: list[Claim] = field(default_factory=list)
    persons: list[Claim] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)  # that compare its steps
    anchor: str = ""
    doubt: tuple[str, ...] = ()  # names of those whom this name may mean

    @property
    def kind(self) -> str:
        """Give how well it is known who is meant."""
        return self.subject.kind.value

    @property
    def name(self) -> str:
        """Give the name, the words for a group, or that nobody is named."""
        return "nobody named" if self.subject.kind is SubjectKind.NOBODY else wording.party(self.subject.party)

    @property
    def steps(self) -> tuple[Claim, ...]:
        """Give the claims that tell of a step, in the order of the case."""
        return tuple(step.claim for step in self.proceeding.steps)

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

    @property
    def competing(self) -> tuple[Telling, ...]:
        """Give the steps on which sources differ and of which no account says so already."""
        said = [frozenset(account.claims) for account in self.accounts]
        told = self.proceeding.competing
        return tuple(
            one for one in told if one.differ and not any(len(claims.intersection(one.claims)) > 1 for claims in said)
        )

    @property
    def undated(self) -> bool:
        """Say whether steps without a date stand among dated ones."""
        return self.subject.certain and len({step.dated for step in self.proceeding.steps}) > 1


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
    folded = proceedings(evidence.standing, evidence.record.entities)
    found = {one.subject: Case(one.subject, one) for one in folded}
    for claim in evidence.standing:
        if isinstance(claim.body, (Act, Person)):
            for subject in subjects(claim, evidence.register):
                case = found.setdefault(subject, Case(subject, Proceeding(subject, ())))
                (case.acts if isinstance(claim.body, Act) else case.persons).append(claim)
    told = sorted(found.values(), key=lambda c: (ORDER.index(c.subject.kind), c.name.casefold(), c.name))
    entities = {entity.id: entity for entity in evidence.record.entities}
    for number, case in enumerate(told, 1):
        case.anchor = f"case-{number}"
        case.entity = entities.get(case.subject.key) if case.subject.kind in NAMED else None
        case.doubt = tuple(sorted({entities[one].name for one in case.subject.doubt if not entities[one].protected}))
        case.acts = in_order(case.acts, one_case=False)
    for account in evidence.accounts(of_cases=True):
        # A step of several people is compared once, under whom most of the compared claims tell of.
        max(told, key=lambda case: sum(claim.id in account.claims for claim in case.steps)).accounts.append(account)
    return tuple(told)


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
