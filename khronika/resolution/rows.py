"""Names beside each other in one list or sentence are of as many people, however alike they are."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from khronika.resolution.bearers import compare, outline
from khronika.resolution.folding import plain
from khronika.resolution.names import SURNAME
from khronika.resolution.words import words
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khronika.vocabulary.people import Mention

FAR = 60  # characters that may stand between two names of one list: an age, a title, a number, a conjunction
PIECE = re.compile(r"\w+|\n|[^\w\s]")


def rows(people: Iterable[Mention], texts: Mapping[str, str]) -> dict[Mention, str]:
    """Give for each mention that stands beside another of a like name its list and its place there; by revision."""
    told: dict[str, list[Mention]] = defaultdict(list)
    for mention in people:
        if mention.revision in texts:
            told[mention.revision].append(mention)
    found: dict[Mention, str] = {}
    for revision, mentions in told.items():
        for run in _runs(sorted(mentions, key=lambda m: (m.start, m.end)), texts[revision]):
            if _has_like(run):
                at = f"{revision}:{run[0].start}"
                found |= {mention: f"{at}:{place}" for place, mention in enumerate(run)}
    return found


def _runs(mentions: list[Mention], text: str) -> list[list[Mention]]:
    runs: list[list[Mention]] = []
    for mention in mentions:
        before = runs[-1][-1] if runs else None
        if before and _beside(before, mention, text):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return [run for run in runs if len(run) > 1]


def _beside(a: Mention, b: Mention, text: str) -> bool:
    """Say whether between two names stands what parts the members of a list, and nothing else."""
    between = text[a.end : b.start]
    if b.start - a.end > FAR:
        return False
    pieces = PIECE.findall(between)
    titles = {word for title in b.titles for word in plain(title).split()}
    parts = [piece for piece in pieces if piece in {",", ";", "،", "、"} or piece.casefold() in _conjunctions()]
    if "\n" in pieces:  # a new line begins a new member only with a number or a sign before it
        after = pieces[len(pieces) - pieces[::-1].index("\n") :]
        parts += [piece for piece in after if piece in {"-", "–", "—", "•", "*"} or piece.isdigit()]
    return bool(parts) and all(_allowed(piece, titles) for piece in pieces)


def _allowed(piece: str, titles: set[str]) -> bool:
    if piece in {"(", "/", "=", ":", "[", "?", "!"}:
        return False
    return not piece.isalpha() or plain(piece) in titles or piece.casefold() in _between()


def _conjunctions() -> tuple[str, ...]:
    return words("evidence")["between"]["conjunctions"]


@cache
def _between() -> frozenset[str]:
    return frozenset(word for group in words("evidence")["between"].values() for word in group)


def _has_like(run: list[Mention]) -> bool:
    names = [m.name for m in run if outline(m.name).level != SURNAME]
    return any(compare(a, b)[0] is not Sameness.APART for n, a in enumerate(names) for b in names[n + 1 :])
