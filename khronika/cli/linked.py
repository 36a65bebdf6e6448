"""Showing lists and what came of linking them: tables for people, JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.cli.showing import SHORT, many, note, say, show_json, show_table

if TYPE_CHECKING:
    from khronika.actions import Imported, LinkedLists
    from khronika.vocabulary.canonical import Json
    from khronika.vocabulary.lists import Match, Register, Row

MOST = 40  # pairs that a table shows; --json gives all


def tell_left_out(done: LinkedLists) -> None:
    """Say what was not linked, and where people contradict one another."""
    if done.protected:
        note(f"{many(done.protected, 'row')} with protected people left out.")
    if done.linked.unnamed:
        note(f"{many(len(done.linked.unnamed), 'row')} that name nobody stay alone.")
    for each in done.linked.contradictions:
        a, b = (row[:SHORT] for row in each.apart)
        what = f"the list {each.group} was declared duplicate-free" if each.group else "others judged them apart"
        note(f"Judged the same, while {what}: {a} and {b}.")


def tell(done: LinkedLists) -> None:
    """Print the links, how the threshold came about, and who is on which list."""
    matches = done.linked.matches
    heads = ("one", "other", "verdict", "bits", "reason")
    shown = (
        (name(done, each.a), name(done, each.b), each.verdict.value, f"{each.bits:+.1f}", each.reason)
        for each in matches[:MOST]
    )
    show_table(heads, shown)
    if len(matches) > MOST:
        say(f"The {MOST} strongest of {many(len(matches), 'pair')}; --json gives all.")
    say("")
    patterns = done.histories.patterns()
    rows = ((*("yes" if on else "–" for on in pattern), f"{number:,}") for pattern, number in patterns)
    show_table((*done.histories.lists, "people"), rows)
    say(f"{many(len(done.rows), 'row')}, {many(len(done.linked.people), 'person', 'people')}. {threshold_told(done)}")


def threshold_told(done: LinkedLists) -> str:
    """Say from where the threshold is, with its errors on judged pairs."""
    chosen = done.linked.threshold
    told = f"Rows are one person above {chosen.bits:+.2f} bits ({chosen.by})."
    if chosen.same or chosen.joined:
        told += f" Of the judged pairs, {chosen.wrong} of {chosen.joined} joined are wrong"
        told += f", and {chosen.missed} of {chosen.same} that are one person are missed."
    return told


def explain(done: LinkedLists, one: str, other: str, *, as_json: bool) -> None:
    """Print what each comparison of two rows says and how many bits it gives."""
    from khronika import actions

    pair = {actions.find_row(each, done.rows) for each in (one, other)}
    match = next((each for each in done.linked.matches if {each.a, each.b} == pair), None)
    if match is None:
        say("These two rows were not found alike enough to be weighed; nothing speaks for their being one person.")
        return
    if as_json:
        show_json(match_row(match))
        return
    for row in (done.rows[match.a], done.rows[match.b]):
        say(f"{row.register}, row {row.number}: {' | '.join(row.cells)}")
    before = match.bits - sum(each.bits for each in match.weights)
    show_table(
        ("compared", "says", "bits"),
        [
            ("before", "any two rows of these lists", f"{before:+.1f}"),
            *((each.of, each.says, f"{each.bits:+.1f}") for each in match.weights),
            ("in all", f"probability {match.probability:.4f}", f"{match.bits:+.1f}"),
        ],
    )
    say(f"{match.verdict.value}{': ' + match.why if match.why else ''}. {threshold_told(done)}")


def name(done: LinkedLists, row: str) -> str:
    """Give a row as a table names it: what stands in it first, its list, its id."""
    found = done.rows[row]
    return f"{found.cells[0]} ({found.register} {row[:SHORT]})"


def list_row(register: Register, rows: int) -> Json:
    """Give a list as a program reads it."""
    from khronika.vocabulary.canonical import as_json

    mapped = as_json(register.map)
    return {
        "name": register.name,
        "rows": rows,
        "columns": mapped["columns"],
        "order": mapped["order"],
        "duplicate_free": register.map.sole,
        "document": register.document,
        "revision": register.revision,
    }


def import_row(imported: Imported) -> Json:
    """Give what came of an import as a program reads it."""

    def said(rows: tuple[Row, ...]) -> list[Json]:
        return [{"id": row.id, "row": row.number, "cells": list(row.cells)} for row in rows]

    changes = {"added": imported.added, "changed": imported.changed, "vanished": imported.vanished}
    return list_row(imported.register, len(imported.rows)) | {what: said(rows) for what, rows in changes.items()}


def linking_row(done: LinkedLists) -> Json:
    """Give what came of linking as a program reads it."""
    chosen = done.linked.threshold
    return {
        "lists": list(done.linked.lists),
        "model": done.linked.model,
        "threshold": {
            "bits": round(chosen.bits, 2),
            "by": chosen.by,
            "joined": chosen.joined,
            "wrong": chosen.wrong,
            "same": chosen.same,
            "missed": chosen.missed,
        },
        "rules": [{"keys": list(each.keys), "pairs": each.pairs, "used": each.used} for each in done.linked.blocks],
        "links": [match_row(each) for each in done.linked.matches],
        "people": [{"rows": list(each.rows), "on": list(each.on)} for each in done.histories.people],
        "patterns": [{"on": list(on), "people": number} for on, number in done.histories.patterns()],
        "contradictions": [
            {"apart": list(each.apart), "same": [list(pair) for pair in each.same], "list": each.group}
            for each in done.linked.contradictions
        ],
        "unnamed": list(done.linked.unnamed),
        "protected": done.protected,
    }


def match_row(match: Match) -> Json:
    """Give one pair as a program reads it."""
    return {
        "a": match.a,
        "b": match.b,
        "verdict": match.verdict.value,
        "bits": round(match.bits, 2),
        "probability": round(match.probability, 6),
        "reason": match.reason,
        "weights": [{"of": each.of, "says": each.says, "bits": round(each.bits, 2)} for each in match.weights],
    }
