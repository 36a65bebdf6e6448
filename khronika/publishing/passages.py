"""Every passage in its context, with the words of the claim marked and the claims that rest on it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khronika.publishing.disclosure import Veil
    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.documents import Passage
    from khronika.vocabulary.record import Source

AROUND = 200  # characters of context on each side
SLACK = 30  # characters by which the context may grow to end at white space
SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of the context; `marked` ones are the words on which the claims rest."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Shown:
    """One passage of one source as the reader sees it."""

    number: str
    pieces: tuple[Piece, ...]
    claims: tuple[Claim, ...]
    page: int | None
    in_context: bool  # false where the revision is not at hand: then only the words themselves are shown


def passages(evidence: Evidence, veil: Veil) -> tuple[tuple[Source, tuple[Shown, ...]], ...]:
    """Give the passages of each source in the order of its text."""
    resting: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in evidence.claims:
        resting[evidence.places[claim.id]].append(claim)
    by_source: dict[int, list[Shown]] = defaultdict(list)
    texts: dict[int, tuple[str | None, str]] = {}
    for (source, number), claims in sorted(resting.items()):
        if source not in texts:
            revision = evidence.sources[source - 1].revision
            texts[source] = (revision.id, veil.mask(revision.text)) if revision else (None, "")
        by_source[source].append(_shown(f"{source}.{number}", tuple(claims), *texts[source], veil))
    return tuple((evidence.sources[source - 1], tuple(shown)) for source, shown in sorted(by_source.items()))


def _shown(number: str, claims: tuple[Claim, ...], revision: str | None, text: str, veil: Veil) -> Shown:
    passage = claims[0].passage
    masked = veil.mask(passage.exact)
    here = revision == passage.revision and len(text) >= passage.end
    if not here:
        return Shown(number, (Piece(masked, marked=True),), claims, passage.page, in_context=False)
    start, end = _widened(text, passage.start, passage.end)
    return Shown(number, _pieces(text, start, end, _marked(passage)), claims, passage.page, in_context=True)


def _marked(passage: Passage) -> list[tuple[int, int]]:
    return [(part.start, part.end) for part in passage.parts] or [(passage.start, passage.end)]


def _pieces(text: str, start: int, end: int, marked: list[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces, at = [], start
    for first, last in sorted(marked):
        pieces += [Piece(text[at:first], marked=False), Piece(text[first:last], marked=True)]
        at = last
    pieces.append(Piece(text[at:end], marked=False))
    return tuple(piece for piece in pieces if piece.text)


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span by the context, to white space where there is some nearby."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    if first > 0 and (found := SPACE.search(text, first, min(start, first + SLACK))):
        first = found.end()
    if last < len(text):
        found = None
        for found in SPACE.finditer(text, max(end, last - SLACK), last):  # noqa: B007 - the last one counts
            pass
        last = found.start() if found else last
    return first, last
