"""Norms: which instruments are cited, and by whom."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.casework.register import plain
from khronika.casework.standing import standing
from khronika.vocabulary.bodies import Norm
from khronika.vocabulary.correspondence import Cited
from khronika.vocabulary.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.vocabulary.claims import Claim


def norms(claims: Iterable[Claim]) -> tuple[Cited, ...]:
    """Give every cited instrument in the order of the catalogue, then those in no catalogue, by their words.

    Only claims that stand count; the order of the input changes nothing.
    """
    found: dict[str, list[tuple[Norm, Claim]]] = defaultdict(list)
    for claim in standing(claims):
        if isinstance(claim.body, Norm):
            found[plain(claim.body.instrument or claim.body.as_written)].append((claim.body, claim))
    catalogue = list(word_list("norms"))
    ordered = sorted(found, key=lambda key: (catalogue.index(key) if key in catalogue else len(catalogue), key))
    return tuple(_cited(found[key]) for key in ordered)


def _cited(told: Sequence[tuple[Norm, Claim]]) -> Cited:
    first, _ = told[0]
    return Cited(first.instrument, first.as_written, tuple(claim for _, claim in told))
