"""The commands that fill a chronicle: run, new, add, read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.showing import SHORT, Progress, many, note, say, show_json

if TYPE_CHECKING:
    from pathlib import Path

    from khronika.actions import Received, Skipped
    from khronika.pipeline import Report
    from khronika.vocabulary.documents import Unread

MISTAKE = 1  # the exit code where the program failed on a document and did the rest


@click.command(epilog=options.example("khronika run letters --chronicle ombrin.chronicle --dossier ombrin.html"))
@click.argument("folder", type=options.PLACE)
@click.option(
    "--chronicle", type=options.HOME, metavar="PATH", help="Where the record is kept. Default: FOLDER.chronicle here."
)
@click.option("--dossier", type=options.PLACE, metavar="FILE.html", help="Default: dossier.html in the chronicle.")
@options.sensitivity
@options.by
@options.as_json
def run(
    folder: Path,
    chronicle: Path | None,
    dossier: Path | None,
    sensitivity: str,
    by: str | None,
    as_json: bool,  # noqa: FBT001
) -> int:
    """Take a FOLDER of documents all the way to a dossier.

    Reads each file, finds claims and people, compares accounts and writes the dossier. An existing chronicle is
    continued: what was done before is not done again, so a run can be stopped and repeated.
    """
    from khronika import pipeline
    from khronika.vocabulary.canonical import as_json as values
    from khronika.vocabulary.documents import Sensitivity

    with Progress() as watch:
        done = pipeline.run(
            folder, chronicle=chronicle, dossier=dossier, sensitivity=Sensitivity(sensitivity), by=by, watch=watch
        )
    if as_json:
        show_json(values(done))
    else:
        sum_up(done)
    return MISTAKE if done.work.failed else 0


@click.command(epilog=options.example("khronika new ombrin.chronicle"))
@options.chronicle
def new(chronicle: Path) -> None:
    """Make an empty CHRONICLE, the folder of one matter."""
    from khronika import actions

    with actions.new(chronicle):
        say(f"{chronicle} is ready; add documents with: khronika add {chronicle} FILES")


@click.command(epilog=options.example("khronika add ombrin.chronicle interviews --sensitivity confidential"))
@options.chronicle
@click.argument("paths", type=options.PLACE, nargs=-1, required=True, metavar="PATHS...")
@options.sensitivity
@options.by
def add(chronicle: Path, paths: tuple[Path, ...], sensitivity: str, by: str | None) -> None:
    """Take files, or whole folders, into a CHRONICLE.

    They are copied, named by their SHA-256 and never altered. Hidden files and symbolic links are passed over and said.
    """
    from khronika import actions
    from khronika.vocabulary.documents import Sensitivity

    arrived = 0
    with actions.open_chronicle(chronicle, by=by) as opened, Progress() as watch:
        for number, each in enumerate(actions.intake(opened, paths, sensitivity=Sensitivity(sensitivity)), start=1):
            watch("taking in", number, 0)
            arrived += isinstance(each, actions.Received) and each.new
            tell_arrival(each)
    say(f"{many(arrived, 'document')} taken in. Read them with: khronika read {chronicle}")


@click.command(epilog=options.example("khronika read ombrin.chronicle"))
@options.chronicle
@click.option("--again", is_flag=True, help="Read everything anew, also what could not be read before.")
@options.by
def read(chronicle: Path, again: bool, by: str | None) -> int:  # noqa: FBT001
    """Read what was not read yet, and find the claims in it."""
    from khronika import actions, pipeline

    with actions.open_chronicle(chronicle, by=by) as opened, Progress() as watch:
        done, unread = pipeline.read_all(opened, watch, again=again)
        searched, failed = pipeline.propose_all(opened, watch)
    tell_unread((*unread, *failed))
    say(f"{many(done, 'document')} read, {many(len(unread), 'document')} not; claims looked for in {searched:,}.")
    return MISTAKE if failed else 0


def sum_up(done: Report) -> None:
    """Print what a run did and what the chronicle holds."""
    work = done.work
    for each in work.skipped:
        tell_arrival(each)
    for sentence in work.noted:
        note(f"Please note: {sentence}")
    tell_unread((*done.unread, *work.failed))
    home = "continued" if done.continued else "new"
    say(f"Chronicle   {done.chronicle} ({home})")
    say(
        f"Documents   {done.documents}: {len(done.unread)} cannot be read, {len(work.skipped)} passed over; "
        f"this run took in {work.received}, read {work.read}, searched {work.searched}"
    )
    say(f"Claims      {listed(done.claims)}")
    say(f"Left alone  {listed(done.abstentions, 'numbers and passages that became no claim')}")
    say(f"Conflicts   {many(len(done.conflicts), 'account')} that cannot all be true")
    for reason in done.conflicts:
        say(f"  - {reason}")
    say(f"Dossier     {done.dossier}")
    say(f"Time        {many(done.seconds, 'second')}")


def listed(numbers: dict[str, int], meaning: str = "") -> str:
    """Write a tally in a line, with what it means where that needs saying: "12 (not judged yet): count 7, step 5"."""
    parts = ", ".join(f"{word} {number:,}" for word, number in numbers.items())
    said = f" ({meaning})" if meaning else ""
    return f"{sum(numbers.values()):,}{said}: {parts}" if parts else "none"


def tell_arrival(each: Received | Skipped) -> None:
    """Say on stderr what was passed over, or what must be known of a document that was taken in."""
    from khronika.actions import Skipped

    if isinstance(each, Skipped):
        note(f"Passed over: {each.path} {each.reason}.")
    elif each.note:
        note(f"Please note: {each.note}")


def tell_unread(unread: tuple[Unread, ...]) -> None:
    """Say on stderr what could not be read, and why."""
    for each in unread:
        note(f"Not read: {each.name} ({(each.sha256 or '')[:SHORT]}): {each.reason}")
