"""The commands that show the ladder of tolls and the open questions."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.listing import now
from khronika.cli.showing import many, say, show_json, show_table
from khronika.vocabulary.ladders import Rule

if TYPE_CHECKING:
    from pathlib import Path

    from khronika.vocabulary.ladders import Ladder
    from khronika.vocabulary.record import Record


@click.command(
    epilog=options.example('khronika tolls ombrin.chronicle --rule acled-like --why "as the annual table does"')
)
@options.chronicle
@click.option("--rule", type=options.words_of(Rule), help="Declare by which rule one figure is named best.")
@click.option("--origin", "origins", multiple=True, metavar="NAME", help="With --rule own: whom it follows, in order.")
@click.option("--why", metavar="SENTENCE", help="The reason of the declaration; it is recorded, and dossiers show it.")
@options.confidential
@options.as_json
@options.by
def tolls(
    chronicle: Path,
    rule: str | None,
    origins: tuple[str, ...],
    why: str | None,
    confidential: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
    by: str | None,
) -> None:
    """Show, event by event, the people named, the lowest and highest figure, and what two origins bear out.

    There is no best figure unless the chronicle declares a rule: acled-like takes the most conservative figure,
    ucdp-like the one that most independent origins allow, own the figure of the first --origin that gives one; none
    takes the declaration back. Nothing is ever averaged.
    """
    if rule:
        from khronika import actions

        with actions.open_chronicle(chronicle, by=by) as opened:
            actions.declare(opened, Rule(rule), why=why or "", origins=origins)
        say("Recorded: no figure is named best." if rule == Rule.NONE else f"Recorded: the best figure is {rule}.")
        return
    if origins or why:
        raise click.UsageError("--origin and --why belong to a declaration: add --rule.")
    from khronika.vocabulary.canonical import as_json as values

    record = now(chronicle, confidential=confidential)
    if as_json:
        show_json([values(ladder) for ladder in record.ladders])
        return
    show_ladders(record)


def show_ladders(record: Record) -> None:
    """Print the ladders as a table, and under it who declared the rule."""
    events = {event.id: event.name for event in record.events}
    rows = [ladder_row(ladder, events.get(ladder.event or "", "")) for ladder in record.ladders]
    show_table(("event", "quantity", "named", "lowest", "highest", "two origins", "best", "dissent", ""), rows)
    say(many(len(rows), "ladder"))
    for declared in {ladder.rule for ladder in record.ladders if ladder.rule}:
        said = declared.declaration
        whom = f" ({', then '.join(said.origins)})" if said.origins else ""
        say(f"Best by the rule {said.rule.value}{whom}: {said.by}, {declared.at[:10]}: {said.why}")


def ladder_row(ladder: Ladder, event: str) -> tuple[str, ...]:
    """Give a ladder as a line of a table."""
    from khronika.publishing.tolls import rung
    from khronika.publishing.wording import label

    named = str(ladder.named) + (f" + {ladder.hidden} under a pseudonym" if ladder.hidden else "")
    return (
        event,
        label("quantities", ladder.quantity),
        named,
        rung(ladder.low),
        rung(ladder.high),
        "; ".join(rung(one) for one in ladder.supported),
        rung(ladder.best),
        str(len(ladder.dissent) or ""),
        "unresolved" if ladder.unresolved else "",
    )


@click.command(epilog=options.example('khronika questions ombrin.chronicle --to "Port Authority"'))
@options.chronicle
@click.option("--to", metavar="NAME", help="Only those to the addressee whose name holds these words.")
@options.as_json
def questions(chronicle: Path, to: str | None, as_json: bool) -> None:  # noqa: FBT001
    """List what is to be asked, and of whom, to settle what is disputed or missing.

    The questions are worded for a letter, the gravest first. Nobody protected is asked or named, nobody at risk is
    named to somebody else, and nothing rests on a confidential document.
    """
    from khronika.vocabulary.canonical import as_json as values

    wanted = (to or "").casefold()
    found = [each for each in now(chronicle, confidential=False).questions if wanted in each.to.casefold()]
    if as_json:
        show_json([values(each) for each in found])
        return
    for name, mine in groupby(found, key=lambda each: each.to):
        say(f"To {name}:")
        for number, each in enumerate(mine, 1):
            say(f"  {number}. {each.text}")
        say("")
    say(many(len(found), "question"))
