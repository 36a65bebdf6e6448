"""What could not be read, resolved, dated or counted, with the reason for each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.publishing.chronology import dated
from khronika.vocabulary.bodies import Count, Statement, Step
from khronika.vocabulary.people import EntityKind, Sameness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.publishing.disclosure import Veil
    from khronika.publishing.evidence import Evidence
    from khronika.publishing.proceedings import Case
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.extractions import Abstention
    from khronika.vocabulary.people import Entity, Link
    from khronika.vocabulary.record import Source

EXAMPLES = 6
ONES = {
    EntityKind.PERSON: "one person",
    EntityKind.ORGANISATION: "one body",
    EntityKind.PLACE: "one place",
    EntityKind.EVENT: "one event",
}
AROUND = 40  # characters on each side of an example


@dataclass(frozen=True)
class Example:
    """One number that became no claim, in its line."""

    source: int
    before: str
    exact: str
    after: str


@dataclass(frozen=True)
class Abstained:
    """One reason for leaving numbers alone, how often it was given, and examples."""

    reason: str
    times: int
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Question:
    """A doubt about who is who; there are no ends where the link tells only of spellings."""

    link: Link
    ends: tuple[Entity, Entity] | tuple[()]

    @property
    def what(self) -> str:
        """Give the noun for what the two may be."""
        return ONES[self.ends[0].kind] if self.ends else ""


@dataclass(frozen=True)
class Gaps:
    """Everything that is missing, so that silence is visible."""

    unread: tuple[Source, ...]
    partial: tuple[tuple[int, str], ...]  # number of the source, sentence
    silent: tuple[int, ...]  # numbers of sources that were read and gave no claim
    abstained: tuple[Abstained, ...]
    undated: tuple[Claim, ...]
    unfiled: tuple[Claim, ...]  # figures that no event could be found for
    questions: tuple[Question, ...]
    unknown: tuple[Case, ...]  # names that may mean several people


def gaps(evidence: Evidence, veil: Veil, cases: Sequence[Case]) -> Gaps:
    """Collect what the record could not settle."""
    numbered = tuple(enumerate(evidence.sources, 1))
    telling = {claim.document for claim in evidence.standing}
    counts = [claim for claim in evidence.standing if isinstance(claim.body, Count)]
    datable = [claim for claim in evidence.standing if isinstance(claim.body, (Count, Step, Statement))]
    return Gaps(
        unread=tuple(source for source in evidence.sources if source.revision is None),
        partial=tuple((n, why) for n, source in numbered if source.revision for why in source.revision.partial),
        silent=tuple(n for n, source in numbered if source.revision and source.document.sha256 not in telling),
        abstained=_abstained(evidence, veil),
        undated=tuple(c for c in datable if not (when := dated(c)) or not (when.earliest or when.latest)),
        unfiled=tuple(c for c in counts if not evidence.about.get(c.id)),
        questions=_questions(evidence),
        unknown=tuple(case for case in cases if case.doubt),
    )


def _questions(evidence: Evidence) -> tuple[Question, ...]:
    """Give every doubt about who is who once, though it stands on both of its sides."""
    known = sorted(evidence.record.entities, key=lambda entity: entity.id)
    entities = {one: entity for entity in known for one in entity.addresses} | {entity.id: entity for entity in known}
    found = {}
    for entity in known:
        for link in entity.links:
            if link.verdict is Sameness.UNSURE:
                known_ends = entities.keys() >= {link.a, link.b}
                ends = (entities[link.a], entities[link.b]) if known_ends else ()
                found[link.a, link.b, link.by, link.reason] = Question(link, ends)
    return tuple(found[key] for key in sorted(found, key=lambda key: (*(e.name for e in found[key].ends), *key)))


def _abstained(evidence: Evidence, veil: Veil) -> tuple[Abstained, ...]:
    found: dict[str, list[Example]] = defaultdict(list)
    for number, source in enumerate(evidence.sources, 1):
        for one in sorted(source.abstentions, key=lambda a: (a.start, a.end, a.reason)):
            found[one.reason].append(_example(one, source, number, veil))
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Abstained(reason, len(all_), tuple(all_[:EXAMPLES])) for reason, all_ in ordered)


def _example(one: Abstention, source: Source, number: int, veil: Veil) -> Example:
    # Names are hidden before the line is cut, since half a name is found by no mask.
    text = veil.mask(source.revision.text) if source.revision and source.revision.id == one.revision else ""
    before, after = text[max(0, one.start - AROUND) : one.start], text[one.end : one.end + AROUND]
    return Example(number, before.partition(" ")[2] or before, veil.mask(one.exact), after.rpartition(" ")[0] or after)
