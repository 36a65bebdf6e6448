"""A register: each line is one person, and what other columns say of them becomes steps and acts of that person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.lists import kept, words
from khronika.extraction.lists import table as listed
from khronika.extraction.tabulating.labels import date_of
from khronika.extraction.tabulating.said import Tabled
from khronika.vocabulary.bodies import Act, Party, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from khronika.extraction.grammar.dates import Calendar
    from khronika.extraction.tabulating.cells import Cell, Table

UNKNOWN = "a fate that no list knows"


def registered(
    found: Iterable[Table], calendar: Calendar, named: Mapping[tuple[int, int], str]
) -> tuple[dict[int, list[Tabled]], list[Cell]]:
    """Give what registers say of each person, by where the cell with the name begins, and the fates not understood.

    `named` are the full names of persons by sentence and token.
    """
    said: dict[int, list[Tabled]] = {}
    unknown: list[Cell] = []
    for table in found:
        for cell in table.cells.values():
            if (name := _person(table, cell, named)) is not None:
                said[cell.block.start] = list(_along(table, cell, name, calendar))
                unknown += _unknown(table, cell)
    return said, unknown


def _person(table: Table, cell: Cell, named: Mapping[tuple[int, int], str]) -> str | None:
    """Give the person whose line it is: the one named in a column of names, where all of the cell is the name."""
    heading = table.heading(cell)
    if heading is None or heading.words not in listed("tables", "labels")["name"] or len(cell.sentences) > 1:
        return None
    sentence = cell.sentences[0]
    names = {named.get((sentence.number, at)) for at in range(len(sentence.tokens))}
    return names.pop() if len(names) == 1 else None


def _along(table: Table, cell: Cell, name: str, calendar: Calendar) -> Iterator[Tabled]:
    """Read the other cells of a line under their headings."""
    subject = (Party(name=name),)
    for other in table.along(cell):
        heading = table.heading(other)
        if heading is None or other is cell:
            continue
        if (step := _meaning("dated").get(heading.words)) and (when := date_of(other, calendar)):
            yield Tabled(Step(step, subject), (heading.span, cell.span, other.span), when)
        if heading.words in words("tables", "fate"):
            fate = other.words.rstrip(".")
            if step := _meaning("fates").get(fate):
                yield Tabled(Step(step, subject), (heading.span, cell.span, other.span))
            if act := _meaning("fate_acts").get(fate):
                yield Tabled(Act(act, subject, ()), (heading.span, cell.span, other.span))


def _unknown(table: Table, cell: Cell) -> Iterator[Cell]:
    known = {*_meaning("fates"), *_meaning("fate_acts")}
    for other in table.along(cell):
        heading = table.heading(other)
        if heading and heading.words in words("tables", "fate") and other.words.rstrip(".") not in known:
            yield other


@kept
def _meaning(key: str) -> dict[str, str]:
    """Give by each phrase of a list what it means."""
    return {phrase: meaning for meaning, phrases in listed("tables", key).items() for phrase in phrases}
