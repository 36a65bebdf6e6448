"""Showing answers: tables for people, JSON for programs, progress on a terminal only."""

from __future__ import annotations

import json
import re
import shutil
import sys
import time
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.vocabulary.canonical import Json
    from khronika.vocabulary.documents import Unread

# A hostile document may carry escape sequences for the terminal, or marks that make a line read as another one.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
QUIET = 1.0  # seconds before progress is shown
NARROWEST = 8
SHORT = 12  # characters of an id or a hash on a screen


def plain(words: str) -> str:
    """Give words that a terminal shows as they are: without control characters and overrides of direction."""
    return UNSAFE.sub(" ", words)


def show_json(rows: Json) -> None:
    """Print values as JSON, a list with one row a line; UTF-8 whatever the terminal speaks."""
    if isinstance(rows, list):
        raw("[" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "]\n")
    else:
        raw(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def raw(text: str) -> None:
    """Print a text exactly, with no character added, changed or taken."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def show_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns; on a terminal the widest columns give way until a row fits a line."""
    cells = [[plain(cell) for cell in row] for row in rows]
    if not cells:
        return
    widths = [max(len(row[at]) for row in [heads, *cells]) for at in range(len(heads))]
    if sys.stdout.isatty():
        widths = fitted(widths, shutil.get_terminal_size().columns - 2 * (len(heads) - 1))
    for row in [[head.upper() for head in heads], *cells]:
        click.echo("  ".join(cut(cell, width).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def fitted(widths: Sequence[int], room: int) -> list[int]:
    """Narrow the widest columns one character at a time until all fit."""
    narrowed = list(widths)
    while sum(narrowed) > room and max(narrowed) > NARROWEST:
        narrowed[narrowed.index(max(narrowed))] -= 1
    return narrowed


def cut(words: str, width: int) -> str:
    """Cut words to a width, saying so with an ellipsis."""
    return words if len(words) <= width else words[: width - 1] + "…"


def say(sentence: str) -> None:
    """Print one line for people."""
    click.echo(plain(sentence))


def note(sentence: str) -> None:
    """Print one line for people on stderr, beside what programs read."""
    click.echo(plain(sentence), err=True)


def tell_unread(unread: Iterable[Unread]) -> None:
    """Say on stderr what could not be read, and why."""
    for each in unread:
        which = f"{each.name} ({each.sha256[:SHORT]})" if each.sha256 else each.name
        note(f"Not read: {which}: {each.reason}")


def many(number: int, noun: str, nouns: str = "") -> str:
    """Write a number with its noun: "1 claim", "2 claims"."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


class Progress:
    """One line on stderr that says what is being done; only on a terminal, and only after a second."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self.shown = False

    def __call__(self, stage: str, done: int, of: int) -> None:
        """Show how far it is."""
        if sys.stderr.isatty() and time.monotonic() - self.begun > QUIET:
            far = f" {done} of {of}" if of else f" {done}" if done else ""
            sys.stderr.write(f"\r\x1b[K{stage}{far}")
            sys.stderr.flush()
            self.shown = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
