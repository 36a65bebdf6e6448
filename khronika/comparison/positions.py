"""Official positions that reverse: what one office denied, and acknowledged at another time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.comparison.building import build
from khronika.comparison.tellers import same_scope
from khronika.vocabulary.accounts import Verdict
from khronika.vocabulary.bodies import Act, Step
from khronika.vocabulary.claims import Polarity, Review, Role, Stance
from khronika.vocabulary.origins import Aspect, Drift

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from khronika.comparison.lineage import Lineage
    from khronika.vocabulary.accounts import Account
    from khronika.vocabulary.claims import Claim

OFFICIAL = (Role.AUTHORITY, Role.COURT)
NO_POSITION = (Stance.UNCONFIRMED, Stance.RECANTED, Stance.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class _Position:
    """What one office says of one act or step."""

    claim: Claim
    origin: str
    voice: str
    what: str
    event: str | None

    @property
    def denied(self) -> bool:
        """Whether the office says that it did not happen."""
        return self.claim.stance is Stance.DENIED or self.claim.polarity is Polarity.NEGATED

    @property
    def word(self) -> str:
        """The position in one word."""
        return "denied" if self.denied else self.claim.stance.value


def reversals(claims: Iterable[Claim], events: Mapping[str, Sequence[str | None]], lineage: Lineage) -> list[Account]:
    """Give an account for each act or step that one office both denied and affirmed; `events` by claim."""
    held = [claim for claim in claims if claim.review is not Review.REJECTED]
    corrected = {claim.corrects for claim in held}
    groups: dict[Hashable, list[_Position]] = defaultdict(list)
    for claim in sorted(held, key=lambda claim: (claim.file, claim.passage.start, claim.id)):
        if claim.id not in corrected and claim.stance not in NO_POSITION:
            for key, position in _positions(claim, events, lineage):
                groups[key].append(position)
    return [account for positions in groups.values() for account in _reversed(positions, lineage)]


def _positions(
    claim: Claim, events: Mapping[str, Sequence[str | None]], lineage: Lineage
) -> list[tuple[Hashable, _Position]]:
    """Give an office's position by what it is about: the named people, or for an act of nobody named, the event."""
    voice = lineage.names.origin(claim)
    if not isinstance(claim.body, Act | Step) or claim.origin.role not in OFFICIAL or not voice.named:
        return []
    act = isinstance(claim.body, Act)
    what = claim.body.act if isinstance(claim.body, Act) else claim.body.step
    parties = claim.body.victims if isinstance(claim.body, Act) else claim.body.subjects
    event = next(iter(events.get(claim.id) or [None]), None)
    whom = [party.name.casefold() for party in parties if party.name] or ([f"event {event}"] if act and event else [])
    return [((voice.key, what, one), _Position(claim, voice.key, voice.name, what, event)) for one in whom]


def _reversed(positions: Sequence[_Position], lineage: Lineage) -> list[Account]:
    denials = [position for position in positions if position.denied]
    others = [p for p in positions if not p.denied and any(same_scope(p.claim, d.claim) for d in denials)]
    if not denials or not others:
        return []
    first, last = denials[0], others[0]
    if lineage.before(last.claim, first.claim):
        first, last = last, first
    known = lineage.before(first.claim, last.claim)
    what = first.what.replace("_", " ")
    told = " and ".join(f"“{p.word}” in {p.claim.file}" for p in (first, last))
    end = "; the position reversed." if known else "; which of the two is its later word?"
    reason = f"{first.voice} on {what}: {told}{end}"
    verdict = Verdict.EVOLUTION if known else Verdict.UNRESOLVED
    drift = Drift((first.claim.id, last.claim.id), Aspect.POSITION, first.word, last.word, own=True, reason=reason)
    event = first.event if first.event == last.event else None
    return [replace(build(first.what, event, verdict, reason, (first, last)), drifts=(drift,))]
