"""Anchoring: what people judged moves to the newest reading of a document, or waits for a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.actions.naming import settled_names
from khronika.ledger import views
from khronika.vocabulary.anchors import WAITING, Anchored
from khronika.vocabulary.claims import Claim
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.judgements import Judgement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.actions.chronicle import Chronicle
    from khronika.ledger.moves import Moves
    from khronika.reading import Anchor
    from khronika.vocabulary.documents import Revision


@dataclass(frozen=True, slots=True)
class Moved:
    """How many anchors moved to a newer reading now, by how they were found, and how many wait for a person."""

    moved: dict[str, int]
    waiting: int

    @property
    def sentence(self) -> str:
        """Say so, or nothing where there is nothing to say."""
        total = sum(self.moved.values())
        if not total and not self.waiting:
            return ""
        how = ", ".join(f"{number:,} {word}" for word, number in sorted(self.moved.items()))
        told = f"{total:,} moved to a newer reading ({how})" if total else "none moved"
        return f"{told}; {self.waiting:,} wait for a person" if self.waiting else told


def move_anchors(chronicle: Chronicle) -> Moved:
    """Look for everything that people judged in the newest reading of its document, and record what came of it.

    What was looked for there by these rules, or settled by a person, is not looked for again; so it may be called at
    any time, and adds nothing where no document was read again.
    """
    ledger = chronicle.ledger
    moves = views.moves(ledger)
    heads = {run.document: run.revision for run in views.latest_runs(ledger)}
    found: list[Anchored] = []
    for (source, target), claims in _astray(chronicle, moves, heads).items():
        found += _looked_for(chronicle, source, target, claims)
    found += settled_names(chronicle, moves, heads)
    ledger.record(found, by=chronicle.by)
    moved = Counter(each.how.value for each in found if each.how not in WAITING)
    return Moved(dict(moved), sum(1 for _ in views.moves(ledger).waiting()))


def _astray(
    chronicle: Chronicle, moves: Moves, heads: dict[str, str]
) -> dict[tuple[str, str], list[tuple[str, Claim]]]:
    """Give what stands on an earlier reading, by that and the newest: each claim with the id of its record."""
    from khronika.reading import RULES

    wanted = {moves.recorded(each) for each in _named(chronicle)}
    astray: dict[tuple[str, str], list[tuple[str, Claim]]] = defaultdict(list)
    seen: set[str] = set()
    for claim in chronicle.ledger.values(Claim) if wanted else ():
        head = heads.get(claim.document)
        if head is None or claim.id not in wanted or claim.id in seen:
            continue
        seen.add(claim.id)
        now, last = moves.claim(claim), moves.last.get(claim.id)
        done = last and last.target == head and (last.by or last.rules == RULES)
        if now.passage.revision != head and not done:
            astray[now.passage.revision, head].append((claim.id, now))
    return astray


def _named(chronicle: Chronicle) -> Iterator[str]:
    """Give the ids of claims that people judged or gave as a reason."""
    for judgement in chronicle.ledger.values(Judgement):
        yield judgement.claim
        if judgement.replacement:
            yield judgement.replacement
    for linking in views.linkings(chronicle.ledger):
        yield from linking.link.claims


def _looked_for(
    chronicle: Chronicle, source: str, target: str, claims: Sequence[tuple[str, Claim]]
) -> Iterator[Anchored]:
    """Look for claims of one reading in another one of the same document; corrections after what they correct."""
    from khronika.reading import anchor

    old, new = chronicle.ledger.revision(source), chronicle.ledger.revision(target)
    if old is None or new is None:
        return
    ids: dict[str, str] = {}
    ordered = sorted(claims, key=lambda each: each[1].corrects is not None)
    for (subject, claim), each in zip(ordered, anchor(old, new, [c.passage for _, c in ordered]), strict=True):
        anchored = entry(subject, claim.document, source, new, each)
        if anchored.passage:
            moved = replace(claim, passage=anchored.passage, corrects=ids.get(claim.corrects or "", claim.corrects))
            ids[claim.id] = moved.id
            anchored = replace(anchored, now=moved.id)
        yield anchored


def entry(subject: str, document: str, source: str, new: Revision, anchor: Anchor) -> Anchored:
    """Give what the ledger records of one anchor, still without the id that it has there."""
    from khronika.reading import RULES

    passage = None
    if anchor.place:
        passage = Passage.cut(new, anchor.place.start, anchor.place.end, anchor.place.pieces)
    loss, candidates = anchor.loss, anchor.candidates
    return Anchored(subject, document, source, new.id, anchor.how, RULES, passage, None, loss, candidates)


def behind(chronicle: Chronicle) -> set[str]:
    """Give the ids of the claims that stand on an earlier reading of their document, waiting or kept there."""
    moves = views.moves(chronicle.ledger)
    return {moves.now(each.subject) for each in moves.last.values() if each.passage is None}
