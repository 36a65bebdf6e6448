"""Appending: values in, entries out, in one transaction; what is recorded already is not doubled."""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from khronika.errors import InvalidValue, UsageError
from khronika.ledger import entries, searching
from khronika.ledger.entries import Draft, Run, Withdrawal, draft
from khronika.ledger.tables import entry, payload, reading
from khronika.vocabulary.anchors import Anchored
from khronika.vocabulary.documents import Document, Revision
from khronika.vocabulary.extractions import Extraction
from khronika.vocabulary.judgements import Judgement
from khronika.vocabulary.ladders import Declaration
from khronika.vocabulary.lists import Register
from khronika.vocabulary.origins import Reliance
from khronika.vocabulary.people import About, Link

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from sqlalchemy import Connection, Table

CHUNK = 500
NONCE = 32  # random bytes, so that nobody can guess a value from its leaf


def append(connection: Connection, values: Iterable[object], at: str, by: str) -> int:
    """Append values in the order given; gives how many entries are new."""
    pen = Pen(connection, at, by)
    drafts = pen.drafts(values)
    while chunk := list(islice(drafts, CHUNK)):
        pen.write(chunk)
    pen.index()
    return pen.new


class Pen:
    """What one call of `record` has in hand: its transaction, and what it learned of earlier entries."""

    def __init__(self, connection: Connection, at: str, by: str) -> None:
        self.connection = connection
        self.at, self.by = at, by
        self.heads = {kind: entries.head_of(kind, at, by) for kind in entries.SHAPES}
        self.new = 0
        self.seq: int = connection.execute(select(func.coalesce(func.max(entry.c.seq), 0))).scalar_one()
        self.documents: list[Document] = []
        self.given: dict[str, Revision] = {}  # by id: an extraction may come in the same call
        self.read: Revision | None = None  # the one asked for last: a text can be large
        self.revisions: list[Revision] = []  # those of them that are new
        self.latest: dict[Hashable, str] = {}  # subject of a reversible decision -> leaf that decided it last
        self.recalled: dict[Hashable, str] | None = None  # the same for what was recorded before this call
        self.dead: dict[str, str] | None = None

    def drafts(self, values: Iterable[object]) -> Iterator[Draft]:
        """Make values ready; an extraction becomes its claims and then the run that names them."""
        for value in values:
            if isinstance(value, Revision):
                self.given[value.id] = value
            if isinstance(value, Anchored) and value.passage:
                value.passage.verify(self.reading_of(value.passage.revision).text)
            if not isinstance(value, Extraction):
                yield draft(value)
                continue
            document = self.verbatim(value)
            claims = [draft(claim) for claim in value.claims]
            yield from claims
            keys = tuple(claim.key for claim in claims)
            yield draft(
                Run(document, value.revision, value.method, value.profile, keys, value.mentions, value.abstentions)
            )

    def verbatim(self, run: Extraction) -> str:
        """Give the document of a run whose passages all stand in its revision; raises where one does not."""
        revision = self.reading_of(run.revision)
        for claim in run.claims:
            if claim.passage.revision != run.revision:
                raise InvalidValue(f"The claim {claim.id[:12]} rests on another revision than its extraction run.")
            claim.passage.verify(revision.text)
        return revision.document

    def reading_of(self, identity: str) -> Revision:
        """Give the revision with this id, just given or recorded before; raises where there is none."""
        if self.read is None or self.read.id != identity:
            self.read = self.given.get(identity) or revision_of(self.connection, identity)
        if self.read is None:
            raise UsageError(f"No revision {identity[:12]} is recorded; record the text before what it says.")
        return self.read

    def write(self, chunk: list[Draft]) -> None:
        """Append what is new of a chunk."""
        known = leaves(self.connection, [each.key for each in chunk])
        nonces = os.urandom(NONCE * len(chunk))
        rows: list[tuple[object, ...]] = []
        payloads: list[tuple[object, ...]] = []
        for number, each in enumerate(chunk):
            key = self.free_key(each, known)
            if key is None:
                continue
            nonce = nonces[NONCE * number : NONCE * (number + 1)]
            body = entries.sealed(each.json, self.heads[each.kind])
            leaf = known[key] = entries.leaf_of(nonce, body)
            self.seq += 1
            rows.append((self.seq, leaf, each.kind, self.at, self.by))
            payloads.append((leaf, nonce, body, key))
            self.note(each.value, leaf)
        if rows:
            insert_rows(self.connection, entry, rows)
            insert_rows(self.connection, payload, payloads)
        self.new += len(rows)

    def free_key(self, each: Draft, known: dict[str, str]) -> str | None:
        """Give the key for a value that is new, or was overruled or withdrawn since; None where it stands already."""
        key = each.key
        while key in known:
            if self.stands(each.value, known[key]):
                return None
            key = entries.next_key(key, known[key])
            if key not in known:
                known |= leaves(self.connection, [key])
        return key

    def stands(self, value: object, leaf: str) -> bool:
        """Say whether an earlier entry of the same value still counts and, for a decision, was not overruled."""
        if self.dead is None:
            self.dead = dead(self.connection)
        if leaf in self.dead:
            return False
        about = entries.subject(value)
        if about is None:
            return True
        if self.recalled is None:
            self.recalled = decided(self.connection, self.dead)
        return self.latest.get(about, self.recalled.get(about)) == leaf

    def note(self, value: object, leaf: str) -> None:
        """Keep in hand what later values of the same call depend on."""
        about = entries.subject(value)
        if about is not None:
            self.latest[about] = leaf
        elif isinstance(value, Document):
            self.documents.append(value)
            searching.classify(self.connection, value)
        elif isinstance(value, Revision):
            self.revisions.append(value)
            row = {"revision": value.id, "document": value.document, "leaf": leaf}
            if self.connection.execute(select(reading.c.leaf).where(reading.c.revision == value.id)).first() is None:
                self.connection.execute(insert(reading), row)

    def index(self) -> None:
        """Make what was recorded searchable, unless it is confidential or nobody said that it is not."""
        touched = {each.sha256 for each in self.documents} | {each.document for each in self.revisions}
        hidden = {document for document in touched if not searching.may_show(self.connection, document)}
        for document in sorted(hidden):
            searching.drop(self.connection, document)
        for revision in self.revisions:
            if revision.document not in hidden:
                searching.drop(self.connection, revision.document)
                searching.index(self.connection, revision)


def insert_rows(connection: Connection, table: Table, rows: list[tuple[object, ...]]) -> None:
    """Insert finished rows straight through the driver: half the time of bulk append is spent here.

    SQLite takes them one by one within the process; PostgreSQL takes a chunk in one journey, column by column.
    """
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(table.columns))
        connection.exec_driver_sql(f"INSERT INTO {table.name} VALUES ({marks})", rows)  # noqa: S608 - a table's own name
        return
    names = [f"c{number}" for number in range(len(table.columns))]
    binary = [isinstance(cell, bytes) for cell in rows[0]]
    kinds = ["bigint[]" if isinstance(cell, int) else "text[]" for cell in rows[0]]
    columns = [
        [cell.hex() if isinstance(cell, bytes) else cell for cell in column] for column in zip(*rows, strict=True)
    ]
    taken = ", ".join(f"decode({name}, 'hex')" if of else name for name, of in zip(names, binary, strict=True))
    given = ", ".join(f"CAST(%s AS {kind})" for kind in kinds)
    statement = f"INSERT INTO {table.name} SELECT {taken} FROM unnest({given}) AS given ({', '.join(names)})"  # noqa: S608
    connection.exec_driver_sql(statement, tuple(columns))


def leaves(connection: Connection, keys: list[str]) -> dict[str, str]:
    """Give the leaves of those keys that are recorded."""
    found = connection.execute(select(payload.c.key, payload.c.leaf).where(payload.c.key.in_(keys)))
    return dict(found.all())


def revision_of(connection: Connection, revision: str) -> Revision | None:
    """Give a text revision by its id."""
    chosen = select(payload.c.json).join(reading, reading.c.leaf == payload.c.leaf)
    body = connection.execute(chosen.where(reading.c.revision == revision)).scalar()
    value = None if body is None else entries.value_of("revision", body)
    return value if isinstance(value, Revision) else None


def recorded(connection: Connection, *shapes: type) -> Iterator[tuple[str, object]]:
    """Give (leaf, value) of everything recorded of these types, withdrawn or not, in order."""
    kinds = [entries.KINDS[shape] for shape in shapes]
    chosen = select(entry.c.leaf, entry.c.kind, payload.c.json).join(payload, payload.c.leaf == entry.c.leaf)
    for leaf, kind, body in connection.execute(chosen.where(entry.c.kind.in_(kinds)).order_by(entry.c.seq)):
        yield leaf, entries.value_of(kind, body)


def dead(connection: Connection) -> dict[str, str]:
    """Give the leaves of all entries that are withdrawn, each with that of its withdrawal."""
    found = recorded(connection, Withdrawal)
    return entries.withdrawn([(leaf, value) for leaf, value in found if isinstance(value, Withdrawal)])


def decided(connection: Connection, withdrawn: dict[str, str]) -> dict[Hashable, str]:
    """Give for each subject of a reversible decision the leaf that decided it last."""
    found = recorded(connection, Judgement, Link, About, Register, Declaration, Reliance, Anchored)
    return {entries.subject(value): leaf for leaf, value in found if leaf not in withdrawn}
