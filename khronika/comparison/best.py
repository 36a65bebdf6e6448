"""The best figure under a rule that a chronicle declared: a figure that somebody gave, never an average."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.comparison.figures import name_key
from khronika.comparison.intervals import Interval, number
from khronika.comparison.words import toll_words
from khronika.vocabulary.ladders import Rule, Rung

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from khronika.comparison.figures import Figure
    from khronika.vocabulary.ladders import Declaration


def best(
    declared: Declaration,
    figures: Sequence[Figure],
    words: Sequence[Figure],
    opens: Mapping[str, Interval],
    count: Callable[[Iterable[Figure]], int | None],
) -> Rung | None:
    """Give the best of comparable figures under a rule.

    `words` are those without a number ("dozens"), `opens` is what each figure leaves open, by claim.
    """
    if declared.rule is Rule.ACLED:
        return _conservative(figures, words)
    if declared.rule is Rule.UCDP:
        return _borne_out(figures, opens, count)
    return _own(declared.origins, figures) if declared.rule is Rule.OWN else None


def _conservative(figures: Sequence[Figure], words: Sequence[Figure]) -> Rung | None:
    told = [(low, figure) for figure in figures if (low := figure.count.low) is not None]
    told += [(low, figure) for figure in words if (low := _coded(figure)) is not None]
    if not told:
        return None
    least = min(low for low, _ in told)
    return Rung(least, least, tuple(figure.claim.id for low, figure in told if low == least))


def _coded(figure: Figure) -> int | None:
    """Give what the codebook takes the words of a figure for."""
    words = f"{figure.count.population or ''} {figure.claim.passage.exact}".casefold()
    found = [low for word, low in toll_words()["codebook"].items() if re.search(rf"\b{word}\b", words)]
    return min(found, default=None)


def _borne_out(
    figures: Sequence[Figure], opens: Mapping[str, Interval], count: Callable[[Iterable[Figure]], int | None]
) -> Rung | None:
    """Give the number, of those that are told, that the most independent origins allow; of equals the lowest."""
    numbers = sorted({end for figure in figures for end in number(figure.count) or ()})
    rungs = []
    for one in numbers:
        allow = [figure for figure in figures if opens[figure.claim.id].meets(Interval(one, one))]
        if allow:
            rungs.append(Rung(one, one, tuple(figure.claim.id for figure in allow), count(allow)))
    return min(rungs, key=lambda rung: (-(rung.origins or 0), rung.low), default=None)


def _own(origins: Sequence[str], figures: Sequence[Figure]) -> Rung | None:
    """Give the figure of the first of these origins that gives one; several of its figures span their ends."""
    for origin in origins:
        mine = [f for f in figures if name_key(origin, {}) in (f.origin, name_key(f.voice, {}))]
        if mine:
            tops = [figure.count.high for figure in mine]
            high = None if None in tops else max(top for top in tops if top is not None)
            low = min(figure.count.low or 0 for figure in mine)
            return Rung(low, high, tuple(figure.claim.id for figure in mine))
    return None
