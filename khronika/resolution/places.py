"""Which place: spellings of one name, with or without the word for its kind."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.resolution.folding import fold, folds, plain
from khronika.resolution.words import words
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.resolution.clusters import Clusters, Form


def join_places(clusters: Clusters, forms: Iterable[Form]) -> None:
    """Join the forms of places: a town and the region of its name stay two where both are named so."""
    near: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        near[min(folds(bare_place(form.spelled)))].append(form)
    for group in near.values():
        levels = {_level(form.spelled) for form in group} - {None}
        for number, form in enumerate(group):
            level = _level(form.spelled)
            for head in clusters.distinct(group[:number]):
                if len(levels) < len(("region", "town")) or level == _level(head.spelled):
                    clusters.join(head, form, "the same place in another spelling or without its kind")
                else:
                    clusters.note(head, form, Sameness.UNSURE, "a town and a region bear this name")


def _level(written: str) -> str | None:
    tokens = set(plain(written).split())
    return next((level for level in ("regions", "towns") if tokens & set(words("bodies")[level]["words"])), None)


def bare_place(written: str) -> str:
    """Give a place's name, plain, without the word for its kind."""
    kinds = {*words("bodies")["regions"]["words"], *words("bodies")["towns"]["words"], "of", "the"}
    return " ".join(t for t in plain(written).split() if t not in kinds) or plain(written)


def join_events(clusters: Clusters, forms: Iterable[Form]) -> None:
    """Join the forms of events that are spelled alike."""
    near: dict[str, Form] = {}
    for form in forms:
        clusters.join(near.setdefault(fold(form.spelled), form), form, "the same name")
