"""All tables of a text at once: what cells say, which are understood, and which total has which parts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from khronika.extraction.tabulating.cells import beside, cut, is_title, tables
from khronika.extraction.tabulating.figures import figures
from khronika.extraction.tabulating.registers import UNKNOWN, registered
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.documents import MarkKind
from khronika.vocabulary.extractions import Abstention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khronika.extraction.grammar.dates import Calendar
    from khronika.extraction.grammar.syntax import Sentence
    from khronika.extraction.tabulating.cells import Cell, Table
    from khronika.extraction.tabulating.said import Tabled
    from khronika.vocabulary.bodies import Person
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.documents import Passage, Revision


@dataclass(frozen=True)
class Tabulation:
    """The tables of a section; keys are where cells begin. `told` gathers the claims of figures as they are made."""

    tables: Sequence[Table]
    figures: Mapping[int, Tabled]
    lines: Mapping[int, Sequence[Tabled]]
    unknown: Sequence[Cell]
    told: dict[int, Claim] = field(default_factory=dict)

    @classmethod
    def over(
        cls,
        sentences: Sequence[Sentence],
        named: Mapping[tuple[int, int], str],
        calendar: Calendar,
        places: Iterable[str],
    ) -> Tabulation:
        """Read the cells among some sentences; `named` are full names of persons by sentence and token."""
        found = tables(sentences)
        lines, unknown = registered(found, calendar, named)
        return cls(found, figures(found, calendar, frozenset(place.casefold() for place in places)), lines, unknown)

    def said(self, sentence: Sentence) -> Iterator[Tabled]:
        """Give what a cell says: of the person whose line begins in it, or as a figure."""
        yield from self.lines.get(sentence.block.start, ())
        if tabled := self.figures.get(sentence.block.start):
            yield tabled

    def has_read(self, sentence: Sentence) -> bool:
        """Say whether a cell was understood: alone a heading says of nobody that it befell them, a fate not of whom."""
        return sentence.block.kind is MarkKind.CELL and sentence.start in self._understood

    def is_label(self, sentence: Sentence) -> bool:
        """Say whether a sentence only names what stands below it, as a heading or a caption: it says of nobody what."""
        return sentence.start in self._labels

    def is_figure(self, sentence: Sentence) -> bool:
        """Say whether a cell is a figure with its headings."""
        return sentence.block.start in self.figures

    def with_wholes(self, claims: Iterable[Claim]) -> list[Claim]:
        """Let each part name its total; the id of a claim does not depend on that."""
        whole_of = {
            claim.id: self.told[tabled.whole].id
            for start, claim in self.told.items()
            if (tabled := self.figures[start]).whole in self.told and tabled.whole is not None
        }
        return [_part(claim, whole_of.get(claim.id)) for claim in claims] if whole_of else list(claims)

    def passage(self, revision: Revision, passage: Passage, sentence: Sentence, person: Person) -> Passage:
        """Widen the passage of a person to the cells of the line that say an age or a year of birth."""
        other = beside(self._rows.get(sentence.block.start, ()), sentence, person)
        return cut(revision, [(passage.start, passage.end), *other]) if other else passage

    def left_alone(self, revision: Revision) -> list[Abstention]:
        """List the fates that no list knows."""
        return [Abstention(revision.id, *c.span, revision.text[slice(*c.span)], UNKNOWN) for c in self.unknown]

    @cached_property
    def _rows(self) -> dict[int, list[Cell]]:
        """The row of each cell, by where the cell begins."""
        return {
            cell.block.start: list(row.values())
            for table in self.tables
            for row in table.rows.values()
            for cell in row.values()
        }

    @cached_property
    def _labels(self) -> frozenset[int]:
        headings = (table.heading(cell) for table in self.tables for cell in table.cells.values())
        captions = (table.caption for table in self.tables if table.caption and is_title(table.caption))
        return frozenset(
            [*(heading.span[0] for heading in headings if heading), *(caption.start for caption in captions)]
        )

    @cached_property
    def _understood(self) -> frozenset[int]:
        every = [*self.figures.values(), *(tabled for line in self.lines.values() for tabled in line)]
        return frozenset(span[0] for tabled in every for span in tabled.spans)


def _part(claim: Claim, whole: str | None) -> Claim:
    return replace(claim, body=replace(claim.body, of=whole)) if whole and isinstance(claim.body, Count) else claim
