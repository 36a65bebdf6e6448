"""Naming: the addresses on which judgements of who is who stand, found again in the newest reading of a document."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from khronika.ledger.entries import Run
from khronika.vocabulary.anchors import Anchored, Anchoring, Loss
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.people import Link

if TYPE_CHECKING:
    from khronika.actions.chronicle import Chronicle
    from khronika.ledger.moves import Moves
    from khronika.reading import Anchor
    from khronika.resolution.clusters import Form
    from khronika.vocabulary.documents import Revision
    from khronika.vocabulary.people import Mention

PROTECTED = "(protected)"  # stands where a protected person's name would
FOLLOWING = 40  # characters after a name by which it is found again


@dataclass(frozen=True, slots=True)
class _Reading:
    """An extraction of one document and the name forms in it by their addresses."""

    run: Run
    forms: dict[str, Form]


def settled_names(chronicle: Chronicle, moves: Moves, heads: dict[str, str]) -> list[Anchored]:
    """Look for those whom judgements name in the newest reading of their document, where that is not the first one.

    An address is made of a spelling, or for a protected person of a place; so in another reading it may be that of
    nobody, or of somebody else. It is found by its first mention.
    """
    ledger = chronicle.ledger
    runs: dict[str, list[tuple[int, Run]]] = defaultdict(list)
    for entry, run in ledger.dated(Run):
        if run.document in heads:
            runs[run.document].append((entry.seq, run))
    again = {one: each for one, each in runs.items() if any(run.revision != heads[one] for _, run in each)}
    said = list(ledger.dated(Link)) if again else []
    found: dict[str, Anchored] = {}
    for document, each in again.items() if said else ():
        read = _Readings(chronicle, each, heads[document])
        for entry, link in said:
            for raw in (address for side in link.sides for address in side):
                address, reading = moves.address(raw, entry.seq)
                old = read.at(entry.seq, reading)
                if old and address in old.forms and (anchored := _found(chronicle, address, old, read.newest)):
                    found[address] = anchored
    return list(found.values())


class _Readings:
    """All extractions of one document, each looked into when it is asked for."""

    def __init__(self, chronicle: Chronicle, runs: list[tuple[int, Run]], head: str) -> None:
        self.runs, self.head = runs, head
        self.read = cache(lambda number: _read(chronicle, runs[number][1]))
        self.newest = self.read(max(at for at, (_, run) in enumerate(runs) if run.revision == head))

    def at(self, number: int, reading: str | None) -> _Reading | None:
        """Give what stood when an entry was recorded, or a later reading; None where that is the newest text."""
        if reading is not None:
            found = [at for at, (_, run) in enumerate(self.runs) if run.revision == reading]
        else:
            found = [at for at, (seq, _) in enumerate(self.runs) if seq < number]
        return self.read(found[-1]) if found and self.runs[found[-1]][1].revision != self.head else None


def _read(chronicle: Chronicle, run: Run) -> _Reading:
    from khronika.resolution import forms_of
    from khronika.resolution.addresses import addresses

    forms = addresses(forms_of(run.mentions, chronicle.ledger.claims(run.claims)))
    return _Reading(run, {address: form for form, address in forms.items()})


def _found(chronicle: Chronicle, address: str, old: _Reading, new: _Reading) -> Anchored | None:
    """Give the anchor of one address; None where it is that of the only one who is so written in both readings."""
    from khronika.reading import anchor

    form = old.forms[address]
    if not form.protected and address in new.forms and _alone(form, old) and _alone(form, new):
        return None
    first = form.mentions[0]
    before, after = chronicle.ledger.revision(old.run.revision), chronicle.ledger.revision(new.run.revision)
    if before is None or after is None:
        return None
    (place,) = anchor(before, after, [_with_what_follows(before, first)])
    return _entry(address, form, place, old, new, after)


def _with_what_follows(revision: Revision, mention: Mention) -> Passage:
    """Give a name with some words after it: a name alone comes too often to be found by its letters."""
    text = revision.text
    end = min(len(text), mention.end + FOLLOWING)
    while end > mention.end and end < len(text) and not text[end].isspace():
        end -= 1
    return Passage.cut(revision, mention.start, max(end, mention.end))


def _alone(form: Form, reading: _Reading) -> bool:
    alike = [one for one in reading.forms.values() if (one.kind, one.spelled) == (form.kind, form.spelled)]
    return len([one for one in alike if not one.protected]) == 1


def _entry(address: str, form: Form, anchor: Anchor, old: _Reading, new: _Reading, after: Revision) -> Anchored:
    from khronika.actions.anchoring import entry

    anchored = entry(address, old.run.document, old.run.revision, after, anchor)
    if anchored.passage is None:
        return anchored
    start = anchored.passage.start
    here = [
        at
        for at, one in new.forms.items()
        if one.kind is form.kind
        and one.protected == form.protected
        and any(mention.start == start for mention in one.mentions)
    ]
    if len(here) != 1:
        return replace(anchored, how=Anchoring.ORPHANED, passage=None, loss=Loss.NAMELESS)
    return replace(anchored, now=here[0])


def addressed(chronicle: Chronicle, anchored: Anchored) -> str:
    """Give how somebody is written in the earlier reading; nothing where that is not to be had."""
    for run in chronicle.ledger.values(Run):
        if run.revision == anchored.source:
            form = _read(chronicle, run).forms.get(anchored.subject)
            if form is not None:
                return PROTECTED if form.protected else form.spelled
    return ""
