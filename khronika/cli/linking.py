"""The commands with which a person says who is who, and takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.showing import SHORT, many, say, show_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from khronika.actions import Linked, Opinion
    from khronika.vocabulary.canonical import Json
    from khronika.vocabulary.judgements import Linking

SAID = {"same": "are one and the same", "apart": "are kept apart", "unsure": "stay in doubt"}
BOTH = """Both are spellings as written, or ids that `khronika people` shows; the beginning of an id will do. An id
stands for everything that is held to be that person, a spelling for every public mention written so."""


def answers(command: Callable[..., None]) -> Callable[..., None]:
    """Add what the three answers to "is this one and the same?" take."""
    claim = click.option("--claim", "claims", metavar="ID", multiple=True, help="A claim it rests on; repeatable.")
    for option in (options.as_json, options.by, claim, options.why, click.argument("other"), click.argument("one")):
        command = option(command)
    return options.chronicle(command)


@click.command(
    epilog=options.example('khronika same ombrin.chronicle "R. Omarova" "Rosa Omarova" --why "same address"'),
    help=f"Record that ONE and OTHER are one and the same.\n\n{BOTH}\n\nIf it brings together what somebody judged "
    "apart, it is recorded, shown with what it contradicts, and joins nobody.",
)
@answers
def same(chronicle: Path, one: str, other: str, **given: Json) -> None:
    """Record that two are one."""
    link(chronicle, (one, other), "same", **given)


@click.command(
    epilog=options.example('khronika apart ombrin.chronicle "A. Omarov" "A. Omarova" --why "father, daughter"'),
    help=f"Record that ONE and OTHER are not the same.\n\n{BOTH}\n\nWhat you had judged the same between them is "
    "closed by it. Where somebody else says otherwise, both are kept and shown.",
)
@answers
def apart(chronicle: Path, one: str, other: str, **given: Json) -> None:
    """Record that two are not one."""
    link(chronicle, (one, other), "apart", **given)


@click.command(
    epilog=options.example('khronika unsure ombrin.chronicle "A. Omarov" "Omarov" --why "two brothers live there"'),
    help=f"Record that nobody can say yet whether ONE and OTHER are the same.\n\n{BOTH}\n\nThey are not joined, and "
    "stand in the list of doubts.",
)
@answers
def unsure(chronicle: Path, one: str, other: str, **given: Json) -> None:
    """Record a doubt."""
    link(chronicle, (one, other), "unsure", **given)


@click.command(epilog=options.example('khronika withdraw ombrin.chronicle 7be2 --why "it was another Omarova"'))
@options.chronicle
@click.argument("judgement")
@options.why
@options.by
@options.as_json
def withdraw(chronicle: Path, judgement: str, why: str, by: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Take back a JUDGEMENT of who is who.

    JUDGEMENT is the beginning of an id that `khronika people --judgements` shows. It stays readable, marked as
    withdrawn, and what it had undone stands again.
    """
    from khronika import actions

    with actions.open_chronicle(chronicle, by=by) as opened:
        linked = actions.withdraw(opened, judgement, why=why)
    told(linked, f"Withdrawn: judgement {linked.opinion.linking.id[:SHORT]}.", as_json=as_json)


def link(
    chronicle: Path,
    names: tuple[str, str],
    verdict: str,
    *,
    why: str,
    by: str | None,
    claims: tuple[str, ...],
    as_json: bool,
) -> None:
    """Record one answer to "is this one and the same?" and say what it changed."""
    from khronika import actions
    from khronika.vocabulary.people import Sameness

    with actions.open_chronicle(chronicle, by=by) as opened:
        linked = actions.join(opened, *names, Sameness(verdict), why=why, claims=claims)
    told(linked, f"Recorded: {names[0]} and {names[1]} {SAID[verdict]}.", as_json=as_json)


def told(linked: Linked, sentence: str, *, as_json: bool) -> None:
    """Show a judgement and what it changed; ids only, since a name may stand in a confidential document."""
    if as_json:
        joined = [{"from": list(of), "into": into} for of, into in linked.joined]
        split = [{"from": of, "into": list(into)} for of, into in linked.split]
        others = [opinion_row(each) for each in linked.others]
        show_json(opinion_row(linked.opinion) | {"changed": {"joined": joined, "split": split, "judgements": others}})
        return
    say(sentence)
    say(f"Its id is {linked.opinion.linking.id[:SHORT]}; {became(linked.opinion)}.")
    for of, into in linked.joined:
        say(f"{' and '.join(each[:SHORT] for each in of)} are now {into[:SHORT]}.")
    for one, several in linked.split:
        say(f"{one[:SHORT]} is now {' and '.join(each[:SHORT] for each in several)}.")
    for each in linked.others:
        say(f"Judgement {each.linking.id[:SHORT]} now: {became(each)}.")


def became(opinion: Opinion) -> str:
    """Say what became of a judgement."""
    ids = ", ".join(each[:SHORT] for each in opinion.because)
    said = {
        "stands": "it stands",
        "disputed": f"somebody else says otherwise ({ids}); both are kept, and nobody is joined by it",
        "contradicts": f"it joins nobody, since it contradicts {many(len(opinion.because), 'judgement')} ({ids})",
        "replaced": f"replaced by {ids}, which the same person said later",
        "closed": f"closed by what the same person said later ({ids})",
        "withdrawn": "withdrawn",
        "reaches nobody": "whom it names stands in no document now",
    }
    return said[opinion.fate]


def opinion_row(opinion: Opinion) -> Json:
    """Give a judgement of who is who, and what became of it, as a program reads it."""
    back = opinion.linking.withdrawn
    return judgement_row(opinion.linking) | {
        "state": opinion.fate.value,
        "because": list(opinion.because),
        "withdrawn": back and {"by": back.by, "at": back.at, "why": back.why},
    }


def judgement_row(linking: Linking) -> Json:
    """Give a judgement of who is who as a program reads it."""
    link = linking.link
    return {
        "id": linking.id,
        "seq": linking.seq,
        "at": linking.at,
        "by": link.by,
        "verdict": link.verdict.value,
        "a": list(link.sides[0]),
        "b": list(link.sides[1]),
        "why": link.reason,
        "claims": list(link.claims),
    }
