"""Opening: the engine of a chronicle, made with care for a seized laptop, a full disk and a second run."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import create_engine, event, insert, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError

from khronika.errors import ChronicleError, LedgerRefusal, MissingExtra, UsageError
from khronika.ledger.guards import SECURE_SEARCH, guards
from khronika.ledger.tables import FORMAT, meta, metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from sqlalchemy import Connection, Engine

WAIT = 60  # seconds that a run waits for another one to finish writing
PAUSE = 0.05  # seconds after which it looks again, where the database does not wait by itself
SECURE_FROM = (3, 42)  # SQLite since when a word deleted from the index leaves no trace
SETTINGS = (
    f"busy_timeout={WAIT * 1000}",
    "synchronous=FULL",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cache_size=-32768",  # 32 MB: what one transaction appends is not written twice
)
FAULTS = {  # what a driver says -> what happened and what to do
    "full": "has no room: its disk is full. Free some space and run the same again; what was recorded stays.",
    "53100": "has no room: the disk of its server is full. Free some space and run the same again.",
    "locked": "is being written by another run. Wait until that one ends and run the same again.",
    "55P03": "is being written by another run. Wait until that one ends and run the same again.",
    "not a database": "is no chronicle. Name the chronicle's own file, or make one with: khronika new",
    "malformed": "is damaged. Keep a copy of it as it is and go on with your last backup.",
    "readonly": "cannot be written. Ask for the right to write this file and its folder.",
    "read-only": "cannot be written. Ask for the right to write this file and its folder.",
    "unable to open": "cannot be opened. Ask for access to its folder, or copy that to where you may write.",
    "i/o error": "could not be read or written: its disk is full or failing. Check it and run the same again.",
}
UNKNOWN = "could not be read or written. Check that its disk or server is there and run the same again."


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what the database complains of into a `ChronicleError` or `LedgerRefusal` with a sentence."""
    try:
        yield
    except IntegrityError as error:
        raise LedgerRefusal(
            f"The chronicle {name} refuses to change what was recorded; withdraw it instead."
        ) from error
    except (SQLAlchemyError, driver().Error) as error:
        said = str(error.orig if isinstance(error, DBAPIError) else error)
        sentence = next((told for sign, told in FAULTS.items() if sign.lower() in said.lower()), UNKNOWN)
        raise ChronicleError(f"The chronicle {name} {sentence}") from error


def named(where: str | Path) -> str:
    """Give the name of a chronicle for sentences: its path, or its server and database without user and password."""
    if not is_server(where):
        return str(where)
    url = make_url(str(where))
    return f"{url.database} at {url.host}"


def is_server(where: str | Path) -> bool:
    """Say whether a chronicle is on a PostgreSQL server."""
    return isinstance(where, str) and where.startswith(("postgresql://", "postgresql+pg8000://"))


def open_engine(where: str | Path, *, create: bool) -> Engine:
    """Open the database of a chronicle, or make it where there is none; `ChronicleError` says why not."""
    if not is_server(where):
        must_be_there(Path(where), create=create)
    engine = server(str(where)) if is_server(where) else file(Path(where))
    try:
        with told(named(where)):
            if create:
                make(engine, named(where))
            check(engine, named(where))
    except BaseException:
        engine.dispose()
        raise
    return engine


def must_be_there(path: Path, *, create: bool) -> None:
    """Raise where a path can be no chronicle; make a new one readable by its owner only."""
    if path.is_dir() or (create and not path.parent.is_dir()):
        raise UsageError(f"No chronicle can be at {path}; name a file in a folder that exists.")
    if create:
        path.touch(mode=0o600, exist_ok=True)
    if not path.is_file():
        raise ChronicleError(f"There is no chronicle at {path}. Make one with: khronika new")


def file(path: Path) -> Engine:
    """Give the engine of a chronicle in one SQLite file."""
    module = driver()
    engine = create_engine(address(path), module=module, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - a connection of either driver
        connection.isolation_level = None  # transactions begin where `begin` says, not where the driver guesses
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get("khronika_begin", "BEGIN")
        if statement:
            connection.exec_driver_sql(statement)

    return engine


def address(path: Path) -> URL:
    """Give the address of an SQLite file; on a disk that cannot be written it is read as it stands there.

    That takes a chronicle that was closed: what an open one has not put into its file yet would be missed.
    """
    unfinished = Path(f"{path}-wal")
    if os.access(path.parent, os.W_OK) or (unfinished.exists() and unfinished.stat().st_size):
        return URL.create("sqlite", database=str(path))
    as_it_stands = {"mode": "ro", "immutable": "1", "uri": "true"}
    return URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query=as_it_stands)


def driver() -> ModuleType:
    """Give the SQLite driver: the one with a newer SQLite where it is installed."""
    try:
        import pysqlite3

        newer: ModuleType = pysqlite3
    except ImportError:
        import sqlite3

        return sqlite3
    return newer


def server(where: str) -> Engine:
    """Give the engine of a chronicle on a PostgreSQL server."""
    try:
        return create_engine(make_url(where).set(drivername="postgresql+pg8000"), hide_parameters=True)
    except ImportError as error:
        raise MissingExtra("PostgreSQL needs its driver; install it with: pip install 'khronika[postgres]'") from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Begin a short transaction that alone writes, so that entries are numbered in the order they appear."""
    with engine.connect().execution_options(khronika_begin="BEGIN IMMEDIATE") as connection, connection.begin():
        if engine.dialect.name != "sqlite" and inspect(connection).has_table("entry"):
            connection.exec_driver_sql("LOCK TABLE entry IN SHARE ROW EXCLUSIVE MODE")
        yield connection


def make(engine: Engine, name: str) -> None:
    """Make tables and guards where the database is empty; two runs may do so at once."""
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if stands(connection, name):
            return
    if sqlite:
        write_ahead(engine)
    with writing(engine) as connection:
        if not sqlite:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('khronika'))")
        if stands(connection, name):  # another run was faster
            return
        metadata.create_all(connection)
        for statement in guards(engine.dialect.name):
            connection.exec_driver_sql(statement)
        if sqlite and driver().sqlite_version_info >= SECURE_FROM:
            connection.exec_driver_sql(SECURE_SEARCH)
        connection.execute(insert(meta).values(name="format", value=str(FORMAT)))


def write_ahead(engine: Engine) -> None:
    """Set the journal that lets others read meanwhile; it stays with the file.

    SQLite does not wait by itself where another run has begun to write into the file that is still empty.
    """
    until = time.monotonic() + WAIT
    while True:
        try:
            with engine.connect().execution_options(khronika_begin="") as connection:  # outside a transaction
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        except OperationalError as error:
            if "locked" not in str(error.orig) or time.monotonic() > until:
                raise
            time.sleep(PAUSE)
        else:
            return


def stands(connection: Connection, name: str) -> bool:
    """Say whether a database is a chronicle; False where it is empty, `ChronicleError` where it is something else."""
    tables = set(inspect(connection).get_table_names())
    if tables and not {"meta", "entry", "payload"} <= tables:
        raise ChronicleError(f"{name} {FAULTS['not a database']}")
    return bool(tables)


def check(engine: Engine, name: str) -> None:
    """Raise `ChronicleError` where a database is no chronicle, or one of a newer version."""
    with engine.connect() as connection:
        if not stands(connection, name):
            raise ChronicleError(f"{name} {FAULTS['not a database']}")
        formats = connection.execute(select(meta.c.value).where(meta.c.name == "format")).scalars()
        found = max((int(value) for value in formats), default=0)
    if found > FORMAT:
        raise ChronicleError(
            f"The chronicle {name} was made by a newer version of Khronika (format {found}, this one knows {FORMAT}). "
            "Update Khronika and open it again; nothing was changed."
        )
