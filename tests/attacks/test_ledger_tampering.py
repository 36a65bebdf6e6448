"""Somebody with the database in hand: what the guards refuse, and what `verify` finds once the guards are gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from khronika.ledger import Erasure
from khronika.ledger.entries import key_of, leaf_of
from khronika.ledger.tables import entry, meta, payload
from khronika.vocabulary.canonical import canonical
from khronika.vocabulary.documents import Custody, Document, Revision, Sensitivity
from khronika.vocabulary.extractions import Abstention, Extraction, Profile

if TYPE_CHECKING:
    from khronika.ledger import Ledger

REFUSED = "never changed|recorded once|after its erasure|cannot be|no chronicle"
EVERYWHERE = [
    """UPDATE entry SET "by" = 'nobody'""",
    "UPDATE entry SET at = '1999'",
    "UPDATE payload SET json = nonce",
    "UPDATE meta SET value = '0'",
    "DELETE FROM entry WHERE seq = 2",
    "DELETE FROM payload",
    "DELETE FROM meta",
]
SQLITE = [
    "INSERT OR REPLACE INTO entry SELECT seq, 'f', kind, at, \"by\" FROM entry WHERE seq = 2",
    'INSERT OR REPLACE INTO entry SELECT 99, leaf, kind, at, "by" FROM entry WHERE seq = 2',
    "REPLACE INTO payload SELECT leaf, nonce, nonce, 'k' FROM payload",
    "REPLACE INTO payload SELECT 'f', nonce, nonce, key FROM payload",
    "INSERT INTO payload SELECT leaf, nonce, json, 'k' FROM payload WHERE true ON CONFLICT DO UPDATE SET json = nonce",
    "UPDATE OR REPLACE entry SET leaf = 'f' WHERE seq = 1",
    "REPLACE INTO meta SELECT name, value FROM meta",
    "INSERT INTO entry SELECT -1, 'f', kind, at, \"by\" FROM entry WHERE seq = 2",
]
POSTGRESQL = [
    "UPDATE payload SET key = 'x' WHERE false",
    "TRUNCATE entry",
    "TRUNCATE payload",
    "TRUNCATE meta",
    "INSERT INTO payload SELECT leaf, nonce, json, key FROM payload ON CONFLICT (leaf) DO UPDATE SET json = 'x'",
    "INSERT INTO entry SELECT seq, leaf, kind, at, \"by\" FROM entry ON CONFLICT (seq) DO UPDATE SET at = 'x'",
]


@pytest.fixture
def held(ledger: Ledger) -> Ledger:
    names = ("a.txt", "b.txt", "c.txt")
    ledger.record([Document("a" * 64, name, 7, Sensitivity.INTERNAL) for name in names], by="Ines")
    return ledger


def everything(ledger: Ledger) -> list[object]:
    with ledger.engine.connect() as connection:
        return [connection.execute(select(table)).all() for table in (entry, payload, meta)]


def tamper(ledger: Ledger, *statements: str) -> None:
    """Do as somebody would who first takes the guards away."""
    with ledger.engine.begin() as connection:
        if ledger.engine.dialect.name == "sqlite":
            found = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name <> 'shadow'")
            )
            for (name,) in found.all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            for table in ("entry", "payload", "meta"):
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        for statement in statements:
            connection.execute(text(statement) if isinstance(statement, str) else statement)


@pytest.mark.parametrize("statement", [*EVERYWHERE, *SQLITE, *POSTGRESQL])
def test_the_guards_refuse(held: Ledger, statement: str) -> None:
    sqlite = held.engine.dialect.name == "sqlite"
    if statement in (POSTGRESQL if sqlite else SQLITE):
        pytest.skip("is no statement of this database")
    before = everything(held)
    with pytest.raises(DBAPIError) as caught, held.engine.begin() as connection:
        connection.execute(text(statement))
    assert re.search(REFUSED, str(caught.value.orig))
    assert everything(held) == before
    assert held.verify() == []


def test_a_payload_can_be_deleted_only_after_its_erasure_was_recorded(held: Ledger) -> None:
    first, second, _ = [entry.leaf for entry in held.entries()]
    held.record([Erasure(first, "At the wish of the witness.")], by="Ines")
    with held.engine.begin() as connection:
        connection.execute(text("DELETE FROM payload WHERE leaf = :leaf"), {"leaf": first})
    with pytest.raises(DBAPIError, match="after its erasure"), held.engine.begin() as connection:
        connection.execute(text("DELETE FROM payload WHERE leaf = :leaf"), {"leaf": second})
    assert [document.name for document in held.values(Document)] == ["b.txt", "c.txt"]
    assert held.verify() == [], "the erased entry still stands"


def test_a_changed_payload_is_found(held: Ledger) -> None:
    if held.engine.dialect.name == "sqlite":
        tamper(held, "UPDATE payload SET json = CAST(replace(CAST(json AS TEXT), 'b.txt', 'z.txt') AS BLOB)")
    else:
        tamper(held, "UPDATE payload SET json = convert_to(replace(convert_from(json, 'UTF8'), 'b.txt', 'z'), 'UTF8')")
    assert held.verify() == [
        "Entry 2 (document) was changed after it was recorded: its payload does not give its leaf."
    ]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ("""UPDATE entry SET at = '2001-01-01T00:00:00.000000Z' WHERE seq = 2""", "does not agree with its payload"),
        ("""UPDATE entry SET "by" = 'Tomas' WHERE seq = 2""", "does not agree with its payload"),
        ("UPDATE entry SET kind = 'custody' WHERE seq = 2", "cannot be read as what it says it is"),
        ("UPDATE payload SET key = 'k' WHERE leaf = (SELECT leaf FROM entry WHERE seq = 2)", "has a key that does not"),
        ("DELETE FROM payload WHERE leaf = (SELECT leaf FROM entry WHERE seq = 2)", "has lost its payload"),
        ("DELETE FROM entry WHERE seq = 2", "belongs to no entry"),
        ("UPDATE payload SET nonce = key || nonce", "was changed after it was recorded"),
    ],
)
def test_verify_finds_what_was_done_without_guards(held: Ledger, change: str, finding: str) -> None:
    if held.engine.dialect.name != "sqlite":
        change = change.replace("key || nonce", "nonce || nonce")
    tamper(held, change)
    assert any(finding in sentence for sentence in held.verify())


def test_a_forged_entry_that_hashes_rightly_still_needs_its_key(held: Ledger) -> None:
    """Only a signed checkpoint, kept elsewhere, shows an entry forged in full; half a forgery shows here."""
    value = canonical(Custody("a" * 64, "forged", "Ines"))
    body = canonical({"at": "x", "by": "Ines", "kind": "custody"})[:-1] + b',"value":' + value + b"}"
    leaf = leaf_of(b"n" * 32, body)
    with held.engine.begin() as connection:
        row = {"leaf": leaf, "nonce": b"n" * 32, "json": body, "key": key_of("document", value)}
        connection.execute(text("INSERT INTO payload VALUES (:leaf, :nonce, :json, :key)"), row)
        connection.execute(text("INSERT INTO entry VALUES (4, :leaf, 'custody', 'x', 'Ines')"), row)
    assert held.verify() == ["Entry 4 (custody) has a key that does not come from its value."]


def test_a_claim_moved_off_its_words_is_found(held: Ledger) -> None:
    revision = Revision("a" * 64, "At least 15 people were killed.", (), "text@1", "fork")
    moved = Abstention(revision.id, 0, 2, "15", "age")
    held.record([revision, Extraction(revision.id, "g@1", Profile(None, "author", None), (), (), (moved,))], by="Ines")
    assert held.verify() == ["Entry 5 (extraction): the words at 0 to 2 are not verbatim in their revision."]
