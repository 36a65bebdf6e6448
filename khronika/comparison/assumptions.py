"""What no text says and a comparison across scopes rests on, each with the question that would decide it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from khronika.comparison.building import enumerate_few
from khronika.comparison.intervals import phrase
from khronika.comparison.scopes import difference
from khronika.vocabulary.accounts import Assumption
from khronika.vocabulary.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.comparison.figures import Figure
    from khronika.comparison.scopes import Scope

SHORT = 8  # characters of a digest: enough to tell the assumptions of one chronicle apart


class Ground(StrEnum):
    """Why one number should bound another; the first is asked first where several lead to the same set of claims."""

    AMONG = "among"  # the people of one scope are among those of a wider one
    LATER = "later"  # a later figure takes in an earlier one
    PLACES = "places"  # a total without a place takes in several places
    BESIDE = "beside"  # two groups in one document are counted beside each other, nobody twice
    TRIAL = "trial"  # the outcomes that a document tells are of one trial, one a person
    EVENT = "event"  # a figure filed under no event is of this one


@dataclass(frozen=True, slots=True)
class Assumed:
    """An assumption as the scopes that it ties: the narrow ones, and the one that takes them in."""

    ground: Ground
    narrow: tuple[Scope, ...]
    wide: Scope

    @property
    def id(self) -> str:
        """A short name that is the same in every run, by which a person switches it off."""
        names = [scope.key for scope in (*self.narrow, self.wide)]
        return f"{self.ground}-{digest([self.ground, *names])[:SHORT]}"

    def about(self, told: Sequence[tuple[Scope, Figure]]) -> Assumption:
        """Give the assumption with its question, in the figures that rest on it."""
        mine = [(scope, figure) for scope, figure in told if scope in (*self.narrow, self.wide)]
        question = self._question([self._named(scope, mine) for scope in self.narrow], self._named(self.wide, mine))
        return Assumption(self.id, question, tuple(dict.fromkeys(figure.claim.id for _, figure in mine)))

    def _question(self, narrow: Sequence[str], wide: str) -> str:
        them = " and ".join(narrow)
        if self.ground is Ground.EVENT:
            return f"Are {them} of the same event as {wide}?"
        if self.ground is Ground.LATER:
            return f"Do {wide} take in {them}, or only what was new?"
        if self.ground is Ground.BESIDE:
            return f"Among {wide}: are {them} counted beside each other, or is one among the other?"
        if self.ground is Ground.TRIAL:
            return f"Are {them} all outcomes of the trial of {self.narrow[0].trial}, one for each person?"
        filed = any(scope.event != self.wide.event for scope in self.narrow)
        both = "Are both of the same event, and do" if filed else "Do"
        return f"{both} {wide} take in {them}?"

    @property
    def difference(self) -> str:
        """In what the scopes differ, as a sentence; nothing where that is the question itself."""
        return f"They differ in scope: {difference(self.narrow[0], self.wide)}." if self.ground is Ground.AMONG else ""

    @staticmethod
    def _named(scope: Scope, told: Sequence[tuple[Scope, Figure]]) -> str:
        figures = [figure for one, figure in told if one == scope]
        if not figures:
            return f"all who count as {scope.label}"
        return f"the {enumerate_few(f'{phrase(f.count)} {scope.label} ({f.voice})' for f in figures)}"
