"""From the figures of one event to constraints: hard where a text states the link, else under a named assumption."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from khronika.comparison.assumptions import Assumed, Ground
from khronika.comparison.contradiction import Constraint, Unknown, within
from khronika.comparison.figures import NEAR
from khronika.comparison.intervals import exactly, phrase
from khronika.comparison.scopes import NO_DAYS, Scope, scope_of, wider
from khronika.comparison.sums import exclusive, sums, sums_by_figure
from khronika.comparison.words import families, family_of, scope_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.comparison.figures import Figure

TWO = 2
MANY = 12  # places or outcomes that are added up; with more of them a document is a table, and sums are its own


@dataclass
class Model:
    """What the figures of one event ask of the numbers that nobody knows."""

    scopes: dict[str, Scope] = field(default_factory=dict)  # by claim
    figures: dict[str, Figure] = field(default_factory=dict)  # by claim
    assumed: dict[str, Assumed] = field(default_factory=dict)  # by id
    constraints: list[Constraint] = field(default_factory=list)

    @property
    def unknowns(self) -> list[Unknown]:
        """One unknown for each scope."""
        known = {*self.scopes.values(), *(s for one in self.assumed.values() for s in (*one.narrow, one.wide))}
        return [Unknown(scope.key, label=scope.label) for scope in sorted(known, key=lambda scope: scope.key)]

    def at_most(self, narrow: Sequence[Scope], wide: Scope, why: str, *, claims: tuple[str, ...]) -> None:
        """Add that the numbers of some scopes together are at most that of another one, where the claims hold."""
        terms = (*((1, scope.key) for scope in narrow), (-1, wide.key))
        self.constraints.append(Constraint(terms, "<=", 0, claims, (), why))

    def assume(self, ground: Ground, narrow: Sequence[Scope], wide: Scope, why: str) -> None:
        """Add the same under an assumption; that a figure is of this event makes two numbers equal."""
        one = Assumed(ground, tuple(narrow), wide)
        terms = (*((1, scope.key) for scope in narrow), (-1, wide.key))
        relation = "=" if ground is Ground.EVENT else "<="
        self.assumed[one.id] = one
        self.constraints.append(Constraint(terms, relation, 0, (), (one.id,), why))


def constrain(figures: Iterable[Figure], unfiled: Iterable[Figure] = ()) -> Model:
    """Give what the figures of one event ask; `unfiled` ones may be of it, though nothing files them there."""
    model = Model()
    for filed, some in ((True, list(figures)), (False, list(unfiled))):
        parts = {part.claim.id for one in sums_by_figure(sums(some)).values() for part in one.parts}
        for figure in some:
            if not figure.vague:
                model.scopes[figure.claim.id] = scope_of(figure, event=filed, part=figure.claim.id in parts)
                model.figures[figure.claim.id] = figure
    present = _present(model.scopes.values())
    above = _nearest({scope: _above(scope, present) for scope in dict.fromkeys(model.scopes.values())})
    _places(model, present, above)
    for scope, takers in above.items():
        for taker in takers:
            same = replace(scope, event="") == replace(taker, event="")
            ground, why = (Ground.EVENT, "they are of the same event") if same else (Ground.AMONG, "")
            model.assume(ground, [scope], taker, why or f"{taker.label} takes in {scope.label}")
    _stated(model)
    _later(model, above)
    _beside(model, above)
    _outcomes(model)
    _tell(model)
    return model


Present = dict[Scope, list[Scope]]  # scopes that some figure has, by the scope without its event


def _present(scopes: Iterable[Scope]) -> Present:
    present: Present = defaultdict(list)
    for scope in sorted(set(scopes), key=lambda scope: scope.key):
        present[replace(scope, event="")].append(scope)
    return present


def _above(scope: Scope, present: Present) -> list[Scope]:
    """Give the next scopes with figures that take this one in; beyond one with figures that one speaks for itself.

    Of one that is told of the event and by a figure that nothing files, the first is meant; the other is tied to it.
    """
    start = replace(scope, event="")
    found = [present[start][0]] if present[start][0] != scope else []
    ahead, seen = [start] if not found else [], {start}
    while ahead:
        for one in wider(ahead.pop()):
            if one not in seen:
                seen.add(one)
                if one in present:
                    found.append(present[one][0])
                else:
                    ahead.append(one)
    return found


def _nearest(above: dict[Scope, list[Scope]]) -> dict[Scope, list[Scope]]:
    """Leave out what already follows by way of another one: each step is a question of its own."""
    beyond: dict[Scope, set[Scope]] = {}

    def reach(scope: Scope) -> set[Scope]:
        if scope not in beyond:
            beyond[scope] = set(above[scope]).union(*(reach(one) for one in above[scope]))
        return beyond[scope]

    return {
        scope: [one for one in takers if not any(one in reach(other) for other in takers if other != one)]
        for scope, takers in above.items()
    }


def _tell(model: Model) -> None:
    """Add what each figure says, where its number is tied to another one: else a pair says all there is to say."""
    tied = {name for one in model.constraints for _, name in one.terms}
    for claim, figure in model.figures.items():
        if model.scopes[claim].key in tied:
            low, high = figure.interval.low or None, figure.interval.high
            why = f"{figure.voice} gives {phrase(figure.count)}"
            model.constraints += within(model.scopes[claim].key, low, high, claims=(claim,), why=why)


def _stated(model: Model) -> None:
    """Add what a text itself states: parts of a whole, and what is so by definition in one source's own text."""
    parts: dict[str, list[Figure]] = defaultdict(list)
    for figure in model.figures.values():
        if figure.count.of in model.figures:
            parts[figure.count.of or ""].append(figure)
    for whole, mine in parts.items():
        total = model.scopes[whole]
        for part in mine:
            if model.scopes[part.claim.id] != total:
                why = f"{part.voice} tells the one as a part of the other"
                model.at_most([model.scopes[part.claim.id]], total, why, claims=(part.claim.id, whole))
        scopes = list(dict.fromkeys(model.scopes[part.claim.id] for part in mine))
        if TWO <= len(mine) == len(scopes) <= MANY and total not in scopes and exclusive(mine):
            claims = tuple(sorted((whole, *(part.claim.id for part in mine))))
            model.at_most(scopes, total, "nobody is in two of the parts", claims=claims)
    _by_definition(model)


def _by_definition(model: Model) -> None:
    own: dict[tuple[str, str, Scope], list[Figure]] = defaultdict(list)
    for claim, figure in model.figures.items():
        own[figure.claim.document, figure.origin, model.scopes[claim]].append(figure)
    for (document, origin, scope), mine in own.items():
        defined = scope.quantity in scope_words()["definition"]["quantities"]
        for quantity in scope_words()["among"][scope.quantity] if defined else ():
            wide = replace(scope, quantity=quantity)
            for one in mine:
                for other in own.get((document, origin, wide), ()):
                    if abs(one.claim.passage.start - other.claim.passage.start) < NEAR:
                        continue  # "50 injured, 60 seriously injured" may tell of two kinds beside each other
                    why = f"by the meaning of the words, and {one.voice} says both"
                    model.at_most([scope], wide, why, claims=(one.claim.id, other.claim.id))


def _later(model: Model, above: dict[Scope, list[Scope]]) -> None:
    """Add that a number that only rises is at most the next one counted later."""
    runs: dict[Scope, list[Scope]] = defaultdict(list)
    for scope in above:
        if any(scope.counted) and scope.flows:
            runs[replace(scope, counted=NO_DAYS)].append(scope)
    for run in runs.values():
        for one, other in pairwise(sorted(run, key=lambda scope: scope.counted)):
            if one.counted[1] and one.counted[1] < other.counted[0]:
                model.assume(Ground.LATER, [one], other, "the later figure takes in the earlier one")


def _places(model: Model, present: Present, above: dict[Scope, list[Scope]]) -> None:
    """Add that a total without a place is at least the sum of the figures of different places.

    That says as much of each place alone, so that the total is not asked about each of them once more.
    """
    by_total: dict[Scope, list[Scope]] = defaultdict(list)
    for scope in present:
        if scope.place:
            by_total[replace(scope, place="")].append(scope)
    for total, places in by_total.items():
        names = [scope.place for scope in places]
        if TWO <= len(names) <= MANY and not any(a != b and a in b for a in names for b in names):
            told = [present[place][0] for place in places]
            for taker in [t for scope in (total, *wider(total)) for t in present.get(scope, ())[:1]]:
                model.assume(Ground.PLACES, told, taker, "the total takes in all of these places")
                for place in told:
                    above[place] = [one for one in above[place] if one != taker]


def _beside(model: Model, above: dict[Scope, list[Scope]]) -> None:
    """Add that "three died in hospital" are counted beside the fifteen killed of the same document, nobody twice."""
    documents: dict[tuple[str, str | None], list[Scope]] = defaultdict(list)
    for claim, figure in model.figures.items():
        if figure.count.of is None:
            documents[figure.claim.document, family_of(figure.quantity)].append(model.scopes[claim])
    for scopes in documents.values():
        own = list(dict.fromkeys(scopes))
        for one in own:
            for other in own if one.only and one.only.partition("@")[0] in families()["narrowing"]["words"] else ():
                free = other != one and not other.only and other not in above[one]
                for taker in above[one] if free else ():
                    if taker in above[other]:
                        model.assume(Ground.BESIDE, [other, one], taker, "nobody is counted in both")


def _outcomes(model: Model) -> None:
    """Add that the outcomes one document tells of its one trial are at most those who were tried."""
    documents: dict[str, list[Figure]] = defaultdict(list)
    for claim, figure in model.figures.items():
        if model.scopes[claim].trial and exactly(figure.count) is not None:
            documents[figure.claim.document].append(figure)
    for mine in documents.values():
        tried = [f for f in model.figures.values() if f.claim.document == mine[0].claim.document]
        total = next((f for f in tried if f.quantity == "tried" and exactly(f.count) is not None), None)
        scopes = list(dict.fromkeys(model.scopes[figure.claim.id] for figure in mine))
        for some in families()["disjoint"]["sets"] if total else ():
            told = [scope for scope in scopes if scope.quantity in some and not scope.only]
            if total and TWO <= len(told) <= MANY and len({scope.quantity for scope in told}) == len(told):
                model.assume(Ground.TRIAL, told, model.scopes[total.claim.id], "each of those tried has one outcome")
