"""The command that says whether the record still is what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.showing import many, note, say
from khronika.errors import LedgerRefusal

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog=options.example("khronika verify ombrin.chronicle"))
@options.chronicle
def verify(chronicle: Path) -> int:
    """Verify that nothing recorded was changed since.

    The hash of every entry is computed again, and every passage is compared with its text. What is wrong is listed, a
    line a problem, and the exit code is 5.
    """
    from khronika import actions

    with actions.open_chronicle(chronicle) as opened:
        entries, problems = actions.verify(opened)
    for problem in problems:
        say(problem)
    if problems:
        note(
            f"{many(len(problems), 'problem')} in {many(entries, 'entry', 'entries')}: the record is not what was "
            "recorded. Keep this folder as it is, and go on with a copy made before."
        )
        return LedgerRefusal.code
    say(f"The record is sound: {many(entries, 'entry', 'entries')} computed again, every passage stands in its text.")
    return 0
