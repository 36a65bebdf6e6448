"""People and groups, each with the steps of their cases as casework orders them, laid out for the reader."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.casework import proceedings
from khronika.casework.order import in_order
from khronika.casework.subjects import subjects
from khronika.casework.testimony import taken_back
from khronika.publishing import wording
from khronika.vocabulary.bodies import Act, Party, Person
from khronika.vocabulary.people import EntityKind
from khronika.vocabulary.proceedings import Proceeding, Subject, SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.accounts import Account
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity
    from khronika.vocabulary.proceedings import Telling

ORDER = tuple(SubjectKind)
SUBJECTS = {EntityKind.PERSON: SubjectKind.PERSON, EntityKind.ORGANISATION: SubjectKind.ORGANISATION}


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
    doubt: tuple[Entity, ...] = ()  # those whom this name may mean

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


def cases(evidence: Evidence, homes: Mapping[str, tuple[str, ...]]) -> tuple[Case, ...]:
    """Give everybody whom the record names or of whom it tells: people first, then bodies, then groups.

    `homes` holds the anchors of the pages of people and bodies.
    """
    folded = proceedings(evidence.standing, evidence.record.entities)
    found = {one.subject: Case(one.subject, one) for one in folded}
    for claim in evidence.standing:
        if isinstance(claim.body, (Act, Person)):
            for subject in subjects(claim, evidence.register):
                case = found.setdefault(subject, Case(subject, Proceeding(subject, ())))
                (case.acts if isinstance(claim.body, Act) else case.persons).append(claim)
    for entity in evidence.people:
        subject = Subject(SUBJECTS[entity.kind], entity.id, Party(entity.name))
        found.setdefault(subject, Case(subject, Proceeding(subject, ()))).entity = entity
    told = sorted(found.values(), key=lambda c: (ORDER.index(c.subject.kind), c.name.casefold(), c.name, c.subject.key))
    entities = {entity.id: entity for entity in evidence.people}
    for number, case in enumerate(told, 1):
        case.anchor = homes[case.entity.id][0] if case.entity else f"case-{number}"
        case.doubt = tuple(entities[one] for one in case.subject.doubt if not entities[one].protected)
        case.acts = in_order(case.acts, one_case=False)
    _file(evidence.accounts(of_cases=True), told)
    return tuple(told)


def _file(accounts: Iterable[Account], told: Sequence[Case]) -> None:
    """File each account of steps once, under whom most of the compared claims tell of."""
    tellers: dict[str, list[int]] = defaultdict(list)
    for number, case in enumerate(told):
        for claim in case.steps:
            tellers[claim.id].append(number)
    for account in accounts:
        times = Counter(number for claim in set(account.claims) for number in tellers[claim])
        if times:
            told[max(times, key=lambda number: (times[number], -number))].accounts.append(account)
