"""Enclosures: files that came inside another one, under names from which nothing hostile is left."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.reading.limits import size
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from khronika.reading.draft import Draft
    from khronika.reading.limits import Limits

NAME_CHARS = 120  # of one step of a path
STEPS = 12  # of a path; the ones next to the file are kept
SLASHES = re.compile(r"[\\/∕⁄／＼]+")
LISTED_CHARS = 250  # of names in one sentence
MOST_LISTED = 10
DRIVE = re.compile(r"(?:[A-Za-z]:)+")
UNNAMED = "unnamed"
INVISIBLE = frozenset({"Cf", "Cs", "Cn", "Co"})  # direction marks and the like: they make one name look like another
EMPTY = "is empty; ask for it again"
MORE = "the limit for one file is reached; unpack it and add the rest in parts"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that came inside another one: its path in there, cleaned, and its bytes."""

    path: str
    data: bytes | memoryview


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file inside another one that could not be taken out, and why and what to do, as the end of a sentence."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A file that stands in another one byte for byte: its path in there, cleaned, and where it begins and ends."""

    path: str
    start: int
    end: int


@dataclass(slots=True)
class Haul:
    """What is taken out of one file, within the limits; what goes beyond them is left out with its reason."""

    limits: Limits
    taken: list[Enclosure] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)
    beyond: int = 0
    stretches: list[Stretch] = field(default_factory=list)
    _bytes: int = 0
    _names: Counter[str] = field(default_factory=Counter)

    def take(self, name: str, data: bytes | memoryview) -> None:
        """Take a file, or list it with the reason why not."""
        if reason := self.too_much(len(data)) if data else EMPTY:
            self.leave(name, reason)
        else:
            self.taken.append(Enclosure(self._path(name), data))
            self._bytes += len(data)

    def point_at(self, name: str, start: int, end: int) -> None:
        """Take a file that can be read where it stands, or list it with the reason why not."""
        if start == end:
            self.leave(name, EMPTY)
        elif end - start > self.limits.file_bytes:
            self.leave(name, self._too_large())
        elif len(self.stretches) >= self.limits.mails:
            self.leave(name, MORE)
        else:
            self.stretches.append(Stretch(self._path(name), start, end))

    def too_much(self, length: int) -> str | None:
        """Say why a file of so many bytes cannot be taken; None where it can."""
        if length > self.limits.file_bytes:
            return self._too_large()
        if self._bytes + length > self.limits.enclosed_bytes or len(self.taken) >= self.limits.enclosed:
            return MORE
        return None

    def leave(self, name: str, reason: str) -> None:
        """List a file as left out; beyond the limit of a list they are counted."""
        if len(self.left) >= self.limits.enclosed:
            self.beyond += 1
        else:
            self.left.append(LeftOut(self._path(name), reason))

    def _too_large(self) -> str:
        return f"is larger than {size(self.limits.file_bytes)}, the limit for a file; split it and add the parts"

    def paths(self) -> list[str]:
        """Give the paths of all that is listed, what was taken first."""
        every: tuple[Enclosure | Stretch | LeftOut, ...] = (*self.taken, *self.stretches, *self.left)
        return [each.path for each in every]

    def sentences(self) -> list[str]:
        """Say what was left out, by reason."""
        by_reason: dict[str, list[str]] = {}
        for each in self.left:
            by_reason.setdefault(each.reason, []).append(each.path)
        said = [left_out(paths, reason) for reason, paths in by_reason.items()]
        return [*said, f"Left out beyond these: {self.beyond} enclosed files; {MORE}."] if self.beyond else said

    def _path(self, name: str) -> str:
        """Give a clean path that no other file of this one has."""
        path = clean_path(name)
        self._names[path] += 1
        while (times := self._names[path]) > 1:
            folder, slash, last = path.rpartition("/")
            stem, dot, ending = last.rpartition(".") if "." in last else (last, "", "")
            path = clean_path(f"{folder}{slash}{stem[: NAME_CHARS - 20]} ({times}){dot}{ending}")
            self._names[path] += 1
        return path


def write_names(draft: Draft, haul: Haul) -> list[Mark]:
    """Write the names of all that is listed as furniture, for they are no testimony; give their marks."""
    settled = []
    for path in haul.paths():
        settled.append(Mark(MarkKind.FURNITURE, *draft.write(path)))
        draft.write("\n")
    return settled


def left_out(paths: list[str], reason: str) -> str:
    """Say that files were left out for one reason, with as many of their names as a sentence bears."""
    named = [path for at, path in enumerate(paths[:MOST_LISTED]) if sum(map(len, paths[: at + 1])) <= LISTED_CHARS]
    names = ", ".join(named) if len(named) == len(paths) else f"{', '.join(named)} and {len(paths) - len(named)} more"
    return f"Left out: {names}; {'each' if len(paths) > 1 else 'it'} {reason}."


def clean_path(name: str) -> str:
    """Give a name as a relative path that leads nowhere else, shows itself as it is, and cannot feign a parent."""
    path = _cleaned(name)
    while (again := _cleaned(path)) != path:  # what was taken away may have hidden a drive's letter
        path = again
    return path


def _cleaned(name: str) -> str:
    visible = "".join(_visible(character) for character in unicodedata.normalize("NFC", name))
    drive = DRIVE.match(visible)
    steps = [_clean_step(step) for step in SLASHES.split(visible[drive.end() :] if drive else visible)]
    return "/".join([step for step in steps if step][-STEPS:]) or UNNAMED


def is_clean(path: str) -> bool:
    """Tell whether a path is what cleaning would make of it."""
    return len(path) <= (NAME_CHARS + 1) * STEPS and clean_path(path) == path


def _visible(character: str) -> str:
    if unicodedata.category(character) in INVISIBLE:
        return ""
    return character if character.isprintable() else " "


def _clean_step(step: str) -> str:
    """Clean one step: no spaces or dots at its ends, and no "!", after which a slash would name a file in a file."""
    words = " ".join(step.split())
    if len(words) > NAME_CHARS:
        stem, dot, ending = words.rpartition(".")
        kept = f"{dot}{ending}" if 0 < len(ending) < 12 else ""  # noqa: PLR2004 - a file name's ending
        words = (stem if kept else words)[: NAME_CHARS - len(kept)] + kept
    return words.strip(" .!")
