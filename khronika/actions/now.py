"""Now: the record as it stands, folded from the ledger and thought through by the rooms that think."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.actions.holdings import WITHHELD, confidential_documents, secret_documents
from khronika.ledger import views
from khronika.vocabulary.anchors import Anchored
from khronika.vocabulary.claims import Claim, Review
from khronika.vocabulary.documents import Custody
from khronika.vocabulary.doubtful import doubt
from khronika.vocabulary.judgements import Judgement
from khronika.vocabulary.people import About
from khronika.vocabulary.record import Receipt, Record, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.actions.chronicle import Chronicle
    from khronika.ledger.views import Held
    from khronika.vocabulary.extractions import Extraction
    from khronika.vocabulary.judgements import Linking


def record_now(
    chronicle: Chronicle,
    *,
    confidential: bool = False,
    without: frozenset[str] = frozenset(),
    accidental: bool = False,
) -> Record:
    """Give everything the chronicle holds as of now; people, events and accounts are made from what stands.

    Without `confidential` the record has of a confidential document only its hash and size, and compares nothing of
    it, so that no reason and no total can give it away. `without` are assumptions that accounts shall not make, and
    with `accidental` they list sums that no text states.
    """
    from khronika.comparison import compare, dependences, ladders, questions, trace
    from khronika.resolution import propose_events, resolve

    held = documents_now(chronicle, confidential=confidential)
    claims = claims_now(chronicle, confidential=confidential)
    runs = runs_by_document(held, views.extractions(chronicle.ledger))
    mentions = [mention for sha256 in sorted(runs) for mention in runs[sha256].mentions]
    standing = stand(claims)
    said = linkings_now(chronicle, confidential=confidential)
    sources = tuple(source(each, runs.get(each.document.sha256)) for each in held)
    entities = resolve(mentions, standing, [each.link for each in views.last_word(said)], sources)
    events, proposed = propose_events(standing, mentions, {sha256: run.profile for sha256, run in runs.items()})
    abouts = settle(proposed, chronicle.ledger.values(About))
    sources = tuple(source(each, runs.get(each.document.sha256)) for each in held)
    lineage = trace(sources, standing, entities, views.reliances(chronicle.ledger))
    accounts = tuple(compare(standing, abouts, entities, lineage, without, accidental=accidental))
    tolls = tuple(ladders(standing, abouts, entities, lineage, views.declared(chronicle.ledger)))
    return Record(
        name=chronicle.name,
        sources=sources,
        claims=claims,
        entities=tuple(entities),
        events=tuple(events),
        abouts=abouts,
        accounts=accounts,
        judged_by=tuple(sorted({judgement.by for judgement in chronicle.ledger.values(Judgement)})),
        dependences=tuple(dependences(standing, lineage)),
        judgements=tuple(views.judgements(chronicle.ledger, claims)),
        linkings=tuple(said),
        ladders=tolls,
        questions=tuple(questions(standing, accounts, tolls, entities, lineage)),
    )


def documents_now(chronicle: Chronicle, *, confidential: bool = False) -> list[Held]:
    """Give every document that is held, with custody and text; of confidential ones only hash and size."""
    hidden = set() if confidential else confidential_documents(chronicle)
    held = views.documents(chronicle.ledger)
    return [withhold(each) if each.document.sha256 in hidden else each for each in held]


def claims_now(chronicle: Chronicle, *, confidential: bool = False) -> tuple[Claim, ...]:
    """Give the claims as of now, rejected ones among them; those of confidential documents only where asked for."""
    hidden = set() if confidential else confidential_documents(chronicle)
    return tuple(claim for claim in views.claims(chronicle.ledger) if claim.document not in hidden)


def doubts_of(chronicle: Chronicle, claims: Iterable[Claim]) -> dict[str, str]:
    """Say of claims, by id, on which words they rest that text recognition was not sure of."""
    held = {each.document.sha256: each.revision for each in views.documents(chronicle.ledger)}
    said = ((claim.id, doubt(claim, revision)) for claim in claims if (revision := held.get(claim.document)))
    return {claim: unsure for claim, unsure in said if unsure}


def linkings_now(chronicle: Chronicle, *, confidential: bool = False) -> list[Linking]:
    """Give what people judged of who is who and did not take back; reasons from confidential documents are withheld."""
    hidden = set() if confidential else secret_documents(chronicle)
    said = [each for each in views.linkings(chronicle.ledger) if each.withdrawn is None]
    return without_secrets(said, chronicle, hidden)


def without_secrets(linkings: list[Linking], chronicle: Chronicle, hidden: set[str]) -> list[Linking]:
    """Take from judgements that rest on claims of these documents their reason and the ids of the claims."""
    from khronika.resolution.judged import WITHHELD

    if not hidden or not any(each.link.claims for each in linkings):
        return linkings
    secret = {claim.id for claim in chronicle.ledger.recorded(Claim) if claim.document in hidden}
    secret |= {each.now for each in chronicle.ledger.recorded(Anchored) if each.now and each.document in hidden}
    return [
        replace(each, link=replace(each.link, reason=WITHHELD, claims=()))
        if secret.intersection(each.link.claims)
        else each
        for each in linkings
    ]


def withhold(held: Held) -> Held:
    """Leave of a confidential document what proves that it is held, and nothing that says what it is."""
    document = replace(held.document, name=WITHHELD)
    custody = [(Custody(each.sha256, WITHHELD, WITHHELD), at) for each, at in held.custody]
    return replace(held, document=document, custody=custody, revision=None, unread=None)


def runs_by_document(held: Sequence[Held], runs: Iterable[Extraction]) -> dict[str, Extraction]:
    """File the latest extraction runs by the document's hash; those of withheld documents stay out."""
    documents = {each.revision.id: each.document.sha256 for each in held if each.revision}
    return {documents[run.revision]: run for run in runs if run.revision in documents}


def stand(claims: Sequence[Claim]) -> list[Claim]:
    """Give the claims that nobody rejected and no standing correction replaces."""
    kept = [claim for claim in claims if claim.review is not Review.REJECTED]
    replaced = {claim.corrects for claim in kept}
    return [claim for claim in kept if claim.id not in replaced]


def settle(proposed: Iterable[About], recorded: Iterable[About]) -> tuple[About, ...]:
    """Give for each claim its event: what a person recorded outranks what a rule proposed."""
    settled = {about.claim: about for about in proposed}
    settled |= {about.claim: about for about in recorded if about.claim in settled}
    return tuple(settled[claim] for claim in sorted(settled))


def source(held: Held, run: Extraction | None) -> Source:
    """Put together one document and all that was read from it."""
    return Source(
        document=held.document,
        receipts=tuple(Receipt(custody, at) for custody, at in held.custody),
        revision=held.revision,
        profile=run.profile if run else None,
        unread=None if held.revision else held.unread,
        abstentions=run.abstentions if run else (),
    )
