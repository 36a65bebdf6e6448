"""The commands for lists of people: take one in with what its columns say, link several, judge two rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.linked import explain, import_row, linking_row, list_row, tell, tell_left_out
from khronika.cli.showing import SHORT, many, say, show_json, show_table
from khronika.vocabulary.documents import Sensitivity

if TYPE_CHECKING:
    from pathlib import Path


@click.group(epilog=options.example("khronika lists link ombrin.chronicle"))
def lists() -> None:
    """Match lists of people, such as registers and lists of victims.

    A list is a sheet with a saved map of what its columns say. Lists are linked person by person, each link with its
    weight and reason; who is on which lists is counted.
    """


@lists.command(
    "import",
    epilog=options.example(
        'khronika lists import ombrin.chronicle detained.xlsx --column "name=Full name" --column age=Age'
    ),
)
@options.chronicle
@click.argument("file", type=options.PLACE)
@click.option("--column", "columns", metavar="FIELD=HEAD", multiple=True, help="What the column under this head says.")
@click.option("--map", "mapped", type=options.PLACE, help="A TOML or JSON file with columns, order and duplicate_free.")
@click.option(
    "--order", metavar="FIELDS", help='Of a whole name in one cell, such as "given father grandfather family".'
)
@click.option("--duplicate-free", is_flag=True, help="Nobody stands on this list twice.")
@click.option("--name", help="What the list is called. Default: the name of the file.")
@options.sensitivity
@options.by
@options.as_json
def import_(  # noqa: PLR0913 - what a person says of a list
    chronicle: Path,
    file: Path,
    *,
    columns: tuple[str, ...],
    mapped: Path | None,
    order: str | None,
    duplicate_free: bool,
    name: str | None,
    sensitivity: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Take in FILE, or a document of the CHRONICLE, as a list.

    FIELD is name, given, father, grandfather, family, sex, age, born (or born_year, born_month, born_day), date, place,
    address, postcode, occupation, number, fate or id. The map is kept: the next version of the file, under the same
    name, needs none, and its rows are compared with those before.
    """
    from khronika import actions

    told = actions.column_map(columns, order=order, sole=duplicate_free, file=mapped)
    with actions.open_chronicle(chronicle, by=by) as opened:
        imported = actions.import_list(opened, file, told, name=name, sensitivity=Sensitivity(sensitivity))
    if as_json:
        show_json(import_row(imported))
        return
    say(f"List {imported.register.name}: {many(len(imported.rows), 'row')}.")
    if imported.again:
        counts = {"new": imported.added, "changed": imported.changed, "gone": imported.vanished}
        say("Against the version before: " + ", ".join(f"{len(rows):,} {what}" for what, rows in counts.items()) + ".")


@lists.command(epilog=options.example("khronika lists show ombrin.chronicle"))
@options.chronicle
@options.confidential
@options.as_json
def show(chronicle: Path, confidential: bool, as_json: bool) -> None:  # noqa: FBT001
    """Show which lists a CHRONICLE has, and what their columns say."""
    from khronika import actions

    with actions.open_chronicle(chronicle) as opened:
        known = actions.latest(opened, confidential=confidential)
        rows = [list_row(each, len(actions.rows_now(opened, each))) for _, each in sorted(known.items())]
    if as_json:
        show_json(rows)
        return
    heads = ("list", "rows", "columns", "duplicate-free", "sha256")
    show_table(
        heads,
        (
            (
                row["name"],
                f"{row['rows']:,}",
                ", ".join(f"{each['field']}={each['head']}" for each in row["columns"]),
                "yes" if row["duplicate_free"] else "no",
                row["document"][:SHORT],
            )
            for row in rows
        ),
    )
    say(many(len(rows), "list"))


@lists.command(epilog=options.example("khronika lists link ombrin.chronicle --list detained --list hospital"))
@options.chronicle
@click.option("--list", "names", metavar="NAME", multiple=True, help="Only these lists. Default: all.")
@click.option("--threshold", type=float, metavar="BITS", help="From how many bits on rows are one person.")
@click.option("--balanced", is_flag=True, help="Choose it so that false and missed links cancel out, for counting.")
@click.option("--pair", metavar="ROW ROW", nargs=2, help="Explain two rows: what each comparison says.")
@options.confidential
@options.by
@options.as_json
def link(  # noqa: PLR0913 - what is asked of the linking
    chronicle: Path,
    *,
    names: tuple[str, ...],
    threshold: float | None,
    balanced: bool,
    pair: tuple[str, str] | None,
    confidential: bool,
    by: str | None,
    as_json: bool,
) -> None:
    """Say which rows of the lists of a CHRONICLE are one person, and who is on which list."""
    from khronika import actions

    with actions.open_chronicle(chronicle, by=by) as opened:
        done = actions.link(opened, names, confidential=confidential, threshold=threshold, balanced=balanced)
    tell_left_out(done)
    if pair:
        explain(done, *pair, as_json=as_json)
    elif as_json:
        show_json(linking_row(done))
    else:
        tell(done)


def judging(verdict: str, told: str) -> click.Command:
    """Give the command with which a person says whether two rows are one person."""

    @click.command(
        verdict, help=told, epilog=options.example(f'khronika lists {verdict} ombrin.chronicle 3f9c 81aa --why "…"')
    )
    @options.chronicle
    @click.argument("one")
    @click.argument("other")
    @options.why
    @options.by
    @options.as_json
    def judge(chronicle: Path, one: str, other: str, *, why: str, by: str | None, as_json: bool) -> None:
        from khronika import actions
        from khronika.vocabulary.people import Sameness

        with actions.open_chronicle(chronicle, by=by) as opened:
            link = actions.judge_rows(opened, one, other, Sameness(verdict), why=why)
        if as_json:
            show_json({"verdict": verdict, "a": link.a, "b": link.b, "by": link.by, "why": link.reason})
            return
        what = "one person" if verdict == "same" else "kept apart"
        say(f"Recorded: the rows {link.a[:SHORT]} and {link.b[:SHORT]} are {what}.")

    return judge


lists.add_command(judging("same", "Record that the rows ONE and OTHER are one person, whatever speaks against it."))
lists.add_command(judging("apart", "Record that the rows ONE and OTHER are two people, whatever speaks for it."))
