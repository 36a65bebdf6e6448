"""The gold: what a careful reader found in each document, and the traps in which nothing is to be found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.errors import InvalidValue
from khronika.evaluation.likeness import plain
from khronika.evaluation.placing import Places
from khronika.vocabulary.claims import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khronika.vocabulary.canonical import Json

Span = tuple[int, int]
TRAP = "not_"
KINDS = frozenset({Kind.COUNT, Kind.STEP, Kind.ACT, Kind.PERSON, Kind.NORM, Kind.DEMAND})


@dataclass(frozen=True)
class Item:
    """One row of the gold; `row` holds what a claim is to say, in the words of the form."""

    id: str
    kind: Kind
    file: str
    exact: str
    locator: Span
    sentence: Span
    row: Mapping[str, Json]

    @property
    def optional(self) -> bool:
        """Whether it is neither rewarded nor penalised."""
        return bool(self.row.get("optional"))

    def any(self, field: str) -> list[Json]:
        """Give every value of a field that a careful reader may give."""
        several = self.row.get(f"{field}_any")
        return list(several) if several is not None else [self.row.get(field)]

    def told(self, field: str) -> list[Json]:
        """Give the members of a list that the row may lack."""
        return list(self.row.get(field) or ())


@dataclass(frozen=True)
class Coded:
    """The gold of one document: its file, its hash where known, its author's names, items and traps."""

    file: str
    sha256: str | None = None
    authors: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    traps: tuple[Item, ...] = ()
    lost: tuple[Item, ...] = ()  # items whose words do not stand in the text that was read


def coded(rows: Iterable[Json]) -> tuple[Coded, ...]:
    """Give the gold of each document, by file name; raises `InvalidValue` with the id of a row that is not of the form.

    Rows of kinds that are no claims (groups, links, checks) are passed over.
    """
    documents: dict[str, Coded] = {}
    for row in _knowing_others(list(rows)):
        kind = str(row.get("kind"))
        if kind == "document":
            before = _of(documents, row)
            told = replace(before, sha256=row.get("sha256"), authors=tuple(row.get("author") or ()))
        elif kind.removeprefix(TRAP) in KINDS:
            before, found = _of(documents, row), _item(row, Kind(kind.removeprefix(TRAP)))
            told = (
                replace(before, traps=(*before.traps, found))
                if kind.startswith(TRAP)
                else replace(before, items=(*before.items, found))
            )
        else:
            continue
        documents[told.file] = told
    return tuple(documents[file] for file in sorted(documents))


def _knowing_others(rows: Sequence[Json]) -> Iterator[Json]:
    """Tell each norm the ids of the others, so that likeness of words joins no two instruments that are both known."""
    norms = [row for row in rows if row.get("kind") == Kind.NORM]
    owner = {plain(form): row.get("instrument") for row in norms for form in row.get("instrument_any") or ()}
    for row in rows:
        others = [form for form, instrument in owner.items() if instrument != row.get("instrument")]
        yield row | {"others": others} if row.get("kind") == Kind.NORM else row


def _of(documents: Mapping[str, Coded], row: Json) -> Coded:
    file = row.get("file")
    if not isinstance(file, str):
        raise InvalidValue(f"The row {row.get('id')!r} of the gold names no file; add the name of its document.")
    return documents.get(file, Coded(file))


def _item(row: Json, kind: Kind) -> Item:
    try:
        locator = int(row["locator_start"]), int(row["locator_end"])
        sentence = int(row.get("start", locator[0])), int(row.get("end", locator[1]))
        return Item(str(row["id"]), kind, row["file"], str(row["exact"]), locator, sentence, row)
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidValue(
            f"The row {row.get('id')!r} of the gold lacks its id, its exact words or their locator; "
            "tests/evaluation/open/README.md says how a row is made."
        ) from error


def placed(gold: Coded, text: str) -> Coded:
    """Move the items to where their words stand in the text that was read, which may be another reading of the file."""
    places = Places(text)
    moved = [_moved(item, places, len(text)) for item in gold.items]
    lost = tuple(item for item, found in zip(gold.items, moved, strict=True) if found is None)
    traps = (_moved(trap, places, len(text)) for trap in gold.traps)
    return replace(gold, items=tuple(filter(None, moved)), traps=tuple(filter(None, traps)), lost=lost)


def _moved(item: Item, places: Places, length: int) -> Item | None:
    found = places.find(item.exact, item.locator[0])
    if found is None:
        return None
    before, after = item.locator[0] - item.sentence[0], item.sentence[1] - item.locator[1]
    return replace(item, locator=found, sentence=(max(0, found[0] - before), min(length, found[1] + after)))
