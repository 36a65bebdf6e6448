"""Correspondence: what is asked of whom and how strongly, and what was said in public, by date."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.casework.order import LAST
from khronika.casework.register import plain, register
from khronika.casework.standing import standing
from khronika.vocabulary.bodies import Demand, Force, Statement
from khronika.vocabulary.correspondence import Asked, Correspondence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.casework.register import Register
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity


def correspondence(claims: Iterable[Claim], entities: Iterable[Entity] = ()) -> Correspondence:
    """Give demands by addressee and force, and statements by date, those without a date last.

    Two spellings of one body are one addressee. Only claims that stand count; the order of the input changes nothing.
    """
    known = register(sorted(entities, key=lambda entity: (entity.name, entity.id)))
    told = standing(claims)
    statements = [claim for claim in told if isinstance(claim.body, Statement)]
    return Correspondence(_asked(told, known), tuple(sorted(statements, key=_day)))


def _asked(claims: Sequence[Claim], known: Register) -> tuple[Asked, ...]:
    """Give addressees in the order of the alphabet, nobody named at the end."""
    names: dict[str, str] = {}
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.body, Demand):
            written = claim.body.addressee or ""
            entity = known.find(written, claim.document)
            name = entity.name if entity else written
            found[names.setdefault(plain(name), name)].append(claim)
    ordered = sorted(found, key=lambda name: (not name, plain(name), name))
    return tuple(Asked(name or None, _by_force(found[name])) for name in ordered)


def _by_force(claims: Sequence[Claim]) -> tuple[tuple[Force, tuple[Claim, ...]], ...]:
    found: dict[Force, list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.body, Demand):
            found[claim.body.force].append(claim)
    return tuple((force, tuple(sorted(found[force], key=_day))) for force in Force if force in found)


def _day(claim: Claim) -> str:
    return (claim.when and claim.when.earliest) or LAST
