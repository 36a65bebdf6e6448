"""Relying: a person says whether two voices are independent; what the documents show counts no more for these two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.actions.now import record_now
from khronika.errors import UsageError
from khronika.vocabulary.origins import Bond, Reliance

if TYPE_CHECKING:
    from khronika.actions.chronicle import Chronicle
    from khronika.vocabulary.record import Record


def rely(chronicle: Chronicle, one: str, other: str, bond: Bond, *, why: str) -> Reliance:
    """Record a person's answer to "does one rest on the other?" for two voices, each a name or a file's name.

    Raises `UsageError` for a judgement without a reason, for one voice twice, for a voice that no claim has, and for a
    protected one: who stands near whom is never recorded of them.
    """
    if not why.strip():
        raise UsageError("A judgement needs its reason: add --why and the reason in a sentence.")
    a, b = one.strip(), other.strip()
    if a == b:
        raise UsageError(f"Both are {a}; name two voices as khronika origins shows them.")
    record = record_now(chronicle, confidential=True)
    for name in (a, b):
        must_be_heard(name, record)
    reliance = Reliance(a, b, bond, chronicle.by, why.strip())
    chronicle.ledger.record([reliance], by=chronicle.by)
    return reliance


def must_be_heard(name: str, record: Record) -> None:
    """Raise `UsageError` where nobody speaks under a name, or who does is protected."""
    hidden = {word for entity in record.entities if entity.protected for word in (entity.name, *entity.names)}
    if name in hidden:
        raise UsageError("One of the two is protected; nothing was recorded.")
    heard = {source.document.name for source in record.sources}
    for claim in record.claims:
        heard |= {speaker.name for speaker in claim.speakers if speaker.name}
        heard.add(f"an unnamed source in {claim.file}")
    if name not in heard:
        raise UsageError(
            f"Nobody here speaks as {name!r}; khronika origins shows the voices, and a file's name will do."
        )
