"""Settling: what waits for a person after a document was read again, and their word on where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.actions.holdings import confidential_documents
from khronika.actions.judging import SHORTEST, SHOWN
from khronika.actions.naming import PROTECTED, addressed
from khronika.errors import UsageError
from khronika.ledger import views
from khronika.vocabulary.anchors import Anchored, Anchoring
from khronika.vocabulary.claims import Claim
from khronika.vocabulary.documents import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.actions.chronicle import Chronicle
    from khronika.ledger.moves import Moves
    from khronika.vocabulary.anchors import Place
    from khronika.vocabulary.documents import Revision


@dataclass(frozen=True, slots=True)
class Waiting:
    """An anchor that waits for a person: the words as they were, and of each candidate its place and its words."""

    anchored: Anchored
    claim: Claim | None  # null for somebody named in the document
    words: str
    candidates: tuple[tuple[Place, str, str, str], ...]  # place, the words before it, its own, the words after


def waiting(chronicle: Chronicle, *, confidential: bool = False) -> list[Waiting]:
    """Give what waits for a person, without that of confidential documents unless asked for.

    Of a protected person neither the name nor what stands at the candidates is given.
    """
    moves = views.moves(chronicle.ledger)
    held = views.held(chronicle.ledger)
    hidden = set() if confidential else confidential_documents(chronicle)
    asked = [each for each in moves.waiting() if each.document in held and each.document not in hidden]
    wanted = {each.subject for each in asked}
    claims = {c.id: moves.claim(c) for c in chronicle.ledger.values(Claim) if c.id in wanted} if wanted else {}
    texts: dict[str, Revision | None] = {}
    found = []
    for each in sorted(asked, key=lambda one: one.target):
        if each.target not in texts:
            texts = {each.target: chronicle.ledger.revision(each.target)}
        new, claim = texts[each.target], claims.get(each.subject)
        words = claim.passage.exact if claim else addressed(chronicle, each)
        text = new.text if new else ""
        shown = () if words == PROTECTED else tuple(_shown(text, place) for place in each.candidates)
        found.append(Waiting(each, claim, words, shown))
    return found


def _shown(text: str, place: Place) -> tuple[Place, str, str, str]:
    around = 40
    before = text[max(0, place.start - around) : place.start]
    return place, before, text[place.start : place.end], text[place.end : place.end + around]


def settle(
    chronicle: Chronicle, claim: str, *, at: int | None = None, end: int | None = None, keep: bool = False, why: str
) -> Anchored:
    """Record a person's word on where a claim stands: `at` a place of the newest text, or kept where it stood.

    Without `end` the place is that of the candidate which begins there, or as long as the words were. What the claim
    corrects, and what corrects it, stands on the same words and is settled with it. Raises
    `UsageError` without a reason, for a claim that was never looked for in a newer reading, and for no place or both.
    """
    if not why.strip():
        raise UsageError("A judgement needs its reason: add --why and the reason in a sentence.")
    if keep == (at is not None):
        raise UsageError("Say where the claim stands, with --at and a place of the text, or --keep it where it stood.")
    moves = views.moves(chronicle.ledger)
    last = _last(moves, claim)
    family = _family(chronicle, moves, last)
    if not family:
        raise UsageError("That is a name and no claim; judge it again with khronika same, apart or unsure.")
    ids: dict[str, str] = {}
    settled: list[Anchored] = []
    for one in family:
        before = moves.last[one.id]
        person = replace(before, candidates=(), loss=None, by=chronicle.by, why=why.strip(), rules="person")
        now = moves.claim(one)
        now = replace(now, corrects=ids.get(now.corrects or "", now.corrects))
        if keep:
            settled.append(replace(person, how=Anchoring.KEPT, passage=None, now=None))
        else:
            settled.append(_placed(chronicle, person, now, last.candidates, at or 0, end))
            ids[moves.now(one.id)] = settled[-1].now or ""
    chronicle.ledger.record(settled, by=chronicle.by)
    return next(each for each in settled if each.subject == last.subject)


def _family(chronicle: Chronicle, moves: Moves, last: Anchored) -> list[Claim]:
    """Give a claim with what it corrects and what corrects it, in this order: they stand on the same words."""
    recorded = {each.id: each for each in chronicle.ledger.values(Claim) if each.document == last.document}
    above = {one: moves.recorded(each.corrects) for one, each in recorded.items() if each.corrects}
    first = last.subject
    while first in above:
        first = above[first]
    found = [first]
    for one in found:
        found += [each for each, corrected in above.items() if corrected == one]
    looked_for = (recorded[one] for one in found if one in recorded)
    return [one for one in looked_for if one.id in moves.last and moves.last[one.id].target == last.target]


def _last(moves: Moves, beginning: str) -> Anchored:
    known = {each.subject: each for each in moves.last.values()}
    known |= {now: moves.last[subject] for now, subject in moves.root.items()}
    found = {each.subject: each for one, each in known.items() if one.startswith(beginning.lower())}
    if len(beginning) < SHORTEST or len(found) != 1:
        told = f"{len(found)} anchors begin" if found and len(beginning) >= SHORTEST else "No anchor begins"
        raise UsageError(
            f"{told} with {beginning!r}; khronika anchors lists what waits, with {SHOWN} characters of ids."
        )
    return next(iter(found.values()))


def _placed(
    chronicle: Chronicle, person: Anchored, claim: Claim, candidates: Iterable[Place], at: int, end: int | None
) -> Anchored:
    new = chronicle.ledger.revision(person.target)
    if new is None:
        raise UsageError("The newer reading is not in this chronicle any more.")
    place = next((each for each in candidates if each.start == at and end in (None, each.end)), None)
    last = place.end if place else end if end is not None else at + len(claim.passage.exact)
    if not 0 <= at < last <= len(new.text) or not new.text[at:last].strip():
        raise UsageError(
            f"No words stand at {at} to {last}; khronika text prints the text in which places are counted."
        )
    passage = Passage.cut(new, at, last, place.pieces if place else ())
    now = replace(claim, passage=passage).id
    return replace(person, how=Anchoring.PLACED, passage=passage, now=now)
