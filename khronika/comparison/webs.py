"""The voices behind one account, who of them rests on whom, and how few origins can explain them all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khronika.comparison.tellers import Voice
    from khronika.vocabulary.origins import Dependence

Edge = tuple[str, str, "Dependence"]  # who rests on whom, by key
Root = frozenset[str]  # a voice that rests on no other, or several that may each rest on the other


@dataclass
class Web:
    """The voices behind the claims of one account (`own`), those on which they rest, and why."""

    own: set[str] = field(default_factory=set)
    voices: dict[str, Voice] = field(default_factory=dict)
    rests: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    surely: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    why: list[Dependence] = field(default_factory=list)
    told: set[object] = field(default_factory=set)

    def add(self, edge: Edge) -> None:
        """Add one dependence; where it is not directed, either may rest on the other."""
        a, b, dependence = edge
        known = (dependence.ground, frozenset((a, b)), frozenset(dependence.claims))
        if known not in self.told:
            self.told.add(known)
            self.why.append(dependence)
        for one, other in ((a, b), (b, a)) if not dependence.directed else ((a, b),):
            self.rests[one].add(other)
            if dependence.certain:
                self.surely[one].add(other)

    def origins(self, rests: Mapping[str, set[str]]) -> list[Voice]:
        """Give the fewest origins, one voice each, that all of the account can go back to.

        A voice of the account that rests on no other is one. Those that rest on others outside the account need one
        more where they rest on none of these; what they share is one. So an echo never adds an origin.
        """
        reached = {key: _reach(key, rests) for key in self.voices}
        roots = {key: _roots(ahead, reached) for key, ahead in reached.items() if key in self.own}
        inside = {root for mine in roots.values() for root in mine if not self.own.isdisjoint(root)}
        outside = _joined(mine for mine in roots.values() if inside.isdisjoint(mine))
        least = [frozenset().union(*some) for some in outside]
        return sorted((self._spokesperson(root) for root in (*inside, *least)), key=_named_first)

    def _spokesperson(self, root: Root) -> Voice:
        """Give the voice that stands for a root: one without a name where it may be the origin itself."""
        voices = sorted((self.voices[key] for key in root), key=_named_first)
        return voices[0] if voices[-1].named else voices[-1]


def _named_first(voice: Voice) -> tuple[bool, str, str]:
    return (not voice.named, voice.name, voice.key)


def _reach(key: str, rests: Mapping[str, set[str]]) -> set[str]:
    reached, ahead = {key}, [key]
    while ahead:
        fresh = rests.get(ahead.pop(), set()) - reached
        reached |= fresh
        ahead += fresh
    return reached


def _roots(ahead: Iterable[str], reached: Mapping[str, set[str]]) -> set[Root]:
    """Give where everything ends that a voice rests on."""
    return {frozenset(reached[key]) for key in ahead if all(key in reached[other] for other in reached[key])}


def _joined(several: Iterable[set[Root]]) -> list[set[Root]]:
    """Join sets of roots that have one in common."""
    groups: list[set[Root]] = []
    for mine in several:
        near = [group for group in groups if not group.isdisjoint(mine)]
        groups = [group for group in groups if group.isdisjoint(mine)] + [mine.union(*near)]
    return groups
