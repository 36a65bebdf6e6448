"""Which forms of one document are tied, so that none of them can be settled without the others."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.resolution.bearers import keys, names_two_words, word_keys
from khronika.resolution.folding import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.resolution.clusters import Form

Knot = tuple["Form", ...]


def knots(forms: Sequence[Form]) -> list[Knot]:
    """Give the forms of one document in knots: by a key of full names, by a word that stands alone, by kinship."""
    alone = {word for form in forms if not names_two_words(form.spelled) for word in word_keys(form.spelled)}
    home: dict[str, str] = {}

    def root(tie: str) -> str:
        while home.setdefault(tie, tie) != tie:
            home[tie] = home[home[tie]]
            tie = home[tie]
        return tie

    mine = {form: sorted(set(_ties(form, alone))) for form in forms}
    for ties in mine.values():
        first, *rest = sorted({root(tie) for tie in ties})
        for other in rest:
            home[other] = first
    found: dict[str, list[Form]] = defaultdict(list)
    for form, ties in mine.items():
        found[root(ties[0])].append(form)
    return [tuple(each) for each in found.values()]


def _ties(form: Form, alone: set[str]) -> Iterator[str]:
    yield f"name {plain(form.spelled)}"
    yield from (f"name {plain(value.partition(' of ')[2])}" for aspect, value in form.marks if aspect == "kin")
    if form.protected:
        yield from (f"veiled {word}" for word in form.spelled.split())
    if names_two_words(form.spelled):
        yield from (f"key {key}" for key in keys(form.spelled))
        yield from (f"word {word}" for word in word_keys(form.spelled) & alone)
    else:
        yield from (f"word {word}" for word in word_keys(form.spelled))
