"""The ladder of tolls of each event, and the open questions by addressee, ready to be copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.publishing import wording
from khronika.vocabulary.words import word_list

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
        mine = tuple(sorted((one for one in evidence.record.ladders if one.event == event.id), key=_gravest))
        if mine:
            found[event.id] = Tolls(event, mine)
    return found


def _gravest(ladder: Ladder) -> tuple[int, str]:
    quantities = list(word_list("quantities"))
    known = ladder.quantity in quantities
    return (quantities.index(ladder.quantity) if known else len(quantities), ladder.quantity)


def rung(one: Rung | None) -> str:
    """Write a rung of a ladder: "12", "12–15", "15 or more"; "" where there is none."""
    if one is None:
        return ""
    return f"{wording.number(one.low)} or more" if one.high is None else wording.interval(one.low, one.high)


@dataclass(frozen=True)
class Asked:
    """The questions to one addressee, the gravest first."""

    anchor: str
    to: str
    questions: tuple[OpenQuestion, ...]


def asked(evidence: Evidence) -> tuple[Asked, ...]:
    """Give the open questions by addressee; the one of whom the gravest is asked comes first."""
    found: dict[str, list[OpenQuestion]] = {}
    for question in sorted(evidence.record.questions, key=lambda one: (one.weight, one.to, one.text, one.claims)):
        found.setdefault(question.to, []).append(question)
    return tuple(Asked(f"to-{n}", name, tuple(mine)) for n, (name, mine) in enumerate(found.items(), 1))
