"""A whole evaluation: every kind of every document that has a gold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.evaluation.gold import placed
from khronika.evaluation.measures import Measure, Resampled, measure, resampled
from khronika.evaluation.pairing import Compared, pair, stand
from khronika.evaluation.persons import pair_persons
from khronika.vocabulary.claims import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khronika.evaluation.gold import Coded
    from khronika.vocabulary.claims import Claim

ORDER = (Kind.COUNT, Kind.STEP, Kind.NORM, Kind.DEMAND, Kind.PERSON, Kind.ACT)


@dataclass(frozen=True)
class Read:
    """What was read of one document: the text, its revision, and the claims that stand."""

    revision: str
    text: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Evaluation:
    """The measures by kind, what they rest on, and each comparison by document for whoever wants to see the misses."""

    measures: Mapping[Kind, Measure]
    resampled: Resampled
    documents: tuple[str, ...]
    lost: int  # items whose words do not stand in what was read; they count as missed
    compared: tuple[Compared, ...]


def evaluate(pairs: Sequence[tuple[Coded, Read]]) -> Evaluation:
    """Compare the claims of each document with its gold; a kind of which neither has anything is left out."""
    unit = resampled(len(pairs))
    found = [placed(gold, read.text) for gold, read in pairs]
    compared = [each for gold, (_, read) in zip(found, pairs, strict=True) for each in _document(gold, read)]
    by_kind = {kind: [each for each in compared if each.kind is kind] for kind in ORDER}
    return Evaluation(
        measures={kind: measure(each, unit) for kind, each in by_kind.items() if any(map(_coded, each))},
        resampled=unit,
        documents=tuple(gold.file for gold in found),
        lost=sum(len(gold.lost) for gold in found),
        compared=tuple(compared),
    )


def _document(gold: Coded, read: Read) -> list[Compared]:
    standing = stand(read.claims, read.revision, read.text)
    return [pair_persons(gold, standing) if kind is Kind.PERSON else pair(kind, gold, standing) for kind in ORDER]


def _coded(each: Compared) -> bool:
    return bool(each.hits or each.missed)
