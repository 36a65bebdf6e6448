"""The data's way on one page: documents -> texts -> claims -> people, events and accounts -> dossier."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from khronika import actions
from khronika.errors import UsageError
from khronika.vocabulary.accounts import Verdict
from khronika.vocabulary.claims import Review
from khronika.vocabulary.documents import Sensitivity, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from khronika.actions import Chronicle, Consulted, Received, Skipped
    from khronika.extraction.models import Model
    from khronika.vocabulary.record import Record

    Watch = Callable[[str, int, int], None]  # what is being done, how far it is, of how many (0: not known)


@dataclass(frozen=True, slots=True)
class Work:
    """What one run did itself: how much it took in, read and searched, and what it could not."""

    received: int
    skipped: tuple[Skipped, ...]  # files passed over, with the reason
    noted: tuple[str, ...]  # what must be known of files that were taken in, and of word lists
    copies: int  # files with the bytes of another one in the folder; custody names both
    read: int
    unread: tuple[Unread, ...]
    searched: int
    failed: tuple[Unread, ...]  # documents on which the program failed; the next run tries them again
    anchors: str = ""  # what moved to a newer reading and what waits for a person, as a sentence
    outdated: int = 0  # documents that an older engine read
    model: Consulted | None = None  # what came of asking a language model; null where none was named


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did and what the chronicle holds after it, without the claims of confidential documents."""

    chronicle: str
    continued: bool
    dossier: str
    work: Work
    documents: int
    confidential: int  # of the documents: of what they say nothing is told here
    unread: tuple[Unread, ...]
    claims: dict[str, int]  # by kind, without the rejected ones
    abstentions: dict[str, int]  # by reason
    conflicts: tuple[str, ...]
    seconds: int


def silent(_stage: str, _done: int, _of: int) -> None:
    """Watch nothing: for a caller who needs no progress."""


def run(
    folder: Path,
    *,
    chronicle: Path | None = None,
    dossier: Path | None = None,
    sensitivity: Sensitivity = Sensitivity.INTERNAL,
    by: str | None = None,
    model: Model | None = None,
    watch: Watch = silent,
) -> Report:
    """Take a folder of documents all the way to a dossier; `UsageError` where it holds nothing to take in.

    Each document is recorded before the next is begun: a run that is stopped loses nothing, and the same call again
    goes on where it stopped. What this version has done once is not done again. A `model` reads after the grammar.
    """
    begun = time.monotonic()
    leave = frozenset({dossier} if dossier else ())
    if dossier:
        actions.must_be_ours(dossier, actions.DOSSIER_SIGN)
    actions.must_hold_files(folder, leave)
    home = chronicle or actions.beside(folder)
    continued = actions.is_chronicle(home)
    with actions.open_chronicle(home, by=by, create=True) as opened:
        arrivals = take_in(opened, folder, sensitivity, leave, watch)
        read, unread, hidden = read_all(opened, watch)
        faults = actions.words_of(opened).faults
        searched, failed = propose_all(opened, watch, model)
        asked = actions.consulted(opened, model) if model else None
        moved = actions.move_anchors(opened)
        outdated = actions.outdated(opened)
        watch("comparing", 0, 0)
        record = actions.record_now(opened)
        actions.conclude(opened, record)
        watch("writing the dossier", 0, 0)
        told = actions.write_dossier(opened, dossier, record=record)
    work = Work(
        received=sum(isinstance(each, actions.Received) and each.new for each in arrivals),
        skipped=tuple(each for each in arrivals if isinstance(each, actions.Skipped)),
        noted=tuple(dict.fromkeys((*actions.told_of(arrivals), *hidden, *faults))),
        copies=actions.copies(arrivals),
        read=read,
        unread=unread,
        searched=searched,
        failed=failed,
        anchors=moved.sentence,
        outdated=outdated,
        model=asked,
    )
    return report(record, work, home, told, continued=continued, seconds=round(time.monotonic() - begun))


def take_in(
    chronicle: Chronicle, folder: Path, sensitivity: Sensitivity, leave: frozenset[Path], watch: Watch
) -> list[Received | Skipped]:
    """Take in what the folder holds; give what became of each file."""
    outcomes = []
    for number, outcome in enumerate(actions.intake(chronicle, [folder], sensitivity=sensitivity, leave=leave), 1):
        watch("taking in", number, 0)
        outcomes.append(outcome)
    return outcomes


def read_all(
    chronicle: Chronicle, watch: Watch, *, again: bool = False
) -> tuple[int, tuple[Unread, ...], tuple[str, ...]]:
    """Read what was not read yet, holding one text at a time; give how many were read, the others, and what to know."""
    before = actions.open_documents(chronicle)
    read, unread = 0, []
    watch("reading", 0, 0)
    recognising = partial(watch, "recognising page")
    for reading in actions.read_documents(chronicle, again=again, watch=recognising):
        watch("reading", reading.number, reading.of)
        if isinstance(reading.outcome, Unread):
            unread.append(reading.outcome)
        else:
            read += 1
        unread += reading.left
    return read, tuple(unread), actions.hidden_since(chronicle, before)


def propose_all(chronicle: Chronicle, watch: Watch, model: Model | None = None) -> tuple[int, tuple[Unread, ...]]:
    """Propose claims from what was not searched yet; give from how many documents, and where the program failed."""
    searched, failed = 0, []
    watch("finding claims", 0, 0)
    for proposed in actions.propose_claims(chronicle, model):
        watch("finding claims", proposed.number, proposed.of)
        if isinstance(proposed.outcome, Unread):
            failed.append(proposed.outcome)
        else:
            searched += 1
    return searched, tuple(failed)


@contextmanager
def coded_now(gold: Path, texts: Path | None = None, watch: Watch = silent) -> Iterator[Chronicle]:
    """Read and code the texts of a gold in a chronicle that is thrown away, so that nothing of a frozen set is kept."""
    files = actions.texts_of(gold, texts)
    with ExitStack() as held:
        home = held.enter_context(tempfile.TemporaryDirectory(prefix="khronika-"))
        name = f"{gold.resolve().name}.chronicle"
        opened = held.enter_context(actions.new(Path(home) / name, by="evaluation"))
        if passed := [each for each in actions.intake(opened, files) if isinstance(each, actions.Skipped)]:
            raise UsageError(f"{passed[0].path} cannot be taken in: {passed[0].reason}.")
        read_all(opened, watch)
        propose_all(opened, watch)
        yield opened


def report(record: Record, work: Work, home: Path, told: Path, *, continued: bool, seconds: int) -> Report:
    """Sum up what was done and what is held."""
    unread = {each.unread.sha256: each.unread for each in record.sources if each.unread}
    unread |= {each.sha256 or each.name: each for each in work.unread}
    return Report(
        chronicle=str(home),
        continued=continued,
        dossier=str(told),
        work=work,
        documents=len(record.sources),
        confidential=sum(each.document.sensitivity is Sensitivity.CONFIDENTIAL for each in record.sources),
        unread=tuple(unread.values()),
        claims=tally(claim.kind.value for claim in record.claims if claim.review is not Review.REJECTED),
        abstentions=tally(each.reason for source in record.sources for each in source.abstentions),
        conflicts=tuple(each.reason for each in record.accounts if each.verdict is Verdict.CONFLICT),
        seconds=seconds,
    )


def tally(words: Iterable[str]) -> dict[str, int]:
    """Count words, the most frequent first."""
    return dict(sorted(Counter(words).items(), key=lambda each: (-each[1], each[0])))
