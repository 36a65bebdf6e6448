"""A figure in a cell: its headings say what is counted, of whom, where and when; a total is the whole of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.tabulating.labels import Labels, labels_of, number_in
from khronika.extraction.tabulating.said import Tabled
from khronika.vocabulary.bodies import Count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khronika.extraction.grammar.dates import Calendar
    from khronika.extraction.tabulating.cells import Place, Table


def figures(found: Iterable[Table], calendar: Calendar, places: frozenset[str]) -> dict[int, Tabled]:
    """Give the figures of tables by where their cells begin; a label that is not understood leaves its cells alone.

    `places` are the names of places in the text, in small letters.
    """
    return dict(each for table in found for each in _of_table(table, calendar, places))


def _of_table(table: Table, calendar: Calendar, places: frozenset[str]) -> Iterator[tuple[int, Tabled]]:
    counted: dict[Place, tuple[Count, Labels]] = {}
    for place, cell in sorted(table.cells.items()):
        number = number_in(cell)
        labels = labels_of(table, cell, calendar, places) if number and any(number[:2]) else None
        if labels and labels.quantity and number:
            counted[place] = Count(labels.quantity, labels.population, labels.group, *number), labels
    totals = sorted(place for place, (_, labels) in counted.items() if labels.total)
    for place, (body, labels) in counted.items():
        whole, cell = _whole(place, counted, totals), table.cells[place]
        start = table.cells[whole].block.start if whole else None
        yield (
            cell.block.start,
            Tabled(body, (*labels.spans, cell.span), labels.when, labels.where, start, labels.source),
        )


def _whole(place: Place, counted: Mapping[Place, tuple[Count, Labels]], totals: Sequence[Place]) -> Place | None:
    """Give the nearest total of the same quantity below in its column, else right of it in its row."""
    (row, column), (mine, labels) = place, counted[place]
    if labels.total:
        return None
    down = [each for each in totals if each[1] == column and each[0] > row]
    right = [each for each in totals if each[0] == row and each[1] > column]
    for each in (*down[:1], *right[:1]):
        whole = counted[each][0]
        if whole.quantity == mine.quantity and (whole.low or 0) >= (mine.low or 0):
            return each
    return None
