"""Searching: words in, the exact characters of text revisions out. Confidential text is never in the index."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, text

from khronika.ledger.entries import Hit
from khronika.ledger.shadow import FOLDS, Shadow, shadows
from khronika.ledger.tables import level, shadow
from khronika.vocabulary.documents import Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from khronika.vocabulary.documents import Document, Revision

AROUND = 80  # characters of context on either side of a hit
QUOTE = '["\u201c\u201d\u201e\u00ab\u00bb]'
TERM = re.compile(f"{QUOTE}([^{QUOTE[1:]}*){QUOTE}|(\\S+)")
MATCHES = {  # how each database finds the pieces that may hold every term
    "sqlite": "id IN (SELECT rowid FROM shadow_index WHERE shadow_index MATCH :terms)",
    "postgresql": "to_tsvector('simple', text) @@ CAST(:terms AS tsquery)",
}


def classify(connection: Connection, document: Document) -> None:
    """Keep at hand which sensitivities a document was given."""
    row = {"document": document.sha256, "sensitivity": document.sensitivity.value}
    known = select(level.c.document).filter_by(**row)
    if connection.execute(known).first() is None:
        connection.execute(insert(level), row)


def may_show(connection: Connection, document: str) -> bool:
    """Say whether a document is known, and was never called confidential."""
    given = connection.execute(select(level.c.sensitivity).where(level.c.document == document)).scalars().all()
    return bool(given) and Sensitivity.CONFIDENTIAL.value not in given


def drop(connection: Connection, document: str) -> None:
    """Take a document out of shadow and index."""
    connection.execute(delete(shadow).where(shadow.c.document == document))


def index(connection: Connection, revision: Revision) -> None:
    """Put a revision's shadow into the index."""
    last = connection.execute(select(func.coalesce(func.max(shadow.c.id), 0))).scalar_one()
    rows = [
        {"id": number, "document": revision.document, "revision": revision.id, "text": each.text, "map": each.map}
        for number, each in enumerate(shadows(revision), start=last + 1)
    ]
    if rows:
        connection.execute(insert(shadow), rows)


def hits(connection: Connection, query: str, limit: int, text_of: Callable[[str], str]) -> Iterator[Hit]:
    """Find all words of a query in one piece of text, in the order of recording; `limit` is how many hits at most.

    Words are literal; "words in quotation marks" must stand side by side. Several terms give one hit a place, from
    the first to the last of them.
    """
    terms = terms_of(query)
    if not terms:
        return
    cached = lru_cache(maxsize=8)(text_of)
    dialect = connection.dialect.name
    chosen = select(shadow.c.document, shadow.c.revision, shadow.c.text, shadow.c.map).order_by(shadow.c.id)
    candidates = chosen.where(text(MATCHES[dialect]).bindparams(terms=wanted(terms, dialect)))
    for document, revision, folded, offsets in connection.execute(candidates):
        piece = Shadow.stored(folded, offsets)
        for found in places(folded, terms):
            if limit <= 0:
                return
            limit -= 1
            yield hit(document, revision, piece.span(*found), cached(revision))


def hit(document: str, revision: str, span: tuple[int, int], whole: str) -> Hit:
    """Give a hit with its exact characters and those around it."""
    start, end = span
    context = whole[max(0, start - AROUND) : end + AROUND]
    return Hit(document, revision, start, end, whole[start:end], context)


def terms_of(query: str) -> list[list[str]]:
    """Fold a query into terms, each a list of words that stand side by side."""
    found = [(phrase or word).translate(FOLDS).split() for phrase, word in TERM.findall(query)]
    return [words for number, words in enumerate(found) if words and words not in found[:number]]


def wanted(terms: list[list[str]], dialect: str) -> str:
    """Write terms in the language of the index; folded words are letters and digits, so nothing needs escaping."""
    if dialect == "sqlite":
        return " AND ".join(f'"{" ".join(words)}"' for words in terms)
    phrases = [" <-> ".join(f"'{word}'" for word in words) for words in terms]
    return " & ".join(f"({phrase})" for phrase in phrases)


def places(folded: str, terms: list[list[str]]) -> Iterator[tuple[int, int]]:
    """Give the shortest stretches of a shadow that hold every term, none overlapping another."""
    found = [
        (match.start(), match.end(), number)
        for number, words in enumerate(terms)
        for match in re.finditer(rf"(?<!\S){' +'.join(words)}(?!\S)", folded)
    ]
    last: dict[int, tuple[int, int]] = {}
    reached = 0
    for start, end, number in sorted(found):
        if start < reached:
            continue
        last[number] = (start, end)
        if len(last) == len(terms):
            reached = max(last.values(), key=lambda span: span[1])[1]
            yield min(last.values())[0], reached
            last = {}
