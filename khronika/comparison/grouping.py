"""From decisions about pairs to groups: what hangs together by one verdict."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from khronika.vocabulary.accounts import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from khronika.comparison.pairs import Relation

T = TypeVar("T")
MOST = 300  # things of which all pairs are related: their number grows with the square
FIRM = (Verdict.CONFLICT, Verdict.EVOLUTION, Verdict.DIFFERENT_DATE, Verdict.DIFFERENT_POPULATION, Verdict.UNRESOLVED)
ORDER = (*FIRM, Verdict.COMPATIBLE, Verdict.SAME, Verdict.RESTATES)


@dataclass(frozen=True)
class Group(Generic[T]):
    """Things that hang together by pairs of one verdict; `pairs` are those pairs with their reasons.

    `related` says how many of how many things were held against one another, where these were too many for all.
    """

    verdict: Verdict
    members: tuple[T, ...]
    pairs: tuple[tuple[T, T, str], ...]
    related: tuple[int, int] | None = None


def group(things: Sequence[T], relate: Callable[[T, T], Relation | None]) -> list[Group[T]]:
    """Relate all pairs and give the groups of each verdict, in a fixed order; `same` takes in who restates it."""
    edges: dict[Verdict, list[tuple[int, int, str]]] = defaultdict(list)
    related = min(len(things), MOST)
    cut = (related, len(things)) if related < len(things) else None
    for j in range(related):
        for i in range(j):
            if relation := relate(things[i], things[j]):
                edges[relation.verdict].append((i, j, relation.why))
    groups = []
    for verdict in ORDER:
        joined = edges[verdict] + (edges[Verdict.RESTATES] if verdict is Verdict.SAME else [])
        for members in _components(joined):
            pairs = [(i, j, why) for i, j, why in edges[verdict] if i in members]
            if pairs:
                told = tuple((things[i], things[j], why) for i, j, why in pairs)
                groups.append(Group(verdict, tuple(things[n] for n in sorted(members)), told, cut))
    return groups


def _components(edges: Sequence[tuple[int, int, str]]) -> list[set[int]]:
    near: dict[int, set[int]] = defaultdict(set)
    for i, j, _ in edges:
        near[i].add(j)
        near[j].add(i)
    found: list[set[int]] = []
    seen: set[int] = set()
    for start in sorted(near):
        if start in seen:
            continue
        reached, ahead = {start}, [start]
        while ahead:
            fresh = near[ahead.pop()] - reached
            reached |= fresh
            ahead += sorted(fresh)
        seen |= reached
        found.append(reached)
    return found
