"""Measure how long it takes to find what cannot all be true: 2,000, 5,000 and 10,000 claims, and two great knots.

Work of the processor is measured, with the making of the constraints; the claims are invented. A third of the events
tells figures only, a third has wholes with their parts and dates in their order, a third has sums that meet in circles,
so that z3 is asked. The figures are printed and go to bench/results.json.
"""

from __future__ import annotations

import json
import random
import time

from kept import keep

from khronika.comparison.contradiction import Constraint, Contradictions, contradictions, within

CLAIMS = 50  # an event
EVENTS = (40, 100, 200)
KNOT = 500
SECONDS = 2.0
USUAL = {"killed": 15, "civilians": 12, "officers": 3, "injured": 60, "badly": 20, "charged": 40, "released": 50}
USUAL |= {"victims": 75, "workers": 10}


def event(number: int, kind: int, claims: int = CLAIMS) -> list[Constraint]:
    """Tell of one event: exact figures and bounds near the usual ones, and what holds between them."""
    chance = random.Random(number)  # noqa: S311 - the same event every time
    made = _between(number, kind)
    for claim in range(claims):
        quantity = chance.choice(sorted(USUAL))
        told = USUAL[quantity] + chance.choice((-1, 0, 0, 0, 0, 1, 2))
        low, high = chance.choice(((told, told), (told, told), (told, None), (None, told)))
        name = f"c{number}-{claim}"
        why = f"source {claim} tells {told}"
        made += within(f"{quantity} {number}", low, high, claims=(name,), assumptions=("same people",), why=why)
    return made


def _between(number: int, kind: int) -> list[Constraint]:
    """Give what holds between the figures of an event: nothing; sums and orders; sums that meet."""

    def hard(relation: str, constant: int, why: str, *terms: tuple[int, str]) -> Constraint:
        return Constraint(tuple((n, f"{name} {number}") for n, name in terms), relation, constant, (), (), why)

    trees = [
        hard("=", 0, "the parts make the whole", (1, "civilians"), (1, "officers"), (-1, "killed")),
        hard("<=", 0, "a part is at most its whole", (1, "badly"), (-1, "injured")),
        hard("<=", -1, "a release follows the charge", (1, "charged"), (-1, "released")),
    ]
    circles = [
        hard("=", 0, "killed and injured are the victims", (1, "killed"), (1, "injured"), (-1, "victims")),
        hard("<=", 0, "workers are civilians", (1, "workers"), (-1, "civilians")),
        hard("<=", 0, "workers are among the victims", (1, "workers"), (-1, "victims")),
    ]
    return [[], trees, trees + circles][kind]


def cpu(constraints: list[Constraint], seconds: float = 60) -> tuple[float, Contradictions]:
    """Search, and give the seconds of processor with what was found."""
    begun = time.process_time()
    found = contradictions(constraints, seconds=seconds)
    return time.process_time() - begun, found


def events(number: int) -> dict[str, float]:
    """Measure so many events at once."""
    begun = time.process_time()
    told = [constraint for one in range(number) for constraint in event(one, one % 3)]
    building = time.process_time() - begun
    seconds, found = cpu(told)
    return {
        "claims": number * CLAIMS,
        "cpu_s": round(building + seconds, 2),
        "minimal_sets": len(found.minimal),
        "maximal_sets": len(found.maximal),
        "complete": found.complete,
    }


def knots() -> dict[str, dict[str, object]]:
    """Measure five hundred claims that all tell another number of the same, and five hundred tied by many sums."""
    flat = [
        one for n in range(KNOT) for one in within("killed", n, n, claims=(f"c{n:03}",), why=f"source {n} tells {n}")
    ]
    chance = random.Random(1)  # noqa: S311 - the same knot every time
    tied = event(0, 2, KNOT)
    for claim in range(KNOT // 5):
        some = chance.sample(sorted(USUAL), 4)
        terms = tuple((chance.choice((1, 1, -1)), f"{name} 0") for name in some)
        tied.append(Constraint(terms, "<=", chance.randint(0, 40), (f"s{claim}",), (), "a list adds up so"))
    told = {}
    for name, constraints in (("flat", flat), ("tied", tied)):
        seconds, found = cpu(constraints, SECONDS)
        told[name] = {
            "cpu_s": round(seconds, 2),
            "minimal_sets": len(found.minimal),
            "maximal_sets": len(found.maximal),
            "complete": found.complete,
            "sentence": found.sentence,
        }
    return told


def main() -> None:
    """Measure, print and write down."""
    figures = {"events": [events(number) for number in EVENTS], "knots": knots()}
    print(json.dumps(figures, indent=1))
    keep("contradictions", figures)


if __name__ == "__main__":
    main()
