"""The command that shows who is who: everybody, one of them, the judgements, and the doubts that wait for one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from khronika.cli import options
from khronika.cli.linking import became, opinion_row
from khronika.cli.showing import SHORT, many, note, say, show_json, show_table
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from pathlib import Path

    from khronika.actions import Opinion, Who
    from khronika.vocabulary.canonical import Json
    from khronika.vocabulary.people import Entity
    from khronika.vocabulary.record import Record


@click.command(epilog=options.example('khronika people ombrin.chronicle --name "Rosa Omarova"'))
@options.chronicle
@click.option("--kind", type=options.words_of(EntityKind), help="Only these.")
@click.option("--name", metavar="NAME", help="Show one: a spelling, or the beginning of an id that is or was theirs.")
@click.option("--doubts", is_flag=True, help="List the pairs that may be one, the most consequential first.")
@click.option("--judgements", is_flag=True, help="List what people judged of who is who, withdrawn ones marked.")
@click.option("--as-of", metavar="WHEN", help="As it stood then: a day, a moment with time zone, or an entry's number.")
@options.confidential
@options.as_json
def people(chronicle: Path, kind: str | None, as_of: str | None, *, confidential: bool, **asked: Json) -> None:
    """List who and what is named, with all spellings.

    --name shows one of them: spellings and files, what is said of them with the claims that say so, every link and
    doubt with its reason, and every judgement with who made it, when and why.
    """
    from khronika import actions

    name, as_json = asked["name"], asked["as_json"]
    if sum(map(bool, (name, asked["doubts"], asked["judgements"]))) > 1:
        raise click.UsageError("choose one of --name, --doubts and --judgements")
    with actions.open_chronicle(chronicle) as opened:
        if hidden := set() if confidential else actions.confidential_documents(opened):
            note(f"{many(len(hidden), 'confidential document')} left out; --confidential takes them in.")
        if kind == EntityKind.EVENT and not any((as_of, name, asked["doubts"], asked["judgements"])):
            show_events(actions.record_now(opened, confidential=confidential), as_json=as_json)
            return
        who = actions.who_is_who(opened, confidential=confidential, as_of=as_of)
    if name:
        show_one(who, actions.find(who, name), as_json=as_json)
    elif asked["doubts"]:
        show_doubts(who, kind, as_json=as_json)
    elif asked["judgements"]:
        show_judgements(who, actions.opinions(who), as_json=as_json)
    else:
        asked_for = [each for each in who.entities if kind in (None, each.kind)]
        show_all(sorted(asked_for, key=lambda each: (each.kind.value, each.name.casefold())), as_json=as_json)


def show_all(found: list[Entity], *, as_json: bool) -> None:
    """List entities, one a line."""
    if as_json:
        show_json([entity.export() for entity in found])
        return
    show_table(
        ("name", "kind", "also written", "mentions", "id"),
        (
            (
                label(each),
                each.kind.value,
                ", ".join(name for name in each.names if name != each.name),
                str(len(each.mentions)),
                each.id[:SHORT],
            )
            for each in found
        ),
    )
    say(many(len(found), "name"))


def show_events(record: Record, *, as_json: bool) -> None:
    """List the events with how many claims are filed under each."""
    filed = Counter(about.event for about in record.abouts)
    if as_json:
        show_json(
            [{"id": one.id, "name": one.name, "place": one.place, "claims": filed[one.id]} for one in record.events]
        )
        return
    rows = ((one.name, one.place or "", str(filed[one.id]), one.id[:SHORT]) for one in record.events)
    show_table(("event", "place", "claims", "id"), rows)
    say(many(len(record.events), "event"))


def show_one(who: Who, entity: Entity, *, as_json: bool) -> None:
    """Show everything that is known of one entity, and why."""
    from khronika import actions

    said = actions.opinions(who, entity)
    traits = actions.traits(who, entity)
    if as_json:
        show_json(
            entity.export()
            | {
                "spellings": spellings(who, entity),
                "traits": [{"aspect": a, "value": v, "claims": list(ids)} for (a, v), ids in traits.items()],
                "judgements": [opinion_row(each) for each in said],
                "disagreements": [each.linking.id for each in said if each.fate in ("disputed", "contradicts")],
            }
        )
        return
    say(f"{label(entity)}, {entity.kind.value} {entity.id[:SHORT]}")
    rows = ((r["spelled"], r["file"], str(r["mentions"]), r["address"][:SHORT]) for r in spellings(who, entity))
    show_table(("written", "file", "mentions", "address"), rows)
    for (aspect, value), ids in traits.items():
        say(f"{aspect}: {value} (claims {', '.join(each[:SHORT] for each in ids)})")
    for link in entity.links:
        say(f"{link.verdict.value}: {link.reason} ({link.by})")
    show_judgements(who, said, as_json=False)


def show_judgements(who: Who, said: list[Opinion], *, as_json: bool) -> None:
    """List judgements of who is who with who made them, when, why, and what became of them."""
    if as_json:
        show_json([opinion_row(each) for each in said])
        return
    rows = (
        (
            each.linking.link.verdict.value,
            *(who.forms[side[0]].spelled for side in each.linking.link.sides),
            each.linking.link.by.removeprefix("person:"),
            each.linking.at[:16],
            each.linking.link.reason,
            state(each),
            each.linking.id[:SHORT],
        )
        for each in said
    )
    show_table(("judged", "one", "other", "by", "at (UTC)", "why", "state", "id"), rows)
    say(many(len(said), "judgement"))


def show_doubts(who: Who, kind: str | None, *, as_json: bool) -> None:
    """List the pairs that may be one, the most consequential first."""
    from khronika import actions

    found = [each for each in actions.doubts(who) if kind in (None, each.a.kind)]
    if as_json:
        rows = [
            {
                "a": each.a.id,
                "b": each.b.id,
                "names": [each.a.name, each.b.name],
                "kind": each.a.kind.value,
                "by": each.link.by,
                "reason": each.link.reason,
                "at_stake": each.at_stake,
                "candidates": each.candidates,
                "weight": round(each.weight, 3),
            }
            for each in found
        ]
        show_json(rows)
        return
    cells = ((each.a.name, each.b.name, str(each.at_stake), str(each.candidates), each.link.reason) for each in found)
    show_table(("one", "other", "at stake", "candidates", "why it is open"), cells)
    say(many(len(found), "doubt"))


def spellings(who: Who, entity: Entity) -> list[Json]:
    """Give each spelling of an entity by document, with its address and how often it stands there."""
    at = [(who.forms[address], address) for address in entity.addresses]
    files = Counter(form.spelled for form, _ in at)
    ordered = sorted(at, key=lambda row: (-files[row[0].spelled], row[0].spelled, row[0].file, row[1]))
    return [
        {"spelled": form.spelled, "file": form.file, "mentions": len(form.mentions), "address": address}
        for form, address in ordered
    ]


def state(opinion: Opinion) -> str:
    """Say how a judgement stands, and who took it back."""
    back = opinion.linking.withdrawn
    return f"withdrawn by {back.by}, {back.at[:16]}: {back.why}" if back else became(opinion)


def label(entity: Entity) -> str:
    """Name an entity, and say where it is protected."""
    return entity.name + (" (protected)" if entity.protected else "")
