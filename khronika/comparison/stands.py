"""What two sources' figures are to each other, with all that their own documents say around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from khronika.comparison.figures import Figure, main_place
from khronika.comparison.intervals import exactly, number, phrase
from khronika.comparison.pairs import MANY, Relation, relate
from khronika.comparison.sums import partial, sums_by_figure
from khronika.comparison.words import scope_words
from khronika.vocabulary.accounts import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khronika.comparison.sums import Sum

Stand = tuple[Figure, ...]  # one source's figure with everything that only says it again
Between = Callable[[Stand, Stand], Relation]


def between_stands(figures: Sequence[Figure], stated: Sequence[Sum]) -> Between:
    """Give the decision about two stands, knowing all figures of the event and the sums that their documents state."""
    main, wider = main_place(figures), _told_wider(figures)
    made = sums_by_figure(stated)
    sums_of_one = [(one.whole, part) for one in made.values() for part in one.parts]
    parts = {part.claim.id: whole for whole, part in sums_of_one if part.quantity == whole.quantity}

    def between(a: Stand, b: Stand) -> Relation:
        mine, other = _wholes(a, parts), _wholes(b, parts)
        if mine and other and mine[0] is other[0]:
            return Relation(Verdict.DIFFERENT_POPULATION, f"both are parts of {phrase(mine[0].count)}")
        if bool(mine) != bool(other):
            part, whole = (a, mine[0]) if mine else (b, other[0])
            why = f"{phrase(part[0].count)} is a part of {phrase(whole.count)} in its own document"
            return Relation(Verdict.DIFFERENT_POPULATION, why)
        relation = relate(a[0], b[0], main)
        if relation.verdict is Verdict.CONFLICT:
            smaller = min(a, b, key=lambda stand: stand[0].interval.low)  # some only can be fewer, and never more
            doubt = next((wider[f.claim.id] for f in smaller if f.claim.id in wider), None)
            asked = Relation(Verdict.UNRESOLVED, doubt) if doubt else None
            return _left_out(a, b, made) or _left_out(b, a, made) or asked or relation
        return relation

    return between


def _wholes(stand: Stand, parts: Mapping[str, Figure]) -> list[Figure]:
    return [parts[figure.claim.id] for figure in stand if figure.claim.id in parts]


def _left_out(total: Stand, other: Stand, made: Mapping[str, Sum]) -> Relation | None:
    """Ask whether the smaller figure only leaves out a part of the larger, where the parts are told."""
    for figure in total:
        one, smaller = made.get(figure.claim.id), exactly(other[0].count)
        if one and smaller and (kept := partial(one, smaller)):
            left = [phrase(part.count) for part in one.parts if part not in kept]
            told = " + ".join(phrase(part.count) for part in one.parts)
            why = f"{phrase(figure.count)} is {told}; does {smaller} only leave out the {' and '.join(left)}?"
            return Relation(Verdict.UNRESOLVED, why)
    return None


def _told_wider(figures: Sequence[Figure]) -> dict[str, str]:
    """Give the question about a figure of which the document also counts some only: "64 wounded", "64 by gunshots".

    A number that is not small does not stand twice in a document by accident; the author sums up in a wider word.
    """
    told: dict[tuple[str, tuple[int, int] | None], list[Figure]] = defaultdict(list)
    for figure in figures:
        if (number(figure.count) or (0, 0))[0] >= MANY:
            told[figure.claim.document, number(figure.count)].append(figure)
    asked = {}
    for mine in told.values():
        for some in mine:
            for every in mine:
                if every.quantity in scope_words()["among"].get(some.quantity, ()):
                    one, other = every.quantity.replace("_", " "), some.quantity.replace("_", " ")
                    what = f"are the {phrase(every.count)} {one} the {phrase(some.count)} {other} of the same document?"
                    asked[every.claim.id] = what
    return asked
