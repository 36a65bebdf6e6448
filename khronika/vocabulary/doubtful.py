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
SURE_FIGURE = 90  # the same for a word with a digit, where no other letters help to tell
PUNCTUATION = "-–—•·…«»“”„\"'’‘()"  # which is no word; "|" may be a figure that was misread
MOST_NAMED = 5
BEFORE = 20  # characters before a figure in which its qualifier stands
NEAR = 300  # characters around a passage in which its date is looked for


def doubtful(revision: Revision, start: int = 0, end: int | None = None) -> Iterator[Mark]:
    """Give the doubtful words of a text, or those that touch a part of it; one of unknown confidence is among them."""
    last = len(revision.text) if end is None else end
    for mark in revision.recognised_in(start, last):
        if _is_doubtful(mark, revision.text):
            yield mark


def _is_doubtful(mark: Mark, text: str) -> bool:
    if mark.value is None:
        return True
    confidence = int(mark.value)
    figure = SURE <= confidence < SURE_FIGURE and any(map(str.isdigit, text[mark.start : mark.end]))
    return confidence < SURE or figure


def doubt(claim: Claim, revision: Revision, text: str | None = None) -> str:
    """Say on which doubtful words a claim rests, most of all its own figure; nothing where there are none.

    `text` stands for the revision's own where names in it are hidden.
    """
    if revision.id != claim.passage.revision:
        return ""
    passage, dated = (_qualified(claim, revision.text), claim.passage.end), _date(claim, revision.text)
    found = sorted({*doubtful(revision, *passage), *doubtful(revision, *dated)}, key=_start)
    found = [mark for mark in found if mark.start >= passage[0] or mark.end > claim.passage.start]
    if any(mark.value is None for mark in found):
        return "read by text recognition of others, which nobody checked"
    text = revision.text if text is None else text
    words = {mark: text[mark.start : mark.end].strip(".,;:") for mark in found}
    words = {mark: word for mark, word in words.items() if word.strip(PUNCTUATION)}
    counted = [mark for mark in words if not dated[0] <= mark.start < dated[1]]
    own = [words[mark] for mark in counted if _is_own(words[mark], claim)]
    if own:
        return f"read by text recognition; its figure is doubtful: {_quoted(own)}"
    return f"read by text recognition; doubtful: {_quoted([*words.values()])}" if words else ""


def _date(claim: Claim, text: str) -> tuple[int, int]:
    """Give where the words of a claim's date stand, in its passage or near it; an empty span where they do not."""
    start, end = claim.passage.start, claim.passage.end
    when = claim.when.text if claim.when else None
    at = text.find(when, max(0, start - NEAR), end + NEAR) if when else -1
    return (at, at + len(when)) if when and at >= 0 else (start, start)


def _qualified(claim: Claim, text: str) -> int:
    """Give where a claim begins, or for a figure the words before it: a qualifier that was misread is lost."""
    start = claim.passage.start
    if not isinstance(claim.body, Count):
        return start
    first = max(0, start - BEFORE)
    return max(first, *(text.rfind(end, first, start) + 1 for end in (".", "!", "?", "\n\n", "\f")))


def _is_own(word: str, claim: Claim) -> bool:
    """Tell whether a word is the figure that a claim gives."""
    figure = "".join(filter(str.isdigit, word))
    if isinstance(claim.body, Step):
        return figure in {str(each.number) for each in claim.body.subjects}
    return bool(figure) and isinstance(claim.body, Count)


def _start(mark: Mark) -> int:
    return mark.start


def _quoted(words: list[str]) -> str:
    words = list(dict.fromkeys(words))
    more = f" and {len(words) - MOST_NAMED} more" if len(words) > MOST_NAMED else ""
    return ", ".join(f"“{word}”" for word in words[:MOST_NAMED]) + more
