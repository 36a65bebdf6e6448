"""Who has what from whom, for a whole record: ties between documents, and what people judged of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.comparison.borrowing import borrowings
from khronika.comparison.figures import name_key
from khronika.comparison.papers import papers
from khronika.comparison.references import references
from khronika.comparison.tellers import Names, Voice, nobody, told
from khronika.vocabulary.origins import Bond, Dependence, Ground

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from khronika.comparison.borrowing import Borrowing
    from khronika.comparison.papers import Paper, Span
    from khronika.comparison.references import Reference
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.origins import Reliance
    from khronika.vocabulary.people import Entity
    from khronika.vocabulary.record import Source

Relayed = tuple["Hashable", str]  # what is told, and the key of the voice that hands it on
FEW = 14  # words of a run that a reason quotes
NEAR = 200  # characters after a reference that it may still be about


@dataclass(frozen=True, eq=False, slots=True)
class Tie:
    """That a document has some words from another one, or refers to it at some place."""

    ground: Ground
    taker: Paper
    voice: Voice  # the author of `taker`
    source: Voice  # the author of what it rests on
    paper: Paper | None  # what it rests on, where it is held
    span: Span  # in `taker`
    there: Span | None  # in `paper`
    directed: bool
    words: int = 0

    def holds(self, claim: Claim) -> bool:
        """Say whether a claim of the taker stands in these words, or right after the reference."""
        start, end = self.span
        if claim.passage.start < end and start < claim.passage.end:
            return True
        between = self.taker.revision.text[end : claim.passage.start]
        return self.ground is Ground.REFERENCE and end <= claim.passage.start <= end + NEAR and "\n\n" not in between

    def mirrored(self) -> Tie:
        """Give the tie from the other side: where no date says who was first, either may have it from the other."""
        if self.paper is None or self.there is None:
            return self
        ends = (self.paper, self.source, self.voice, self.taker, self.there, self.span)
        return Tie(self.ground, *ends, self.directed, self.words)

    def dependence(self, claims: Iterable[str] = (), *, certain: bool = True) -> Dependence:
        """Give the tie as a value, with its reason as a sentence."""
        passages = [self.taker.passage(*self.span)]
        if self.paper and self.there:
            passages.append(self.paper.passage(*self.there))
        documents = (self.taker.document, *((self.paper.document,) if self.paper else ()))
        ends = (self.voice.name, self.source.name, self.ground, self._reason(certain=certain))
        return Dependence(*ends, documents, tuple(claims), tuple(passages), self.directed, certain)

    def _reason(self, *, certain: bool) -> str:
        a, b = (labelled(self.voice, self.taker.file), labelled(self.source, self.paper.file if self.paper else None))
        words = self.taker.passage(*self.span).exact.split()
        quoted = f"“{' '.join(words[:FEW])}{' …' if len(words) > FEW else ''}”"
        if self.ground is Ground.REFERENCE:
            said = f"{a} refers to {b}: {quoted}"
        elif self.directed:
            said = f"{a} has {self.words} words in a row from {b}, which is earlier: {quoted}"
        else:
            said = f"{a} and {b} share {self.words} words in a row, and no date says who was first: {quoted}"
        return f"{said}." if certain else f"{said}; whether this figure is from there too is not said."


@dataclass(frozen=True)
class Lineage:
    """The ties of all documents, by the document that takes, and what was judged of two voices."""

    names: Names
    papers: Mapping[str, Paper]
    ties: Mapping[str, Sequence[Tie]]
    judged: Mapping[frozenset[str], Reliance]
    relays: Mapping[Relayed, Sequence[tuple[Claim, Voice]]]  # who told what on whose word

    def of(self, claim: Claim) -> list[Tie]:
        """Give the ties that hold one claim."""
        ties = self.ties.get(claim.document, ())
        last = bisect_left(ties, claim.passage.end, key=lambda tie: tie.span[0])
        return [tie for tie in ties[:last] if tie.holds(claim)]

    def verdict(self, a: str, b: str) -> Bond | None:
        """Give what a person judged of two voices."""
        reliance = self.judged.get(frozenset((a, b)))
        return reliance.bond if reliance else None

    def before(self, a: Claim, b: Claim) -> bool:
        """Say whether the document of one claim was surely written before that of another."""
        one, other = self.papers.get(a.document), self.papers.get(b.document)
        return bool(one and other and one.before(other))


def labelled(voice: Voice, file: str | None) -> str:
    """Name a voice with its file, unless the name has it already."""
    return f"{voice.name} ({file})" if voice.named and file else voice.name


def trace(
    sources: Iterable[Source],
    claims: Sequence[Claim],
    entities: Sequence[Entity] = (),
    reliances: Iterable[Reliance] = (),
) -> Lineage:
    """Find what ties documents to one another; later judgements of the same two voices outrank earlier ones."""
    names = Names.of(entities)
    known = {paper.document: paper for paper in papers(sources, claims, entities)}
    authors = {document: author(paper, names) for document, paper in known.items()}
    ties = [_borrowed(each, authors) for each in borrowings(known.values())]
    ties += [_referred(each, authors) for each in references(list(known.values()), names.aliases)]
    by_document: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        by_document[tie.taker.document].append(tie)
        if not tie.directed and tie.paper:
            by_document[tie.paper.document].append(tie.mirrored())
    for found in by_document.values():
        found.sort(key=lambda tie: (tie.span, tie.ground, tie.source.key))
    files = {paper.file: authors[document].key for document, paper in known.items()}
    files |= {(voice := nobody(c.document, c.file)).name: voice.key for c in claims}
    judged = {frozenset(_key(end, names, files) for end in (each.a, each.b)): each for each in reliances}
    return Lineage(names, known, dict(by_document), judged, _relays(claims, names))


def _relays(claims: Iterable[Claim], names: Names) -> dict[Relayed, list[tuple[Claim, Voice]]]:
    found: dict[Relayed, list[tuple[Claim, Voice]]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.file, claim.passage.start, claim.id)):
        for speaker in claim.speakers[1:]:
            found[told(claim), names.voice(speaker, claim).key].append((claim, names.origin(claim)))
    return dict(found)


def author(paper: Paper, names: Names) -> Voice:
    """Give the voice of a document's author."""
    if not paper.author:
        return nobody(paper.document, paper.file)
    return Voice(name_key(paper.author, names.aliases), paper.author, named=True)


def _key(end: str, names: Names, files: Mapping[str, str]) -> str:
    """Give the key of a voice that a person named: by a file, for its author, or by the name."""
    return files.get(end) or name_key(end, names.aliases)


def _borrowed(each: Borrowing, authors: Mapping[str, Voice]) -> Tie:
    taker, source = authors[each.taker.document], authors[each.source.document]
    spans = ((each.start, each.end), (each.source_start, each.source_end))
    return Tie(Ground.WORDS, each.taker, taker, source, each.source, *spans, each.directed, each.words)


def _referred(each: Reference, authors: Mapping[str, Voice]) -> Tie:
    named = next((voice for voice in authors.values() if voice.key == each.author), None)
    source = authors[each.paper.document] if each.paper else named
    assert source is not None  # noqa: S101 - a reference by name is found among the authors
    span = (each.start, each.end)
    return Tie(
        Ground.REFERENCE, each.taker, authors[each.taker.document], source, each.paper, span, None, directed=True
    )


def author_ties(lineage: Lineage) -> list[Dependence]:
    """Give, once for each two documents or authors, the longest run or the first reference that ties them."""
    found: dict[tuple[str, str, Ground], Tie] = {}
    for ties in lineage.ties.values():
        for tie in ties:
            key = (tie.voice.key, tie.source.key, tie.ground)
            mirrored = found.get((tie.source.key, tie.voice.key, tie.ground))
            if tie.voice.key != tie.source.key and (mirrored is None or mirrored.directed or tie.directed):
                found[key] = max(found.get(key, tie), tie, key=lambda each: each.words)
    return [tie.dependence() for tie in found.values()]
