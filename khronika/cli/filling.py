"""The commands that fill a chronicle: run, new, add, read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.showing import Progress, many, note, say, show_json, tell_unread

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from khronika.actions import Consulted, Skipped
    from khronika.extraction.models import Model
    from khronika.pipeline import Report

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
@options.isolation
@options.languages
@options.model
def run(
    folder: Path,
    chronicle: Path | None,
    dossier: Path | None,
    sensitivity: str,
    by: str | None,
    model: Model | None,
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
            folder,
            chronicle=chronicle,
            dossier=dossier,
            sensitivity=Sensitivity(sensitivity),
            by=by,
            model=model,
            watch=watch,
        )
    if as_json:
        show_json(values(done) | {"abstention_shares": shares(done.abstentions)})
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

    outcomes = []
    with actions.open_chronicle(chronicle, by=by) as opened, Progress() as watch:
        for number, each in enumerate(actions.intake(opened, paths, sensitivity=Sensitivity(sensitivity)), start=1):
            watch("taking in", number, 0)
            outcomes.append(each)
    tell_arrivals([each for each in outcomes if isinstance(each, actions.Skipped)], actions.told_of(outcomes))
    if copies := actions.copies(outcomes):
        say(f"{twice(copies)}.")
    arrived = sum(isinstance(each, actions.Received) and each.new for each in outcomes)
    say(f"{many(arrived, 'document')} taken in. Read them with: khronika read {chronicle}")


@click.command(epilog=options.example("khronika read ombrin.chronicle"))
@options.chronicle
@click.option("--again", is_flag=True, help="Read everything anew, also what could not be read before.")
@options.by
@options.isolation
@options.languages
@options.model
def read(chronicle: Path, again: bool, by: str | None, model: Model | None) -> int:  # noqa: FBT001
    """Read what was not read yet, and find the claims in it."""
    from khronika import actions, pipeline

    with actions.open_chronicle(chronicle, by=by) as opened, Progress() as watch:
        done, unread, hidden = pipeline.read_all(opened, watch, again=again)
        faults = actions.words_of(opened).faults
        searched, failed = pipeline.propose_all(opened, watch, model)
        asked = actions.consulted(opened, model) if model else None
        moved = actions.move_anchors(opened)
        old = 0 if again else actions.outdated(opened)
    tell_arrivals([], (*hidden, *faults))
    tell_unread((*unread, *failed))
    tell_model(asked)
    say(f"{many(done, 'document')} read, {many(len(unread), 'document')} not; claims looked for in {searched:,}.")
    tell_anchors(moved.sentence, old, chronicle)
    return MISTAKE if failed else 0


def sum_up(done: Report) -> None:
    """Print what a run did and what the chronicle holds."""
    work = done.work
    tell_arrivals(work.skipped, work.noted)
    tell_unread((*done.unread, *work.failed))
    tell_model(work.model)
    home = "continued" if done.continued else "new"
    say(f"Chronicle   {done.chronicle} ({home})")
    say(
        f"Documents   {done.documents}: {len(done.unread)} cannot be read, {len(work.skipped)} passed over; "
        f"this run took in {work.received}, read {work.read}, searched {work.searched}"
    )
    if work.copies:
        say(f"Copies      {twice(work.copies)}")
    if done.confidential:
        shown = f"khronika claims {done.chronicle} --confidential"
        say(f"Withheld    what is in {many(done.confidential, 'confidential document')}; to see it: {shown}")
    say(f"Claims      {listed(done.claims)}")
    say(f"Left alone  {left_alone(done.abstentions)}")
    tell_anchors(work.anchors, work.outdated, done.chronicle)
    say(f"Conflicts   {many(len(done.conflicts), 'account')} that cannot all be true")
    for reason in done.conflicts:
        say(f"  - {reason}")
    say(f"Dossier     {done.dossier}")
    say(f"Time        {many(done.seconds, 'second')}")


def tell_anchors(moved: str, outdated: int, chronicle: Path | str) -> None:
    """Say how much moved to a newer reading, how much waits, and whether newer engines are there."""
    if moved:
        say(f"Anchors     {moved}" + (f": khronika anchors {chronicle}" if "wait" in moved else ""))
    if outdated:
        anew = f"anew: khronika read {chronicle} --again"
        say(f"Engines     {many(outdated, 'document')} read by an older one; {anew}")


def tell_model(asked: Consulted | None) -> None:
    """Say what a language model was good for, refusals by their reason."""
    if asked is None:
        return
    for sentence in asked.noted:
        note(f"Please note: {sentence}")
    if not asked.questions:
        say("Model       nothing was asked of it")
        return
    refused = f"; refused {listed(asked.refused)}" if asked.refused else ""
    say(
        f"Model       {asked.model}: {many(asked.questions, 'question')}, {many(asked.claims, 'new proposal')}, "
        f"{asked.known:,} known before{refused}"
    )


def listed(numbers: dict[str, int]) -> str:
    """Write a tally in a line: "12: count 7, step 5"."""
    parts = ", ".join(f"{word} {number:,}" for word, number in numbers.items())
    return f"{sum(numbers.values()):,}: {parts}" if parts else "none"


def left_alone(reasons: dict[str, int]) -> str:
    """Write how much became no claim, and the share of each reason: "12 (numbers …): date 9 (75%), age 3 (25%)"."""
    part = shares(reasons)
    said = ", ".join(f"{reason} {number:,} ({part[reason]:.0%})" for reason, number in reasons.items())
    return f"{sum(reasons.values()):,} (numbers and passages that became no claim): {said}" if said else "none"


def shares(reasons: dict[str, int]) -> dict[str, float]:
    """Give the share of each reason in all that was left alone."""
    whole = sum(reasons.values())
    return {reason: number / whole for reason, number in reasons.items()}


def twice(copies: int) -> str:
    """Say how many files were handed in twice."""
    return f"{many(copies, 'file')} handed in twice, under another name: the bytes are held once, custody names both"


def tell_arrivals(skipped: Iterable[Skipped], noted: Iterable[str]) -> None:
    """Say on stderr what was passed over, and what must be known of the documents that were taken in."""
    for each in skipped:
        note(f"Passed over: {each.path} {each.reason}.")
    for sentence in noted:
        note(f"Please note: {sentence}")
