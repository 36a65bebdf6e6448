"""Precision, recall and F1 of one kind, the share of right values by field, each with its interval."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from khronika.evaluation.bootstrap import Share, draws, shared
from khronika.evaluation.placing import overlap
from khronika.vocabulary.claims import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khronika.evaluation.bootstrap import Statistic, Sums
    from khronika.evaluation.gold import Span
    from khronika.evaluation.pairing import Compared

ENOUGH = 6  # documents: of fewer, sentences are resampled
LISTED = frozenset({Kind.COUNT, Kind.STEP, Kind.NORM, Kind.DEMAND, Kind.PERSON})  # kinds of which a gold lists all
UnitKey = tuple[str, int]


class Resampled(StrEnum):
    """What a bootstrap draws again: documents, since what stands in one hangs together; of few, their parts."""

    DOCUMENTS = "documents"
    SENTENCES = "sentences"
    CLAIMS = "claims"


@dataclass(frozen=True)
class Measure:
    """How one kind was found; precision and F1 are null where the gold does not list all that there is."""

    gold: int
    claims: int  # that count: right and wrong ones, not those set aside
    right: int
    found: int
    strict: int
    precision: Share | None
    recall: Share
    f1: Share | None
    strict_f1: Share | None
    fields: Mapping[str, Share]
    wrong: Mapping[str, int]  # why claims are wrong
    aside: Mapping[str, int]  # why claims are neither right nor wrong


def resampled(documents: int) -> Resampled:
    """Say what is drawn again: documents where there are enough of them."""
    return Resampled.DOCUMENTS if documents >= ENOUGH else Resampled.SENTENCES


def measure(compared: Sequence[Compared], unit: Resampled) -> Measure:
    """Sum up one kind over all documents."""
    units: dict[UnitKey, Counter[str]] = defaultdict(Counter)
    for each in compared:
        units[each.file, 0] += Counter()
        for at, tally in _tallies(each):
            units[each.file, at if unit is Resampled.SENTENCES else 0] += tally
    drawn = draws([units[key] for key in sorted(units)])
    total: Counter[str] = sum(units.values(), Counter())
    listed = compared[0].kind in LISTED if compared else False
    left = Counter(leftover.why for each in compared for leftover in each.left)
    return Measure(
        gold=total["gold"],
        claims=total["right"] + total["wrong"],
        right=total["right"],
        found=total["found"],
        strict=total["strict"],
        precision=shared(total, drawn, precision) if listed else None,
        recall=shared(total, drawn, recall),
        f1=shared(total, drawn, f1) if listed else None,
        strict_f1=shared(total, drawn, strict_f1) if listed else None,
        fields={
            name: shared(total, drawn, _field(name))
            for name in dict.fromkeys(field for each in compared for hit in each.hits for field in hit.fields)
            if total[f"asked {name}"]
        },
        wrong={why.value: number for why, number in left.most_common() if why.wrong},
        aside={why.value: number for why, number in left.most_common() if not why.wrong},
    )


def _tallies(each: Compared) -> Iterator[tuple[int, Counter[str]]]:
    """Give what each item and each claim adds, with the place of its sentence."""
    for hit in each.hits:
        tally = Counter({"gold": 1, "found": 1, "right": each.right.get(hit.item.id, 1)})
        tally["strict"] = int(hit.agreement.strict)
        for name, value in hit.fields.items():
            tally[f"asked {name}"] += value is not None
            tally[f"right {name}"] += value is True
        yield hit.item.sentence[0], tally
    for item in each.missed:
        yield item.sentence[0], Counter({"gold": 1})
    sentences = [hit.item.sentence for hit in each.hits] + [item.sentence for item in each.missed]
    for leftover in each.left:
        if leftover.why.wrong:
            yield _sentence(leftover.standing.span or (0, 0), sentences), Counter({"wrong": 1})


def _sentence(span: Span, sentences: Sequence[Span]) -> int:
    return next((sentence[0] for sentence in sentences if overlap(span, sentence)), span[0])


def precision(sums: Sums) -> float | None:
    """Give the share of right claims."""
    return _ratio(sums["right"], sums["right"] + sums["wrong"])


def recall(sums: Sums) -> float | None:
    """Give the share of items found."""
    return _ratio(sums["found"], sums["gold"])


def f1(sums: Sums) -> float | None:
    """Give the harmonic mean of precision and recall; None where nothing was there and nothing proposed."""
    return _mean(precision(sums), recall(sums))


def strict_f1(sums: Sums) -> float | None:
    """Give the same where only a claim counts as right whose main values are all right."""
    exact = _ratio(sums["strict"], sums["found"]) or 0.0
    strictly, known = precision(sums), _ratio(sums["strict"], sums["gold"])
    return _mean(strictly * exact if strictly is not None else None, known)


def _mean(one: float | None, other: float | None) -> float | None:
    if one is None and other is None:
        return None
    one, other = one or 0.0, other or 0.0
    return 2 * one * other / (one + other) if one + other else 0.0


def _field(name: str) -> Statistic:
    return lambda sums: _ratio(sums[f"right {name}"], sums[f"asked {name}"])


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
