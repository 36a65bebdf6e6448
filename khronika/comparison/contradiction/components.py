"""Constraints made ready: as bounds under the claims they rest on, claims that say the same as one, parts apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import gcd
from typing import TYPE_CHECKING, NamedTuple

from khronika.comparison.contradiction.constraints import Constraint, Unknown

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

LOWER, UPPER = 1, -1  # the side of a bound; times the value, the greater is always the tighter


class Atom(NamedTuple):
    """A claim or an assumption: what can be doubted."""

    is_assumption: bool
    name: str


class Limit(NamedTuple):
    """One bound on a form, that is an unknown alone or a sum of unknowns with factors, and what it rests on."""

    form: tuple[tuple[str, int], ...]
    side: int
    value: int
    atoms: tuple[Atom, ...]
    why: str


class Given(NamedTuple):
    """A limit inside a component: `place` numbers its unknowns and then its sums, `label` holds a bit for each atom."""

    place: int
    side: int
    value: int
    label: int
    why: str


@dataclass(frozen=True)
class Component:
    """What hangs together: atoms and unknowns in the order of their names, sums as (unknown, factor), and limits."""

    atoms: tuple[Atom, ...]
    alike: Mapping[str, tuple[str, ...]]
    unknowns: tuple[Unknown, ...]
    sums: tuple[tuple[tuple[int, int], ...], ...]
    given: tuple[Given, ...]

    @cached_property
    def everything(self) -> int:
        """The label of all atoms."""
        return (1 << len(self.atoms)) - 1

    @cached_property
    def ahead(self) -> tuple[tuple[int, ...], ...]:
        """For each sum the one unknown that lies towards the root of its tree; all of them where sums form no trees."""
        near: dict[int, list[int]] = defaultdict(list)
        for number, terms in enumerate(self.sums):
            for unknown, _ in terms:
                near[unknown].append(number)
        towards: dict[int, int] = {}
        reached: set[int] = set()
        for root in sorted(range(len(self.unknowns)), key=lambda at: (-self._wholes[at], -len(near[at]), at)):
            waiting = [] if root in reached else [root]
            reached.add(root)
            for unknown in waiting:
                for number in near[unknown]:
                    if towards.setdefault(number, unknown) == unknown:
                        beyond = [other for other, _ in self.sums[number] if other != unknown]
                        if not reached.isdisjoint(beyond):
                            return self._every_way
                        reached.update(beyond)
                        waiting += beyond
        plain = all(factor in (1, -1) for terms in self.sums for _, factor in terms)
        return tuple((towards[number],) for number in range(len(self.sums))) if plain else self._every_way

    @cached_property
    def is_tree(self) -> bool:
        """Whether sums form a tree with factors of one: then passing on bounds finds every contradiction."""
        return all(len(ways) == 1 for ways in self.ahead)

    @cached_property
    def _every_way(self) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(unknown for unknown, _ in terms) for terms in self.sums)

    @cached_property
    def _wholes(self) -> Mapping[int, int]:
        """How often an unknown stands alone on its side of a sum; a clash is best told of the whole."""
        counted: dict[int, int] = defaultdict(int)
        for terms in self.sums:
            for sign in (1, -1):
                alone = [unknown for unknown, factor in terms if factor * sign > 0]
                if len(alone) == 1 < len(terms) - 1:
                    counted[alone[0]] += 1
        return counted


def components(
    constraints: Iterable[Constraint], unknowns: Iterable[Unknown], without: frozenset[str]
) -> list[Component]:
    """Give the components, the smallest first; constraints on an assumption that is switched off are left out."""
    kept = sorted({limit for one in constraints if without.isdisjoint(one.assumptions) for limit in _limits(one)})
    kept, alike = _collapsed(kept)
    known = {unknown.name: unknown for unknown in unknowns}
    # Claims tie together what they are about; an assumption does so only where somewhere it asks something on its own.
    ties = {atom for limit in kept for atom in limit.atoms if all(one.is_assumption for one in limit.atoms)}
    ties |= {atom for limit in kept for atom in limit.atoms if not atom.is_assumption}
    where = _joined([*(name for name, _ in limit.form), *ties.intersection(limit.atoms)] for limit in kept)
    parts: dict[Hashable, list[Limit]] = defaultdict(list)
    for limit in kept:
        parts[where[limit.form[0][0]]].append(limit)
    made = [_component(part, known, alike) for part in parts.values()]
    return sorted(made, key=lambda component: (len(component.atoms), component.atoms, component.unknowns[0].name))


def _limits(constraint: Constraint) -> Iterator[Limit]:
    """Divide by the common factor, turn the first factor positive, and round to whole numbers."""
    terms = sorted((name, factor) for factor, name in constraint.terms)
    divisor = gcd(*(factor for _, factor in terms)) * (1 if terms[0][1] > 0 else -1)
    form = tuple((name, factor // divisor) for name, factor in terms)
    atoms = {Atom(is_assumption=False, name=name) for name in constraint.claims}
    atoms |= {Atom(is_assumption=True, name=name) for name in constraint.assumptions}
    for side in (LOWER, UPPER):
        if constraint.relation == "=" or (side == UPPER) == (divisor > 0):
            value = constraint.constant // divisor if side == UPPER else -(-constraint.constant // divisor)
            yield Limit(form, side, value, tuple(sorted(atoms)), constraint.why)


def _collapsed(limits: Sequence[Limit]) -> tuple[list[Limit], dict[str, tuple[str, ...]]]:
    """Let one claim, the first by its id, stand for all that ask exactly the same on their own."""
    asked: dict[Atom, list[object]] = defaultdict(list)
    for limit in limits:
        claims = [atom for atom in limit.atoms if not atom.is_assumption]
        for claim in claims:
            alone = (*limit[:3], tuple(atom for atom in limit.atoms if atom is not claim))
            asked[claim].append(alone if len(claims) == 1 else claim)
    equal: dict[frozenset[object], list[str]] = defaultdict(list)
    for claim in sorted(asked):
        equal[frozenset(asked[claim])].append(claim.name)
    alike = {names[0]: tuple(names) for names in equal.values()}
    stands = [limit for limit in limits if all(atom.is_assumption or atom.name in alike for atom in limit.atoms)]
    return stands, alike


def _joined(groups: Iterable[Sequence[Hashable]]) -> dict[Hashable, Hashable]:
    """Give for each thing one that stands for everything it is joined to."""
    parent: dict[Hashable, Hashable] = {}

    def top(thing: Hashable) -> Hashable:
        parent.setdefault(thing, thing)
        while parent[thing] != thing:
            parent[thing] = thing = parent[parent[thing]]
        return thing

    for first, *others in groups:
        for other in (first, *others):
            parent[top(other)] = top(first)
    return {thing: top(thing) for thing in parent}


def _component(
    limits: Sequence[Limit], known: Mapping[str, Unknown], alike: Mapping[str, tuple[str, ...]]
) -> Component:
    atoms = sorted({atom for limit in limits for atom in limit.atoms})
    bit = {atom: 1 << number for number, atom in enumerate(atoms)}
    names = sorted({name for limit in limits for name, _ in limit.form})
    forms = [((name, 1),) for name in names] + sorted({limit.form for limit in limits if len(limit.form) > 1})
    place, number = {form: at for at, form in enumerate(forms)}, {name: at for at, name in enumerate(names)}
    given = [
        Given(place[limit.form], limit.side, limit.value, sum(bit[atom] for atom in limit.atoms), limit.why)
        for limit in limits
    ]
    unknowns = tuple(known.get(name) or Unknown(name) for name in names)
    for at, unknown in enumerate(unknowns):
        for side, end, why in ((LOWER, unknown.low, "less is impossible"), (UPPER, unknown.high, "more is impossible")):
            given += [] if end is None else [Given(at, side, end, 0, why)]
    sums = tuple(tuple((number[name], factor) for name, factor in form) for form in forms[len(names) :])
    return Component(tuple(atoms), alike, unknowns, sums, tuple(sorted(given)))
