"""The accounts of what only three figures or two scopes show: sums, parts and orders that cannot all be true."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, islice
from typing import TYPE_CHECKING

from khronika.comparison.assumptions import Ground
from khronika.comparison.building import build, derived, enumerate_few
from khronika.comparison.constraining import constrain
from khronika.comparison.contradiction import contradictions
from khronika.comparison.intervals import phrase
from khronika.comparison.pairs import relate
from khronika.vocabulary.accounts import Account, Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.comparison.constraining import Model
    from khronika.comparison.contradiction import MinimalSet
    from khronika.comparison.figures import Figure

ASSUMED = 2  # assumptions under one set; what rests on more is too far from the texts to ask anybody about
ALIKE = 20  # sets that differ only in who says the same: the others are in the account, not in its sets
SETS = 100  # minimal sets that an account tells
JUDGED = (Verdict.CONFLICT, Verdict.UNRESOLVED)  # what the comparison of the pair itself already says
SAME_PEOPLE = (Verdict.CONFLICT, Verdict.COMPATIBLE, Verdict.SAME, Verdict.RESTATES)


def reasoned_accounts(
    figures: Sequence[Figure],
    unfiled: Sequence[Figure],
    event: str | None,
    *,
    seconds: float,
    without: frozenset[str] = frozenset(),
) -> list[Account]:
    """Give an account for each way in which figures of one event cannot all be true beyond what pairs of them show.

    A set that rests on nothing but the texts is a conflict; under assumptions, of which `without` switches some off,
    it is unresolved, with their questions. `seconds` are the time for the search; when it ended, the accounts say so.
    """
    model = constrain(figures, unfiled)
    found = contradictions(model.constraints, model.unknowns, seconds=seconds, without=without)
    alike: dict[tuple[object, ...], list[MinimalSet]] = defaultdict(list)
    for one in _nearest(found.minimal, model):
        scopes = sorted(model.scopes[claim].key for claim in one.claims)
        alike[one.assumptions, tuple(scopes)].append(one)
    accounts = [_account(sets, model, event, found.sentence) for sets in alike.values()]
    if found.complete or accounts:
        return accounts
    told = list(model.figures.values())
    return [build(told[0].quantity, event, Verdict.UNRESOLVED, found.sentence, told)]


def _nearest(sets: Iterable[MinimalSet], model: Model) -> list[MinimalSet]:
    """Give for each set of claims the fewest assumptions that contradict it, the plainest of these first.

    Once a person has switched them off, what else contradicts the same claims comes up.
    """
    nearest: dict[tuple[str, ...], MinimalSet] = {}
    for one in sorted(sets, key=lambda one: _farness(one, model)):
        if len(one.claims) > 1 and len(one.assumptions) <= ASSUMED and not _judged(one, model):
            nearest.setdefault(one.claims, one)
    return sorted(nearest.values(), key=lambda one: (len(one.claims), one.claims))


def _farness(one: MinimalSet, model: Model) -> tuple[object, ...]:
    grounds = [list(Ground).index(model.assumed[name].ground) for name in one.assumptions]
    return len(grounds), sorted(grounds), one.assumptions


def _judged(one: MinimalSet, model: Model) -> bool:
    """Say whether a set is one pair of figures that the comparison of pairs decides."""
    a, b, *more = (model.figures[claim] for claim in one.claims)
    comparable = not more and (a.quantity, a.group) == (b.quantity, b.group)
    return comparable and (not one.assumptions or relate(a, b).verdict in JUDGED)


def _doubt(one: MinimalSet, model: Model) -> str | None:
    """Give the question about two figures that share an unknown, where the comparison of pairs leaves one open."""
    for a, b in combinations(sorted(one.claims), 2):
        if model.scopes[a] == model.scopes[b]:
            relation = relate(model.figures[a], model.figures[b])
            if relation.verdict not in SAME_PEOPLE:
                return relation.why
    return None


def _account(sets: Sequence[MinimalSet], model: Model, event: str | None, unfinished: str) -> Account:
    first = sets[0]
    held = {c for one in sets for some in one.alike for c in some}
    claims = [claim for claim in model.figures if claim in held]
    figures = [model.figures[claim] for claim in claims]
    told = [(model.scopes[claim], model.figures[claim]) for claim in claims]
    assumptions = tuple(model.assumed[name].about(told) for name in first.assumptions)
    doubt = None if assumptions else _doubt(first, model)
    verdict = Verdict.UNRESOLVED if assumptions or doubt else Verdict.CONFLICT
    named = enumerate_few(f"{phrase(f.count)} {scope.label} ({f.voice})" for scope, f in told)
    differing = [model.assumed[name].difference for name in first.assumptions]
    questions = [*differing, *(one.question for one in assumptions), *([f"But {doubt}"] if doubt else [])]
    end = "whether all can be true hangs on what nobody says." if questions else "they cannot all be true."
    reason = " ".join(filter(None, (f"{named[0].upper()}{named[1:]}: {end}", *questions, unfinished)))
    expanded = list(islice((tuple(c) for one in sets for c in islice(one.expanded(), ALIKE)), SETS))
    quantity = model.assumed[first.assumptions[0]].wide.quantity if assumptions else _whole(figures).quantity
    account = build(
        quantity,
        event,
        verdict,
        reason,
        figures,
        sets=expanded,
        checks=[_check(first, model)] if verdict is Verdict.CONFLICT and not _stated(figures) else (),
    )
    return derived(account, assumptions, first.derivation)


def _stated(figures: Sequence[Figure]) -> bool:
    """Say whether figures are a whole and the parts that name it: the checks of sums tell of these."""
    whole = _whole(figures)
    return all(figure is whole or figure.count.of == whole.claim.id for figure in figures)


def _whole(figures: Iterable[Figure]) -> Figure:
    """Give the figure of which the others are parts, else the greatest."""
    known = list(figures)
    wholes = {figure.count.of for figure in known}
    return max(known, key=lambda f: (f.claim.id in wholes, f.interval.low, f.claim.id))


def _check(one: MinimalSet, model: Model) -> Check:
    figures = [model.figures[claim] for claim in one.claims]
    whole = _whole(figures)
    parts = " + ".join(phrase(figure.count) for figure in figures if figure is not whole)
    return Check(f"{phrase(whole.count)} ≥ {parts}", one.claims, holds=False, reason=one.derivation[-1])
