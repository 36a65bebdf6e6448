"""The tables, once for SQLite and PostgreSQL. Importing this module imports SQLAlchemy."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

FORMAT = 1  # a chronicle says its own; a newer one is refused

metadata = MetaData()
number = BigInteger().with_variant(Integer, "sqlite")

meta = Table(
    "meta",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), primary_key=True),
)
entry = Table(
    "entry",
    metadata,
    Column("seq", number, primary_key=True, autoincrement=False),
    Column("leaf", String(64), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("at", String(32), nullable=False),
    Column("by", Text, nullable=False, quote=True),
    Index("entry_of_kind", "kind", "seq"),
)
payload = Table(
    "payload",
    metadata,
    Column("leaf", String(64), primary_key=True),
    Column("nonce", LargeBinary, nullable=False),
    Column("json", LargeBinary, nullable=False),  # bytes, since a text may hold what no database calls a character
    Column("key", String(80), nullable=False, unique=True),
)

# What follows is no record: it is made from entries and can be made again.
reading = Table(
    "reading",
    metadata,
    Column("revision", String(64), primary_key=True),
    Column("document", String(64), nullable=False),
    Column("leaf", String(64), nullable=False),
)
level = Table(
    "level",
    metadata,
    Column("document", String(64), primary_key=True),
    Column("sensitivity", String(20), primary_key=True),
)
shadow = Table(
    "shadow",
    metadata,
    Column("id", number, primary_key=True, autoincrement=False),
    Column("document", String(64), nullable=False, index=True),
    Column("revision", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("map", Text, nullable=False),
)
