"""The skeleton of a text: its letters and figures without what only the setting of a page adds, mapped to the text."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.vocabulary.documents import Revision

GRAM = 20  # characters of the skeleton that are looked for together, about four words
SEAM = "\x00"  # stands between the run of the text and what is laid across it
SINGLE, DOUBLE, DASHES = "'’‘ʼ‚‛`´′", '"“”„‟«»″', "-‐‑‒–—―−﹣－"
# It begins behind a word, so that a million letters in a row are gone over once.
STOP = re.compile(r"(?<=[^\W\d_]{4})[\"'”’»)\]]{0,4}[.!?…;][\"'”’»)\]]*\s+(?=[^a-z\s])|(?<=[\w)])[.!?…]\n|\n[^\S\n]*\n")
DIGITS = re.compile(r"\d")


class _Folds(dict[str, str]):
    """What each character is in a skeleton: one or several characters, a space, a hyphen, or nothing."""

    def __missing__(self, char: str) -> str:
        """Find out for a character that comes up first."""
        fold = self[char] = _fold(char)
        return fold


def _fold(char: str) -> str:
    if char.isspace() or unicodedata.category(char) in ("Cc", "Zs", "Zl", "Zp"):
        return " "
    for plain, alike in (("'", SINGLE), ('"', DOUBLE), ("-", DASHES)):
        if char in alike:
            return plain
    if unicodedata.category(char) == "Cf":  # soft hyphens, joiners, marks of direction
        return ""
    folded = unicodedata.normalize("NFKD", char)
    # A raised 2 is no 2, nor is a half 1 and 2: only a full-width figure is the figure itself.
    figure = any(each.isdecimal() for each in folded) and not unicodedata.decomposition(char).startswith("<wide>")
    return char if figure or " " in folded else folded


FOLDS = _Folds()


@dataclass(frozen=True)
class Skeleton:
    """A text without white space, hyphens and variants of a letter; between two figures the gap stays.

    `at[i]` is the place in the text of the skeleton's character i; what boxes and page heads say stands at the end.
    `words` are the places in the skeleton at which words begin.
    """

    text: str
    letters: str
    at: array[int]
    words: array[int]

    @cached_property
    def masked(self) -> str:
        """The skeleton with every figure as 0, in which two sentences that differ in a figure only are alike."""
        return DIGITS.sub("0", self.letters)

    @cached_property
    def places(self) -> array[int]:
        """For each character of the text its first place in the skeleton, or -1."""
        found = array("l", [-1]) * len(self.text)
        for number in range(len(self.at) - 1, -1, -1):
            found[self.at[number]] = number
        return found

    @cached_property
    def stops(self) -> list[int]:
        """The places in the skeleton at which sentences and blocks begin; a shortened word ends no sentence.

        In the order of the skeleton, in which what is laid across the text stands behind all of it.
        """
        found, places, place = {0, len(self.letters)}, self.places, 0
        for stop in STOP.finditer(self.text):
            place = max(place, stop.end())
            while place < len(places) and places[place] < 0:
                place += 1
            if place < len(places):
                found.add(places[place])
        found.update(seam.start() for seam in re.finditer(SEAM, self.letters))
        return sorted(found)

    @cached_property
    def grams(self) -> dict[str, int]:
        """Each run of `GRAM` characters that begins a word, figures masked: its place, or minus how often it comes."""
        found: dict[str, int] = {}
        masked = self.masked
        for word in self.words:
            gram = masked[word : word + GRAM]
            known = found.get(gram, 0)
            found[gram] = word if gram not in found else min(known, -1) - 1
        return found

    def times(self, gram: str) -> int:
        """Give how often a run of words comes."""
        found = self.grams.get(gram)
        return 0 if found is None else 1 if found >= 0 else -found

    def of(self, pieces: list[tuple[int, int]]) -> tuple[int, int] | None:
        """Give the place in the skeleton of these pieces of the text; None where they do not follow on one another."""
        known = [self.places[each] for start, end in pieces for each in range(start, end) if self.places[each] >= 0]
        if not known:
            return None
        first, last = known[0], known[-1]
        while last + 1 < len(self.at) and self.at[last + 1] == self.at[last]:
            last += 1
        straight = all(a < b for a, b in pairwise(known))
        return (first, last + 1) if straight and self._covers(first, last, pieces) else None

    def _covers(self, first: int, last: int, pieces: list[tuple[int, int]]) -> bool:
        return all(any(a <= self.at[each] < b for a, b in pieces) for each in range(first, last + 1))

    def whole(self, start: int, end: int) -> bool:
        """Say whether a span of the skeleton cuts no character of the text, and no letter from its accent."""
        if start and self.at[start - 1] == self.at[start]:
            return False
        if end >= len(self.letters):
            return True
        return self.at[end] != self.at[end - 1] and not unicodedata.combining(self.letters[end])

    def spans(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Give the spans of the text that a span of the skeleton stands on; several where something is laid across."""
        found: list[tuple[int, int]] = []
        for place in self.at[start:end]:
            if found and place < found[-1][0]:
                return ()
            if found and not self._apart(found[-1][1], place):
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
        return tuple(found)

    def _apart(self, end: int, start: int) -> bool:
        """Say whether letters stand between two places that follow on one another in the skeleton."""
        return any(self.places[each] >= 0 or FOLDS[self.text[each]] not in ("", " ", "-") for each in range(end, start))


def skeleton(revision: Revision) -> Skeleton:
    """Make the skeleton of a text: first its run, then what is laid across it; the marks of notes are left out."""
    letters: list[str] = []
    at, words = array("l"), array("l")
    for number, segment in enumerate(_stretches(revision)):
        if number:
            letters.append(SEAM)
            at.append(segment[0][0])
        _strip(revision.text, segment, letters, at, words)
    return Skeleton(revision.text, "".join(letters), at, words)


def _strip(text: str, segment: list[tuple[int, int]], letters: list[str], at: array[int], words: array[int]) -> None:
    """Add the letters of a segment of text; between two figures a gap stays as a space or a hyphen."""
    gap, last, since = "", " ", 0  # what stands since the last letter, that letter, and where the gap begins
    for start, end in segment:
        for place in range(start, end):
            fold = FOLDS[text[place]]
            if fold in ("", " ", "-"):
                since = since if gap else place
                gap += fold
                continue
            if gap and fold[0].isdecimal():
                # "5 10" is no 510, "5-10" is a range, and the hyphen of "-5" is its sign.
                if last.isdecimal():
                    letters.append("-" if "-" in gap else " ")
                    at.append(since)
                elif gap[-1] == "-" and (gap[:-1] or last == " "):
                    letters.append("-")
                    at.append(place - 1)
            if gap or last == " ":
                words.append(len(letters))
            for each in fold:
                letters.append(each)
                at.append(place)
            gap, last = "", fold[-1]


def _stretches(revision: Revision) -> Iterator[list[tuple[int, int]]]:
    """Give the run of the text around all that is laid across it, and then each of these."""
    aside = sorted({(m.start, m.end) for m in revision.marked(MarkKind.BOX, MarkKind.FURNITURE) if m.start < m.end})
    notes = [(mark.start, mark.end) for mark in revision.marked(MarkKind.NOTE)]
    run, at = [], 0
    for start, end in sorted([*aside, *notes]):
        if start > at:
            run.append((at, start))
        at = max(at, end)
    yield [*run, (at, len(revision.text))]
    at = 0
    for start, end in aside:
        if end > at:
            yield [(max(at, start), end)]
        at = max(at, end)
