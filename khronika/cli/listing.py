"""The commands that list what a chronicle holds: documents and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.showing import SHORT, many, note, say, show_json, show_table, tell_unread
from khronika.vocabulary.claims import Claim, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from khronika.actions import Held
    from khronika.vocabulary.canonical import Json
    from khronika.vocabulary.record import Record


@click.command(epilog=options.example("khronika documents ombrin.chronicle"))
@options.chronicle
@options.confidential
@options.as_json
def documents(chronicle: Path, confidential: bool, as_json: bool) -> None:  # noqa: FBT001
    """List the documents of a CHRONICLE, and what became of each."""
    from khronika import actions

    with actions.open_chronicle(chronicle) as opened:
        every = actions.documents_now(opened, confidential=confidential)
    rows = [document_row(held) for held in every]
    if as_json:
        show_json(rows)
        return
    plain = ("file", "state", "sensitivity", "bytes", "sha256")
    cells = [(row["file"], row["state"], row["sensitivity"], f"{row['size']:,}", row["sha256"][:SHORT]) for row in rows]
    inside = [came_inside(row["paths"]) for row in rows]
    if any(inside):
        show_table((*plain, "came inside"), [(*cell, way) for cell, way in zip(cells, inside, strict=True)])
    else:
        show_table(plain, cells)
    tell_unread(held.unread for held in every if held.unread and not held.revision)
    say(many(len(rows), "document"))


@click.command(epilog=options.example("khronika claims ombrin.chronicle --kind count"))
@options.chronicle
@click.option("--kind", type=options.words_of(Kind), help="Only claims of this kind.")
@click.option("--document", metavar="NAME", help="Only claims of this file, or of the document whose hash begins so.")
@options.confidential
@options.as_json
def claims(chronicle: Path, kind: str | None, document: str | None, confidential: bool, as_json: bool) -> None:  # noqa: FBT001
    """List the claims: what is said, who says so, when, where."""
    from khronika import actions

    with actions.open_chronicle(chronicle) as opened:
        every = actions.claims_now(opened, confidential=True)
        hidden = set() if confidential else actions.confidential_documents(opened)
        found = [claim for claim in every if claim.document not in hidden]
        chosen = actions.find_document(opened, document).document.sha256 if document else None
        unsure = actions.doubts_of(opened, found)
        behind = actions.behind(opened)
    if len(found) < len(every):
        note(
            f"{many(len(every) - len(found), 'claim')} of confidential documents not shown; --confidential shows them."
        )
    listed = [each for each in found if kind in (None, each.kind) and chosen in (None, each.document)]
    if as_json:
        show_json([claim.export(unsure.get(claim.id)) for claim in listed])
    else:
        rows = (claim_row(claim, unsure.get(claim.id, "")) for claim in listed)
        show_table(("claim", "who says so", "when", "review", "file", "id"), rows)
        say(many(len(listed), "claim"))
        _say_earlier([claim.id[:SHORT] for claim in listed if claim.id in behind])


def _say_earlier(ids: list[str]) -> None:
    if ids:
        stand = "stands" if len(ids) == 1 else "stand"
        say(f"{many(len(ids), 'claim')} {stand} on an earlier reading of the document: {', '.join(ids)}")


def now(chronicle: Path, *, confidential: bool) -> Record:
    """Open a chronicle and give its record as of now."""
    from khronika import actions

    with actions.open_chronicle(chronicle) as opened:
        if hidden := set() if confidential else actions.confidential_documents(opened):
            note(f"{many(len(hidden), 'confidential document')} left out; --confidential takes them in.")
        return actions.record_now(opened, confidential=confidential)


def came_inside(paths: list[str]) -> str:
    """Name the mails and archives that a document came in, outermost first; "" where it was handed in by itself."""
    from khronika.actions import INSIDE

    ways = [path.rpartition(INSIDE)[0] for path in paths]
    more = f" and {many(len(ways) - 1, 'other way')}" if len(ways) > 1 else ""
    return "" if "" in ways else ways[0] + more if ways else ""


def document_row(held: Held) -> Json:
    """Give what a person must know of a document that is held."""
    from khronika.actions import WITHHELD

    state = "read" if held.revision else "cannot be read" if held.unread else "not read yet"
    if held.document.name == WITHHELD:
        state = "withheld"
    return {
        "file": held.document.name,
        "state": state,
        "reason": held.unread.reason if held.unread and not held.revision else None,
        "sensitivity": held.document.sensitivity.value,
        "size": held.document.size,
        "sha256": held.document.sha256,
        "revision": held.revision.id if held.revision else None,
        "engine": held.revision.engine if held.revision else None,
        "paths": [custody.path for custody, _ in held.custody],
    }


def claim_row(claim: Claim, unsure: str = "") -> tuple[str, ...]:
    """Give a claim as a line of a table: what, who says so, when, what was judged, where, its id.

    `unsure` says on which words it rests that text recognition was not sure of.
    """
    from khronika.publishing.wording import chain, date

    review = f"{claim.review.value} (model)" if claim.method.startswith("llm:") else claim.review.value
    said = f"{gist(claim)} [{unsure}]" if unsure else gist(claim)
    return (said, chain(claim.speakers), date(claim.when), review, claim.file, claim.id[:SHORT])


def gist(claim: Claim) -> str:
    """Say what a claim says in a few words, never sharper than it does."""
    from khronika.publishing import wording
    from khronika.vocabulary.bodies import Act, Count, Demand, Norm, Person, Step

    body = claim.body
    if isinstance(body, Count):
        who = body.population or wording.label("groups", body.group)
        return f"{wording.label('quantities', body.quantity)}: {wording.figure(claim, body)} ({who})"
    if isinstance(body, Step):
        return f"{wording.step(claim, body)}: {wording.parties(body.subjects)} {wording.penalty(body.penalty)}".rstrip(
            " :"
        )
    if isinstance(body, Act):
        return f"{wording.label('acts', body.act)}: {wording.parties(body.victims)}".rstrip(" :")
    if isinstance(body, Person):
        return ", ".join([body.as_written, *body.roles])
    if isinstance(body, Norm):
        return body.as_written
    return f"{body.force.value}: {body.action}" if isinstance(body, Demand) else body.gist
