"""The ladder of tolls of each event, and the open questions by addressee, ready to be copied."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from khronika.publishing import wording

if TYPE_CHECKING:
    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.enquiries import OpenQuestion
    from khronika.vocabulary.ladders import Declared, Ladder, Rung
    from khronika.vocabulary.people import Event


@dataclass(frozen=True)
class Tolls:
    """The ladders of one event, with the rule under which they name a best figure."""

    event: Event
    ladders: tuple[Ladder, ...]

    @property
    def rule(self) -> Declared | None:
        """The declaration under which best figures stand here."""
        return next((ladder.rule for ladder in self.ladders if ladder.rule), None)


def tolls(evidence: Evidence) -> dict[str, Tolls]:
    """Give the ladders by event, for the events of a dossier."""
    found = {}
    for event in evidence.events:
        mine = tuple(ladder for ladder in evidence.record.ladders if ladder.event == event.id)
        if mine:
            found[event.id] = Tolls(event, mine)
    return found


def rung(one: Rung | None) -> str:
    """Write a rung of a ladder: "12", "12–15", "15 or more"; "" where there is none."""
    if one is None:
        return ""
    return f"{wording.number(one.low)} or more" if one.high is None else wording.interval(one.low, one.high)


def asked(evidence: Evidence) -> tuple[tuple[str, tuple[OpenQuestion, ...]], ...]:
    """Give the open questions by addressee, in the order of the record: the gravest first."""
    found = groupby(evidence.record.questions, key=lambda question: question.to)
    return tuple((name, tuple(mine)) for name, mine in found)
