"""The cells of each table with their places, so that a cell is read with its row and under its heading."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from khronika.extraction.naming.listed import YEAR
from khronika.vocabulary.documents import MarkKind, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.extraction.grammar.blocks import Block
    from khronika.extraction.grammar.syntax import Sentence
    from khronika.vocabulary.bodies import Person
    from khronika.vocabulary.documents import Revision

NUMBERED = re.compile(r"\s*(?:table|chart|figure|annex)\s+[\dIVX]+\b", re.IGNORECASE)
Span = tuple[int, int]
Place = tuple[int, int]  # row and column


@dataclass(frozen=True)
class Cell:
    """One cell: its block, the sentences in it, and where it stands in its table, counted from 1."""

    block: Block
    sentences: tuple[Sentence, ...]
    row: int
    column: int

    @property
    def span(self) -> Span:
        """Its first code point and the one after its last."""
        return self.sentences[0].start, self.sentences[-1].end

    @property
    def written(self) -> str:
        """What stands in it, with single spaces."""
        return " ".join(self.block.text.split())

    @cached_property
    def words(self) -> str:
        """What stands in it, in small letters with single spaces."""
        return self.written.casefold()


@dataclass
class Table:
    """The cells of one table, in order, with their rows and columns; `caption` is the sentence right above it."""

    caption: Sentence | None = None
    cells: dict[Place, Cell] = field(default_factory=dict)
    rows: dict[int, dict[int, Cell]] = field(default_factory=lambda: defaultdict(dict))
    columns: dict[int, dict[int, Cell]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, place: Place, sentence: Sentence) -> None:
        """Add a sentence to the cell in which it stands."""
        known = self.cells.get(place)
        told = (*known.sentences, sentence) if known else (sentence,)
        cell = Cell(sentence.block, told, *place)
        self.cells[place] = self.rows[place[0]][place[1]] = self.columns[place[1]][place[0]] = cell

    def left_of(self, cell: Cell) -> list[Cell]:
        """Give the cells of the same row before this one."""
        return [each for each in self.along(cell) if each.column < cell.column]

    def along(self, cell: Cell) -> list[Cell]:
        """Give the whole row of a cell."""
        return list(self.rows[cell.row].values())

    def heading(self, cell: Cell) -> Cell | None:
        """Give the cell that names this one's column."""
        named = " ".join((cell.block.column or "").split()).casefold()
        if not named:
            return None
        above = (each for each in self.columns[cell.column].values() if each.row < cell.row)
        return next((each for each in above if each.words.startswith(named)), None)


def tables(sentences: Iterable[Sentence]) -> list[Table]:
    """Put the sentences of cells together into tables; a row number that falls back begins a new one."""
    found: list[Table] = []
    before: Sentence | None = None
    row, inside = 0, False
    for sentence in sentences:
        place = _place(sentence)
        if place is None:
            before, inside = sentence, False
            continue
        if not inside or place[0] < row:
            found.append(Table(before))
            before = None
        row, inside = place[0], True
        found[-1].add(place, sentence)
    return found


def _place(sentence: Sentence) -> Place | None:
    row, _, column = (sentence.block.value or "").partition(",")
    is_cell = sentence.block.kind is MarkKind.CELL and row.isdigit() and column.isdigit()
    return (int(row), int(column)) if is_cell else None


def is_title(caption: Sentence) -> bool:
    """Say whether a caption is the title of its table, such as "Table 2. Persons killed, by district", and no text."""
    finite = any(token.tag in {"VBD", "VBZ", "VBP", "MD"} for token in caption.tokens)
    return bool(NUMBERED.match(caption.block.text)) or not finite


def cut(revision: Revision, spans: Sequence[Span]) -> Passage:
    """Cut the passage from the first to the last of some cells, with each of them as a part."""
    pieces = tuple(sorted(set(spans)))
    return Passage.cut(revision, pieces[0][0], pieces[-1][1], pieces)


def beside(row: Iterable[Cell], own: Sentence, person: Person) -> list[Span]:
    """Give the cells of a person's row that say an age or a year of birth which their own cell does not."""
    spans = []
    for cell in row:
        head = (cell.block.column or "").strip().casefold()
        says_age = person.age is not None and head.startswith("age") and cell.words == str(person.age)
        year = YEAR.search(cell.words) if "born" in head or "birth" in head else None
        says_birth = year is not None and year.group() == str(person.born)
        if (says_age or says_birth) and cell.words not in own.block.text.casefold():
            spans.append(cell.span)
    return spans
