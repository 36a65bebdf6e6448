"""By which rank a surname alone is told apart: "Captain Lysen" where a captain and a major of that name are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.resolution.bearers import names_two_words
from khronika.resolution.folding import plain
from khronika.resolution.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.resolution.clusters import Clusters, Form
    from khronika.vocabulary.people import Mention


def rank(titles: Iterable[str]) -> frozenset[str]:
    """Give the words of rank in titles, abbreviated ones in full: "Lt. Col." is a lieutenant colonel."""
    ranks, shortened = words("evidence")["ranks"]["words"], words("evidence")["shortened"]
    said = (word for title in titles for word in plain(title).split())
    return frozenset(full for word in said if (full := shortened.get(word, (word,))[0]) in ranks)


def rank_mark(mention: Mention) -> str | None:
    """Give the rank that stands before a surname alone, for what is known of it; None before a full name."""
    told = rank(mention.titles)
    return None if not told or names_two_words(mention.name) else " ".join(sorted(told))


def by_rank(clusters: Clusters, form: Form, fits: list[Form]) -> list[Form]:
    """Choose the only one who has the rank of a surname alone, where all others have another one."""
    mine = {word for aspect, value in form.marks if aspect == "rank" for word in value.split()}
    if not mine or len(fits) == 1:
        return fits
    held = {other: _held(clusters, other) for other in fits}
    same = [other for other in fits if any(mine <= one for one in held[other])]
    others_told = all(held[other] for other in fits)
    return same if len(same) == 1 and others_told else fits


def _held(clusters: Clusters, form: Form) -> set[frozenset[str]]:
    """Give each rank that stands before a full name of a group."""
    told = (mention for member in clusters.members(form) for mention in member.mentions)
    return {held for mention in told if names_two_words(mention.name) and (held := rank(mention.titles))}
