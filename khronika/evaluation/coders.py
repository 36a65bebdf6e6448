"""How far people agree who coded the same: two who judged one chronicle, or two who coded apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.evaluation.alpha import Level, alpha
from khronika.evaluation.likeness import plain
from khronika.evaluation.matching import match
from khronika.evaluation.placing import overlap
from khronika.vocabulary.claims import Kind
from khronika.vocabulary.judgements import Judging

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from khronika.evaluation.agreeing import Standing
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.record import Judged as Judgement

Unit = tuple["Claim | None", ...]  # what each person wants to stand; None where a person said nothing of it
NAMED = {
    Kind.COUNT: ("quantity", "qualifier", "group"),
    Kind.STEP: ("step",),
    Kind.ACT: ("act",),
    Kind.PERSON: ("pseudonym",),
    Kind.NORM: ("instrument", "provision"),
    Kind.DEMAND: ("force",),
}
FIGURES = {Kind.COUNT: ("low", "high"), Kind.PERSON: ("age",)}
NOT_SAID = "(not said)"
FIGURE_LEVELS = (Level.NOMINAL, Level.INTERVAL, Level.RATIO)


@dataclass(frozen=True)
class Coding:
    """The agreement on one field of one kind: alpha (null where nothing varies), and over how many units."""

    kind: Kind | None  # None: over all kinds
    field: str
    level: Level
    alpha: float | None
    units: int  # that two people or more coded


@dataclass(frozen=True)
class Apart:
    """One kind in two codings made apart: what both have, what only one has, and the F1 of one against the other."""

    kind: Kind
    both: int
    first_only: int
    second_only: int

    @property
    def f1(self) -> float:
        """Twice what both have, by all that both wrote down."""
        return 2 * self.both / (2 * self.both + self.first_only + self.second_only)


def people(judgements: Iterable[Judgement]) -> tuple[str, ...]:
    """Name those who judged."""
    return tuple(sorted({each.judgement.by for each in judgements}))


def verdicts(judgements: Sequence[Judgement]) -> dict[str, dict[str, Judging]]:
    """Give by claim and person what each said of it last."""
    said: dict[str, dict[str, Judging]] = defaultdict(dict)
    for each in judgements:
        said[each.claim][each.judgement.by] = each.judgement.verdict
    return said


def upheld(judgements: Sequence[Judgement], claims: Iterable[Claim]) -> list[Unit]:
    """Give for each judged claim what each person wants to stand in its place; nothing where one rejects it."""
    known = {claim.id: claim for claim in claims}
    said: dict[str, dict[str, Claim | None]] = defaultdict(dict)
    for each in judgements:
        judgement = each.judgement
        chosen = {Judging.ACCEPT: each.claim, Judging.CORRECT: judgement.replacement}.get(judgement.verdict)
        said[each.claim][judgement.by] = known.get(chosen or "")
    every = people(judgements)
    return [tuple(by.get(person) for person in every) for by in said.values()]


def coders(judgements: Sequence[Judgement], claims: Iterable[Claim]) -> list[Coding]:
    """Give the agreement of those who judged one chronicle: on the verdicts, then on each field that they uphold."""
    said = [tuple(by.values()) for by in verdicts(judgements).values()]
    first = Coding(None, "verdict", Level.NOMINAL, alpha(said), _pairable(said))
    return [first, *agreement(upheld(judgements, claims))]


def agreement(units: Sequence[Unit]) -> list[Coding]:
    """Give alpha for each field of each kind, over the units that two people or more coded."""
    found = []
    for kind in Kind:
        mine = [unit for unit in units if any(claim is not None and claim.kind is kind for claim in unit)]
        fields = [(name, (Level.NOMINAL,)) for name in ("origin", "stance", "polarity", *NAMED.get(kind, ()))]
        for name, levels in (*fields, *((name, FIGURE_LEVELS) for name in FIGURES.get(kind, ()))):
            found += [coding for level in levels if (coding := _coding(kind, name, level, mine)).units]
    return found


def _coding(kind: Kind, name: str, level: Level, units: Iterable[Unit]) -> Coding:
    """As a name, what a claim leaves open is a value too ("no provision"); as a number it is none."""
    open_ = NOT_SAID if level is Level.NOMINAL else None
    values = [tuple(_value(claim, name, open_) if claim else None for claim in unit) for unit in units]
    return Coding(kind, name, level, alpha(values, level), _pairable(values))


def apart(one: Sequence[Standing], other: Sequence[Standing]) -> tuple[list[Unit], list[Apart]]:
    """Pair two codings of one document by place and kind; give the pairs as units, and what only one of them has."""
    units, told = list[Unit](), list[Apart]()
    for kind in Kind:
        first, second = ([each for each in side if each.claim.kind is kind] for side in (one, other))
        near = {
            (i, j): _nearness(a, b)
            for i, a in enumerate(first)
            for j, b in enumerate(second)
            if a.span and b.span and overlap(a.span, b.span)
        }
        met = match(near)
        units += [(first[i].claim, second[j].claim) for i, j in met.items()]
        if first or second:
            told.append(Apart(kind, len(met), len(first) - len(met), len(second) - len(met)))
    return units, told


def _nearness(one: Standing, other: Standing) -> float:
    """The words that two claims share; between claims on the same words, the fields in which they agree."""
    a, b = one.span or (0, 0), other.span or (0, 0)
    shared = overlap(a, b) / max(1, a[1] - a[0] + b[1] - b[0] - overlap(a, b))
    fields = (*NAMED.get(one.claim.kind, ()), *FIGURES.get(one.claim.kind, ()))
    return shared + sum(_value(one.claim, name) == _value(other.claim, name) for name in fields) / 10


def _value(claim: Claim, name: str, open_: str | None = None) -> Hashable:
    if name == "origin":
        return plain(claim.origin.name) or claim.origin.role.value
    if name in {"stance", "polarity"}:
        return str(getattr(claim, name))
    value = getattr(claim.body, name)
    if value is None:
        return open_
    return value if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _pairable(values: Iterable[Sequence[Hashable]]) -> int:
    return sum(sum(value is not None for value in unit) > 1 for unit in values)


def together(told: Iterable[Apart]) -> Mapping[Kind, Apart]:
    """Add up by kind what several documents gave."""
    sums: dict[Kind, Apart] = {}
    for each in told:
        sofar = sums.get(each.kind, Apart(each.kind, 0, 0, 0))
        sums[each.kind] = Apart(
            each.kind,
            sofar.both + each.both,
            sofar.first_only + each.first_only,
            sofar.second_only + each.second_only,
        )
    return sums
