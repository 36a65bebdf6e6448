"""The best one-to-one matching of two sides: the one whose pairs are worth most together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Pair = tuple[int, int]
LEAST = 1e-9  # a gain below it is none


def match(worth: Mapping[Pair, float]) -> dict[int, int]:
    """Give for each left side its right side, so that the sum of what the pairs are worth (each > 0) is the greatest.

    Each left side in turn is added by the path of exchanges that gains most (successive best paths, Bellman-Ford).
    """
    edges: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (left, right), value in sorted(worth.items()):
        edges[left].append((right, value))
    held: dict[int, int] = {}  # right -> left
    for left in edges:
        _exchange(edges, held, left)
    return {left: right for right, left in sorted(held.items(), key=lambda pair: pair[1])}


def _exchange(edges: Mapping[int, list[tuple[int, float]]], held: dict[int, int], newcomer: int) -> None:
    """Let a newcomer in along the best path, which ends at a free right side or puts one left side out."""
    gain: dict[int, float] = {newcomer: 0.0}  # by left side: what the pairs gain if it is the one without a place
    came: dict[int, Pair] = {}  # right -> (the left side that takes it, nothing further)
    waiting = [newcomer]
    reached: dict[int, float] = {}
    while waiting:
        left = waiting.pop(0)
        for right, value in edges[left]:
            total = gain[left] + value
            if total <= reached.get(right, 0.0) + LEAST and right in reached:
                continue
            reached[right], came[right] = total, (left, right)
            if (holder := held.get(right)) is not None and holder != left:
                lost = total - dict(edges[holder])[right]
                if lost > gain.get(holder, float("-inf")) + LEAST:
                    gain[holder] = lost
                    waiting.append(holder)
    free = {right: total for right, total in reached.items() if right not in held}
    end = max(free, key=lambda right: (free[right], -right), default=None)
    out = max(gain, key=lambda left: (gain[left], left == newcomer))
    if end is not None and free[end] > gain[out]:
        _settle(held, came, end, newcomer)
    elif out != newcomer and gain[out] > LEAST:
        freed = next(right for right, left in held.items() if left == out)
        _settle(held, came, freed, newcomer)


def _settle(held: dict[int, int], came: Mapping[int, Pair], right: int, newcomer: int) -> None:
    """Walk the path back and let each left side take the right side that it came for."""
    place: int | None = right
    before = {left: taken for taken, left in held.items()}
    while place is not None:
        left = came[place][0]
        held[place] = left
        place = None if left == newcomer else before[left]
