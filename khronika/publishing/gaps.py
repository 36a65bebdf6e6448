"""What could not be read, resolved, dated or counted, with the reason for each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.publishing.chronology import dated
from khronika.vocabulary.bodies import Count, Statement, Step
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from khronika.publishing.disclosure import Veil
    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.extractions import Abstention
    from khronika.vocabulary.people import Link
    from khronika.vocabulary.record import Source

EXAMPLES = 6
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
class Gaps:
    """Everything that is missing, so that silence is visible."""

    unread: tuple[Source, ...]
    partial: tuple[tuple[int, str], ...]  # number of the source, sentence
    silent: tuple[int, ...]  # numbers of sources that were read and gave no claim
    abstained: tuple[Abstained, ...]
    undated: tuple[Claim, ...]
    unfiled: tuple[Claim, ...]  # figures that no event could be found for
    links: tuple[Link, ...]


def gaps(evidence: Evidence, veil: Veil) -> Gaps:
    """Collect what the record could not settle."""
    numbered = tuple(enumerate(evidence.sources, 1))
    telling = {claim.document for claim in evidence.standing}
    counts = [claim for claim in evidence.standing if isinstance(claim.body, Count)]
    datable = [claim for claim in evidence.standing if isinstance(claim.body, (Count, Step, Statement))]
    unsure = {
        (link.a, link.b, link.reason): link
        for entity in evidence.record.entities
        for link in entity.links
        if link.verdict is Sameness.UNSURE
    }
    return Gaps(
        unread=tuple(source for source in evidence.sources if source.revision is None),
        partial=tuple((n, why) for n, source in numbered if source.revision for why in source.revision.partial),
        silent=tuple(n for n, source in numbered if source.revision and source.document.sha256 not in telling),
        abstained=_abstained(evidence, veil),
        undated=tuple(c for c in datable if not (when := dated(c)) or not (when.earliest or when.latest)),
        unfiled=tuple(c for c in counts if not evidence.about.get(c.id)),
        links=tuple(unsure[key] for key in sorted(unsure)),
    )


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
