"""The page of each person and body: every spelling with its places, what it stands on, and what people judged of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from khronika.publishing.passages import AROUND_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khronika.publishing.evidence import Evidence
    from khronika.publishing.passages import Piece, Texts
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.judgements import Linking
    from khronika.vocabulary.people import Entity, Link, Mention, Sameness


@dataclass(frozen=True)
class Place:
    """How often one source writes a spelling, and where: in passages, or in words that no claim rests on."""

    document: str
    source: int  # the number of the document
    times: int
    claims: tuple[Claim, ...]  # one for each passage that holds it
    quoted: tuple[Piece, ...]  # the first place, where no passage holds any


@dataclass(frozen=True)
class Spelling:
    """One name as written, with the sources that write it so."""

    words: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Tie:
    """One link of a page; `other` is who stands at its other end, where that has a page."""

    link: Link
    other: Entity | None


@dataclass(frozen=True)
class Spans:
    """The pieces of all passages of one document by their beginning, and how far those up to each of them reach."""

    pieces: tuple[tuple[int, int, Claim], ...]
    reach: tuple[int, ...]

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> Spans:
        """Put the pieces of passages, one claim a passage, in the order of the text."""
        cut = ((part.start, part.end, c) for c in claims for part in c.passage.parts or (c.passage,))
        pieces = tuple(sorted(cut, key=lambda piece: piece[:2]))
        return cls(pieces, tuple(accumulate((end for _, end, _ in pieces), max)))

    def holding(self, mention: Mention) -> list[Claim]:
        """Give the claims on passages in which a mention stands, in the order of the text."""
        found = []
        at = bisect_right(self.pieces, mention.start, key=lambda piece: piece[0]) - 1
        while at >= 0 and self.reach[at] >= mention.end:
            _, end, claim = self.pieces[at]
            if end >= mention.end and claim.passage.revision == mention.revision:
                found.append(claim)
            at -= 1
        return found[::-1]


@dataclass(frozen=True)
class Pages:
    """What the pages of a dossier show of each entity beside the claims about it."""

    texts: Texts
    homes: Mapping[str, tuple[str, ...]]  # anchors by id of entity
    entities: Mapping[str, Entity]  # by id, by every other address, and by a spelling that only one bears
    spans: Mapping[str, Spans]  # by document
    said: Mapping[str, Sequence[Linking]]  # by id of entity

    def spellings(self, entity: Entity) -> tuple[Spelling, ...]:
        """Give every spelling, the name of the page first, then the most frequent."""
        by_words: dict[str, dict[int, list[Mention]]] = defaultdict(lambda: defaultdict(list))
        for mention in sorted(entity.mentions, key=lambda m: (m.document, m.start, m.end)):
            if number := self.texts.evidence.numbers.get(mention.document):
                by_words[mention.name][number].append(mention)
        times = {words: sum(map(len, places.values())) for words, places in by_words.items()}
        ordered = sorted(by_words, key=lambda words: (words != entity.name, -times[words], words))
        return tuple(
            Spelling(words, tuple(self._place(n, found) for n, found in sorted(by_words[words].items())))
            for words in ordered
        )

    def _place(self, number: int, mentions: Sequence[Mention]) -> Place:
        spans = self.spans.get(mentions[0].document)
        held = {claim.id: claim for m in mentions for claim in (spans.holding(m) if spans else ())}
        quoted = () if held else self.texts.around(number, mentions[0], AROUND_NAME)
        return Place(mentions[0].document, number, len(mentions), tuple(held.values()), quoted)

    def ties(self, entity: Entity, verdict: str) -> tuple[Tie, ...]:
        """Give the links of an entity with one verdict, in the order of those at their other ends."""
        found = (Tie(one, self._other(one, entity)) for one in entity.links if one.verdict.value == verdict)
        return tuple(sorted(found, key=lambda tie: (tie.other.name if tie.other else "", tie.link.reason, tie.link.by)))

    def _other(self, link: Link, entity: Entity) -> Entity | None:
        ends = (self.entities.get(end) for side in link.sides for end in side)
        return next((end for end in ends if end and end.id != entity.id), None)

    def judged(self, entity: Entity) -> tuple[tuple[Linking, Entity | None], ...]:
        """Give what people judged of an entity, in order of time, with who stands at the other end now."""
        return tuple((one, self._other(one.link, entity)) for one in self.said.get(entity.id, ()))

    def differ(self, entity: Entity) -> bool:
        """Say whether two people differ now on who this is, so that neither of their words counts."""
        last: dict[str, dict[str, Sameness]] = defaultdict(dict)
        for one, other in self.judged(entity):
            last[other.id if other else entity.id][one.link.by] = one.link.verdict
        return any(len(set(verdicts.values())) > 1 for verdicts in last.values())


def pages(texts: Texts, homes: Mapping[str, tuple[str, ...]]) -> Pages:
    """Gather what the pages of a record that may be shown are made from."""
    known = texts.evidence
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in known.one_a_passage(known.claims):
        by_document[claim.document].append(claim)
    spelled: dict[str, dict[str, Entity]] = defaultdict(dict)
    for entity in known.people:
        for words in {entity.name, *entity.names, *(m.exact for m in entity.mentions)}:
            spelled[words][entity.id] = entity
    entities = {words: entity for words, bearers in spelled.items() if len(bearers) == 1 for entity in bearers.values()}
    entities |= {one: entity for entity in reversed(known.people) for one in entity.addresses}
    entities |= {entity.id: entity for entity in known.people}
    return Pages(
        texts,
        homes,
        entities,
        {document: Spans.of(claims) for document, claims in by_document.items()},
        _said(known, entities, spelled),
    )


def _said(
    known: Evidence, entities: Mapping[str, Entity], spelled: Mapping[str, Mapping[str, Entity]]
) -> dict[str, list[Linking]]:
    """File judgements under everybody to whom their ends lead: an address to one, a spelling to all who bear it."""
    found: dict[str, list[Linking]] = defaultdict(list)
    for one in sorted(known.record.linkings, key=lambda each: (each.seq, each.id)):
        ends = [end for side in one.link.sides for end in side]
        for home in {i for end in ends for i in ([entities[end].id] if end in entities else spelled.get(end, ()))}:
            found[home].append(one)
    return found
