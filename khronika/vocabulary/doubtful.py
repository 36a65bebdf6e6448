"""Doubtful words: what text recognition was not sure of, in a text or under a claim; nothing is corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.vocabulary.bodies import Count, Step
from khronika.vocabulary.documents import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.documents import Revision

SURE = 80  # confidence from which a word is no doubt; measured by bench/recognition.py
MOST_NAMED = 5
NEAR = 300  # characters around a passage in which its date is looked for


def doubtful(revision: Revision, start: int = 0, end: int | None = None) -> Iterator[Mark]:
    """Give the doubtful words of a text, or those that touch a part of it; one of unknown confidence is among them."""
    last = len(revision.text) if end is None else end
    for mark in revision.recognised:
        if mark.start < last and start < mark.end and (mark.value is None or int(mark.value) < SURE):
            yield mark


def doubt(claim: Claim, revision: Revision, text: str | None = None) -> str:
    """Say on which doubtful words a claim rests, most of all its own figure; nothing where there are none.

    `text` stands for the revision's own where names in it are hidden.
    """
    if revision.id != claim.passage.revision:
        return ""
    found = sorted({mark for span in _spans(claim, revision.text) for mark in doubtful(revision, *span)}, key=_start)
    if any(mark.value is None for mark in found):
        return "read by text recognition of others, which nobody checked"
    text = revision.text if text is None else text
    words = list(dict.fromkeys(text[mark.start : mark.end].strip(".,;:") for mark in found))
    if not words:
        return ""
    own = [word for word in words if isinstance(claim.body, (Count, Step)) and any(map(str.isdigit, word))]
    if own:
        return f"read by text recognition; its figure is doubtful: {_quoted(own)}"
    return f"read by text recognition; doubtful: {_quoted(words)}"


def _spans(claim: Claim, text: str) -> Iterator[tuple[int, int]]:
    """Give where a claim's passage stands, and beside it the words of its date."""
    start, end = claim.passage.start, claim.passage.end
    yield start, end
    when = claim.when.text if claim.when else None
    if when and (at := text.find(when, max(0, start - NEAR), end + NEAR)) >= 0:
        yield at, at + len(when)


def _start(mark: Mark) -> int:
    return mark.start


def _quoted(words: list[str]) -> str:
    more = f" and {len(words) - MOST_NAMED} more" if len(words) > MOST_NAMED else ""
    return ", ".join(f"“{word}”" for word in words[:MOST_NAMED]) + more
