"""A block cut into stretches of one script, and each of these at the ends of sentences and quotations."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from khronika.reading.telling import DENSE, FEWEST_LETTERS, WORD
from khronika.vocabulary.scripts import script_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FAMILY = {"hiragana": "cjk", "katakana": "cjk", "ideographic": "cjk"}  # Japanese writes in all of them at once
DENSITY = 3  # letters of another script that a dense one's sign is worth
FEWEST_WORDS = 3  # of a sentence
NAME_LETTERS = 60  # words with capitals only are names, up to so many letters
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]{1,255}", re.ASCII)
OPENING = "«“„\"'([{‹「『‘¿¡"
CLOSING = re.compile(r"""[.!?…:;»”’"')\]}›」』。！？|\t،؛؟।]""")
ENDING = re.compile(r"[.!?…:|\t。！？؟।॥։]")
# It begins behind the last full stop, so that a million dots in a row are gone over once.
SENTENCE = re.compile(r"""(?<=[.!?…؟।॥።։])["»”’')\]]*\s+|[。！？]+["」』”)）]*|[\t|]+""")
INTRODUCING = re.compile(r"""\s*[:,]\s*[«“„"‘]\s*""")  # between who speaks and a quotation
QUOTATION = re.compile(r"(?:«[^«»]{20,}»|“[^“”]{20,}”|„[^„“”]{20,}[“”]|\"[^\"]{20,}\"|[「『][^「」『』]{7,}[」』])\s*")


class Scripted(NamedTuple):
    """A half-open span of a text in one script."""

    script: str
    start: int
    end: int


class _Run(NamedTuple):
    """Words of one script in a row."""

    script: str
    start: int
    end: int
    letters: int
    words: int
    named: bool


def by_script(text: str) -> list[Scripted]:
    """Cut a text where its script changes for twenty letters or more; nothing for a text without letters."""
    written = _written(text)
    if not written:
        return []
    if len(written) == 1:
        return [Scripted(written[0], 0, len(text))]
    runs = _merged(text, list(_runs(_without_addresses(text))))
    borders = [0, *(_border(text, a.end, b.start) for a, b in pairwise(runs)), len(text)]
    return [
        Scripted(run.script, start, end)
        for run, start, end in zip(runs, borders, borders[1:], strict=False)
        if start < end
    ]


def pieces(text: str, stretch: Scripted) -> Iterator[Scripted]:
    """Cut a stretch at the ends of its sentences and around its quotations."""
    borders = {stretch.start, stretch.end}
    for found in SENTENCE.finditer(text, stretch.start, stretch.end):
        following = text[found.end() : found.end() + 1]
        if not following.islower():
            borders.add(found.end())
    for found in QUOTATION.finditer(text, stretch.start, stretch.end):
        borders |= {found.start(), found.end()}
    ordered = sorted(borders)
    for start, end in pairwise(ordered):
        yield Scripted(stretch.script, start, end)


def _written(text: str) -> list[str]:
    """The scripts in which a text has ten letters or more, else that in which it has most."""
    if text.isascii():
        return ["latin"] if any(map(str.isalpha, text)) else []
    counted: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        if script := script_of(letter):
            counted[FAMILY.get(script, script)] += times * (DENSITY if script in DENSE else 1)
    most = max(counted, key=lambda script: counted[script], default=None)
    return [script for script, letters in counted.items() if letters >= FEWEST_LETTERS / 2 or script == most]


def _without_addresses(text: str) -> str:
    """Blank what is in no language, place by place."""
    return ADDRESS.sub(lambda found: " " * len(found[0]), text) if "@" in text or "/" in text or "www" in text else text


def _runs(text: str) -> Iterator[_Run]:
    run: _Run | None = None
    for word in WORD.finditer(text):
        script = script_of(text[word.start()])
        script = FAMILY.get(script, script)
        letters = (word.end() - word.start()) * (DENSITY if script in DENSE else 1)
        named = text[word.start()].isupper()
        if run is not None and run.script == script:
            run = _Run(script, run.start, word.end(), run.letters + letters, run.words + 1, run.named and named)
            continue
        if run is not None:
            yield run
        run = _Run(script, word.start(), word.end(), letters, 1, named)
    if run is not None:
        yield run


def _merged(text: str, runs: Sequence[_Run]) -> list[_Run]:
    """Leave words too few for a language, and names, with the words before them, or behind at the beginning."""
    kept: list[_Run] = []
    loose: _Run | None = None  # few words at the beginning
    for run, stays in zip(runs, _staying(text, runs), strict=True):
        if kept and (not stays or kept[-1].script == run.script):
            kept[-1] = kept[-1]._replace(end=run.end)
        elif stays:
            kept.append(run if loose is None else run._replace(start=loose.start))
            loose = None
        else:
            loose = run if loose is None else max(loose, run, key=_length)._replace(start=loose.start, end=run.end)
    return kept or ([loose] if loose else [])


def _length(run: _Run) -> int:
    return run.letters


def _staying(text: str, runs: Sequence[_Run]) -> Iterator[bool]:
    """Say which words stand for themselves: twenty letters, a sentence, or what stands around another language.

    The last are two words or more of the block's main script, or some at the beginning or end of a sentence, or two
    that say who speaks before a quotation.
    """
    letters: Counter[str] = Counter()
    for run in runs:
        letters[run.script] += 0 if run.named else run.letters
    host = max(letters, key=lambda script: letters[script], default=None)
    for before, run, after in zip((None, *runs), runs, (*runs[1:], None), strict=False):
        if run.named or run.letters >= FEWEST_LETTERS:
            yield run.letters >= (NAME_LETTERS if run.named else FEWEST_LETTERS)
            continue
        begins = before is None or ENDING.search(text, before.end, run.start) is not None
        ends = after is None or ENDING.search(text, run.end, after.start) is not None
        sentence = begins and ends and run.letters >= FEWEST_LETTERS / 2
        part = (begins or ends) and letters[run.script] >= FEWEST_LETTERS
        quoting = begins and after is not None and INTRODUCING.fullmatch(text, run.end, after.start) is not None
        yield (run.words >= FEWEST_WORDS and (sentence or part)) or (run.words > 1 and (run.script == host or quoting))


def _border(text: str, end: int, start: int) -> int:
    """Give the place between two words at which one stretch ends: behind what closes, before what opens."""
    gap = text[end:start]
    closed = max((found.end() for found in CLOSING.finditer(gap) if not _opens(gap, found.start())), default=0)
    for at in range(closed, len(gap)):
        if gap[at].isspace():
            behind = at + 1
            while behind < len(gap) and gap[behind].isspace():
                behind += 1
            return end + behind
        if gap[at] in OPENING:
            return end + at
    return end + closed if closed else start


def _opens(gap: str, at: int) -> bool:
    """Whether a quotation mark that may open or close stands before a word: behind white space, or at the gap's end."""
    return gap[at] in OPENING and (gap[at - 1 : at].isspace() if at else False)
