"""Why the claims of a minimal set cannot all be true, as sentences in whose order the arithmetic can be followed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from khronika.comparison.contradiction.components import LOWER, Given
from khronika.comparison.contradiction.constraints import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.comparison.contradiction.bounds import Bound, Clash
    from khronika.comparison.contradiction.components import Component
    from khronika.comparison.contradiction.constraints import Unknown

LAST_DAY = date.max.toordinal()


def chain(component: Component, clash: Clash) -> tuple[str, ...]:
    """Tell two chains of bounds up to their clash."""
    told: dict[str, None] = {}
    for bound in clash:
        _tell(component, bound, told)
    return (*told, _end(component, clash))


def added(component: Component, shares: Sequence[tuple[int, Given]]) -> tuple[str, ...]:
    """Tell bounds that, taken so many times each and added up, leave no unknown and a number that is not nought."""
    told = [f"{_bound(component, one)}{_because(one.why)}{_times(times)}." for times, one in shares]
    left = sum(times * one.side * one.value for times, one in shares)
    return (*told, f"Added up, everything cancels out but the numbers, and 0 would have to be at least {left}.")


def fractions_only(component: Component, given: Iterable[Given]) -> tuple[str, ...]:
    """Tell bounds that only whole numbers cannot keep."""
    told = dict.fromkeys(f"{_bound(component, one)}{_because(one.why)}." for one in given)
    return (*told, "Fractions could satisfy all of this, whole numbers cannot.")


def _tell(component: Component, bound: Bound, told: dict[str, None]) -> None:
    for premise in bound.premises[1:]:
        if premise.value or premise.label or premise.premises:  # that a number is not below nought goes without saying
            _tell(component, premise, told)
    worked = _worked(component, bound) if bound.premises else ""
    told[f"{_bound(component, bound)}{worked}{_because(bound.why)}."] = None


def _bound(component: Component, bound: Bound | Given) -> str:
    terms = () if bound.place < len(component.unknowns) else component.sums[bound.place - len(component.unknowns)]
    if [factor for _, factor in terms] == [1, -1]:  # a difference is told as what one is beside the other
        (one, _), (other, _) = terms
        beside = _name(component, other) + (
            f" {'+' if bound.value > 0 else '−'} {abs(bound.value)}" if bound.value else ""
        )
        said = f"{_name(component, one)}: at {'least' if bound.side == LOWER else 'most'} {beside}"
    else:
        said = f"{_name(component, bound.place)}: {_value(component, bound.place, bound.side, bound.value)}"
    return said[0].upper() + said[1:]


def _name(component: Component, place: int) -> str:
    if place < len(component.unknowns):
        unknown = component.unknowns[place]
        return unknown.label or unknown.name
    terms = component.sums[place - len(component.unknowns)]
    return _signed((factor, _factored(factor, _name(component, at))) for at, factor in terms)


def _factored(factor: int, word: str) -> str:
    return word if factor in (1, -1) else f"{abs(factor)} × {word}"


def _value(component: Component, place: int, side: int, value: int) -> str:
    unknown = component.unknowns[place] if place < len(component.unknowns) else None
    if unknown and unknown.measure is Measure.DAY:
        return f"{_written(unknown, value)} or {'later' if side == LOWER else 'earlier'}"
    if unknown and unknown.measure is Measure.YES_OR_NO and value in (0, 1) and (value == 1) == (side == LOWER):
        return "yes" if value else "no"
    return f"at {'least' if side == LOWER else 'most'} {value}"


def _written(unknown: Unknown, value: int) -> str:
    is_day = unknown.measure is Measure.DAY and 1 <= value <= LAST_DAY
    return date.fromordinal(value).isoformat() if is_day else str(value)


def _worked(component: Component, bound: Bound) -> str:
    """Write the sum from which a bound follows, " (15 + 3)"; nothing where it is one number, taken over as it is."""
    terms = component.sums[bound.over]
    by = next(factor for unknown, factor in terms if unknown == bound.place)
    sign, others = (1 if by > 0 else -1), (term for term in terms if term[0] != bound.place)
    parts = [(sign * bound.premises[0].value, str(abs(bound.premises[0].value)))]
    for (unknown, factor), one in zip(others, bound.premises[1:], strict=True):
        written = _factored(factor, _written(component.unknowns[unknown], abs(one.value)))
        parts.append((-sign * factor * one.value, written))
    parts = sorted((part for part in parts if part[0]), key=lambda part: part[0] < 0)
    if by not in (1, -1):
        return f" (({_signed(parts)}) / {abs(by)}, in whole numbers)"
    return f" ({_signed(parts)})" if len(parts) > 1 or not bound.value else ""


def _signed(parts: Iterable[tuple[int, str]]) -> str:
    text = "".join(f" {'+' if sign > 0 else '−'} {word}" for sign, word in parts)
    return text.removeprefix(" + ").strip() if text else "0"


def _end(component: Component, clash: Clash) -> str:
    low, high = (_value(component, one.place, one.side, one.value) for one in clash)
    name = _name(component, clash.low.place)
    return f"{name[0].upper()}{name[1:]} cannot be {low} and {high} at once."


def _because(why: str) -> str:
    return f", because {why}" if why else ""


def _times(times: int) -> str:
    return "" if times == 1 else f" (taken {times} times)"
