"""Proceedings: the steps told of each person, body and group in the order of the case, and what follows from them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.casework.order import has_date, in_order
from khronika.casework.register import register
from khronika.casework.sentences import chain
from khronika.casework.standing import standing
from khronika.casework.subjects import subjects
from khronika.casework.tellings import tellings
from khronika.casework.testimony import recantations
from khronika.vocabulary.bodies import Step
from khronika.vocabulary.proceedings import Proceeding, SubjectKind, Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity
    from khronika.vocabulary.proceedings import Recantation, Subject


def proceedings(claims: Iterable[Claim], entities: Iterable[Entity]) -> tuple[Proceeding, ...]:
    """Give the proceeding of everybody of whom a step is told: persons, then bodies, groups, and nobody named.

    Only claims that stand count. The order of the input changes nothing.
    """
    known = register(sorted(entities, key=lambda entity: (entity.name, entity.id)))
    told: dict[Subject, list[Claim]] = defaultdict(list)
    for claim in standing(claims):
        if isinstance(claim.body, Step):
            for subject in subjects(claim, known):
                told[subject].append(claim)
    kinds = list(SubjectKind)
    ordered = sorted(told, key=lambda subject: (kinds.index(subject.kind), subject.party.name or "", subject.key))
    return tuple(_proceeding(subject, in_order(told[subject], one_case=subject.certain)) for subject in ordered)


def _proceeding(subject: Subject, steps: Sequence[Claim]) -> Proceeding:
    undone = recantations(steps, certain=subject.certain)
    return Proceeding(
        subject=subject,
        steps=tuple(Taken(claim, has_date(claim), _undone_by(claim, undone)) for claim in steps),
        recantations=undone,
        sentence=chain(steps) if subject.certain else (),
        competing=tuple(one for one in tellings(steps) if one.documents > 1) if subject.certain else (),
    )


def _undone_by(claim: Claim, undone: Iterable[Recantation]) -> tuple[str, ...]:
    return tuple(one.recanted for one in undone if claim.id in one.statements)
