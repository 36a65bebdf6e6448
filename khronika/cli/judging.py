"""The command with which a person judges a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.showing import SHORT, say
from khronika.vocabulary.judgements import Judging

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog=options.example('khronika judge ombrin.chronicle 3f9c accept --why "checked against the scan"'))
@options.chronicle
@click.argument("claim")
@click.argument("verdict", type=options.words_of(Judging))
@options.why
@click.option("--with", "patch", metavar="JSON", help='For correct: what is different, as {"low": 15, "high": 15}.')
@options.by
def judge(chronicle: Path, claim: str, verdict: str, why: str, patch: str | None, by: str | None) -> None:
    """Accept, reject or correct a CLAIM.

    CLAIM is the beginning of an id that `khronika claims` shows. A judgement outranks every
    proposal and is never overwritten: judging again adds another. A correction is a new claim on the same words that
    names the one it corrects.

    A correction may change each field of the body, and beside it `stance`, `polarity`, `when`, `where` and `speakers`,
    the last three as a whole: --with '{"speakers": [{"name": "Ministry", "role": "authority", "cue": "said",
    "stance": "asserted"}]}'. The forms are those of docs/claims.md.
    """
    from khronika import actions

    with actions.open_chronicle(chronicle, by=by) as opened:
        judged = actions.judge(opened, claim, Judging(verdict), why=why, patch=patch)
    say(
        f"Claim {judged.corrects[:SHORT]} is corrected by {judged.id[:SHORT]}."
        if judged.corrects and patch
        else f"Claim {judged.id[:SHORT]} is {judged.review}."
    )
