"""The command that shows how a sentence is read."""

from __future__ import annotations

import click

from khronika.cli.options import example
from khronika.cli.showing import raw


@click.command(epilog=example('khronika explain "At least 15 people were killed, the prosecutor said."'))
@click.argument("sentence")
def explain(sentence: str) -> None:
    """Show how a SENTENCE is read, step by step.

    Ends with the claims that come of it, and with every number that was left alone and why.
    """
    from khronika.extraction import explain as explained

    raw(explained(sentence).rstrip("\n") + "\n")
