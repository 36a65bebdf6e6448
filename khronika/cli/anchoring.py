"""The command that lists what lost its place when a document was read again, and settles where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.showing import SHORT, cut, many, note, say, show_json
from khronika.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from khronika.actions import Waiting
    from khronika.vocabulary.canonical import Json

WIDTH = 100  # characters of words that are shown


@click.command(epilog=options.example('khronika anchors ombrin.chronicle 3f9c --at 1204 --why "the second paragraph"'))
@options.chronicle
@click.argument("claim", required=False)
@click.option("--at", type=int, metavar="START", help="The claim stands here in the newest text.")
@click.option("--to", type=int, metavar="END", help="With --at: and ends here. Default: as the candidate does.")
@click.option("--keep", is_flag=True, help="The claim stays on the earlier reading.")
@click.option("--why", metavar="SENTENCE", default="", help="The reason, for --at and --keep; it is recorded.")
@options.by
@options.confidential
@options.as_json
def anchors(  # noqa: PLR0913 - one argument an option
    *,
    chronicle: Path,
    claim: str | None,
    at: int | None,
    to: int | None,
    keep: bool,
    why: str,
    by: str | None,
    confidential: bool,
    as_json: bool,
) -> None:
    """List judged claims whose place in a newer reading is not sure, or settle one.

    When a document is read again, what people judged moves to the new text where its words are found beyond doubt.
    The rest is listed here with the reason and the places that it may stand at, and stays on the earlier reading until
    somebody says where it belongs: --at a place, or --keep. To drop the claim, reject it with `khronika judge`.
    """
    from khronika import actions

    with actions.open_chronicle(chronicle, by=by) as opened:
        if claim is None and (at is not None or keep):
            raise UsageError("Name the claim as well, by the beginning of its id.")
        if claim is not None:
            settled = actions.settle(opened, claim, at=at, end=to, keep=keep, why=why)
            say(f"Claim {settled.subject[:SHORT]} {'stays on the earlier reading' if keep else 'stands there now'}.")
            return
        every = actions.waiting(opened, confidential=True)
        hidden = set() if confidential else actions.confidential_documents(opened)
        found = [each for each in every if each.anchored.document not in hidden]
    if len(found) < len(every):
        note(
            f"{many(len(every) - len(found), 'anchor')} of confidential documents not shown; --confidential shows them."
        )
    if as_json:
        show_json([row(each) for each in found])
        return
    for each in found:
        tell(each)
    say(f"{many(len(found), 'anchor')} {'waits' if len(found) == 1 else 'wait'} for a person")


def tell(each: Waiting) -> None:
    """Print one anchor that waits: what it was, why it waits, and where it may stand."""
    one = each.anchored
    name = each.claim.file if each.claim else "somebody named"
    say(f"{one.subject[:SHORT]}  {one.how}: {one.loss.value if one.loss else 'no reason was recorded'}  ({name})")
    say(f"  was: {shown(each.words)}")
    for place, before, words, after in each.candidates:
        say(f"  at {place.start}: …{flat(before)}[{shown(words)}]{flat(after)}…")


def row(each: Waiting) -> Json:
    """Give one anchor that waits as JSON."""
    one = each.anchored
    return {
        "id": one.subject,
        "how": one.how.value,
        "reason": one.loss.value if one.loss else None,
        "document": one.document,
        "words": each.words,
        "stands_on": one.source,
        "looked_for_in": one.target,
        "candidates": [
            {"start": place.start, "end": place.end, "prefix": before, "exact": words, "suffix": after}
            for place, before, words, after in each.candidates
        ],
    }


def shown(words: str) -> str:
    """Give words in one line, cut where they are long."""
    return cut(flat(words), WIDTH)


def flat(words: str) -> str:
    """Give words in one line."""
    return " ".join(words.split())
