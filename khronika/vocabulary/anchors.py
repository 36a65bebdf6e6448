"""An anchor: where what stands on one reading of a document stands in a newer one, and how that was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from khronika.vocabulary.documents import Passage


class Anchoring(StrEnum):
    """How an anchor came to its place, or that it has none yet."""

    EXACT = "exact"  # the very same characters
    NORMALISED = "normalised"  # the same letters and figures; spaces, hyphens, quotation marks or ligatures differ
    FUZZY = "fuzzy"  # a letter or two of common words is one of like shape, and nothing else differs
    AMBIGUOUS = "ambiguous"  # the words are there, and which place is meant is not sure
    ORPHANED = "orphaned"  # the words are not there any more
    PLACED = "placed"  # a person said where it stands
    KEPT = "kept"  # a person said that it stays on the earlier reading


WAITING = frozenset({Anchoring.AMBIGUOUS, Anchoring.ORPHANED})


class Loss(StrEnum):
    """Why an anchor waits for a person."""

    REPEATED = "the same words stand several times, and nothing around them tells which are meant"
    ELSEWHERE = "the same words stand at another place, with other words around them"
    CHANGED = "a figure, a name, a date, a negation or a qualifier reads otherwise now"
    ALTERED = "the words read otherwise now"
    BESIDE = "a negation or a qualifier beside the words reads otherwise now"
    GONE = "the words are not there any more"
    BROKEN = "other text stands between the words in one of the readings"
    NAMELESS = "the new reading finds no such name at this place"


@dataclass(frozen=True, slots=True)
class Place:
    """A half-open span of a text, with the pieces of it where something is laid across it."""

    start: int
    end: int
    pieces: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Anchored:
    """That something which stands on the revision `source` was looked for in the revision `target`.

    `subject` is the id of a claim as it was recorded, or the address of somebody named in the document. `passage` is
    where it stands in the target, `now` the id or address that it has there; both are null where it has no place.
    `candidates` are what a person may choose from. `rules` is the version of the rules that looked; `by` and `why` are
    those of a person who settled it.
    """

    subject: str
    document: str
    source: str
    target: str
    how: Anchoring
    rules: str
    passage: Passage | None = None
    now: str | None = None
    loss: Loss | None = None
    candidates: tuple[Place, ...] = ()
    by: str | None = None
    why: str | None = None
