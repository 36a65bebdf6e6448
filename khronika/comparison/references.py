"""Where one document refers to another: by its author, by its date, or by its title, beside a word that says so."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from khronika.comparison.figures import name_key
from khronika.comparison.papers import WORD, Phrases
from khronika.comparison.words import origin_words
from khronika.vocabulary.dates import Precision
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khronika.comparison.papers import Paper

WINDOW = 80  # characters beside a name in which the word must stand that says that something was published
TITLE = range(5, 25)  # words: a shorter heading names no document, a longer one is no title
SENTENCE = re.compile(r"[.!?;]\s|\n\s*\n")


@dataclass(frozen=True, eq=False, slots=True)
class Reference:
    """Words of `taker` that refer to what `author` published; `paper` where a date or title says which document."""

    taker: Paper
    author: str | None  # the key of the author's name
    paper: Paper | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a phrase in a text stands for: an author, or a document by its date or title."""

    author: str | None = None
    dated: tuple[Paper, ...] = ()
    titled: Paper | None = None


def references(papers: Sequence[Paper], aliases: Mapping[str, str]) -> list[Reference]:
    """Give every explicit reference of one document to another one's author, or to another one."""
    phrases = Phrases(_phrases(papers, aliases))
    return [found for paper in papers for found in _in_paper(paper, phrases, aliases)]


def _phrases(papers: Iterable[Paper], aliases: Mapping[str, str]) -> Iterator[tuple[str, _Meant]]:
    """Give the names of authors in all spellings, the dates and the titles of documents; each phrase once."""
    authors = {name_key(paper.author, aliases): paper.author for paper in papers if paper.author}
    for key, name in authors.items():
        yield name, _Meant(author=key)
    for spelled, canonical in aliases.items():
        if (key := name_key(canonical, aliases)) in authors:
            yield spelled, _Meant(author=key)
    dated: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        for phrase in _written(paper):
            dated[phrase].append(paper)
        if title := _title(paper):
            yield title, _Meant(titled=paper)
    for phrase, several in dated.items():
        yield phrase, _Meant(dated=tuple(several))


def _written(paper: Paper) -> list[str]:
    """Give the ways in which the day of a document is written."""
    if paper.date is None or paper.date.precision is not Precision.DAY or paper.date.earliest is None:
        return []
    year, month, day = paper.date.earliest.split("-")
    number = str(int(day))
    named = [phrase for name in origin_words()["months"]["names"][int(month) - 1] for phrase in (
        f"{number} {name} {year}", f"{name} {number} {year}")]  # fmt: skip
    return [*named, f"{day} {month} {year}", f"{year} {month} {day}"]


def _title(paper: Paper) -> str | None:
    """Give the first heading, where it is long enough to name this document and no other."""
    heading = next(iter(paper.revision.marked(MarkKind.HEADING)), None)
    words = paper.revision.text[heading.start : heading.end] if heading else ""
    return words if len(WORD.findall(words)) in TITLE else None


def _in_paper(paper: Paper, phrases: Phrases[_Meant], aliases: Mapping[str, str]) -> Iterator[Reference]:
    own = name_key(paper.author, aliases) if paper.author else None
    words, text = paper.words, paper.revision.text
    for at, length, meant in phrases.find(words.keys):
        start, end = words.starts[at], words.ends[at + length - 1]
        if meant.titled:
            named_alike = _title(paper) == _title(meant.titled)  # two mails with one subject do not cite each other
            if _may_know(paper, meant.titled, own, aliases) and not named_alike:
                yield Reference(paper, _author(meant.titled, aliases), meant.titled, start, end)
            continue
        around = _sentence(text, start, end)
        if words.apart[at] or not _cues().search(f"{text[around[0] : start]} {text[end : around[1]]}"):
            continue
        if meant.author and meant.author != own and text[start].isupper():
            yield Reference(paper, meant.author, None, *around)
        known = [other for other in meant.dated if _may_know(paper, other, own, aliases)]
        if len(known) == 1 and _meant(known[0], text[around[0] : around[1]]):
            yield Reference(paper, _author(known[0], aliases), known[0], *around)


def _author(paper: Paper, aliases: Mapping[str, str]) -> str | None:
    return name_key(paper.author, aliases) if paper.author else None


def _may_know(paper: Paper, other: Paper, own: str | None, aliases: Mapping[str, str]) -> bool:
    """Say whether a document can refer to another one: of somebody else, and not written later."""
    return other is not paper and not paper.before(other) and (own is None or _author(other, aliases) != own)


def _meant(other: Paper, words: str) -> bool:
    """Say whether words around a date mean the document: they name its author, or say "your letter"."""
    named = other.author is not None and other.author.casefold() in words.casefold()
    return named or bool(_possessives().search(words))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the part of a sentence around some words, within the window."""
    left, right = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    breaks = [found.end() for found in SENTENCE.finditer(left)]
    whole = left.find(" ") + 1 if start > WINDOW else 0  # the window may begin within a word
    begins = max(0, start - WINDOW) + (breaks[-1] if breaks else whole)
    ends = SENTENCE.search(right)
    return begins, end + (ends.start() if ends else len(right))


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, origin_words()["references"]["cues"])) + ")", re.IGNORECASE)


@cache
def _possessives() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(origin_words()["references"]["own"]) + ")", re.IGNORECASE)
