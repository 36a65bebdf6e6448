"""Every passage in its context, with the words of the claim marked and the claims that rest on it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.vocabulary.doubtful import doubt

if TYPE_CHECKING:
    from khronika.publishing.disclosure import Veil
    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.documents import Passage
    from khronika.vocabulary.people import Mention
    from khronika.vocabulary.record import Source

AROUND = 200  # characters of context on each side
AROUND_NAME = 60  # the same for a name on which no claim rests
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
    doubts: tuple[str, ...]  # what text recognition was not sure of in it
    in_context: bool  # false where the revision is not at hand: then only the words themselves are shown


@dataclass(frozen=True)
class Texts:
    """The texts of all sources with secret names hidden; from these, and no others, context is cut."""

    evidence: Evidence
    veil: Veil
    masked: tuple[str, ...]

    @classmethod
    def under(cls, veil: Veil, evidence: Evidence) -> Texts:
        """Hide secret names in whole texts, since half a name at the edge of a context would be found by no mask."""
        read = (source.revision.text if source.revision else "" for source in evidence.sources)
        return cls(evidence, veil, tuple(veil.mask(text) for text in read))

    def holds(self, claim: Claim) -> bool:
        """Say whether the text in which a claim's passage stands is at hand."""
        revision = self.evidence.source(claim).revision
        return bool(revision and revision.id == claim.passage.revision and len(revision.text) >= claim.passage.end)

    def pieces(self, claim: Claim, around: int = AROUND) -> tuple[Piece, ...]:
        """Give the words of a claim in their context; the words alone where the text is not at hand."""
        passage = claim.passage
        if not self.holds(claim):
            return (Piece(self.veil.mask(passage.exact), marked=True),)
        text = self.masked[self.evidence.places[claim.id][0] - 1]
        start, end = _widened(text, passage.start, passage.end, around)
        return _pieces(text, start, end, _marked(passage))

    def doubt(self, claim: Claim) -> str:
        """Say on which words a claim rests that text recognition was not sure of."""
        revision = self.evidence.source(claim).revision
        text = self.masked[self.evidence.places[claim.id][0] - 1]
        return doubt(claim, revision, text) if revision else ""

    def around(self, source: int, mention: Mention, around: int) -> tuple[Piece, ...]:
        """Give a name of a source (by number) in its context; the name alone where the text is not at hand."""
        revision = self.evidence.sources[source - 1].revision
        if not revision or revision.id != mention.revision or len(revision.text) < mention.end:
            return (Piece(self.veil.mask(mention.exact), marked=True),)
        span = (mention.start, mention.end)
        return in_context(self.masked[source - 1], span, span, around)


def passages(texts: Texts) -> tuple[tuple[Source, tuple[Shown, ...]], ...]:
    """Give the passages of each source in the order of its text."""
    evidence = texts.evidence
    resting: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in evidence.claims:
        resting[evidence.places[claim.id]].append(claim)
    by_source: dict[int, list[Shown]] = defaultdict(list)
    for (source, number), claims in sorted(resting.items()):
        first = claims[0]
        doubts = tuple(dict.fromkeys(unsure for claim in claims if (unsure := texts.doubt(claim))))
        held, page = texts.holds(first), first.passage.page
        shown = Shown(f"{source}.{number}", texts.pieces(first), tuple(claims), page, doubts, held)
        by_source[source].append(shown)
    return tuple((evidence.sources[source - 1], tuple(shown)) for source, shown in sorted(by_source.items()))


def in_context(text: str, marked: tuple[int, int], shown: tuple[int, int], around: int = 0) -> tuple[Piece, ...]:
    """Give some words of a text, marked in the sentence or the context that is shown."""
    start, end = _widened(text, shown[0], shown[1], around) if around else shown
    return _pieces(text, min(start, marked[0]), max(end, marked[1]), [marked])


def _marked(passage: Passage) -> list[tuple[int, int]]:
    return [(part.start, part.end) for part in passage.parts] or [(passage.start, passage.end)]


def _pieces(text: str, start: int, end: int, marked: list[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces, at = [], start
    for first, last in sorted(marked):
        pieces += [Piece(text[at:first], marked=False), Piece(text[first:last], marked=True)]
        at = last
    pieces.append(Piece(text[at:end], marked=False))
    return tuple(piece for piece in pieces if piece.text)


def _widened(text: str, start: int, end: int, around: int) -> tuple[int, int]:
    """Widen a span by the context, to white space where there is some nearby."""
    first, last = max(0, start - around), min(len(text), end + around)
    if first > 0 and (found := SPACE.search(text, first, min(start, first + SLACK))):
        first = found.end()
    if last < len(text):
        found = None
        for found in SPACE.finditer(text, max(end, last - SLACK), last):  # noqa: B007 - the last one counts
            pass
        last = found.start() if found else last
    return first, last
