"""The command that finds words in the texts of a chronicle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.showing import many, note, say, show_json, show_table

if TYPE_CHECKING:
    from pathlib import Path

    from khronika.actions import Hit
    from khronika.vocabulary.canonical import Json

BEFORE = 30  # characters shown before the words that were found


@click.command(epilog=options.example('khronika search ombrin.chronicle killed "at least 15"'))
@options.chronicle
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(min=1), help="At most so many hits.")
@options.as_json
def search(chronicle: Path, words: tuple[str, ...], limit: int, as_json: bool) -> None:  # noqa: FBT001
    """Find WORDS in the texts of a CHRONICLE.

    Several words in quotation marks are found as they stand. Case, accents and kinds of quotation marks make no
    difference. Confidential texts are never searched.
    """
    from khronika import actions

    with actions.open_chronicle(chronicle) as opened:
        found = actions.search(opened, " ".join(phrase(each) for each in words), limit=limit + 1)
        hits = found[:limit]
        names = actions.names_now(opened) if hits else {}
    if as_json:
        show_json([hit_row(hit, names) for hit in hits])
    else:
        show_table(("file", "at", "passage"), ((names[hit.document], str(hit.start), around(hit)) for hit in hits))
        say(many(len(hits), "hit"))
    if len(found) > limit:
        note(f"There are more; --limit {limit * 2} shows the next ones as well.")


def around(hit: Hit) -> str:
    """Give the words found with a few before them, so that they are seen on a narrow screen as well."""
    at = max(0, hit.context.find(hit.exact) - BEFORE)
    return ("…" if at else "") + hit.context[at:]


def phrase(argument: str) -> str:
    """Give back the quotation marks that the shell took from several words."""
    return f'"{argument}"' if " " in argument.strip() and '"' not in argument else argument


def hit_row(hit: Hit, names: dict[str, str]) -> Json:
    """Give a hit as JSON: exact characters of a revision, with its document and file."""
    return {
        "file": names[hit.document],
        "document": hit.document,
        "revision": hit.revision,
        "start": hit.start,
        "end": hit.end,
        "exact": hit.exact,
        "context": hit.context,
    }
