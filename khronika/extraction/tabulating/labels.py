"""What the cells that name a figure say: what is counted, of whom, where and when, or that it is a total."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.extraction.counting.numbers import numerals
from khronika.extraction.counting.population import group_of
from khronika.extraction.lists import kept, words
from khronika.extraction.lists import table as listed
from khronika.vocabulary.bodies import Qualifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.dates import Calendar
    from khronika.extraction.tabulating.cells import Cell, Span, Table
    from khronika.vocabulary.dates import When

NUMBER = re.compile(r"\d{1,3}(?:[, ]\d{3})+|\d{1,7}")
MOST_WORDS = 6  # of a cell that is a number with its qualifier: "no fewer than 1,200"
WORD = re.compile(r"[\w%#.-]*\w|[%#]")

Number = tuple[int | None, int | None, Qualifier]


@dataclass(frozen=True)
class Labels:
    """What the cells that name a figure say."""

    quantity: str | None = None
    population: str | None = None
    group: str = "all"
    when: When | None = None
    where: str | None = None
    total: bool = False
    source: tuple[Cell, Cell] | None = None  # the heading and the label that names who gives the figure
    spans: tuple[Span, ...] = ()


def labels_of(table: Table, cell: Cell, calendar: Calendar, places: frozenset[str]) -> Labels | None:
    """Put together what the row and the column are called; None where one of them is not understood."""
    heading = table.heading(cell)
    named = [(each, table.heading(each)) for each in table.left_of(cell) if not _is_number(each)]
    labels = Labels()
    for each, its_heading in [*named, *([(heading, None)] if heading else [])]:
        read = _read(labels, each, its_heading, calendar, places)
        if read is None:
            return None
        labels = replace(read, spans=(*read.spans, each.span))
    return labels if labels.quantity or table.caption is None else _captioned(labels, table)


def _read(
    labels: Labels, cell: Cell, heading: Cell | None, calendar: Calendar, places: frozenset[str]
) -> Labels | None:
    """Add what one label says, by the heading above it, else by its own words; None where that is not understood."""
    kind = _kind(heading)
    when = date_of(cell, calendar)
    if when is not None:
        return replace(labels, when=when)
    if kind == "name" or set(WORD.findall(cell.words)) & words("tables", "no_count"):
        return None
    if kind == "source" and heading is not None:
        return replace(labels, source=(heading, cell))
    if cell.words.rstrip(":") in words("tables", "total"):
        return replace(labels, total=True)
    if kind == "place" or cell.words in places:
        return replace(labels, where=cell.written)
    return _people_or_what(labels, cell, kind)


def _kind(heading: Cell | None) -> str | None:
    """Say what the cells under a heading are."""
    kinds = listed("tables", "labels").items()
    return next((kind for kind, heads in kinds if heading and heading.words in heads), None)


def _people_or_what(labels: Labels, cell: Cell, kind: str | None) -> Labels | None:
    quantity, phrase = quantity_of(cell.words)
    people = [(word, group) for word, group in _nouns(cell) if word.casefold() not in phrase.split()]
    telling = next((each for each in people if each[1] not in {"all", "other"}), people[0] if people else None)
    if quantity is not None:
        if labels.quantity not in {None, quantity}:
            return None
        word, group = telling or (labels.population, labels.group)
        return replace(labels, quantity=quantity, population=word, group=group)
    if telling is None and kind != "population":
        return None
    return replace(labels, population=cell.written, group=telling[1] if telling else "other")


def _captioned(labels: Labels, table: Table) -> Labels:
    """Take what is counted from the caption, where no heading says it: "Table 2. Persons killed, by district"."""
    caption = table.caption
    if caption is None or not (quantity := quantity_of(caption.text.casefold())[0]):
        return labels
    return replace(labels, quantity=quantity, spans=((caption.start, caption.end), *labels.spans))


@kept
def _phrases() -> list[tuple[str, str]]:
    rows = [(phrase, quantity) for quantity, known in listed("tables", "quantities").items() for phrase in known]
    return sorted(rows, key=lambda row: -len(row[0]))


def quantity_of(label: str) -> tuple[str | None, str]:
    """Give what a label says is counted, and the phrase that says it: the longest that it holds as whole words."""
    held = (row for row in _phrases() if re.search(rf"(?<!\w){re.escape(row[0])}(?!\w)", label))
    phrase, quantity = next(held, ("", None))
    return quantity, phrase


def reason_under(heading: str) -> str:
    """Say why a number in a cell is no figure, as far as its column's heading tells."""
    if heading.startswith("age"):
        return "age"
    return "list number" if heading in listed("tables", "labels")["number"] else "a cell of a table"


def _is_number(cell: Cell) -> bool:
    return number_in(cell) is not None or not any(letter.isalnum() for letter in cell.words)


def number_in(cell: Cell) -> Number | None:
    """Give the number that a cell is, with its qualifier, if it is nothing else."""
    if NUMBER.fullmatch(cell.words):
        value = int(re.sub(r"\D", "", cell.words))
        return value, value, Qualifier.EXACT
    tokens = cell.sentences[0].tokens
    if len(cell.sentences) > 1 or len(tokens) > MOST_WORDS or not any(letter.isdigit() for letter in cell.words):
        return None
    found = numerals(cell.sentences[0])
    if len(found) != 1 or (found[0].begins, found[0].last) != (0, len(tokens) - 1):
        return None
    return found[0].low, found[0].high, found[0].qualifier


def date_of(cell: Cell, calendar: Calendar) -> When | None:
    """Give the date that a cell is, if it is nothing else."""
    found = [dated for dated in calendar.read(cell.sentences[0]) if dated.when.earliest]
    whole = len(cell.sentences) == 1 and len(found) == 1
    rest = len(cell.sentences[0].tokens) - (found[0].last - found[0].first + 1) if whole else 1
    return found[0].when if whole and rest == 0 else None


def _nouns(cell: Cell) -> Iterator[tuple[str, str]]:
    """Give the words of a cell that name people, each with its group."""
    for token in cell.sentences[0].tokens:
        forms = (token.lemma, token.lower, token.lower.removesuffix("s"))
        if group := next((group for form in forms if (group := group_of(form))), None):
            yield token.text, group
