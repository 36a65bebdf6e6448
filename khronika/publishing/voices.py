"""Who says what: origins with their stances, and the acts they allege."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.casework.register import plain
from khronika.publishing import wording
from khronika.vocabulary.bodies import Act
from khronika.vocabulary.words import word_list

if TYPE_CHECKING:
    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.claims import Claim


@dataclass(frozen=True)
class Voice:
    """One origin with everything that goes back to it."""

    name: str
    roles: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def kinds(self) -> str:
        """Give the number of claims of each kind."""
        counted = Counter(claim.kind.value for claim in self.claims)
        return ", ".join(wording.plural(times, kind) for kind, times in _ordered(counted))

    @property
    def stances(self) -> str:
        """Give the number of claims of each stance."""
        counted = Counter(claim.stance.value for claim in self.claims)
        return ", ".join(f"{times} {stance}" for stance, times in _ordered(counted))


def _ordered(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def voices(evidence: Evidence) -> tuple[Voice, ...]:
    """Give every origin, the one with the most claims first."""
    names: dict[str, str] = {}
    said: dict[str, list[Claim]] = defaultdict(list)
    for claim in evidence.standing:
        spoken = wording.origin(claim)
        entity = evidence.register.find(spoken, claim.document) if claim.origin.name else None
        name = entity.name if entity else spoken
        key = names.setdefault(plain(name), name)
        said[key].append(claim)
    found = (Voice(name, tuple(sorted({c.origin.role.value for c in cs})), tuple(cs)) for name, cs in said.items())
    return tuple(sorted(found, key=lambda v: (-len(v.claims), v.name)))


def acts(evidence: Evidence) -> tuple[tuple[str, tuple[Claim, ...]], ...]:
    """Give alleged acts in the order of the vocabulary."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in evidence.standing:
        if isinstance(claim.body, Act):
            found[claim.body.act].append(claim)
    return tuple((wording.label("acts", act), tuple(found[act])) for act in word_list("acts") if act in found)
