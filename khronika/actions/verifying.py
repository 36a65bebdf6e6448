"""Verifying: whether the record still is what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khronika.actions.chronicle import Chronicle


def verify(chronicle: Chronicle) -> tuple[int, list[str]]:
    """Give the number of entries, and what is wrong with them as sentences; none where the record is sound."""
    problems = chronicle.ledger.verify()
    return sum(1 for _ in chronicle.ledger.entries()), problems
