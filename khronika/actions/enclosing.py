"""Enclosing: attachments of mails and files of archives become documents, held with custody to what they came in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.actions.holdings import is_confidential, label
from khronika.ledger import views
from khronika.originals import keep
from khronika.vocabulary.documents import Custody, Document, Enclosed, Revision, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.actions.chronicle import Chronicle
    from khronika.reading import Enclosure, Opened

INSIDE = "!/"  # stands between a file and what is inside it, as in "mail.eml!/bundle.zip!/lists/arrested.pdf"
DEEPEST = 5  # files within files
MOST_FILES = 20_000  # that may come out of one file as it was handed in, however deep
MOST_BYTES = 2 << 30
TOO_DEEP = f"is the {DEEPEST + 1}th file within a file; take it out elsewhere and add it by itself"
TOO_MANY = f"what it came in unfolds to more than {MOST_FILES:,} files or 2 GB; unpack that and add it in parts"


@dataclass(slots=True)
class Whole:
    """A file as it was handed in, with how much came out of it so far."""

    files: int = 0
    size: int = 0


class Unfolding:
    """How deep each document lies within files that were handed in, and how much came out of each of these."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.held = views.held(chronicle.ledger)
        self.inside = inside = views.enclosures(chronicle.ledger)
        enclosed = {sha256 for found in inside.values() for sha256 in found}
        every = [(custody.sha256, custody.path) for custody in chronicle.ledger.values(Custody)]
        handed_in = {sha256 for sha256, path in every if INSIDE not in path}
        self.way = dict(reversed(every))  # as what each came first, from the file that a person handed in
        self.depth: dict[str, int] = {}
        self.whole: dict[str, Whole] = {}
        waiting = [sha256 for sha256 in self.held if sha256 in handed_in or sha256 not in enclosed]
        for sha256 in waiting:
            self.depth[sha256], self.whole[sha256] = 0, Whole()
        for sha256 in waiting:  # breadth first, so that what came twice counts by its shortest way
            found = [each for each in inside.get(sha256, ()) if each in self.held]
            waiting += [each for each in found if self.count(sha256, self.held[each])]

    def count(self, parent: str, document: Document) -> bool:
        """Count a document that came inside another one; give whether it was not known yet."""
        if document.sha256 in self.depth:
            return False
        self.depth[document.sha256] = self.depth[parent] + 1
        whole = self.whole[document.sha256] = self.whole[parent]
        whole.files += 1
        whole.size += document.size
        return True

    def obstacle(self, parent: str, length: int) -> str | None:
        """Say why nothing more of so many bytes is taken out of a document; None where it is."""
        if self.depth[parent] >= DEEPEST:
            return TOO_DEEP
        whole = self.whole[parent]
        return TOO_MANY if whole.files >= MOST_FILES or whole.size + length > MOST_BYTES else None


@dataclass(frozen=True, slots=True)
class Unfolded:
    """What is recorded of one document at once, and which of what came out of it is new, or could not be taken."""

    outcome: Revision | Unread
    entries: tuple[object, ...]
    new: tuple[Document, ...]
    left: tuple[Unread, ...]


def unfold(chronicle: Chronicle, parent: Document, opened: Opened, unfolding: Unfolding) -> Unfolded:
    """Hold what came out of a document; its sensitivity is the parent's, or stricter where it was held so before."""
    outcome = opened.outcome
    entries: list[object] = []
    new: list[Document] = []
    refused: list[tuple[str, str]] = []
    for each in opened.enclosed:
        if reason := unfolding.obstacle(parent.sha256, len(each.data)):
            refused.append((each.path, reason))
            continue
        document, written = _hold(chronicle, parent, each, unfolding)
        entries += written
        if unfolding.count(parent.sha256, document):
            new.append(document)
    if isinstance(outcome, Revision) and refused:
        outcome = replace(outcome, partial=(*outcome.partial, *_sentences(refused)))
    way = label(parent) if is_confidential(parent) else unfolding.way.get(parent.sha256, parent.name)
    left = unread(way, parent, [*((each.path, each.reason) for each in opened.left_out), *refused])
    return Unfolded(outcome, (outcome, *entries, *left), tuple(new), left)


def _hold(
    chronicle: Chronicle, parent: Document, each: Enclosure, unfolding: Unfolding
) -> tuple[Document, list[object]]:
    taken = keep(chronicle.originals, each.data)
    fresh = Document(taken.sha256, each.path.rpartition("/")[2], taken.size, parent.sensitivity)
    known = unfolding.held.get(taken.sha256, fresh)
    document = unfolding.held[taken.sha256] = known.tightened(parent.sensitivity)
    deeper = [] if document == known else views.tighten_inside(unfolding.held, unfolding.inside, document)
    unfolding.inside.setdefault(parent.sha256, []).append(taken.sha256)
    path = f"{unfolding.way.get(parent.sha256, parent.name)}{INSIDE}{each.path}"
    unfolding.way.setdefault(taken.sha256, path)
    custody = Custody(taken.sha256, path, chronicle.by)
    return document, [document, *deeper, custody, Enclosed(taken.sha256, parent.sha256, each.path)]


def unread(way: str, parent: Document, left: Iterable[tuple[str, str]]) -> tuple[Unread, ...]:
    """List what could not be taken out of a document that came this way; of a confidential one without its names."""
    hidden = is_confidential(parent)
    return tuple(
        Unread(f"{way}{INSIDE}{number if hidden else path}", f"It {reason}.")
        for number, (path, reason) in enumerate(left, start=1)
    )


def _sentences(refused: list[tuple[str, str]]) -> list[str]:
    from khronika.reading import left_out

    reasons = dict.fromkeys(reason for _, reason in refused)
    return [left_out([path for path, other in refused if other == reason], reason) for reason in reasons]
