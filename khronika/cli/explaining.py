"""The command that shows how a sentence is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khronika.cli.options import PLACE, example
from khronika.cli.showing import note, raw
from khronika.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog=example('khronika explain "At least 15 people were killed, the prosecutor said."'))
@click.argument("sentence")
@click.option(
    "--words", type=PLACE, metavar="DIR", help="Read with the word lists in this folder over the packaged ones."
)
def explain(sentence: str, words: Path | None) -> None:
    """Show how a SENTENCE is read, step by step.

    Ends with the claims that come of it, and with every number that was left alone and why.
    """
    from khronika import actions, extraction, reading

    if not sentence.strip():
        raise UsageError('There is nothing to read; put a sentence between quotation marks: khronika explain "…"')
    own = actions.words_in(words) if words else extraction.own_words({})
    for fault in own.faults:
        note(fault)
    language = reading.likeliest_language(sentence, extraction.CODED)
    with extraction.using(own):
        raw(extraction.explain(sentence, language).rstrip("\n") + "\n")
