"""Families of sets of atoms, each a whole number with a bit for each atom: the smallest, and the largest allowed."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khronika.comparison.contradiction.budget import Budget

MOST = 1_000  # sets that can be true together, after which no more are sought; nobody reads as many
FEW = 3  # sets that are still brought to their end when a budget has ended
WIDE = 12  # atoms in a set from which its subsets are too many to look up


def bits(label: int) -> Iterator[int]:
    """Give the bits of a label, each as a label, the lowest first."""
    while label:
        bit = label & -label
        yield bit
        label ^= bit


def smallest(labels: Iterable[int]) -> list[int]:
    """Give the labels that contain no other, by size and then value."""
    kept: dict[int, None] = {}
    sizes: list[int] = []
    for size, alike in groupby(sorted(sorted(set(labels)), key=int.bit_count), key=int.bit_count):
        kept |= dict.fromkeys([label for label in alike if not (sizes and _contains_one(label, size, kept, sizes))])
        sizes.append(size)
    return list(kept)


def _contains_one(label: int, size: int, kept: Mapping[int, None], sizes: Iterable[int]) -> bool:
    """Look up the subsets of a label, or hold it against every set where there are fewer of those."""
    if size > WIDE or 1 << size > len(kept):
        return any(one & ~label == 0 for one in kept)
    single = list(bits(label))
    return any(sum(some) in kept for few in sizes for some in combinations(single, few))


def tied(labels: Iterable[int]) -> list[int]:
    """Give the unions of labels that hang together, each by way of atoms in common."""
    unions: list[int] = []
    for label in labels:
        apart = []
        for union in unions:
            if union & label:
                label |= union  # noqa: PLW2901 - grows by what it touches
            else:
                apart.append(union)
        unions = [*apart, label]
    return sorted(unions)


def largest(within: int, forbidden: Iterable[int], budget: Budget) -> tuple[list[int], bool]:
    """Give the largest sets of atoms that contain no forbidden set, and whether these are all.

    Atoms are taken in one by one. A largest set among the first atoms is one among more of them, or loses only what
    the next atom cannot stand beside; so there are never more sets on the way than at the end.
    """
    allowed = _Allowed(within, forbidden, budget)
    return allowed.sets(), not allowed.cut


class _Allowed:
    """The sets that contain no forbidden set."""

    def __init__(self, within: int, forbidden: Iterable[int], budget: Budget) -> None:
        self.cut = False
        self._within, self._budget = within, budget
        self._beside: dict[int, int] = defaultdict(int)  # with which other atoms an atom cannot stand
        self._wider: dict[int, list[int]] = defaultdict(list)
        self._nothing = False
        for label in forbidden:
            size = label.bit_count()
            self._nothing = self._nothing or size == 0
            for bit in bits(label):
                if size == 1:
                    self._within &= ~bit
                elif size == 2:  # noqa: PLR2004 - a pair
                    self._beside[bit] |= label ^ bit
                else:
                    self._wider[bit].append(label ^ bit)

    def sets(self) -> list[int]:
        """Give them, by value."""
        sets, taken = ([] if self._nothing else [0]), 0
        for bit in bits(self._within):
            taken |= bit
            grown: dict[int, None] = {}
            if not self._budget.spend():
                sets = sets[:FEW]
            changed: dict[int, None] = {}
            for one in sets:
                self.cut = (
                    self.cut
                    or len(grown) + len(changed) > MOST
                    or not self._budget.spend(1 + len(self._wider[bit]) // 10)
                )
                if self._can_stand(bit, one):
                    grown[one | bit] = None
                else:
                    grown[one] = None
                    changed |= {} if self.cut else dict.fromkeys(self._changed(one, bit))
            grown |= {one: None for one in changed if self._is_largest(one, taken)}
            sets = list(grown)
        return sorted(sets)

    def _can_stand(self, bit: int, beside: int) -> bool:
        return not (self._beside[bit] & beside or any(rest & ~beside == 0 for rest in self._wider[bit]))

    def _changed(self, one: int, bit: int) -> Iterator[int]:
        """Take an atom in and as little as possible out."""
        one &= ~self._beside[bit]
        for out in crossing([rest for rest in self._wider[bit] if rest & ~one == 0]):
            self.cut = self.cut or not self._budget.spend()
            if self.cut:
                return
            yield one & ~out | bit

    def _is_largest(self, one: int, taken: int) -> bool:
        self.cut = self.cut or not self._budget.spend()
        return not any(self._can_stand(bit, one) for bit in bits(taken & ~one))


def crossing(labels: Sequence[int]) -> Iterator[int]:
    """Give the smallest sets that have an atom in common with every label, each once (Murakami and Uno's MMCS)."""
    numbers = (1 << len(labels)) - 1  # labels not yet met, a bit for each
    meets: dict[int, int] = defaultdict(int)
    for number, label in enumerate(labels):
        for bit in bits(label):
            meets[bit] |= 1 << number
    everything = sum(meets)

    def grown(taken: Mapping[int, int], unmet: int, free: int) -> Iterator[int]:
        """Let each atom taken keep, as its reason, the labels that it alone meets."""
        if not unmet:
            yield sum(taken)
            return
        choices = labels[(unmet & -unmet).bit_length() - 1] & free
        free &= ~choices
        for bit in bits(choices):
            reasons = {one: alone & ~meets[bit] for one, alone in taken.items()}
            if all(reasons.values()):
                yield from grown({**reasons, bit: unmet & meets[bit]}, unmet & ~meets[bit], free)
                free |= bit

    yield from grown({}, numbers, everything)
