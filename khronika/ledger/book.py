"""The ledger as an object: one open chronicle database with its few verbs."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self, TypeVar, cast

from khronika.errors import UsageError
from khronika.ledger import entries
from khronika.ledger.entries import Entry, Hit, Run, Withdrawal
from khronika.vocabulary.documents import Document, Revision
from khronika.vocabulary.extractions import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Connection, Engine

    from khronika.vocabulary.claims import Claim

T = TypeVar("T")
PAGE = 500  # entries that are read at a time


def open_ledger(where: str | Path, *, create: bool = False) -> Ledger:
    """Open the ledger in an SQLite file, or at a URL `postgresql://user@host:port/database`.

    With `create` it is made where there is none. Raises `ChronicleError` where there is no ledger, none that this
    version can read, or no way to it.
    """
    from khronika.ledger.opening import named, open_engine

    return Ledger(open_engine(where, create=create), named(where))


class Ledger:
    """An open ledger; use it in a `with` statement or close it. Every verb is one short transaction."""

    def __init__(self, engine: Engine, name: str, until: int | None = None) -> None:
        self.engine = engine
        self.name = name
        self.until = until  # the last entry that is read; None reads all

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def as_of(self, moment: dt.datetime | int) -> Ledger:
        """Give the ledger as it read after the entry of that number, or at that moment; it can only be read.

        It shares the database with the ledger it comes from and is not closed on its own. Texts and claims that are
        asked for by id, and a search, know no past.
        """
        from sqlalchemy import func, select

        from khronika.ledger.tables import entry

        if isinstance(moment, int):
            return Ledger(self.engine, self.name, moment)
        with self._reading() as connection:
            last = connection.execute(select(func.max(entry.c.seq)).where(entry.c.at <= utc(moment))).scalar()
        return Ledger(self.engine, self.name, last or 0)

    def record(self, values: Iterable[object], *, by: str, at: dt.datetime | None = None) -> int:
        """Append values in one transaction, all or none; gives how many entries are new.

        What is recorded already is not doubled, but a decision that was overruled or withdrawn since can be said
        again. An extraction becomes one entry a claim and one for the run; its revision must be recorded. `at` needs a
        time zone and is now where it is not given. Raises `InvalidValue` where a passage is not verbatim.
        """
        from khronika.ledger.appending import append

        moment = utc(at)
        given = list(values)
        with self._writing() as connection:
            return append(connection, given, moment, by)

    def withdraw(self, leaf: str, *, why: str, by: str) -> None:
        """Say that an entry no longer counts; it stays readable. `UsageError` where there is no such entry."""
        from khronika.ledger.appending import append
        from khronika.ledger.searching import drop

        moment = utc(None)
        value = self.payload(leaf)
        with self._writing() as connection:
            append(connection, [Withdrawal(leaf, why)], moment, by)
            if isinstance(value, Document):
                drop(connection, value.sha256)
            elif isinstance(value, Revision):
                drop(connection, value.document)

    def values(self, kind: type[T]) -> Iterator[T]:
        """Give all values of a type that were not withdrawn, in the order in which they were recorded."""
        if kind is Extraction:
            yield from cast("Iterator[T]", (self.extraction(run) for run in self.values(Run)))
            return
        for _, value in self.dated(kind):
            yield value

    def dated(self, kind: type[T]) -> Iterator[tuple[Entry, T]]:
        """Give all entries of a type that were not withdrawn, with their values, in order of recording."""
        return ((entry, value) for entry, _, value in self._standing(kind))

    def keyed(self, kind: type[T]) -> Iterator[tuple[str, T]]:
        """Give the values of a type that were not withdrawn with the keys by which a run names them."""
        return ((key, value) for _, key, value in self._standing(kind))

    def recorded(self, kind: type[T]) -> Iterator[T]:
        """Give all values of a type, withdrawn ones too, in order of recording."""
        return (value for _, value in self.written(kind))

    def written(self, kind: type[T]) -> Iterator[tuple[Entry, T]]:
        """Give all entries of a type, withdrawn ones too, with their values, in order of recording."""
        return ((entry, value) for entry, _, value in self._rows(kind))

    def entries(self, kind: str | None = None) -> Iterator[Entry]:
        """Give the entries, all or those of a kind, withdrawn ones too, in order of recording."""
        from sqlalchemy import select

        from khronika.ledger.tables import entry

        chosen = select(entry) if kind is None else select(entry).where(entry.c.kind == kind)
        if self.until is not None:
            chosen = chosen.where(entry.c.seq <= self.until)
        last, rows = 0, [Entry(0, "", "", "", "")]
        while rows:
            with self._reading() as connection:
                found = connection.execute(chosen.where(entry.c.seq > last).order_by(entry.c.seq).limit(PAGE))
                rows = [Entry(*row) for row in found]
            yield from rows
            last = rows[-1].seq if rows else last

    def payload(self, leaf: str) -> object:
        """Give the value of an entry, withdrawn or not; `UsageError` where there is none or it was erased."""
        from sqlalchemy import select

        from khronika.ledger.tables import entry, payload

        chosen = select(entry.c.kind, payload.c.json).join(payload, payload.c.leaf == entry.c.leaf)
        with self._reading() as connection:
            row = connection.execute(chosen.where(entry.c.leaf == leaf)).first()
        if row is None:
            raise UsageError(f"The ledger holds nothing under {leaf[:12]}; give the leaf of an entry in full.")
        return entries.value_of(*row)

    def revision(self, identity: str) -> Revision | None:
        """Give a text revision by its id; None where it is not recorded."""
        from khronika.ledger.appending import revision_of

        with self._reading() as connection:
            return revision_of(connection, identity)

    def claims(self, keys: Iterable[str]) -> list[Claim]:
        """Give the claims that a run names, in its order."""
        from sqlalchemy import select

        from khronika.ledger.tables import payload

        wanted, found = list(keys), dict[str, bytes]()
        with self._reading() as connection:
            for start in range(0, len(wanted), PAGE):
                chosen = select(payload.c.key, payload.c.json).where(payload.c.key.in_(wanted[start : start + PAGE]))
                found |= dict(connection.execute(chosen).all())
        return [cast("Claim", entries.value_of("claim", found[key])) for key in wanted if key in found]

    def extraction(self, run: Run) -> Extraction:
        """Give an extraction as it was recorded, with its claims."""
        claims = tuple(self.claims(run.claims))
        return Extraction(run.revision, run.method, run.profile, claims, run.mentions, run.abstentions)

    def verify(self) -> list[str]:
        """Compute every leaf again and hold every passage against its text; gives the problems as sentences."""
        from khronika.ledger.verifying import problems

        with self._reading() as connection:
            return list(problems(connection))

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Find literal words, or a "quoted phrase", in all text that is not confidential."""
        from khronika.ledger.appending import revision_of
        from khronika.ledger.searching import hits

        with self._reading() as connection:

            def text_of(identity: str) -> str:
                revision = revision_of(connection, identity)
                return "" if revision is None else revision.text

            return list(hits(connection, query, limit, text_of))

    def _standing(self, kind: type[T]) -> Iterator[tuple[Entry, str, T]]:
        dead = entries.withdrawn([(line.leaf, value) for line, _, value in self._rows(Withdrawal)])
        return (row for row in self._rows(kind) if row[0].leaf not in dead)

    def _rows(self, kind: type[T]) -> Iterator[tuple[Entry, str, T]]:
        from sqlalchemy import select

        from khronika.ledger.tables import entry, payload

        name = entries.kind_of(kind)
        page = 1 if kind is Revision else PAGE  # a text can be large
        chosen = select(entry, payload.c.key, payload.c.json).join(payload, payload.c.leaf == entry.c.leaf)
        chosen = chosen.where(entry.c.kind == name).order_by(entry.c.seq).limit(page)
        if self.until is not None:
            chosen = chosen.where(entry.c.seq <= self.until)
        last, full = 0, True
        while full:
            with self._reading() as connection:
                rows = connection.execute(chosen.where(entry.c.seq > last)).all()
            for *line, key, body in rows:
                yield Entry(*line), key, cast("T", entries.value_of(name, body))
            full = len(rows) == page
            last = rows[-1].seq if rows else last

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        from khronika.ledger.opening import told

        with told(self.name), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        from khronika.ledger.opening import told, writing

        if self.until is not None:
            raise UsageError("The past is only read; record in the ledger as it is now.")
        with told(self.name), writing(self.engine) as connection:
            yield connection


def utc(at: dt.datetime | None) -> str:
    """Give a moment as UTC in ISO 8601, always of the same length."""
    moment = at or dt.datetime.now(dt.UTC)
    if moment.tzinfo is None:
        raise UsageError("A moment without a time zone cannot be recorded; give one with a time zone, such as UTC.")
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
