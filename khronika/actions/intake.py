"""Intake: files in, originals held, documents and their custody recorded; what was passed over is said."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.actions.chronicle import is_chronicle
from khronika.actions.holdings import OUTDATED, is_confidential, label
from khronika.errors import UsageError
from khronika.ledger import views
from khronika.originals import ChangedWhileRead, take_in
from khronika.vocabulary.documents import Custody, Document, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from khronika.actions.chronicle import Chronicle

UNNAMED = "a file"  # what a confidential file is called where it has no hash yet


@dataclass(frozen=True, slots=True)
class Received:
    """A file that the chronicle now holds; `new` says whether it came with this intake; `note` is what to know.

    `hidden` says that it was held before and became confidential now.
    """

    document: Document
    path: str
    new: bool
    note: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder that was not taken in, and the reason as the end of a sentence."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A regular file to take in, with its path in the folder that was named."""

    file: Path
    path: str


def intake(
    chronicle: Chronicle,
    paths: Iterable[Path],
    *,
    sensitivity: Sensitivity = Sensitivity.INTERNAL,
    leave: frozenset[Path] = frozenset(),
) -> Iterator[Received | Skipped]:
    """Take in files and whole folders, in the order of their names; one bad file never costs another.

    Nothing is followed out of a folder (symbolic links), taken twice, or passed over silently. `leave` are files that
    Khronika writes itself. Raises `UsageError` where a path does not exist.
    """
    held = views.held(chronicle.ledger)
    for found in [found for path in paths for found in look_through(path, leave)]:
        outcome = found if isinstance(found, Skipped) else receive(chronicle, found, sensitivity, held)
        if isinstance(outcome, Received):
            held[outcome.document.sha256] = outcome.document
        elif sensitivity is Sensitivity.CONFIDENTIAL:
            outcome = Skipped(UNNAMED, outcome.reason)
        yield outcome


def look_through(path: Path, leave: frozenset[Path] = frozenset()) -> Iterator[Candidate | Skipped]:
    """Find what a person named: one file, or everything in a folder, sorted, with paths as the folder has them."""
    if not path.exists():
        what = "is a link to nothing" if path.is_symlink() else "does not exist"
        raise UsageError(f"{path} {what}; name a file or a folder that exists.")
    if path.is_dir() and is_chronicle(path):
        raise UsageError(f"{path} is a chronicle itself; name the folder with the documents.")
    left = frozenset(each.resolve() for each in leave)
    yield from walk(path, "", left) if path.is_dir() else sort_out(path.resolve(), readable(path.name), left)


def must_hold_files(folder: Path, leave: frozenset[Path] = frozenset()) -> None:
    """Raise `UsageError` where a folder has nothing that could be taken in, before anything is made for it."""
    if not any(isinstance(found, Candidate) for found in look_through(folder, leave)):
        raise UsageError(
            f"{folder} holds no documents; put files into it (PDF, DOCX, mail, HTML, text, sheets, ZIP) first."
        )


def walk(folder: Path, above: str, leave: frozenset[Path]) -> Iterator[Candidate | Skipped]:
    """Go through a folder and those in it; no link is followed."""
    try:
        entries = sorted(folder.iterdir(), key=lambda each: each.name)
    except OSError as error:
        yield Skipped(above or readable(folder.name), f"cannot be opened ({error.strerror}); ask for access to it")
        return
    for entry in entries:
        try:
            yield from sort_out(entry, f"{above}{readable(entry.name)}", leave)
        except FileNotFoundError:
            yield Skipped(f"{above}{readable(entry.name)}", "was removed while the folder was read")


def sort_out(file: Path, path: str, leave: frozenset[Path]) -> Iterator[Candidate | Skipped]:
    """Say of one entry of a folder what becomes of it."""
    mode = file.lstat().st_mode
    if file.name.startswith("."):
        yield Skipped(path, "is hidden; rename it to take it in")
    elif stat.S_ISLNK(mode):
        yield Skipped(path, "is a symbolic link, which is never followed; take in the file that it points to")
    elif stat.S_ISDIR(mode) and is_chronicle(file):
        yield Skipped(path, "is a chronicle, not a document")
    elif stat.S_ISDIR(mode):
        yield from walk(file, f"{path}/", leave)
    elif file.resolve() in leave:
        yield Skipped(path, "is the dossier that Khronika writes, not a document")
    elif not stat.S_ISREG(mode):
        yield Skipped(path, "is no regular file (a pipe, a socket or a device)")
    else:
        yield Candidate(file, path)


def receive(
    chronicle: Chronicle, found: Candidate, sensitivity: Sensitivity, held: dict[str, Document]
) -> Received | Skipped:
    """Take in one file and record it with its custody, in one transaction."""
    try:
        taken = take_in(chronicle.originals, found.file)
    except ChangedWhileRead:
        return Skipped(found.path, "changed while it was read; wait until it is complete and add it again")
    except OSError as error:
        return Skipped(found.path, f"cannot be read ({error.strerror}); ask for access to it and add it again")
    fresh = Document(taken.sha256, found.path.rpartition("/")[2], taken.size, sensitivity)
    known = held.get(taken.sha256, fresh)
    document = known.tightened(sensitivity)
    inside = [] if document == known else views.tighten_inside(held, views.enclosures(chronicle.ledger), document)
    custody = Custody(taken.sha256, found.path, chronicle.by)
    chronicle.ledger.record([document, *inside, custody], by=chronicle.by)
    hidden = is_confidential(document) and not is_confidential(known)
    return Received(document, found.path, known is fresh, said_of(known, document, sensitivity, len(inside)), hidden)


def told_of(outcomes: Iterable[Received | Skipped]) -> tuple[str, ...]:
    """Give what must be known of the files of one intake, as sentences."""
    received = [each for each in outcomes if isinstance(each, Received)]
    notes = tuple(each.note for each in received if each.note)
    return (*notes, OUTDATED) if any(each.hidden for each in received) else notes


def copies(outcomes: Iterable[Received | Skipped]) -> int:
    """Give how many files of one intake had the bytes of another one: held once, while custody names both."""
    named = {(each.document.sha256, each.path) for each in outcomes if isinstance(each, Received)}
    return len(named) - len({sha256 for sha256, _ in named})


def said_of(known: Document, document: Document, asked: Sensitivity, inside: int) -> str | None:
    """Say so where a document was held under another sensitivity: intake tightens it and never loosens it."""
    if document.sensitivity is not known.sensitivity:
        too = f", and so {'is the file' if inside == 1 else f'are the {inside:,} files'} that came inside it"
        now = f"is {document.sensitivity} from now on{too * bool(inside)}"
        return f"{label(document)} was held as {known.sensitivity} and {now}."
    if document.sensitivity is not asked:
        return f"{label(document)} is held as {document.sensitivity} and stays so; it was not made {asked}."
    return None


def readable(name: str) -> str:
    """Give a file name as text: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")
