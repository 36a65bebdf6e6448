"""The command that says how good the claims are: beside a gold, beside judgements, or person beside person."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khronika.cli import figures, measures, options
from khronika.cli.showing import Progress, many, note, say, show_json
from khronika.errors import UsageError

if TYPE_CHECKING:
    from khronika.actions import Agreed, Evaluated, Reviewed

EXAMPLES = """\b
Examples:
  khronika evaluate ombrin.chronicle                how much people corrected
  khronika evaluate ombrin.chronicle --gold coded   beside your own coding of its documents
  khronika evaluate --gold tests/evaluation/open    a set with its texts, read and coded now
  khronika evaluate ombrin.chronicle --coders       how far the people agree who judged"""


@click.command(epilog=EXAMPLES)
@click.argument("chronicle", type=options.HOME, required=False)
@click.option("--gold", type=options.PLACE, metavar="DIR", help="A folder of coded rows, as tests/evaluation/open is.")
@click.option("--texts", type=options.PLACE, metavar="DIR", help="Where the files of the gold are. Default: DIR/texts.")
@click.option("--coders", is_flag=True, help="How far the people agree who judged this chronicle.")
@click.option("--second", type=options.HOME, metavar="CHRONICLE", help="The same of two who coded apart.")
@click.option("--page", type=options.PLACE, metavar="FILE.html", help="Write every miss with its sentence.")
@options.confidential
@options.as_json
def evaluate(  # noqa: PLR0913 - an option each
    *,
    chronicle: Path | None,
    gold: Path | None,
    texts: Path | None,
    coders: bool,
    second: Path | None,
    page: Path | None,
    confidential: bool,
    as_json: bool,
) -> None:
    """Say how much of what was proposed is right, and how sure that is.

    With --gold: precision, recall and F1 by kind, the share of right values by field, each with a bootstrap interval.
    Without: what people accepted, corrected and rejected. Both list how many numbers became no claim, and why.
    Without CHRONICLE the texts of the gold are read and coded now, and nothing is kept.
    """
    must_fit(chronicle, gold, page, people=coders or second is not None, confidential=confidential)
    outcome = compared(chronicle, gold, texts, second, people=coders or second is not None, confidential=confidential)
    if as_json:
        show_json(figures.as_rows(outcome))
    else:
        measures.show(outcome)
    if page is not None:
        from khronika import actions

        if not isinstance(outcome, actions.Agreed):
            where = actions.write_misses(outcome, page)
            (note if as_json else say)(f"The misses are in {where}")


def must_fit(chronicle: Path | None, gold: Path | None, page: Path | None, *, people: bool, confidential: bool) -> None:
    """Raise `UsageError` where options contradict each other."""
    if chronicle is None and people:
        raise UsageError("Name the chronicle in which people judged: khronika evaluate CHRONICLE --coders.")
    if chronicle is None and gold is None:
        raise UsageError("Name a chronicle, or a gold with its texts: khronika evaluate --gold DIR.")
    if people and (gold or page):
        raise UsageError("The agreement of people needs no gold and has no page; leave --gold and --page out.")
    if page and confidential:
        raise UsageError("A page never quotes confidential documents; leave out --page or --confidential.")


def compared(
    chronicle: Path | None,
    gold: Path | None,
    texts: Path | None,
    second: Path | None,
    *,
    people: bool,
    confidential: bool,
) -> Evaluated | Reviewed | Agreed:
    """Open what is needed and compare."""
    from khronika import actions, pipeline

    with ExitStack() as held, Progress() as watch:
        if chronicle is None and gold is not None:
            opened = held.enter_context(pipeline.coded_now(gold, texts, watch))
        else:
            opened = held.enter_context(actions.open_chronicle(chronicle or Path()))
        if hidden := set() if confidential else actions.confidential_documents(opened):
            note(f"{many(len(hidden), 'confidential document')} left out; --confidential takes them in.")
        if people:
            other = held.enter_context(actions.open_chronicle(second)) if second else None
            return actions.agree(opened, other, confidential=confidential)
        if gold is not None:
            return actions.evaluate(opened, gold, confidential=confidential)
        return actions.review(opened, confidential=confidential)
