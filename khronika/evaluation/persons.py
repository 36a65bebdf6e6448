"""Persons: many claims may name one, so a claim is right if it names anyone, and a person is found once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.evaluation.agreeing import Agreement, Standing, agree, names_nobody
from khronika.evaluation.leftovers import Leftover, Why
from khronika.evaluation.pairing import Compared, Hit
from khronika.vocabulary.bodies import Person
from khronika.vocabulary.claims import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.evaluation.gold import Coded, Item


def pair_persons(gold: Coded, standing: Sequence[Standing]) -> Compared:
    """Find each person of the gold among the claims, and say which claims name nobody of it."""
    items = [item for item in gold.items if item.kind is Kind.PERSON]
    about: dict[str, list[Standing]] = {item.id: [] for item in items if not item.optional}
    left = []
    for each in (each for each in standing if each.claim.kind is Kind.PERSON):
        item = next((item for item in items if item.id in about and each.span and agree(item, each, ()).found), None)
        if item:
            about[item.id].append(each)
        else:
            left.append(_left(each, [item for item in items if item.optional]))
    hits = tuple(_hit(item, about[item.id]) for item in items if about.get(item.id))
    missed = [item for item in items if about.get(item.id) == []]
    lost = [item for item in gold.lost if item.kind is Kind.PERSON and not item.optional]
    right = {id_: len(named) for id_, named in about.items()}
    return Compared(Kind.PERSON, gold.file, hits, (*missed, *lost), tuple(left), right)


def _left(each: Standing, unnamed: Sequence[Item]) -> Leftover:
    body = each.claim.body
    if each.span is None:
        return Leftover(each, Why.UNPLACED)
    described = isinstance(body, Person) and (not body.name or any(names_nobody(body, item) for item in unnamed))
    return Leftover(each, Why.OPTIONAL if described else Why.NOTHING)


def _hit(item: Item, named: Sequence[Standing]) -> Hit:
    bodies = [each.claim.body for each in named if isinstance(each.claim.body, Person)]
    fields = {
        "age": _said(item.row.get("age"), {body.age for body in bodies}),
        "born": _said(item.row.get("born"), {body.born for body in bodies}),
        "pseudonym": any(body.pseudonym for body in bodies) == bool(item.row.get("pseudonym")),
    }
    strict = all(value is not False for value in fields.values())
    return Hit(item, named[0], Agreement(found=True, strict=strict, fields=fields), fields)


def _said(wanted: int | None, said: set[int | None]) -> bool | None:
    """Right if some claim says it and none says another value; None where neither side says anything."""
    values = said - {None}
    if wanted is None:
        return False if values else None
    return values == {wanted}
