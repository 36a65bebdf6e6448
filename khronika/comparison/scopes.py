"""What a figure counts: of what, of whom, where, when, of how many; which scope lies within which; how two differ."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from khronika.comparison.words import families, scope_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.comparison.figures import Figure
    from khronika.comparison.intervals import Interval
    from khronika.vocabulary.dates import When

Days = tuple[str, str]  # first and last day, as ISO dates
NO_DAYS = ("", "")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure counts. Two figures of one scope count the same people; an empty part narrows nothing.

    `only` are words that leave open whom else there is ("further", "a part"): they mean the same in one document only.
    `trial` is the number of those tried, where a figure is one of the outcomes. `event` is empty where a figure was
    filed under none: that it is of the event is then an assumption.
    """

    quantity: str
    group: str
    place: str = ""
    counted: Days = NO_DAYS  # as of when
    happened: Days = NO_DAYS
    only: str = ""
    trial: str = ""
    event: str = ""

    @property
    def key(self) -> str:
        """One name for one scope."""
        return "|".join(str(getattr(self, each.name)) for each in fields(self))

    @property
    def flows(self) -> bool:
        """Whether the number only rises, so that a later figure takes in an earlier one."""
        return self.quantity in scope_words()["flows"]["quantities"]

    @property
    def label(self) -> str:
        """The scope in words, as a reader of a derivation wants it."""
        parts = [self.quantity.replace("_", " ")]
        if self.group not in scope_words()["groups"]["everybody"]:
            parts.append(f"({self.group})")
        if self.trial:
            parts.append(f"of the {self.trial} tried")
        if self.place:
            parts.append(f"in {self.place.title()}")
        if any(self.happened):
            parts.append(f"on {_days(self.happened)}")
        if any(self.counted):
            parts.append(f"as counted on {_days(self.counted)}")
        if self.only:
            parts.append(f"(“{self.only.partition('@')[0]}”)")
        return " ".join(parts)


def scope_of(figure: Figure, *, event: bool = True, part: bool = False) -> Scope:
    """Give the scope of a figure; `event` says whether it was filed under the event that is looked at.

    `part` says that figures of its own document add up to another one with it, so that it is no total.
    """
    counted, happened = _ends(figure.count.as_of), _ends(figure.claim.when)
    return Scope(
        quantity=figure.quantity,
        group=figure.group,
        place="" if figure.proceeding else figure.place or "",
        counted=counted,
        happened=NO_DAYS if happened == counted else happened,  # a day told once is not two
        only=_only(figure, part=part),
        trial=_number(figure.whole) if figure.proceeding else "",
        event="" if event else "unfiled",
    )


def wider(scope: Scope) -> Iterator[Scope]:
    """Give the scopes that take this one in where one thing less is asked: no place, everybody and so on."""
    if scope.only:
        yield replace(scope, only="")
    if any(scope.happened):
        yield replace(scope, happened=NO_DAYS)
    if any(scope.counted) and scope.flows:
        yield replace(scope, counted=NO_DAYS)
    if scope.place:
        yield replace(scope, place="")
    if scope.trial:
        yield replace(scope, trial="")
    everybody = everybody_of(scope)
    if scope.group != everybody:
        yield replace(scope, group=everybody)
    for quantity in scope_words()["among"].get(scope.quantity, ()):
        yield replace(scope, quantity=quantity)


def everybody_of(scope: Scope) -> str:
    """Give the group that takes in all others: in a proceeding the defendants."""
    alone, of_a_proceeding = scope_words()["groups"]["everybody"]
    return str(of_a_proceeding if scope.quantity in families()["families"]["tried"] else alone)


def difference(one: Scope, other: Scope) -> str:
    """Say in half a sentence in what two scopes differ; nothing where they are one."""
    said = []
    if one.quantity != other.quantity:
        a, b = one.quantity.replace("_", " "), other.quantity.replace("_", " ")
        said.append(f"one counts “{a}”, the other “{b}”")
    if one.group != other.group:
        said.append(f"one counts {one.group}, the other {other.group}")
    if one.place != other.place:
        said.append(f"one is of {_place(one)}, the other of {_place(other)}")
    if one.happened != other.happened:
        said.append(f"one is of {_days(one.happened)}, the other of {_days(other.happened)}")
    if one.counted != other.counted:
        said.append(f"one was counted on {_days(one.counted)}, the other on {_days(other.counted)}")
    if one.trial != other.trial:
        said.append(f"one is of {_trial(one)}, the other of {_trial(other)}")
    if one.only != other.only:
        said.append(f"one counts only some (“{(one.only or other.only).partition('@')[0]}”)")
    if one.event != other.event:
        said.append("one was not filed under the event")
    return "; ".join(said)


def _only(figure: Figure, *, part: bool) -> str:
    part = (part and not figure.proceeding) or figure.part
    if not (figure.narrowing or part):
        # Who does not say of which trial does not say that it is the same as another source's.
        return f"of its own trial@{figure.claim.document}" if figure.proceeding and figure.whole is None else ""
    told = figure.narrowing or "a part"
    which = figure.claim.id if part or told == "a single case" else figure.claim.document
    return f"{told}@{which}"


def _number(whole: Interval | None) -> str:
    if whole is None:
        return ""
    return str(whole.low) if whole.low == whole.high else f"{whole.low} or more"


def _ends(when: When | None) -> Days:
    return NO_DAYS if when is None else (when.earliest or "", when.latest or "")


def _days(days: Days) -> str:
    first, last = days
    return first if first == last and first else "no day that is told" if not any(days) else f"{first} to {last}"


def _place(scope: Scope) -> str:
    return scope.place.title() or "no place that is told"


def _trial(scope: Scope) -> str:
    return f"a trial of {scope.trial}" if scope.trial else "no one trial"
