"""Exporting: claims, people and accounts as files in the form of docs/claims.md, without anything confidential."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from khronika.actions.now import doubts_of, record_now
from khronika.actions.outgoing import EXPORT_SIGN, must_be_ours, write_whole
from khronika.errors import UsageError
from khronika.vocabulary.canonical import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from khronika.actions.chronicle import Chronicle
    from khronika.vocabulary.canonical import Json
    from khronika.vocabulary.claims import Claim


def export(
    chronicle: Chronicle, *, claims: Path | None = None, people: Path | None = None, accounts: Path | None = None
) -> dict[Path, int]:
    """Write the files asked for and give how many rows each has; rejected claims go along, marked as such.

    Raises `UsageError` where one would take the place of a file that is no export.
    """
    if not (claims or people or accounts):
        raise UsageError("Nothing to export was named: add --claims FILE, --people FILE or --accounts FILE.")
    for path in filter(None, (claims, people, accounts)):
        must_be_ours(path, EXPORT_SIGN)
    record = record_now(chronicle)
    written: dict[Path, int] = {}
    if claims:
        write_whole(claims, lines(claim_rows(chronicle, record.claims)))
        written[claims] = len(record.claims)
    if people:
        write_whole(people, [listed(entity.export() for entity in record.entities)])
        written[people] = len(record.entities)
    if accounts:
        write_whole(accounts, [listed(as_json(account) for account in record.accounts)])
        written[accounts] = len(record.accounts)
    return written


def claim_rows(chronicle: Chronicle, claims: Sequence[Claim]) -> Iterator[Json]:
    """Give claims as they are exported, each with what text recognition was not sure of in the words it rests on."""
    unsure = doubts_of(chronicle, claims)
    return (claim.export(unsure.get(claim.id)) for claim in claims)


def lines(rows: Iterable[Json]) -> Iterator[str]:
    """Give each row as one line of JSON."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def listed(rows: Iterable[Json]) -> str:
    """Give all rows as one list of JSON."""
    return json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n"
