"""The shadow of a text: folded letters to search in, and a map back to the exact characters."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.vocabulary.documents import Revision

TATWEEL = "\u0640"  # the line that draws an Arabic word apart
LONGEST = 4000  # characters of a piece; longer paragraphs are cut at white space
BLOCKS = (MarkKind.PARAGRAPH, MarkKind.HEADING, MarkKind.ITEM, MarkKind.QUOTE, MarkKind.BOX)
BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
# Letters that decompose into nothing simpler, though people type the simpler one.
STROKES = {"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t"}
IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class _Folds(dict[int, str]):
    """What each character becomes, found out once a character; `odd` are those that become none or several."""

    odd: set[str]

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = self[code] = fold(character)
        if len(folded) != 1:
            self.odd.add(character)
        return folded


def fold(character: str) -> str:
    """Fold one character: plain lower-case letters and digits; a space for what is neither; nothing for an accent."""
    if character == TATWEEL or unicodedata.category(character) in {"Cf", "Mn", "Me", "Mc"}:
        return ""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold()).casefold()
    kept = "".join(STROKES.get(each, each) for each in plain if unicodedata.category(each)[0] != "M")
    return "".join(map(_apart, kept.replace(TATWEEL, ""))) or ("" if TATWEEL in kept else " ")


def _apart(letter: str) -> str:
    """Set an ideograph apart, also out of a sign that is several: written without spaces, each is a word."""
    if IDEOGRAPHS.match(letter):
        return f" {letter} "
    return letter if letter.isalnum() else " "


FOLDS = _Folds()
FOLDS.odd = set()


@dataclass(frozen=True, slots=True)
class Shadow:
    """The folded text of one piece; from position `places[i]` on, a character comes from `origins[i]` on."""

    text: str
    places: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, place: int) -> int:
        """Give where in the revision the character at a place of the shadow comes from."""
        run = bisect_right(self.places, place) - 1
        return self.origins[run] + place - self.places[run]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the characters of the revision behind a part of the shadow, with the accents that belong to them."""
        return self.origin(start), max(self.origin(end - 1) + 1, self.origin(end))

    @property
    def map(self) -> str:
        """The offset map as text, for a table."""
        return " ".join(f"{place} {origin}" for place, origin in zip(self.places, self.origins, strict=True))

    @classmethod
    def stored(cls, text: str, offsets: str) -> Shadow:
        """Build a shadow from what a table holds."""
        numbers = tuple(map(int, offsets.split()))
        return cls(text, numbers[0::2], numbers[1::2])


def shadows(revision: Revision) -> Iterator[Shadow]:
    """Cut a revision into paragraph-sized pieces and give the shadow of each that has a word in it.

    A break inside a sentence (a JOIN) ends no piece; where a space is missing the shadow has one; a footnote mark
    glued to a word is set apart from it.
    """
    gaps = {mark.start for mark in revision.marked(MarkKind.SPACE)}
    notes = revision.marked(MarkKind.NOTE)
    gaps |= {mark.start for mark in notes} | {mark.end for mark in notes}
    for start, end in pieces(revision):
        shadow = shade(revision.text[start:end], start, gaps)
        if not shadow.text.isspace():
            yield shadow


def shade(piece: str, start: int, gaps: set[int]) -> Shadow:
    """Fold one piece that begins at `start` of its revision; `gaps` are places where a space is missing."""
    folded = piece.translate(FOLDS)
    inside = {gap - start for gap in gaps if start < gap < start + len(piece)} if gaps else set()
    if not inside and FOLDS.odd.isdisjoint(piece):
        return Shadow(folded, (0,), (start,))
    written, runs, length = [], [(0, start)], 0
    for at, character in enumerate(piece, start):
        if at - start in inside:
            written.append(" ")
            length += 1
            runs.append((length, at))
        letters = FOLDS[ord(character)]
        written.append(letters)
        if len(letters) != 1:
            runs += [(length + extra, at) for extra in range(1, len(letters))]
            runs.append((length + len(letters), at + 1))
        length += len(letters)
    places, origins = zip(*dict(runs).items(), strict=True)
    return Shadow("".join(written), places, origins)


def pieces(revision: Revision) -> Iterator[tuple[int, int]]:
    """Give the half-open spans of the pieces, in order; together they are the whole text."""
    start, length = 0, len(revision.text)
    for end in [*breaks(revision), length]:
        while end - start > LONGEST:
            space = max(
                revision.text.rfind(" ", start, start + LONGEST), revision.text.rfind("\n", start, start + LONGEST)
            )
            cut = space + 1 if space > start else start + LONGEST
            yield start, cut
            start = cut
        if start < end:
            yield start, end
            start = end


def breaks(revision: Revision) -> list[int]:
    """Give where blocks begin, as their marks and blank lines say; none lies inside a sentence that is joined."""
    found = {mark.start for mark in revision.marked(*BLOCKS)}
    found |= {match.end() for match in BLANK_LINE.finditer(revision.text)}
    joined = {at for mark in revision.marked(MarkKind.JOIN) for at in range(mark.start, mark.end + 1)}
    return sorted(found - joined)
