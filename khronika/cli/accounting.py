"""The command that lists accounts, and shows one of them with its passages, derivation and assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.concluding import show_history
from khronika.cli.showing import SHORT, many, note, plain, say, show_json, show_table
from khronika.vocabulary.accounts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from khronika.vocabulary.accounts import Account
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.record import Record


@click.command(epilog=options.example("khronika accounts ombrin.chronicle --verdict conflict"))
@options.chronicle
@click.option("--verdict", type=options.words_of(Verdict), help="Only accounts with this verdict.")
@click.option("--account", metavar="ID", help="Show the account whose id begins so, with all it rests on.")
@click.option("--without", metavar="ID", multiple=True, help="Do not make this assumption; may be given several times.")
@click.option("--accidental", is_flag=True, help="List sums, too, that only happen to be another source's total.")
@click.option("--history", "past", is_flag=True, help="What each run concluded, and why it fell since.")
@options.confidential
@options.as_json
def accounts(  # noqa: PLR0913 - one argument an option
    *,
    chronicle: Path,
    verdict: str | None,
    past: bool,
    account: str | None,
    without: tuple[str, ...],
    accidental: bool,
    confidential: bool,
    as_json: bool,
) -> None:
    """List what agrees, what cannot all be true, and why.

    What is unresolved may rest on assumptions, each with the question that would decide it. Where the answer is known,
    switch the assumption off with --without, and see what is left.
    """
    if past:
        show_history(chronicle, verdict, as_json=as_json)
        return
    from khronika.vocabulary.canonical import as_json as values

    record = _now(chronicle, frozenset(without), accidental=accidental, confidential=confidential)
    found = [each for each in record.accounts if verdict in (None, each.verdict) and each.id.startswith(account or "")]
    if account and not found:
        raise click.BadParameter(f"No account has an id that begins with {account}; khronika accounts lists them.")
    if as_json:
        show_json([values(each) for each in found])
    elif account:
        claims = {claim.id: claim for claim in record.claims}
        for each in found:
            _show(each, claims)
    else:
        rows = (
            (each.quantity, each.verdict.value, each.reason, str(len(each.claims)), each.id[:SHORT]) for each in found
        )
        show_table(("quantity", "verdict", "reason", "claims", "id"), rows)
        say(many(len(found), "account"))


def _now(chronicle: Path, without: frozenset[str], *, accidental: bool, confidential: bool) -> Record:
    from khronika import actions

    with actions.open_chronicle(chronicle) as opened:
        if hidden := set() if confidential else actions.confidential_documents(opened):
            note(f"{many(len(hidden), 'confidential document')} left out; --confidential takes them in.")
        return actions.record_now(opened, confidential=confidential, without=without, accidental=accidental)


def _show(account: Account, claims: Mapping[str, Claim]) -> None:
    """Print one account: its claims with their passages, what contradicts what and why, and what it assumes."""
    from khronika.comparison.together import together

    names = {claim: f"[{at}]" for at, claim in enumerate(account.claims, 1)}
    _lines(
        f"{account.quantity.replace('_', ' ')}: {account.verdict.replace('_', ' ')} ({account.id[:SHORT]})",
        [account.reason],
    )
    _lines("Claims", (f"{names[one]} {_told(claims[one])}" for one in account.claims if one in claims))
    cannot = "Cannot all be true, as long as what is assumed holds" if account.assumptions else "Cannot all be true"
    _lines(cannot, (" ".join(names[one] for one in some) for some in account.minimal_sets))
    _lines("Why", account.derivation)
    _lines("Can all be true", (_by_origin(some, account, names) for some in together(account)))
    _lines("Assumed", (f"{one.id}: {one.question}" for one in account.assumptions))
    _lines("Checks", (f"{one.expression}: {_holds(one.holds)} {one.reason}" for one in account.checks))


def _lines(head: str, lines: Iterable[str]) -> None:
    told = list(lines)
    if told:
        say(head)
        for line in told:
            say(f"  {plain(line)}")


def _told(claim: Claim) -> str:
    said = " > ".join(speaker.name or "unnamed" for speaker in claim.speakers)
    return f"{said}, {claim.stance.value}, in {claim.file}: “{claim.passage.exact}”"


def _by_origin(some: Iterable[str], account: Account, names: Mapping[str, str]) -> str:
    kept = set(some)
    told = ((origin.name, [names[one] for one in origin.claims if one in kept]) for origin in account.origins)
    return "; ".join(f"{name} {' '.join(mine)}" for name, mine in told if mine)


def _holds(answer: bool | None) -> str:  # noqa: FBT001 - a value to be worded
    return "cannot be decided." if answer is None else "holds." if answer else "does not hold."
