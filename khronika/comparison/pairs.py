"""Whether two figures of one quantity about one group agree, exclude each other, or count something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.comparison.intervals import number, phrase
from khronika.comparison.words import families
from khronika.vocabulary.accounts import Verdict
from khronika.vocabulary.dates import Precision

if TYPE_CHECKING:
    from khronika.comparison.figures import Figure
    from khronika.comparison.intervals import Interval
    from khronika.vocabulary.dates import When

TENFOLD = 10  # figures further apart than this hardly count the same people
MANY = 10  # a number that a document does not have twice by accident


@dataclass(frozen=True, slots=True)
class Relation:
    """What two figures are to each other, and why, as half a sentence that follows the figures."""

    verdict: Verdict
    why: str


def relate(a: Figure, b: Figure, main: str | None = None) -> Relation:
    """Decide about two figures of equal quantity, group and event; `main` is the place meant where none is named."""
    again = a.origin == b.origin and number(a.count) == number(b.count) and a.group == b.group and not a.vague
    if again and (a.proceeding or (a.claim.document == b.claim.document and a.interval.low >= MANY)):
        return _equal(a, b, main)  # the same number by the same source is no second event, whatever date stands near
    apart = _other_people(a, b) or _other_place(a, b) or _other_date(a, b)
    if apart:
        return apart
    if a.vague or b.vague:
        return Relation(Verdict.COMPATIBLE, "a word without a number can neither confirm nor contradict")
    if number(a.count) == number(b.count) and (a.origin == b.origin or a.interval == b.interval):
        return _equal(a, b, main)
    if a.interval.meets(b.interval):
        return Relation(Verdict.COMPATIBLE, "one number can make both true")
    return _disjoint(a, b, main)


def _other_people(a: Figure, b: Figure) -> Relation | None:
    if a.whole and b.whole and not a.whole.meets(b.whole):
        return Relation(Verdict.DIFFERENT_POPULATION, f"one is of {_of(a.whole)}, the other of {_of(b.whole)}")
    if a.part != b.part:
        return Relation(Verdict.DIFFERENT_POPULATION, "one is told as a part of a larger number, the other is not")
    if a.narrowing != b.narrowing:
        word = a.narrowing or b.narrowing
        return Relation(Verdict.DIFFERENT_POPULATION, f"one counts only some (“{word}”)")
    return None


def _of(whole: Interval) -> str:
    return str(whole.low) if whole.low == whole.high else f"{whole.low} or more"


def _other_place(a: Figure, b: Figure) -> Relation | None:
    if a.proceeding:
        return None
    if a.place and b.place and a.place != b.place and a.place not in b.place and b.place not in a.place:
        places = " and ".join(sorted(f.claim.where.text for f in (a, b) if f.claim.where))
        return Relation(Verdict.DIFFERENT_POPULATION, f"they are told of different places, {places}")
    return None


def _other_date(a: Figure, b: Figure) -> Relation | None:
    counted, happened = (a.count.as_of, b.count.as_of), (a.claim.when, b.claim.when)
    if _miss(*counted):
        if a.origin == b.origin:
            return Relation(Verdict.EVOLUTION, "the same source counted on different dates")
        return Relation(Verdict.DIFFERENT_DATE, "they were counted on different dates")
    if _miss(*happened):
        return Relation(Verdict.DIFFERENT_DATE, "they are told of different dates")
    return None


def _counted_loosely(a: Figure, b: Figure) -> bool:
    """Say whether a number that rises and falls is told of a time wider than a day by one and dated by the other."""
    dates = (a.count.as_of, b.count.as_of)
    return a.quantity in families()["states"]["quantities"] and any(
        d and d.precision is not Precision.DAY for d in dates
    )


def _miss(one: When | None, other: When | None) -> bool:
    return one is not None and other is not None and not one.meets(other)


def _equal(a: Figure, b: Figure, main: str | None) -> Relation:
    if a.origin == b.origin:
        if a.count.qualifier is b.count.qualifier:
            return Relation(Verdict.RESTATES, "the same source says the same again")
        drift = f"“{phrase(a.count)}” in one place is “{phrase(b.count)}” in the other"
        return Relation(Verdict.RESTATES, f"the same source, but a qualifier was lost or added on the way: {drift}")
    if doubt := _doubt(a, b, main):
        return Relation(Verdict.UNRESOLVED, f"the numbers are equal, but {doubt}")
    return Relation(Verdict.SAME, "the same figure for the same; whether one source repeats the other is not said")


def _disjoint(a: Figure, b: Figure, main: str | None) -> Relation:
    if a.interval.low * TENFOLD < b.interval.low or b.interval.low * TENFOLD < a.interval.low:
        small = min(a, b, key=lambda figure: figure.interval.low)
        if small.interval.high is not None and small.interval.low:
            return Relation(Verdict.UNRESOLVED, f"so far apart, do {phrase(small.count)} count only some?")
    if a.origin == b.origin:
        where = "in one document" if a.claim.document == b.claim.document else "without saying which is later"
        question = "are these two groups, two places or two moments?"
        return Relation(Verdict.UNRESOLVED, f"the same source gives both {where}: {question}")
    doubt = _doubt(a, b, main)
    if a.proceeding and not (a.whole and b.whole):
        doubt = doubt or "are both counted of the same case?"
    if doubt:
        return Relation(Verdict.UNRESOLVED, doubt)
    return Relation(Verdict.CONFLICT, "they cannot both be true")


def _doubt(a: Figure, b: Figure, main: str | None) -> str | None:
    """Give the question that must be answered before two figures can be held against each other."""
    if (a.whole is None) != (b.whole is None):
        figure, whole = (b, a.whole) if a.whole else (a, b.whole)
        return f"of how many are the {phrase(figure.count)}: of the same {_of(whole) if whole else ''}?"
    if a.proceeding:
        return None
    if (a.place is None) != (b.place is None) and (a.place or b.place) != main:
        place = next(f.claim.where.text for f in (a, b) if f.place and f.claim.where)
        return f"does the figure without a place count only {place}, or more?"
    if (a.count.as_of is None) != (b.count.as_of is None):
        bare, dated = (b, a) if a.count.as_of else (a, b)
        when = dated.count.as_of.edtf if dated.count.as_of else ""
        return f"as of when were {phrase(bare.count)} counted? The other figure is of {when}"
    if _counted_loosely(a, b):
        return "the number rises and falls; on which day was each counted?"
    return None
