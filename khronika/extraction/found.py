"""What a module of one kind hands on: the body of a claim and where its sentence carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.vocabulary.claims import Polarity, Stance

if TYPE_CHECKING:
    from khronika.vocabulary.bodies import Body


@dataclass(frozen=True, slots=True)
class Found:
    """A body, the tokens whose first and last bound the passage, and the token at which speaker and date are sought.

    `tokens` is the smallest clause that carries the claim; `at` is the index of its predicate or head. `stance` and
    `speaker` are given only where the claim itself fixes its origin.
    """

    body: Body
    tokens: tuple[int, ...]
    at: int
    polarity: Polarity = Polarity.AFFIRMED
    stance: Stance | None = None
    speaker: str | None = None
