"""The command that shows who repeats whom, and takes a person's word on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.listing import now
from khronika.cli.showing import many, say, show_json, show_table

if TYPE_CHECKING:
    from pathlib import Path

Pair = tuple[str, str]


@click.command(
    epilog=options.example('khronika origins ombrin.chronicle --independent "Rights League" b.txt --why "two lists"')
)
@options.chronicle
@click.option("--independent", nargs=2, metavar="A B", help="Record that neither rests on the other.")
@click.option("--dependent", nargs=2, metavar="A B", help="Record that one rests on the other.")
@click.option("--why", metavar="SENTENCE", help="The reason of such a judgement; it is recorded, and dossiers show it.")
@options.confidential
@options.as_json
@options.by
def origins(
    chronicle: Path,
    independent: Pair | None,
    dependent: Pair | None,
    why: str | None,
    confidential: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
    by: str | None,
) -> None:
    """Show who rests on whom, and why; or record that two voices do or do not.

    A and B are names as written, or file names, which stand for their authors. Such a judgement outranks what the
    documents show; judging again adds another.
    """
    if independent and dependent:
        raise click.UsageError("two voices are either independent or dependent: name one of the two options.")
    if pair := independent or dependent:
        judge(chronicle, pair, "independent" if independent else "dependent", why or "", by)
        return
    from khronika.vocabulary.canonical import as_json as values

    found = now(chronicle, confidential=confidential).dependences
    if as_json:
        show_json([values(each) for each in found])
        return
    show_table(("who", "rests on", "known by", "reason"), ((d.a, d.b, d.ground.value, d.reason) for d in found))
    say(many(len(found), "dependence"))


def judge(chronicle: Path, pair: Pair, bond: str, why: str, by: str | None) -> None:
    """Record one answer to "does one rest on the other?" and say so."""
    from khronika import actions
    from khronika.vocabulary.origins import Bond

    with actions.open_chronicle(chronicle, by=by) as opened:
        actions.rely(opened, *pair, Bond(bond), why=why)
    said = "are independent" if bond == "independent" else "rest on one another"
    say(f"Recorded: {pair[0]} and {pair[1]} {said}.")
