"""Who is who among persons: inside each document first, then among all who bear one name, then short names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.resolution.bearers import names_two_words, outline, short_keys
from khronika.resolution.evidence import limit
from khronika.resolution.names import INITIAL
from khronika.resolution.namesakes import FEW, Commonness, join_namesakes, weigh_groups
from khronika.resolution.ranks import by_rank
from khronika.resolution.within import join_within, may_mean
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.resolution.clusters import Clusters, Form

ELSEWHERE = "the full name stands in another document only"


def join_persons(clusters: Clusters, forms: Iterable[Form], common: Commonness | None = None) -> None:
    """Join the forms of persons; protected ones only with their own kind, in their own document.

    What is decided about a name depends on those alone who share a key with it, and on how common its words are.
    """
    by_document: dict[tuple[str, bool], list[Form]] = defaultdict(list)
    for form in forms:
        by_document[form.document, form.protected].append(form)
    torn: set[Form] = set()
    public: list[Form] = []
    for (_, protected), here in by_document.items():
        if protected:
            _join_protected(clusters, here)
        else:
            torn |= join_within(clusters, here)
            public += here
    common = common or Commonness.of(form.spelled for form in public if names_two_words(form.spelled))
    heads = clusters.distinct(sorted(public, key=lambda form: form.key))
    named = [form for form in heads if any(map(names_two_words, clusters.names(form)))]
    join_namesakes(clusters, named, common)
    shorts = [form for form in heads if not any(map(names_two_words, clusters.names(form)))]
    _attach(clusters, shorts, torn, named, common)
    _join_offices(clusters, [form for form in shorts if not any(map(names_two_words, clusters.names(form)))])


def _join_protected(clusters: Clusters, here: list[Form]) -> None:
    for number, a in enumerate(here):
        for b in here[number + 1 :]:
            short, long = sorted((set(a.spelled.split()), set(b.spelled.split())), key=len)
            if short <= long:
                clusters.join(a, b, "the same protected name in the same document")


def _attach(clusters: Clusters, shorts: list[Form], torn: set[Form], named: list[Form], common: Commonness) -> None:
    """Tie short names that found nobody in their document to the one person in the record whom they mean.

    All are decided before any is tied, so that none depends on another; those that contradict each other stay doubts.
    """
    found = by_short_keys(clusters, named)
    chosen: dict[Form, list[tuple[Form, str]]] = defaultdict(list)
    for form in shorts:
        if torn.isdisjoint(clusters.members(form)):
            fits = _fitting(clusters, form, found, common)
            if best := _target(clusters, form, fits, found):
                chosen[best[0]].append((form, best[1]))
            elif len(fits) <= FEW:
                for other in fits:
                    clusters.note(form, other, Sameness.UNSURE, ELSEWHERE)
    for target, tied in chosen.items():
        for form, reason in tied:
            if any(clusters.veto(form, other) for other, _ in tied if other is not form):
                clusters.note(form, target, Sameness.UNSURE, "others are told to be the same, and they contradict it")
            else:
                clusters.join(form, target, reason)


def by_short_keys(clusters: Clusters, named: Iterable[Form]) -> dict[str, list[Form]]:
    """Give one form of each group under each key by which a shorter name may find it, and under key and office."""
    found: dict[str, list[Form]] = defaultdict(list)
    for form in clusters.distinct(named):
        keys = {key for name in clusters.names(form) for key in short_keys(name)}
        for key in sorted(keys.union(*map(office_keys, clusters.members(form)))):
            found[key].append(form)
    return found


def office_keys(form: Form) -> set[str]:
    """Give the keys of a form together with each office that one person holds at a time."""
    held = [value for aspect, value in form.marks if aspect == "office"]
    return {f"{key}|{office}" for key in short_keys(form.spelled) for office in held}


def _fitting(clusters: Clusters, form: Form, found: dict[str, list[Form]], common: Commonness) -> list[Form]:
    """Give those whom a short name can mean; nobody where it is so common that it can mean anybody."""
    mine = {key for name in clusters.names(form) for key in short_keys(name)}
    if any(map(common.is_crowded, mine)):
        return []
    near = clusters.distinct(sorted((other for key in mine for other in found.get(key, ())), key=lambda one: one.key))
    return by_rank(clusters, form, [other for other in near if _may_be(clusters, form, other)])


def _may_be(clusters: Clusters, form: Form, other: Form) -> bool:
    well = max(may_mean(form, name) for name in clusters.names(other))
    return well > 1 and not clusters.veto(form, other)


def _target(clusters: Clusters, form: Form, fits: list[Form], found: dict[str, list[Form]]) -> tuple[Form, str] | None:
    office = _by_office(clusters, form, found)
    if len(office) == 1:
        return office[0], "the same surname with the same office"
    weighed = [(weigh_groups(clusters, form, other, Commonness()), other) for other in fits if len(fits) <= FEW]
    ranked = sorted(((each[0], other) for each, other in weighed if each), key=lambda pair: -pair[0].bits)
    if not ranked or ranked[0][0].bits <= 0:
        return None
    if len(ranked) > 1 and ranked[1][0].bits > min(ranked[0][0].bits - limit("margin"), 0):
        return None
    what = "surname and initial" if outline(form.spelled).level == INITIAL else "surname"
    return ranked[0][1], ranked[0][0].told(f"the only person of this {what} in the record whom it fits")


def _by_office(clusters: Clusters, form: Form, found: dict[str, list[Form]]) -> list[Form]:
    mine = {key for member in clusters.members(form) for key in office_keys(member)}
    near = (other for key in sorted(mine) for other in found.get(key, ()))
    return [other for other in clusters.distinct(near) if _may_be(clusters, form, other)]


def _join_offices(clusters: Clusters, shorts: list[Form]) -> None:
    """Join short names that found nobody, across documents, by an office that one person holds at a time."""
    near: dict[str, list[Form]] = defaultdict(list)
    for form in shorts:
        for key in sorted({key for member in clusters.members(form) for key in office_keys(member)}):
            if not any(clusters.join(head, form, "the same surname with the same office") for head in near[key]):
                near[key].append(form)
