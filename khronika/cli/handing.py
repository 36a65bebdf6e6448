"""The commands that hand something out: the dossier, a text, the exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.showing import many, note, raw, say

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog=options.example("khronika dossier ombrin.chronicle --to ombrin.html"))
@options.chronicle
@click.option("--to", type=options.PLACE, metavar="FILE.html", help="Where to. Default: dossier.html in the chronicle.")
def dossier(chronicle: Path, to: Path | None) -> None:
    """Write the dossier of the record as of now.

    It is one HTML file that needs no network; each line in it is one click away from its verbatim passage.
    """
    from khronika import actions

    with actions.open_chronicle(chronicle) as opened:
        say(f"The dossier is {actions.write_dossier(opened, to)}")


@click.command(epilog=options.example("khronika text ombrin.chronicle union-letter.txt"))
@options.chronicle
@click.argument("document")
@options.confidential
def text(chronicle: Path, document: str, confidential: bool) -> None:  # noqa: FBT001
    """Print the text of a DOCUMENT exactly, and nothing else.

    Passages are positions in it. DOCUMENT is a file name, its path in the folder, or the beginning of its SHA-256;
    these mean its latest text. The id of a text revision, or its beginning, means that one: a claim that was judged
    before a document was read again stands in the earlier text.
    """
    from khronika import actions

    with actions.open_chronicle(chronicle) as opened:
        raw(actions.text(opened, document, confidential=confidential))


@click.command(epilog=options.example("khronika export ombrin.chronicle --claims claims.jsonl --people people.json"))
@options.chronicle
@click.option("--claims", type=options.PLACE, metavar="FILE.jsonl", help="One claim a line; rejected ones are marked.")
@click.option("--people", type=options.PLACE, metavar="FILE.json", help="Persons, organisations, places and links.")
@click.option("--accounts", type=options.PLACE, metavar="FILE.json", help="Competing claims with their verdicts.")
def export(chronicle: Path, claims: Path | None, people: Path | None, accounts: Path | None) -> None:
    """Write claims, people and accounts as JSON files.

    Their form is docs/claims.md. Nothing of a confidential document is exported.
    """
    from khronika import actions

    with actions.open_chronicle(chronicle) as opened:
        for path, rows in actions.export(opened, claims=claims, people=people, accounts=accounts).items():
            say(f"{many(rows, 'row')} in {path}")
        if hidden := actions.confidential_documents(opened):
            note(f"{many(len(hidden), 'confidential document')} left out, as of every export.")
