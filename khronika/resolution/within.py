"""Who is who inside one document: full names first, then initials, then surnames alone, each to the one it fits."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.resolution.bearers import compare, names_two_words, outline, standing, word_keys
from khronika.resolution.folding import plain
from khronika.resolution.names import FULL, SURNAME
from khronika.resolution.namesakes import FEW, join_namesakes
from khronika.resolution.ranks import by_rank
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from khronika.resolution.clusters import Clusters, Form


def join_within(clusters: Clusters, forms: list[Form]) -> set[Form]:
    """Join the public forms of one document; give the short ones that fit several people in it and go to none."""
    _part_kin(clusters, forms)
    named = [form for form in forms if names_two_words(form.spelled)]
    join_namesakes(clusters, named)
    found: dict[str, list[Form]] = defaultdict(list)
    for form in clusters.distinct(named):
        for key in sorted({key for name in clusters.names(form) for key in word_keys(name)}):
            found[key].append(form)
    torn: set[Form] = set()
    left: list[Form] = []
    for form in sorted((form for form in forms if not names_two_words(form.spelled)), key=_order):
        fits = _fitting(clusters, form, found)
        if len(fits) == 1:
            clusters.join(form, fits[0], f"the only person in this document whom the {_what(form)} fits")
            continue
        left.append(form)
        torn |= {form} if fits else set()
        for other in fits[:FEW]:
            reason = f"the {_what(form)} fits {len(fits)} people in this document, and nothing shows who is meant"
            clusters.note(form, other, Sameness.UNSURE, reason)
    _join_left(clusters, left)
    return torn


def may_mean(form: Form, name: str) -> int:
    """Say how well a short name stands for a full one: 3 by both initials, 2 well, 1 by another word, 0 not."""
    short = outline(form.spelled)
    if short.level == SURNAME:
        return standing(form.spelled, name)
    if compare(form.spelled, name)[0] is not Sameness.SAME:
        return 0
    return 3 if short.words > 1 and outline(name).level == FULL else 2


def _part_kin(clusters: Clusters, forms: list[Form]) -> None:
    by_name: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        by_name[plain(form.spelled)].append(form)
    for form in forms:
        for tie in (value for aspect, value in form.marks if aspect == "kin"):
            kind, _, to = tie.partition(" of ")
            for other in by_name.get(plain(to), ()):
                clusters.forbid(form, other, f"one is told to be the other's {kind}")


def _order(form: Form) -> tuple[bool, bool, tuple[str, ...]]:
    return outline(form.spelled).level == SURNAME, gender_of_form(form) is None, form.key


def _fitting(clusters: Clusters, form: Form, found: dict[str, list[Form]]) -> list[Form]:
    near = clusters.distinct(other for key in sorted(word_keys(form.spelled)) for other in found.get(key, ()))
    best: dict[Form, int] = {}
    for other in near:
        names = [name for name in clusters.names(other) if not form.after or name in form.after]
        best[other] = max((may_mean(form, name) for name in names), default=0)
    well = [other for other, how in best.items() if how and not clusters.veto(form, other)]
    return by_rank(clusters, form, [other for other in well if best[other] == max(best[one] for one in well)])


def _join_left(clusters: Clusters, left: list[Form]) -> None:
    """Join short names that found nobody, each to the first of its name; two genders or ranks told are not one."""
    by_name: dict[str, list[Form]] = defaultdict(list)
    for form in left:
        for key in sorted(word_keys(form.spelled)):
            by_name[key].append(form)
    for forms in by_name.values():
        parting = [told for told in (gender_of_form, rank_of_form) if len({told(form) for form in forms} - {None}) > 1]
        heads: dict[tuple[str | None, ...], list[Form]] = defaultdict(list)
        for form in forms:
            near = heads[tuple(told(form) for told in parting)]
            if not any(clusters.join(head, form, "the same name in the same document") for head in near):
                near.append(form)


def gender_of_form(form: Form) -> str | None:
    """Give the gender that a form shows."""
    return next((value for aspect, value in sorted(form.marks) if aspect == "gender"), None)


def rank_of_form(form: Form) -> str | None:
    """Give the rank before a surname alone."""
    return next((value for aspect, value in sorted(form.marks) if aspect == "rank"), None)


def _what(form: Form) -> str:
    return "surname" if outline(form.spelled).level == SURNAME else "name"
