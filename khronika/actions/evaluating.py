"""Evaluating: the claims of a chronicle beside a gold, beside what people judged, or beside another person's coding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.actions.gold import read_gold
from khronika.actions.now import record_now, stand
from khronika.actions.outgoing import EVALUATION_SIGN, must_be_ours, write_whole
from khronika.errors import UsageError
from khronika.vocabulary.claims import Review

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from khronika.actions.chronicle import Chronicle
    from khronika.evaluation import Apart, Coded, Coding, Evaluation, Judged, Read, Silence
    from khronika.vocabulary.claims import Claim, Kind
    from khronika.vocabulary.record import Record, Source

PEOPLE = 2  # who must have judged before agreement can be told


@dataclass(frozen=True)
class Evaluated:
    """Claims beside a gold: the measures, what was left alone, and what of either side the other lacks."""

    evaluation: Evaluation
    silence: Silence  # in the documents that have a gold
    gold: str  # SHA-256 over the files of the gold
    methods: tuple[str, ...]
    absent: tuple[str, ...]  # documents of the gold of which the chronicle has no text
    without: tuple[str, ...]  # documents of the chronicle that the gold does not know
    texts: Mapping[str, str]
    record: Record


@dataclass(frozen=True)
class Reviewed:
    """The proposals of a chronicle beside what people judged of them."""

    judged: Judged
    silence: Silence
    record: Record


@dataclass(frozen=True)
class Agreed:
    """The agreement of people: alpha by field and, of codings made apart, what both have and what only one has."""

    people: tuple[str, ...]
    codings: tuple[Coding, ...]
    apart: Mapping[Kind, Apart]


def evaluate(chronicle: Chronicle, gold: Path, *, confidential: bool = False) -> Evaluated:
    """Compare the claims that stand with a gold; `UsageError` where no document of it is in the chronicle."""
    from khronika import evaluation

    documents, proof = read_gold(gold)
    record = record_now(chronicle, confidential=confidential)
    paired = {coded.file: (coded, source) for coded in documents if (source := source_of(coded, record.sources))}
    if not paired:
        raise UsageError(
            f"No document of {gold} has a text in {chronicle.folder}: names and hashes differ, or it was not read yet. "
            f"Leave the chronicle out to have the texts of the gold read now."
        )
    reads = {file: read(source, record) for file, (_, source) in paired.items()}
    known = {source.document.sha256 for _, source in paired.values()}
    abstentions = (each for _, source in paired.values() for each in source.abstentions)
    claims = [claim for each in reads.values() for claim in each.claims]
    return Evaluated(
        evaluation=evaluation.evaluate([(paired[file][0], reads[file]) for file in paired]),
        silence=evaluation.silence(claims, abstentions),
        gold=proof,
        methods=tuple(sorted({claim.method for claim in claims})),
        absent=tuple(coded.file for coded in documents if coded.file not in paired),
        without=tuple(each.document.name for each in record.sources if each.document.sha256 not in known),
        texts={file: each.text for file, each in reads.items()},
        record=record,
    )


def source_of(coded: Coded, sources: Iterable[Source]) -> Source | None:
    """Find the document that was coded, by its hash and else by its name; None where its text is not at hand."""
    read_ones = [source for source in sources if source.revision]
    same = [source for source in read_ones if source.document.sha256 == coded.sha256]
    named = [source for source in read_ones if source.document.name == coded.file]
    return same[0] if same else named[0] if len(named) == 1 else None


def read(source: Source, record: Record) -> Read:
    """Give the text of a document and the claims in it that stand."""
    from khronika.evaluation import Read

    claims = tuple(claim for claim in stand(record.claims) if claim.document == source.document.sha256)
    return Read(source.revision.id, source.revision.text, claims) if source.revision else Read("", "", claims)


def review(chronicle: Chronicle, *, confidential: bool = False) -> Reviewed:
    """Hold what was proposed against what people judged; `UsageError` where nobody judged anything yet."""
    from khronika import evaluation

    record = record_now(chronicle, confidential=confidential)
    found = evaluation.judged(record.claims)
    if not found.documents:
        raise UsageError(
            "Nobody has judged a claim of this chronicle yet: khronika judge does that. "
            "To compare with a gold, name its folder with --gold."
        )
    silent = evaluation.silence(record.claims, (each for source in record.sources for each in source.abstentions))
    return Reviewed(found, silent, record)


def agree(chronicle: Chronicle, second: Chronicle | None = None, *, confidential: bool = False) -> Agreed:
    """Say how far people agree who judged this chronicle, or who coded the same documents apart in a second one."""
    from khronika import evaluation

    record = record_now(chronicle, confidential=confidential)
    if second is not None:
        return agree_apart(record, record_now(second, confidential=confidential))
    who = evaluation.people(record.judgements)
    if len(who) < PEOPLE:
        raise UsageError(
            f"{len(who) or 'Nobody'} of two people has judged claims of this chronicle: agreement needs two. "
            "Name the chronicle of the second one with --second where they coded apart."
        )
    return Agreed(who, tuple(evaluation.coders(record.judgements, record.claims)), {})


def agree_apart(one: Record, other: Record) -> Agreed:
    """Compare what people let stand in two chronicles, document by document."""
    from khronika import evaluation

    units, told = [], []
    by_hash = {source.document.sha256: source for source in other.sources if source.revision}
    shared = [source for source in one.sources if source.revision and source.document.sha256 in by_hash]
    for source in shared:
        text, revision = (source.revision.text, source.revision.id) if source.revision else ("", "")
        first, second = (
            evaluation.stand(
                [claim for claim in kept(record) if claim.document == source.document.sha256], revision, text
            )
            for record in (one, other)
        )
        met, only = evaluation.apart(first, second)
        units += met
        told += only
    if not told:
        raise UsageError("The two chronicles share no document with a claim that somebody accepted or corrected.")
    who = tuple(sorted({*one.judged_by, *other.judged_by}))
    return Agreed(who, tuple(evaluation.agreement(units)), evaluation.together(told))


def kept(record: Record) -> list[Claim]:
    """Give the claims that people let stand: accepted, or put in another's place."""
    return [claim for claim in stand(record.claims) if claim.review in {Review.ACCEPTED, Review.CORRECTED}]


def write_misses(outcome: Evaluated | Reviewed, to: Path) -> Path:
    """Write the misses as one HTML page; `UsageError` where another file stands there."""
    from khronika.publishing import misses, reviewed

    must_be_ours(to, EVALUATION_SIGN)
    page = (
        misses(outcome.evaluation, outcome.texts, outcome.record)
        if isinstance(outcome, Evaluated)
        else reviewed(outcome.judged, outcome.record)
    )
    write_whole(to, [page])
    return to
