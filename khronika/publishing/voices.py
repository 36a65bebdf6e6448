"""Who says what: origins with their stances; statements, demands, norms and acts, each in its order."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.casework.register import plain
from khronika.publishing import wording
from khronika.vocabulary.bodies import Act, Demand, Norm, Statement
from khronika.vocabulary.words import word_list

if TYPE_CHECKING:
    from collections.abc import Callable

    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.claims import Claim

Grouped = tuple[tuple[str, tuple["Claim", ...]], ...]


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


def _grouped(evidence: Evidence, shape: type, heading: Callable[[Claim], str]) -> Grouped:
    found: dict[str, list[Claim]] = defaultdict(list)
    names: dict[str, str] = {}
    for claim in evidence.standing:
        if isinstance(claim.body, shape):
            found[names.setdefault(plain(heading(claim)), heading(claim))].append(claim)
    return tuple((name, tuple(found[name])) for name in sorted(found, key=lambda name: (plain(name), name)))


def statements(evidence: Evidence) -> tuple[Claim, ...]:
    """Give statements by date; those without a date come last."""
    found = (claim for claim in evidence.standing if isinstance(claim.body, Statement))
    return tuple(sorted(found, key=lambda c: ((c.when and c.when.earliest) or "9999", evidence.places[c.id], c.id)))


def demands(evidence: Evidence) -> Grouped:
    """Give demands by addressee."""

    def addressee(claim: Claim) -> str:
        return (isinstance(claim.body, Demand) and claim.body.addressee) or "nobody named"

    return _grouped(evidence, Demand, addressee)


def norms(evidence: Evidence) -> Grouped:
    """Give cited norms by instrument; those that are in no catalogue by their words."""

    def instrument(claim: Claim) -> str:
        return (claim.body.instrument or claim.body.as_written) if isinstance(claim.body, Norm) else ""

    return _grouped(evidence, Norm, instrument)


def acts(evidence: Evidence) -> Grouped:
    """Give alleged acts in the order of the vocabulary."""

    def label(claim: Claim) -> str:
        return wording.label("acts", claim.body.act) if isinstance(claim.body, Act) else ""

    order = [plain(str(entry["label"])) for entry in word_list("acts").values()]
    return tuple(sorted(_grouped(evidence, Act, label), key=lambda group: order.index(plain(group[0]))))
