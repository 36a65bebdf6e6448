"""Bounds added up until every unknown cancels out: the reason where no chain of bounds gives one."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.comparison.contradiction.components import Component, Given


def cancelling(component: Component, given: Sequence[Given]) -> list[tuple[int, Given]] | None:
    """Give how many times to take each bound, so that nothing is left to be more than nought (Farkas' lemma).

    None where fractions satisfy the bounds. Upper bounds are added with their signs turned.
    """
    import z3

    solver = z3.SolverFor("QF_LRA", ctx=z3.Context())
    times = [z3.Real(f"t{number}", solver.ctx) for number in range(len(given))]
    solver.add(*(each >= 0 for each in times))
    forms = [((at, 1),) for at in range(len(component.unknowns))] + list(component.sums)
    for at in range(len(component.unknowns)):
        factors = [(each, one.side * dict(forms[one.place]).get(at, 0)) for each, one in zip(times, given, strict=True)]
        solver.add(z3.Sum([each * factor for each, factor in factors if factor] or [times[0] * 0]) == 0)
    solver.add(z3.Sum([each * one.side * one.value for each, one in zip(times, given, strict=True)]) == 1)
    if solver.check() != z3.sat:
        return None
    model = solver.model()
    shares = [model.eval(each, model_completion=True).as_fraction() for each in times]
    whole = lcm(*(share.denominator for share in shares))
    return [(int(share * whole), one) for share, one in zip(shares, given, strict=True) if share]
