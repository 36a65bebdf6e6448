"""Public persons of different documents whose full names a slip of the pen may part: doubts, and never more."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from khronika.resolution.bearers import compare, keys
from khronika.resolution.names import parse, slip_keys
from khronika.vocabulary.people import EntityKind, Link, Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khronika.vocabulary.people import Entity

BY = "rule:slip"


def slips(entities: Sequence[Entity]) -> Iterator[Link]:
    """Give a doubt for every two persons whose names differ by a slip in a word by which names are filed.

    Those that the same document names are two, and what a rule or a person has said of a pair stands.
    """
    public = [each for each in entities if each.kind is EntityKind.PERSON and not each.protected]
    of = {entity.id: entity for entity in public}
    linked = {frozenset((link.a, link.b)) for entity in public for link in entity.links}
    for a, b in sorted(set(_near(public))):
        if frozenset((a, b)) not in linked and not _documents(of[a]) & _documents(of[b]):
            yield from _doubt(of[a], of[b])


def _near(entities: Iterable[Entity]) -> Iterator[tuple[str, str]]:
    filed: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for name in entity.names:
            for key in slip_keys(parse(name)):
                filed[key].add(entity.id)
    for ids in filed.values():
        yield from combinations(sorted(ids), 2)


def _documents(entity: Entity) -> set[str]:
    return {mention.document for mention in entity.mentions}


def _doubt(a: Entity, b: Entity) -> Iterator[Link]:
    """Give the first two spellings that differ by a slip, unless others of the two have met already."""
    pairs = [(one, other) for one in a.names for other in b.names]
    if any(keys(one) & keys(other) for one, other in pairs):
        return
    for one, other in pairs:
        verdict, reason = compare(one, other)
        if verdict is not Sameness.APART and slip_keys(parse(one)) & slip_keys(parse(other)):
            yield Link(a.id, b.id, Sameness.UNSURE, BY, f"“{one}” and “{other}” may be one: {reason}.")
            return
