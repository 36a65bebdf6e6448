"""Listing: a sheet is taken in as a list of people with its column map, and lists are linked person by person."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from khronika.actions.holdings import confidential_documents, label
from khronika.actions.intake import Received, intake
from khronika.actions.linking import last_of
from khronika.actions.now import stand
from khronika.actions.reading import read_one, settled
from khronika.actions.searching import find_document
from khronika.errors import UsageError
from khronika.ledger import views
from khronika.vocabulary.documents import Revision, Sensitivity
from khronika.vocabulary.lists import ColumnMap, Histories, Linkage, Register, Row
from khronika.vocabulary.people import Link, Sameness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from khronika.actions.chronicle import Chronicle
    from khronika.ledger.views import Held
    from khronika.resolution.lists import Linked
    from khronika.vocabulary.judgements import Linking

SHORTEST = 4  # characters of a row's id that may stand for it


@dataclass(frozen=True, slots=True)
class Imported:
    """A list as it now stands, and what is new in it, what changed under its own id, and what is gone."""

    register: Register
    rows: tuple[Row, ...]
    added: tuple[Row, ...]
    changed: tuple[Row, ...]
    vanished: tuple[Row, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class LinkedLists:
    """What came of linking lists, with their rows by id; `protected` rows were left out, since a source is in them."""

    registers: tuple[Register, ...]
    rows: dict[str, Row]
    linked: Linked
    histories: Histories
    protected: int


def import_list(
    chronicle: Chronicle,
    file: Path,
    mapped: ColumnMap | None = None,
    *,
    name: str | None = None,
    sensitivity: Sensitivity = Sensitivity.INTERNAL,
) -> Imported:
    """Take in a file, or a document held already, as a list, and record what its columns say.

    A list of the same name is a version of it: without a new map the saved one is run again, and the rows are
    compared. Raises `UsageError` where the file is no table, has not these columns, or no map is known.
    """
    held = _held(chronicle, file, sensitivity)
    if held.revision is None:
        reason = held.unread.reason if held.unread else "It was not read."
        raise UsageError(f"{label(held.document)} cannot be a list: {reason}")
    name = name or Path(held.document.name).stem
    before = latest(chronicle).get(name)
    columns = mapped or (before.map if before else None)
    if columns is None:
        raise UsageError(f"Nobody said yet what the columns of {name} are: add --column name=HEAD, or --map FILE.")
    from khronika.resolution.lists import rows_of

    register = Register(name, held.document.sha256, held.revision.id, columns)
    rows = rows_of(register, held.revision)
    known = {row.id: row for row in rows_now(chronicle, before)} if before else {}
    chronicle.ledger.record([register], by=chronicle.by)
    now = {row.id for row in rows}
    return Imported(
        register,
        rows,
        tuple(row for row in rows if row.id not in known),
        tuple(row for row in rows if row.id in known and known[row.id].cells != row.cells),
        tuple(row for row in known.values() if row.id not in now),
        before is not None,
    )


def _held(chronicle: Chronicle, file: Path, sensitivity: Sensitivity) -> Held:
    """Give a document that is held, taking in and reading the file where it is new."""
    if not file.is_file():
        return find_document(chronicle, str(file))
    taken = next(iter(intake(chronicle, [file], sensitivity=sensitivity)))
    if not isinstance(taken, Received):
        raise UsageError(f"{file} {taken.reason}.")
    if taken.document.sha256 not in settled(chronicle):
        chronicle.ledger.record([read_one(chronicle, taken.document).outcome], by=chronicle.by)
    return find_document(chronicle, taken.document.sha256)


def latest(chronicle: Chronicle, *, confidential: bool = True) -> dict[str, Register]:
    """Give the present version of each list by its name; those of documents that are gone are none."""
    lost = views.gone(chronicle.ledger) | (set() if confidential else confidential_documents(chronicle))
    registers = {register.name: register for register in chronicle.ledger.values(Register)}
    return {name: each for name, each in registers.items() if lost.isdisjoint((each.document, each.revision))}


def rows_now(chronicle: Chronicle, register: Register) -> tuple[Row, ...]:
    """Give the rows of one version of a list; none where its text was erased."""
    from khronika.resolution.lists import rows_of

    revision = chronicle.ledger.revision(register.revision)
    return rows_of(register, revision) if isinstance(revision, Revision) else ()


def link(
    chronicle: Chronicle,
    names: Sequence[str] = (),
    *,
    confidential: bool = False,
    threshold: float | None = None,
    balanced: bool = False,
) -> LinkedLists:
    """Link lists person by person, under all that people judged of their rows, and record that it was done.

    Without names, all lists are linked; those of confidential documents only where asked for. Rows in which a
    protected person stands are left out. Raises `UsageError` for an unknown list, `MissingExtra` without Splink.
    """
    from khronika.resolution.lists import METHOD, histories, link_lists, listed

    if threshold is not None and not math.isfinite(threshold):
        raise UsageError("A threshold is a number of bits, such as 4 or -1.5.")
    registers = chosen(latest(chronicle, confidential=confidential), names)
    every = {register.name: rows_now(chronicle, register) for register in registers}
    hidden = protected_rows(chronicle, registers, every)
    lists = [listed(each, [row for row in every[each.name] if row.id not in hidden]) for each in registers]
    same, apart = judged(chronicle)
    linked = link_lists(lists, same=same, apart=apart, threshold=threshold, balanced=balanced)
    rows = {row.id: row for found in every.values() for row in found if row.id not in hidden}
    joined = sum(match.verdict is Sameness.SAME for match in linked.matches)
    done = Linkage(
        registers, METHOD, linked.model, round(linked.threshold.bits * 100), len(rows), joined, len(linked.people)
    )
    chronicle.ledger.record([done], by=chronicle.by)
    return LinkedLists(registers, rows, linked, histories(linked, lists), len(hidden))


def chosen(known: Mapping[str, Register], names: Sequence[str]) -> tuple[Register, ...]:
    """Give the lists that a person named, or all; raises `UsageError` where there is none of a name, or none at all."""
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"There is no list {unknown[0]}; khronika lists show names them.")
    if not known:
        raise UsageError("There is no list to link; import one with: khronika lists import CHRONICLE FILE")
    return tuple(known[name] for name in sorted(set(names) or known))


def protected_rows(
    chronicle: Chronicle, registers: Collection[Register], rows: Mapping[str, Iterable[Row]]
) -> frozenset[str]:
    """Give the ids of rows in which somebody protected stands, by any sign of it: they are linked to nobody."""
    from khronika.resolution import protected_names
    from khronika.resolution.folding import plain
    from khronika.resolution.lists import pseudonymous

    documents = {register.document for register in registers}
    runs = [run for run in views.extractions(chronicle.ledger) if run.revision in {each.revision for each in registers}]
    mentions = [mention for run in runs for mention in run.mentions]
    claims = [claim for claim in views.claims(chronicle.ledger) if claim.document in documents] if mentions else []
    names = protected_names(mentions, stand(claims))
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in mentions:
        if plain(mention.name) in names.get(mention.document, ()):
            spans[mention.revision].append((mention.start, mention.end))
    found: set[str] = set()
    for register in registers:
        here, revision = rows[register.name], chronicle.ledger.revision(register.revision)
        found |= pseudonymous(here, revision.text) if revision else set()
        found |= {row.id for row in here if any(a < row.end and row.start < b for a, b in spans[register.revision])}
    return frozenset(found)


def judged(chronicle: Chronicle) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Give the pairs that people judged the same, and those they judged apart; rows are among them by their ids."""
    links = views.links(chronicle.ledger)
    same, apart = (
        [(each.a, each.b) for each in links if each.verdict is verdict] for verdict in (Sameness.SAME, Sameness.APART)
    )
    return same, apart


def judge_rows(chronicle: Chronicle, one: str, other: str, verdict: Sameness, *, why: str) -> Linking:
    """Record a person's answer to whether two rows are one person; the rows by the beginnings of their ids.

    It is taken back as every other judgement of who is who.

    Raises `UsageError` without a reason, for rows that are none, or where a protected person stands in one.
    """
    if not why.strip():
        raise UsageError("A judgement needs its reason: add --why and the reason in a sentence.")
    known = latest(chronicle)
    rows = {name: rows_now(chronicle, register) for name, register in known.items()}
    ids = {row.id for found in rows.values() for row in found}
    ids -= protected_rows(chronicle, known.values(), rows)
    a, b = (find_row(each, ids) for each in (one, other))
    if a == b:
        raise UsageError("Both are the same row; name two.")
    judgement = Link(a, b, verdict, f"person:{chronicle.by}", why.strip())
    chronicle.ledger.record([judgement], by=chronicle.by)
    return last_of(views.linkings(chronicle.ledger), judgement)


def find_row(beginning: str, ids: Iterable[str]) -> str:
    """Give the one id that begins so; raises `UsageError` where there is none or more than one."""
    found = [each for each in ids if each.startswith(beginning.lower())] if len(beginning) >= SHORTEST else []
    if len(found) != 1:
        raise UsageError(f"{len(found) or 'No'} rows begin with {beginning!r}; give an id that lists link shows.")
    return found[0]
