"""Moves: where claims and judgements stand now, after their documents were read again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.vocabulary.anchors import WAITING, Anchored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.ledger.book import Ledger
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.judgements import Judgement
    from khronika.vocabulary.people import Link

NOWHERE = "nowhere:"  # before an address that has no place in the newest reading: it reaches nobody


class Moves:
    """What every anchor amounts to: for each claim the passage on which it stands, and what its id became.

    The latest place that was found counts, unless a later word on the same reading says that it is none there. What was
    looked for in a newer reading and not found stays where it stood.
    """

    def __init__(self, anchors: Iterable[tuple[int, Anchored]], lost: set[str]) -> None:
        self.last: dict[str, Anchored] = {}
        self.root: dict[str, str] = {}  # every id that a claim ever had, with the one under which it was recorded
        self.readings: dict[tuple[str, str], tuple[int, dict[str, Anchored]]] = {}  # with the entry's number
        places: dict[str, dict[str, Anchored]] = defaultdict(dict)  # by subject and reading, the latest last
        for number, each in anchors:
            if each.target in lost or self._settled(each):  # a reading that was withdrawn holds nothing
                continue
            self.last[each.subject] = each
            self.readings.setdefault((each.document, each.target), (number, {}))[1][each.subject] = each
            stood = places[each.subject]
            stood.pop(each.target, None)
            if each.passage and each.now:
                stood[each.target] = each
                self.root[each.now] = each.subject
        self.standing = {subject: list(stood.values())[-1] for subject, stood in places.items() if stood}
        self.documents = {each.document for each in self.standing.values()}

    def _settled(self, anchored: Anchored) -> bool:
        """Say whether a person settled before where this stands: a run that began earlier has no word in it."""
        last = self.last.get(anchored.subject)
        return bool(last and last.by and not anchored.by and last.target == anchored.target)

    @classmethod
    def of(cls, ledger: Ledger, lost: set[str]) -> Moves:
        """Fold the anchors of a ledger, without those in texts that were withdrawn."""
        return cls(((entry.seq, each) for entry, each in ledger.dated(Anchored)), lost)

    def recorded(self, identity: str) -> str:
        """Give the id under which a claim was recorded, for any that it ever had."""
        return self.root.get(identity, identity)

    def looked_for(self, identity: str, reading: str) -> bool:
        """Say whether a claim was looked for last in this reading."""
        last = self.last.get(self.recorded(identity))
        return last is not None and last.target == reading

    def now(self, identity: str) -> str:
        """Give the id that a claim has now, for any that it ever had."""
        subject = self.recorded(identity)
        moved = self.standing.get(subject)
        return moved.now if moved and moved.now else subject

    def claim(self, claim: Claim) -> Claim:
        """Give a claim as recorded where it stands now."""
        if claim.document not in self.documents:
            return claim
        moved = self.standing.get(claim.id)
        corrects = self.now(claim.corrects) if claim.corrects else None
        if moved is None or moved.passage is None:
            return claim if corrects == claim.corrects else replace(claim, corrects=corrects)
        return replace(claim, passage=moved.passage, corrects=corrects)

    def judgement(self, judgement: Judgement) -> Judgement:
        """Give a judgement on the claim as it stands now."""
        if judgement.document not in self.documents:
            return judgement
        moved = self.standing.get(self.recorded(judgement.claim))
        if moved is None or moved.passage is None:
            return judgement
        return replace(
            judgement,
            claim=self.now(judgement.claim),
            start=moved.passage.start,
            end=moved.passage.end,
            replacement=judgement.replacement and self.now(judgement.replacement),
        )

    def link(self, link: Link, number: int) -> Link:
        """Give a judgement of who is who, recorded under a number, with claims and addresses as they are now."""
        if not self.last:
            return link
        (a, *beside_a), (b, *beside_b) = ([self.address(each, number)[0] for each in side] for side in link.sides)
        claims = tuple(self.now(each) for each in link.claims)
        return replace(link, a=a, b=b, beside_a=tuple(beside_a), beside_b=tuple(beside_b), claims=claims)

    def address(self, address: str, number: int) -> tuple[str, str | None]:
        """Give the address under which somebody is reached now, whom an entry of that number names, and its reading.

        One address may be that of two people in two readings, so only what was recorded after the entry counts, one
        reading after another. Whom nobody could place is reached by nothing.
        """
        reading = None
        for since, known in self.readings.values():
            if since > number and (found := known.get(address)):
                address, reading = found.now or f"{NOWHERE}{address}", found.target
        return address, reading

    def waiting(self) -> Iterator[Anchored]:
        """Give what waits for a person, in the order in which it was looked for first."""
        yield from (each for each in self.last.values() if each.how in WAITING)
