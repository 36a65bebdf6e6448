"""What goes into the linking of lists, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.vocabulary.lists import Field, Histories, History

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khronika.resolution.agglomeration import Contradiction
    from khronika.resolution.lists.blocking import Block
    from khronika.vocabulary.lists import Match, Threshold


METHOD = "lists@1"


@dataclass(frozen=True, slots=True)
class Listed:
    """One list: its name, the ids of its rows, and its cells by what they say, each column as long as the list."""

    name: str
    ids: Sequence[str]
    said: Mapping[Field, Sequence[str]]
    order: Sequence[Field] = (Field.GIVEN, Field.FAMILY)
    sole: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of linking: pairs of rows worth a look, the strongest first, and the people that the rows are.

    `people` names the rows of each; `unnamed` are rows that name nobody ("unidentified man"): each stays alone.
    `blocks` says what each rule of blocking cost; `model` is the SHA-256 of the trained model.
    """

    lists: tuple[str, ...]
    matches: tuple[Match, ...]
    people: tuple[tuple[str, ...], ...]
    threshold: Threshold
    blocks: tuple[Block, ...]
    contradictions: tuple[Contradiction[str], ...]
    unnamed: tuple[str, ...]
    model: str


def histories(linked: Linked, lists: Sequence[Listed]) -> Histories:
    """Give for each person on which lists they are."""
    home = {row: each.name for each in lists for row in each.ids}
    people = []
    for rows in linked.people:
        held = {home[row] for row in rows}
        people.append(History(rows, tuple(name in held for name in linked.lists)))
    return Histories(linked.lists, tuple(people))
