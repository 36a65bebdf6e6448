"""Declaring: a person says by which rule the chronicle names one figure as best; without that there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.actions.now import record_now
from khronika.actions.relying import must_be_heard
from khronika.errors import UsageError
from khronika.vocabulary.ladders import Declaration, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.actions.chronicle import Chronicle


def declare(chronicle: Chronicle, rule: Rule, *, why: str, origins: Sequence[str] = ()) -> Declaration:
    """Record the rule of the best figure; the latest declaration counts, and NONE takes it back.

    Raises `UsageError` without a reason, for the rule `own` without origins or another rule with them, and for an
    origin that nobody here speaks as or that is protected.
    """
    if not why.strip():
        raise UsageError("A declaration needs its reason: add --why and the reason in a sentence.")
    named = tuple(dict.fromkeys(origin.strip() for origin in origins))
    if (rule is Rule.OWN) != bool(named):
        raise UsageError(
            "The rule own, and no other, needs the origins it follows: add --origin NAME, the first first."
        )
    if named:
        record = record_now(chronicle)
        for name in named:
            must_be_heard(name, record)
    declaration = Declaration(rule, chronicle.by, why.strip(), named)
    chronicle.ledger.record([declaration], by=chronicle.by)
    return declaration
