"""What comes out: the minimal sets that cannot all be true, the maximal sets that can, and whether these are all."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class MinimalSet:
    """Claims and assumptions that cannot all hold, while all but any one of them can; ids throughout.

    `alike` gives for each claim, in the same order, that claim and all others that ask exactly the same: put any of
    them in its place, and the set is minimal again. `derivation` are sentences, the last of which is the clash.
    """

    claims: tuple[str, ...]
    assumptions: tuple[str, ...]
    derivation: tuple[str, ...]
    alike: tuple[tuple[str, ...], ...]

    def expanded(self) -> Iterator[tuple[str, ...]]:
        """Give the claims of every minimal set that this one stands for; their number is a product, so take some."""
        return product(*self.alike)


@dataclass(frozen=True, slots=True)
class MaximalSet:
    """Claims and assumptions that can all hold, while none of those left out can be added."""

    claims: tuple[str, ...]
    assumptions: tuple[str, ...]
    claims_left_out: tuple[str, ...]
    assumptions_left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradictions:
    """Minimal sets by size, then ids; maximal sets, each among the claims that contradictions tie together.

    A claim in no minimal set can hold with every one of the maximal sets. Where the search is not `complete`, what is
    shown is right, claims may stand in a maximal set though nothing contradicts them, and `sentence` says what is
    missing. `seconds` of the processor are no part of what makes two answers equal.
    """

    minimal: tuple[MinimalSet, ...]
    maximal: tuple[MaximalSet, ...]
    complete: bool
    sentence: str
    seconds: float = field(compare=False)
