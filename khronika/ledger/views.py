"""What is now: folds over the entries of a ledger, in plain Python, values out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.ledger.entries import Run, Withdrawal, kind_of, subject, withdrawn
from khronika.ledger.moves import Moves
from khronika.ledger.verdicts import Verdicts
from khronika.vocabulary.claims import Claim, Review
from khronika.vocabulary.conclusions import Concluded, Conclusion
from khronika.vocabulary.documents import Custody, Document, Enclosed, Revision, Sensitivity, Unread
from khronika.vocabulary.judgements import Judgement, Judging, Linking, Retraction
from khronika.vocabulary.ladders import Declaration, Declared, Rule
from khronika.vocabulary.origins import Reliance
from khronika.vocabulary.people import Link
from khronika.vocabulary.record import Judged

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from khronika.ledger.book import Ledger
    from khronika.vocabulary.extractions import Extraction
    from khronika.vocabulary.people import Mention


@dataclass(frozen=True, slots=True)
class Held:
    """One document with its custody (each with the moment of recording, UTC) and how it reads now."""

    document: Document
    custody: list[tuple[Custody, str]]
    revision: Revision | None
    unread: Unread | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A claim of which people think differently now; the judgements in order of recording, one a person."""

    claim: str
    judgements: tuple[Judgement, ...]


def held(ledger: Ledger) -> dict[str, Document]:
    """Give every document by its hash, under its first name and the strictest sensitivity it was ever given.

    What came inside another document is never less strict than that one. A document that was withdrawn is not held;
    while it is, even a withdrawn word that it is confidential counts.
    """
    known: dict[str, Document] = {}
    for document in ledger.recorded(Document):
        known[document.sha256] = known.get(document.sha256, document).tightened(document.sensitivity)
    _inherit(known, enclosures(ledger))
    standing = {document.sha256 for document in ledger.values(Document)}
    return {sha256: document for sha256, document in known.items() if sha256 in standing}


def enclosures(ledger: Ledger) -> dict[str, list[str]]:
    """Give of each document the hashes of what came inside it."""
    inside: dict[str, list[str]] = defaultdict(list)
    for each in ledger.recorded(Enclosed):
        inside[each.parent].append(each.sha256)
    return dict(inside)


def _inherit(known: dict[str, Document], inside: dict[str, list[str]]) -> None:
    """Tighten what came inside a document to that document's sensitivity, however deep."""
    for level in list(Sensitivity)[1:]:
        for sha256 in [sha256 for sha256 in inside if sha256 in known and known[sha256].sensitivity is level]:
            tighten_inside(known, inside, known[sha256])


def tighten_inside(known: dict[str, Document], inside: dict[str, list[str]], document: Document) -> list[Document]:
    """Tighten what came inside a document to its sensitivity, and give what was held less strictly before."""
    tightened: list[Document] = []
    waiting = [document.sha256]
    while waiting:
        for sha256 in inside.get(waiting.pop(), ()):
            if sha256 in known and (stricter := known[sha256].tightened(document.sensitivity)) != known[sha256]:
                known[sha256] = stricter
                tightened.append(stricter)
                waiting.append(sha256)
    return tightened


def gone(ledger: Ledger) -> set[str]:
    """Give the hashes of documents and the ids of texts that were withdrawn: nothing stands on them any more."""
    if not any(True for _ in ledger.entries(kind_of(Withdrawal))):
        return set()
    documents = {each.sha256 for each in ledger.recorded(Document)} - held(ledger).keys()
    texts = {each.id for each in ledger.recorded(Revision)} - {each.id for each in ledger.values(Revision)}
    return documents | texts


def withdrawn_words(ledger: Ledger) -> tuple[list[Mention], list[Claim]]:
    """Give all that was ever read from documents that were withdrawn: mentions and claims."""
    if not (lost := gone(ledger)):
        return [], []
    runs = (run for run in ledger.recorded(Run) if run.document in lost)
    return [m for run in runs for m in run.mentions], [c for c in ledger.recorded(Claim) if c.document in lost]


def documents(ledger: Ledger) -> list[Held]:
    """Give every document that is held; `revision` is the latest, `unread` is null where it was read after all."""
    custody: dict[str, list[tuple[Custody, str]]] = defaultdict(list)
    for entry, receipt in ledger.dated(Custody):
        custody[receipt.sha256].append((receipt, entry.at))
    revisions = {revision.document: (entry.seq, revision) for entry, revision in ledger.dated(Revision)}
    unread = {each.sha256: (entry.seq, each) for entry, each in ledger.dated(Unread) if each.sha256}
    return [
        Held(document, custody[sha256], *_latest(revisions.get(sha256), unread.get(sha256)))
        for sha256, document in held(ledger).items()
    ]


def _latest(
    revision: tuple[int, Revision] | None, unread: tuple[int, Unread] | None
) -> tuple[Revision | None, Unread | None]:
    """Give the revision, and the failure to read where no reading came after it."""
    still = unread if unread and (revision is None or unread[0] > revision[0]) else None
    return revision[1] if revision else None, still[1] if still else None


def unread(ledger: Ledger) -> list[Unread]:
    """Give what could not be taken in at all, so that it belongs to no document held."""
    return list({each.name: each for each in ledger.values(Unread) if each.sha256 is None}.values())


def extractions(ledger: Ledger) -> list[Extraction]:
    """Give the latest extraction run of each document."""
    return [ledger.extraction(run) for run in latest_runs(ledger)]


def moves(ledger: Ledger) -> Moves:
    """Give where claims and judgements stand after their documents were read again."""
    return Moves.of(ledger, gone(ledger))


def latest_runs(ledger: Ledger) -> list[Run]:
    """Give the latest extraction run of each document, without its claims."""
    lost = gone(ledger)
    return list(
        {run.document: run for run in ledger.values(Run) if lost.isdisjoint((run.document, run.revision))}.values()
    )


def links(ledger: Ledger) -> list[Link]:
    """Give who is who: the latest answer of each rule and each person on each pair, in order of recording."""
    return [each.link for each in last_word(linkings(ledger))]


def last_word(said: Iterable[Linking]) -> list[Linking]:
    """Leave out what was taken back, and what the same person said again, or otherwise, of the same two."""
    latest: dict[Hashable, Linking] = {}
    for each in said:
        if each.withdrawn is None:
            latest.pop(whose_on_what(each), None)  # so that the latest stands last
            latest[whose_on_what(each)] = each
    return list(latest.values())


def whose_on_what(linking: Linking) -> Hashable:
    """Give what is alike of all judgements of one person on the same two."""
    return subject(linking.link)


def linkings(ledger: Ledger) -> list[Linking]:
    """Give every answer that was ever given to who is who, with what was taken back, in order of recording."""
    said = [(entry, value) for entry, value in ledger.written(Withdrawal)]
    taken = withdrawn([(entry.leaf, value) for entry, value in said])
    back = {entry.leaf: Retraction(entry.by, entry.at, value.why) for entry, value in said}
    moved = moves(ledger)
    return [
        Linking(
            entry.leaf,
            entry.seq,
            entry.at,
            moved.link(link, entry.seq),
            back[taken[entry.leaf]] if entry.leaf in taken else None,
        )
        for entry, link in ledger.written(Link)
    ]


def reliances(ledger: Ledger) -> list[Reliance]:
    """Give who rests on whom by judgement: the latest answer of each person on each pair, in order of recording."""
    latest: dict[object, Reliance] = {}
    for reliance in ledger.values(Reliance):
        latest.pop(subject(reliance), None)
        latest[subject(reliance)] = reliance
    return list(latest.values())


def declared(ledger: Ledger) -> Declared | None:
    """Give the rule by which the chronicle names its best figures: the latest word on it; None where there is none."""
    said = [(declaration, entry.at) for entry, declaration in ledger.dated(Declaration)]
    return Declared(*said[-1]) if said and said[-1][0].rule is not Rule.NONE else None


def conclusions(ledger: Ledger) -> list[Concluded]:
    """Give what comparing ever came to, with what fell since and why, in order of recording."""
    said = [(entry, value) for entry, value in ledger.written(Withdrawal)]
    taken = withdrawn([(entry.leaf, value) for entry, value in said])
    back = {entry.leaf: (entry.at, value.why) for entry, value in said}
    return [
        Concluded(value, entry.leaf, entry.at, entry.by, *(back[taken[entry.leaf]] if entry.leaf in taken else ()))
        for entry, value in ledger.written(Conclusion)
    ]


def claims(ledger: Ledger) -> list[Claim]:
    """Give the claims as of now, each with what was judged of it last; ordered by document and place.

    Of each document stand the proposals of the latest extraction run, and what people accepted or corrected of
    earlier ones; a rejected proposal that comes again is rejected again. Of a claim that was corrected, the claim
    itself counts as rejected and the one that corrects it as corrected, until somebody judges otherwise.
    """
    lost = gone(ledger)
    moved = Moves.of(ledger, lost)
    stored = ((key, moved.claim(claim)) for key, claim in ledger.keyed(Claim))
    recorded = {key: claim for key, claim in stored if lost.isdisjoint((claim.document, claim.passage.revision))}
    latest = {key for run in latest_runs(ledger) for key in run.claims}
    proposed = latest | {key for run in ledger.recorded(Run) for key in run.claims}
    standing = {key: claim for key, claim in recorded.items() if key in latest or key not in proposed}
    verdicts = Verdicts(map(moved.judgement, ledger.values(Judgement)), recorded.values(), moved)
    now = {key: verdicts.apply(claim) for key, claim in standing.items()}
    represented = {judged.claim for claim in standing.values() if (judged := verdicts.on(claim))}
    for key, claim in recorded.items():
        judged = verdicts.of.get(claim.id) if verdicts.of and key not in standing else None
        if judged and judged.verdict is not Judging.REJECT and claim.id not in represented:
            now[key] = verdicts.apply(claim)
            represented.add(claim.id)
    order = {document: number for number, document in enumerate(dict.fromkeys(c.document for c in recorded.values()))}
    return sorted(_once(now, latest), key=lambda c: (order[c.document], c.passage.start, c.passage.end))


def _once(now: dict[str, Claim], latest: set[str]) -> list[Claim]:
    """Leave out a proposal that says what a person's correction says already, or a fallen correction proposed again."""
    people = {claim.id: claim for key, claim in now.items() if key not in latest}
    if not people:
        return list(now.values())
    proposals = {claim.id for key, claim in now.items() if key in latest}
    standing = {id_ for id_, claim in people.items() if claim.review is not Review.REJECTED}
    return [
        claim
        for key, claim in now.items()
        if (claim.id not in standing if key in latest else claim.id in standing or claim.id not in proposals)
    ]


def judgements(ledger: Ledger, now: Iterable[Claim]) -> list[Judged]:
    """Give every judgement on claims as of now, also one of the same claim in an earlier extraction; in order."""
    moved = moves(ledger)
    said = [(entry, moved.judgement(judgement)) for entry, judgement in ledger.dated(Judgement)]
    if not said:
        return []
    verdicts = Verdicts((judgement for _, judgement in said), map(moved.claim, ledger.values(Claim)), moved)
    on = defaultdict(list)
    for claim in now:
        if latest := verdicts.on(claim):
            on[latest.claim].append(claim.id)
    return [Judged(claim, each, entry.at) for entry, each in said for claim in dict.fromkeys(on[each.claim])]


def disagreements(ledger: Ledger) -> list[Disagreement]:
    """Give the claims of which people think differently: one accepts what another rejects or corrects."""
    latest: dict[str, dict[str, Judgement]] = defaultdict(dict)
    for judgement in map(moves(ledger).judgement, ledger.values(Judgement)):
        latest[judgement.claim].pop(judgement.by, None)
        latest[judgement.claim][judgement.by] = judgement
    return [
        Disagreement(claim, tuple(said.values()))
        for claim, said in latest.items()
        if len({(each.verdict, each.replacement) for each in said.values()}) > 1
    ]
