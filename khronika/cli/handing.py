"""The commands that hand something out: the dossier, a text, the exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.showing import many, note, raw, say, show_table

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
@click.option(
    "--doubts", is_flag=True, help="List the doubtful words of a recognised text instead, and where they are."
)
@options.confidential
def text(chronicle: Path, document: str, doubts: bool, confidential: bool) -> None:  # noqa: FBT001
    """Print the text of a DOCUMENT exactly, and nothing else.

    Passages are positions in it. DOCUMENT is a file name, its path in the folder, or the beginning of its SHA-256;
    these mean its latest text. The id of a text revision, or its beginning, means that one: a claim that was judged
    before a document was read again stands in the earlier text.
    """
    from khronika import actions
    from khronika.vocabulary.doubtful import doubtful

    with actions.open_chronicle(chronicle) as opened:
        found = actions.reading_of(opened, document, confidential=confidential)
    words = list(doubtful(found))
    if doubts:
        rows = (
            (
                found.text[each.start : each.end],
                each.value or "unknown",
                str(each.start),
                str(found.page_at(each.start) or ""),
            )
            for each in words
        )
        show_table(("word", "sure of 100", "at", "page"), rows)
        say(many(len(words), "doubtful word"))
        return
    raw(found.text)
    if words:
        note(f"{many(len(words), 'word')} of this text doubtful: it was read by text recognition; --doubts lists them.")


@click.command(epilog=options.example("khronika page ombrin.chronicle police-list.pdf 3 --to page.png"))
@options.chronicle
@click.argument("document")
@click.argument("number", type=click.IntRange(1), metavar="N")
@click.option("--to", type=options.PLACE, metavar="FILE.png", required=True, help="Where to; a file there is kept.")
@options.confidential
def page(chronicle: Path, document: str, number: int, to: Path, confidential: bool) -> None:  # noqa: FBT001
    """Write page N of a PDF or a picture as an image.

    So that what was read can be compared with what is to be seen. The page is rendered in the jail, and nothing but its
    pixels comes out.
    """
    from khronika import actions

    with actions.open_chronicle(chronicle) as opened:
        actions.face(opened, document, number, to, confidential=confidential)
    say(f"Page {number} is {to}")


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
