"""Showing what comparing ever came to, and what fell since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.cli.showing import SHORT, many, say, show_json, show_table

if TYPE_CHECKING:
    from pathlib import Path


def show_history(chronicle: Path, verdict: str | None, *, as_json: bool) -> None:
    """Print what comparing came to, run by run, and what became of it."""
    from khronika import actions
    from khronika.vocabulary.canonical import as_json as values

    with actions.open_chronicle(chronicle) as opened:
        found = [each for each in actions.history(opened) if verdict in (None, each.conclusion.verdict)]
    if as_json:
        show_json([values(each) for each in found])
        return
    rows = (
        (
            each.at[:16],
            told.quantity,
            told.verdict.value,
            str(len(told.claims)),
            told.rules,
            state,
            told.account[:SHORT],
        )
        for each in found
        for told, state in [(each.conclusion, f"fell {each.fell[:16]}: {each.why}" if each.fell else "stands")]
    )
    show_table(("recorded", "quantity", "verdict", "claims", "rules", "state", "id"), rows)
    say(many(len(found), "conclusion"))
