"""What speaks for and against two names being one person, in bits, and what forbids it whatever the bits say.

Blocked for good is what no two truthful sources can say of one person: another gender, another father, a birth years
away, two places in one list or sentence, kinship between the two. Blocked for the rules, and left to a person, is what
two sources may dispute about one: that one was seen alive after the other's death, or two verdicts on one day. Never
blocked is what sources are known to differ in or what changes: a term of sentence, a day of release, a rank, a role.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.resolution.words import words
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

CONTRADICTIONS = {
    "gender": "one is a man and the other a woman",
    "patronymic": "the patronymics name different fathers",
    "born": "they were born in different years",
    "row": "one list or sentence names both, one beside the other",
    "kind": "they are bodies of different kinds",
    "seat": "they are bodies of different places",
    "country": "they are bodies of different countries",
    "located": "the gazetteer has them as two places",
}
DISPUTED = {
    "died": "one was seen alive after the day on which the other had died, so they are two or a source errs",
    "verdict": "one was acquitted and the other convicted on the same day, so they are two or a source errs",
}
AGREEING = {
    "office": "both hold the office of {}",
    "born": "their birth fits",
    "role": "both are called {}",
    "place": "both are told of in {}",
    "fate": "both {}",
    "day": "of both it is told: {}",
    "kin": "both are {}",
}


@dataclass(frozen=True, slots=True)
class Weight:
    """How strongly two names are held to be one person, in bits, with what agrees and what does not."""

    bits: float
    agreeing: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()

    def told(self, reason: str) -> str:
        """Give a reason with all that agrees beside it, the first three."""
        return "; ".join((reason, *self.agreeing[:3]))


def limit(name: str) -> float:
    """Give one of the limits of the word list."""
    return float(words("evidence")["limits"][name][0])


def contradiction(
    left: Mapping[str, AbstractSet[str]], right: Mapping[str, AbstractSet[str]]
) -> tuple[Sameness, str] | None:
    """Say what forbids that what is known of two groups is of one, and whether that is sure or may be disputed."""
    for aspect, reason in CONTRADICTIONS.items():
        if contradict(aspect, left.get(aspect, frozenset()), right.get(aspect, frozenset())):
            return Sameness.APART, reason
    for one, other in ((left, right), (right, left)):
        if "died" in one and "alive" in other and "died" not in other and _outlived(one, other):
            return Sameness.UNSURE, DISPUTED["died"]
        if "day" in one and "day" in other and _other_verdict(one["day"], other["day"]):
            return Sameness.UNSURE, DISPUTED["verdict"]
    return None


def contradict(aspect: str, left: AbstractSet[str], right: AbstractSet[str]) -> bool:
    """Say whether what is known of two groups in one aspect cannot be of one."""
    if not left or not right:
        return False
    if aspect == "row":
        return _side_by_side(left, right)
    if left & right:
        return False
    return aspect != "born" or not any(_years_meet(a, b) for a in left for b in right)


def _side_by_side(left: AbstractSet[str], right: AbstractSet[str]) -> bool:
    """Say whether some list or sentence (before the colon) names one at one place and the other at another."""
    places = [row.rsplit(":", 1) for row in left]
    return any(one == other and a != b for other, b in (row.rsplit(":", 1) for row in right) for one, a in places)


def _years_meet(a: str, b: str) -> bool:
    slack = int(limit("years"))
    (a1, a2), (b1, b2) = (map(int, years.split("-")) for years in (a, b))
    return a1 - slack <= b2 and b1 - slack <= a2


def _outlived(dead: Mapping[str, AbstractSet[str]], seen: Mapping[str, AbstractSet[str]]) -> bool:
    """Say whether one was seen well after every day on which the other is said to have died."""
    if any(_well_after(day, died) for day in dead.get("alive", ()) for died in dead["died"]):
        return False  # what contradicts itself shows nothing
    return any(all(_well_after(day, died) for died in dead["died"]) for day in seen["alive"])


def _well_after(day: str, died: str) -> bool:
    return day > died and (dt.date.fromisoformat(day) - dt.date.fromisoformat(died)).days > limit("slack")


def _other_verdict(left: AbstractSet[str], right: AbstractSet[str]) -> bool:
    for verdict, others in words("evidence")["verdicts"].items():
        for told in left:
            step, _, day = told.partition(" ")
            if step == verdict and f"{step} {day}" not in right and any(f"{other} {day}" in right for other in others):
                return True
    return False


def weigh(left: Mapping[str, AbstractSet[str]], right: Mapping[str, AbstractSet[str]], company: int = 0) -> Weight:
    """Weigh what is known of two groups beyond their names; `company` is how many other names stand beside both."""
    bits, agreeing, differing = 0.0, [], []
    for aspect, (agree, differ) in _weights().items():
        a, b = left.get(aspect), right.get(aspect)
        if not a or not b:
            continue
        shared = a & b
        if shared or (aspect == "born" and not contradict(aspect, a, b)):
            bits += agree
            agreeing.append(AGREEING[aspect].format(min(shared, default="")))
        elif differ:
            bits += differ
            differing.append(aspect)
    if company:
        bits += min(company * _weights_beside(), limit("most"))
        agreeing.append("both stand beside the same other names")
    return Weight(bits, tuple(agreeing), tuple(differing))


def _weights() -> dict[str, tuple[float, float]]:
    table = words("evidence")["weights"]
    return {aspect: (float(pair[0]), float(pair[1])) for aspect, pair in table.items() if aspect != "beside"}


def _weights_beside() -> float:
    return float(words("evidence")["weights"]["beside"][0])
