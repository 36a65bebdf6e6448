"""Verifying: every leaf computed again, every passage held against its text; problems as sentences."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import LargeBinary, cast, exists, select

from khronika.errors import KhronikaError
from khronika.ledger import entries
from khronika.ledger.appending import leaves, revision_of
from khronika.ledger.entries import Entry, Run
from khronika.ledger.tables import entry, payload
from khronika.vocabulary.anchors import Anchored
from khronika.vocabulary.canonical import canonical
from khronika.vocabulary.claims import Claim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from khronika.vocabulary.documents import Passage
    from khronika.vocabulary.extractions import Abstention
    from khronika.vocabulary.people import Mention

PAGE = 200


def problems(connection: Connection) -> Iterator[str]:
    """Give what is wrong with a ledger, entry by entry; nothing means that every hash and passage is right."""
    text_of = lru_cache(maxsize=2)(lambda revision: _text(connection, revision))
    # Cast, since SQLite lets a forger store text where bytes belong.
    chosen = select(entry, cast(payload.c.nonce, LargeBinary), cast(payload.c.json, LargeBinary), payload.c.key)
    chosen = chosen.outerjoin(payload, payload.c.leaf == entry.c.leaf).order_by(entry.c.seq)
    with connection.execution_options(yield_per=PAGE).execute(chosen) as rows:
        for seq, leaf, kind, at, by, nonce, body, key in rows:
            line = Entry(seq, leaf, kind, at, by)
            if body is None:
                yield from _missing(connection, line)
            else:
                yield from _payload(connection, line, nonce, body, key, text_of)
    connection.execution_options(yield_per=0)
    orphans = select(payload.c.leaf).where(~exists().where(entry.c.leaf == payload.c.leaf))
    for leaf in connection.execute(orphans).scalars():
        yield f"The payload {leaf[:12]} belongs to no entry: an entry was removed."


def _missing(connection: Connection, line: Entry) -> Iterator[str]:
    if not leaves(connection, [f"erased:{line.leaf}"]):
        yield f"Entry {line.seq} ({line.kind}) has lost its payload, and no erasure was recorded."


def _payload(
    connection: Connection, line: Entry, nonce: bytes, body: bytes, key: str, text_of: Callable[[str], str | None]
) -> Iterator[str]:
    name = f"Entry {line.seq} ({line.kind})"
    if entries.leaf_of(nonce, body) != line.leaf:
        yield f"{name} was changed after it was recorded: its payload does not give its leaf."
        return
    try:
        said = entries.opened(body)
        value = entries.value_of(line.kind, body)
    except (KhronikaError, KeyError, TypeError, ValueError):
        yield f"{name} cannot be read as what it says it is."
        return
    if (said["kind"], said["at"], said["by"]) != (line.kind, line.at, line.by):
        yield f"{name} does not agree with its payload about what was recorded, when or by whom."
    if not _key_fits(connection, line.kind, said["value"], key):
        yield f"{name} has a key that does not come from its value."
    yield from (f"{name}: {sentence}" for sentence in _loose_ends(connection, value, text_of))


def _key_fits(connection: Connection, kind: str, value: object, stored: str) -> bool:
    """Hold a key against the value as it was written: a noun may have gained a field since."""
    key = entries.key_of(kind, canonical(value))
    while key != stored:
        said_before = leaves(connection, [key]).get(key)
        if said_before is None:
            return False
        key = entries.next_key(key, said_before)
    return True


def _loose_ends(connection: Connection, value: object, text_of: Callable[[str], str | None]) -> Iterator[str]:
    """Say which passages are not verbatim, and which claims a run names that are gone."""
    if isinstance(value, Run):
        gone = len(value.claims) - len({key for some in _chunks(value.claims) for key in leaves(connection, some)})
        if gone:
            yield f"{gone} claims of this extraction run are gone."
    for revision, start, end, exact in _quotes(value):
        whole = text_of(revision)
        if whole is None:
            yield f"it rests on the text revision {revision[:12]}, which is not recorded."
        elif whole[start:end] != exact:
            yield f"the words at {start} to {end} are not verbatim in their revision."


def _quotes(value: object) -> Iterator[tuple[str, int, int, str]]:
    quoted: list[Passage | Mention | Abstention] = []
    if isinstance(value, Claim):
        quoted = [value.passage]
    elif isinstance(value, Run):
        quoted = [*value.mentions, *value.abstentions]
    elif isinstance(value, Anchored) and value.passage:
        quoted = [value.passage]
    for each in quoted:
        yield each.revision, each.start, each.end, each.exact


def _chunks(keys: tuple[str, ...]) -> Iterator[list[str]]:
    for start in range(0, len(keys), PAGE):
        yield list(dict.fromkeys(keys[start : start + PAGE]))


def _text(connection: Connection, revision: str) -> str | None:
    found = revision_of(connection, revision)
    return None if found is None else found.text
