"""What a cell says together with the cells that name it, and the claim that this becomes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.extraction.tabulating.cells import cut
from khronika.vocabulary.bodies import Act, Count, Step
from khronika.vocabulary.claims import SHAPES, Claim, Polarity
from khronika.vocabulary.places import Where

if TYPE_CHECKING:
    from khronika.extraction.tabulating.cells import Cell, Span
    from khronika.vocabulary.claims import Speaker
    from khronika.vocabulary.dates import When
    from khronika.vocabulary.documents import Document, Revision

KINDS = {shape: kind for kind, shape in SHAPES.items()}
WIDEST = 600  # characters from a heading to the end of the line; of a longer table the passage is the line alone


@dataclass(frozen=True)
class Tabled:
    """What a cell says; the last span is its own. `whole`: where the cell of the total begins that it is a part of.

    `source`: the heading and the cell that name who says so.
    """

    body: Count | Step | Act
    spans: tuple[Span, ...]
    when: When | None = None
    where: str | None = None
    whole: int | None = None
    source: tuple[Cell, Cell] | None = None

    def claim(self, revision: Revision, document: Document, speakers: tuple[Speaker, ...], method: str) -> Claim:
        """Give the claim; its passage has the cells as parts, without a heading that stands a page above."""
        end = max(last for _, last in self.spans)
        body = replace(self.body, as_of=self.when) if isinstance(self.body, Count) else self.body
        return Claim(
            kind=KINDS[type(body)],
            file=document.name,
            document=document.sha256,
            passage=cut(revision, [span for span in self.spans if end - span[0] <= WIDEST or span == self.spans[-1]]),
            speakers=speakers,
            stance=speakers[0].stance,
            polarity=Polarity.AFFIRMED,
            when=self.when,
            where=Where(self.where) if self.where else None,
            body=body,
            method=method,
        )
