"""One says that it happened, another that it did not: positions on one act or step that exclude each other."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.comparison.building import build, enumerate_few
from khronika.comparison.figures import EYEWITNESSES
from khronika.comparison.positions import NO_POSITION, OFFICIAL
from khronika.comparison.tellers import same_scope
from khronika.comparison.words import families
from khronika.vocabulary.accounts import Account, Verdict
from khronika.vocabulary.bodies import Act, Step
from khronika.vocabulary.canonical import digest
from khronika.vocabulary.claims import Polarity, Review, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khronika.comparison.facts import Naming
    from khronika.vocabulary.bodies import Party
    from khronika.vocabulary.claims import Claim

FEW = 4  # letters of a word that does not say who somebody is ("the", "and")


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What one voice says of one act or step that befell one person, or is of one event."""

    claim: Claim
    origin: str
    voice: str
    what: str
    whom: str
    event: str | None

    @property
    def denied(self) -> bool:
        """Whether the voice says that it did not happen."""
        return self.claim.stance is Stance.DENIED or self.claim.polarity is Polarity.NEGATED

    @property
    def told(self) -> str:
        """The position with who takes it, and as what."""
        word = "denied" if self.denied else self.claim.stance.value
        role = self.claim.origin.role
        as_what = " as an authority" if role in OFFICIAL else " as a witness" if role in EYEWITNESSES else ""
        return f"{word} by {self.voice}{as_what}"


def standpoint_accounts(
    claims: Iterable[Claim], events: Mapping[str, Sequence[str | None]], naming: Naming
) -> list[Account]:
    """Give an account for each act or step that one voice affirms and another denies; `events` by claim."""
    held = [claim for claim in claims if claim.review is not Review.REJECTED]
    corrected = {claim.corrects for claim in held}
    groups: dict[tuple[str, str], list[Standpoint]] = defaultdict(list)
    for claim in sorted(held, key=lambda claim: (claim.file, claim.passage.start, claim.id)):
        if claim.id not in corrected and claim.stance not in NO_POSITION:
            for key, standpoint in _standpoints(claim, events, naming):
                groups[key].append(standpoint)
    return [account for key, mine in groups.items() for account in _opposed(key, mine)]


def _standpoints(
    claim: Claim, events: Mapping[str, Sequence[str | None]], naming: Naming
) -> Iterator[tuple[tuple[str, str], Standpoint]]:
    """Give a position by what it is about: the person it names, or for an act of nobody named, the event."""
    if not isinstance(claim.body, Act | Step):
        return
    event = next(iter(events.get(claim.id) or [None]), None)
    what = claim.body.act if isinstance(claim.body, Act) else claim.body.step
    parties = claim.body.victims if isinstance(claim.body, Act) else claim.body.subjects
    named = [(naming.person(claim.document, party.name), party.name) for party in parties if party.name]
    whom = named or ([(f"event {event}", "nobody named")] if event and isinstance(claim.body, Act) else [])
    for key, name in whom:
        yield (what, key), Standpoint(claim, *naming.origin(claim), what, name, event)


def _opposed(key: tuple[str, str], mine: Sequence[Standpoint]) -> Iterator[Account]:
    denials, others = [one for one in mine if one.denied], [one for one in mine if not one.denied]
    pairs = [
        (a, b)
        for a in denials
        for b in others
        if a.origin != b.origin and same_scope(a.claim, b.claim) and _same_people(a.claim, b.claim)
    ]
    sure = [pair for pair in pairs if _same_time(*pair) and _told_of_somebody(*pair)]
    asked = [pair for pair in pairs if pair not in sure]
    for verdict, some in ((Verdict.CONFLICT, sure), (Verdict.UNRESOLVED, asked)):
        if some:
            told = list(dict.fromkeys(one for pair in some for one in pair))
            what, whom = some[0][0].what.replace("_", " "), some[0][0].whom
            end = (
                "both cannot be true." if verdict is Verdict.CONFLICT else "do both speak of the same, and of one day?"
            )
            reason = f"{what.capitalize()}, {whom}: {enumerate_few(one.told for one in told)}; {end}"
            sets = [(a.claim.id, b.claim.id) for a, b in some] if verdict is Verdict.CONFLICT else []
            event = told[0].event if len({one.event for one in told}) == 1 else None
            account = build(some[0][0].what, event, verdict, reason, told, sets=sets)
            yield replace(account, id=digest([account.id, *key]))


def _same_time(a: Standpoint, b: Standpoint) -> bool:
    """Say whether two positions are of one time: an act has its own; a step "not yet" taken may be taken later."""
    dated = a.claim.when is not None and b.claim.when is not None
    return isinstance(a.claim.body, Act) or dated or a.what in families()["once"]["steps"]


def _told_of_somebody(a: Standpoint, b: Standpoint) -> bool:
    """Say whether it is told whom or what two positions are about: the person, or whom they say did it."""
    if a.whom != "nobody named":
        return True
    by = [one.claim.body.perpetrators for one in (a, b) if isinstance(one.claim.body, Act)]
    return all(by)


def _same_people(a: Claim, b: Claim) -> bool:
    """Say whether two claims can mean the same people as those who did it."""
    if not (isinstance(a.body, Act) and isinstance(b.body, Act)):
        return True
    ours, theirs = _words(a.body.perpetrators), _words(b.body.perpetrators)
    return not ours or not theirs or bool(ours & theirs)


def _words(parties: Iterable[Party]) -> set[str]:
    told = " ".join(f"{party.name or ''} {party.population or ''}" for party in parties)
    return {word for word in re.findall(r"\w+", told.casefold()) if len(word) >= FEW}
