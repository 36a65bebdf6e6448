"""Who is who among persons: full names first, then initials, then surnames alone; a doubt stays a doubt."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.resolution.folding import fold, folds
from khronika.resolution.names import FULL, GIVEN, INITIAL, SURNAME, compare_names, parse, surnames_of_kin
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.resolution.clusters import Clusters, Form

FEW = 5  # candidates that a doubt lists; more help nobody


def join_persons(clusters: Clusters, forms: Iterable[Form]) -> None:
    """Join the forms of persons; protected ones only with their own kind, in their own document."""
    everybody = list(forms)
    _join_protected(clusters, [form for form in everybody if form.protected])
    public = [form for form in everybody if not form.protected]
    for block in _blocks(public):
        _join_block(clusters, block)
    _note_swapped(clusters, public)


def _join_protected(clusters: Clusters, forms: list[Form]) -> None:
    by_document: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        by_document[form.document].append(form)
    for here in by_document.values():
        for number, a in enumerate(here):
            for b in here[number + 1 :]:
                short, long = sorted((set(a.spelled.split()), set(b.spelled.split())), key=len)
                if short <= long:
                    clusters.join(a, b, "the same protected name in the same document")


def _blocks(forms: list[Form]) -> list[list[Form]]:
    """Give the forms that share a spelling of a surname (male and female form together), in a fixed order."""
    home: dict[str, str] = {}

    def root(key: str) -> str:
        while home.setdefault(key, key) != key:
            key = home[key]
        return key

    keys = {form: _keys(form) for form in forms}
    for mine in keys.values():
        roots = sorted({root(key) for key in mine})
        for other in roots[1:]:
            home[other] = roots[0]
    blocks: dict[str, list[Form]] = defaultdict(list)
    for form, mine in keys.items():
        blocks[root(min(mine))].append(form)
    return list(blocks.values())


def _keys(form: Form) -> set[str]:
    return {one.removesuffix("a") for one in folds(parse(form.spelled).surname)}


def _note_swapped(clusters: Clusters, forms: list[Form]) -> None:
    """Say of two names of the same two words in two orders that they may be one: nothing shows which is the surname."""
    near: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in clusters.distinct(forms):
        name = parse(form.spelled)
        if len(name.given) == 1 and not name.bound:
            near[tuple(sorted((fold(name.given[0]), fold(name.surname))))].append(form)
    for group in near.values():
        for number, a in enumerate(group):
            for b in group[number + 1 :]:
                verdict, reason = compare_names(parse(a.spelled), parse(b.spelled))
                if verdict is Sameness.UNSURE:
                    clusters.note(a, b, verdict, reason)


def _join_block(clusters: Clusters, block: list[Form]) -> None:
    levels: dict[int, list[Form]] = defaultdict(list)
    for form in block:
        levels[parse(form.spelled).level].append(form)
    for level in (FULL, GIVEN):
        _join_equals(clusters, levels[level])
    _attach_full(clusters, levels[GIVEN], levels[FULL])
    named = levels[FULL] + levels[GIVEN]
    _attach_short(clusters, levels[INITIAL], named)
    _attach_short(clusters, levels[SURNAME], named + levels[INITIAL])


def _join_equals(clusters: Clusters, forms: list[Form]) -> None:
    """Join full names that are spellings of one; say of those that nearly are why they are not."""
    spelled: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        spelled[form.spelled].append(form)
    firsts = [head for same in spelled.values() for head in _join_all(clusters, same, "the same full name")]
    for number, a in enumerate(firsts):
        for b in firsts[number + 1 :]:
            verdict, reason = compare_names(parse(a.spelled), parse(b.spelled))
            if verdict is Sameness.SAME:
                clusters.join(a, b, reason)
            elif verdict is Sameness.UNSURE or surnames_of_kin(parse(a.spelled), parse(b.spelled)):
                clusters.note(a, b, verdict, reason)


def _join_all(clusters: Clusters, forms: list[Form], reason: str) -> list[Form]:
    """Join each form to the first group that nothing forbids, and give one form of each group that results."""
    heads: list[Form] = []
    for form in forms:
        if not any(clusters.join(head, form, reason) for head in heads):
            heads.append(form)
    return heads


def _attach_full(clusters: Clusters, forms: list[Form], fuller: list[Form]) -> None:
    """Tie names without a patronymic to the one that has it; where two have it, the doubt is said."""
    for form in clusters.distinct(forms):
        fits = _fitting(clusters, form, fuller)
        if len(fits) == 1:
            clusters.join(form, fits[0], "given name and surname are the same, the patronymic is left out")
            continue
        for other in fits[:FEW]:
            clusters.note(form, other, Sameness.UNSURE, "without a patronymic the name fits more than one person")


def _fitting(clusters: Clusters, form: Form, among: list[Form]) -> list[Form]:
    """Give one form of each group that a name fits and that nothing forbids."""
    name = parse(form.spelled)
    fits = [other for other in among if _fits(form, other, name.level == SURNAME)]
    return [other for other in clusters.distinct(fits) if not clusters.veto(form, other)]


def _fits(form: Form, other: Form, surname_alone: bool) -> bool:  # noqa: FBT001 - the level of the shorter name
    short, full = parse(form.spelled), parse(other.spelled)
    if surname_alone:
        return not folds(short.surname).isdisjoint(folds(full.surname))
    return compare_names(short, full)[0] is Sameness.SAME


def _attach_short(clusters: Clusters, forms: list[Form], named: list[Form]) -> None:
    """Tie initials and surnames alone to the one person they fit: first in the document, then in the record."""
    at: dict[str, list[Form]] = defaultdict(list)
    for other in named:
        at[other.document].append(other)
    heads = clusters.distinct(named)
    ordered = sorted(forms, key=lambda form: (_gender(form) is None, form.key))
    _join_short(clusters, [form for form in ordered if not _attach(clusters, form, at[form.document], heads)])


def _attach(clusters: Clusters, form: Form, here: list[Form], heads: list[Form]) -> bool:
    """Say whether a short name found its person; a doubt in the document itself is not overruled from elsewhere."""
    fits = _fitting(clusters, form, here)
    what = "surname" if parse(form.spelled).level == SURNAME else "name"
    if len(fits) == 1:
        return clusters.join(form, fits[0], f"the only person in this document whom the {what} fits")
    for other in fits[:FEW]:
        reason = f"the {what} fits {len(fits)} people in this document, and nothing shows who is meant"
        clusters.note(form, other, Sameness.UNSURE, reason)
    return False if fits else _attach_elsewhere(clusters, form, heads)


def _attach_elsewhere(clusters: Clusters, form: Form, heads: list[Form]) -> bool:
    fits = _fitting(clusters, form, heads)
    offices = {value for aspect, value in form.marks if aspect == "office"}
    office = [other for other in fits if offices & clusters.marks(other, "office")]
    if len(office) == 1:
        return clusters.join(form, office[0], "the same surname with the same office")
    if len(fits) == 1 and parse(form.spelled).level == INITIAL:
        return clusters.join(form, fits[0], "the only person of this surname and initial in the record")
    for other in fits[:FEW]:
        clusters.note(form, other, Sameness.UNSURE, "the full name stands in another document only")
    return False


def _join_short(clusters: Clusters, alone: list[Form]) -> None:
    """Join short names that found nobody: within a document, or across documents by the same office."""
    near: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    genders: dict[str, set[str | None]] = defaultdict(set)
    for form in alone:
        genders[form.document].add(_gender(form))
    for form in alone:
        mixed = len(genders[form.document] - {None}) > 1
        near["here", form.document, (_gender(form) or "") if mixed else ""].append(form)
        for office in sorted(clusters.marks(form, "office")):
            near["office", office].append(form)
    for (why, *_), forms in near.items():
        reason = "the same name in the same document" if why == "here" else "the same surname with the same office"
        spelled: dict[str, list[Form]] = defaultdict(list)
        for form in forms:
            spelled[form.spelled].append(form)
        heads = [head for same in spelled.values() for head in _join_all(clusters, same, reason)]
        for number, form in enumerate(heads):
            surname_alone = parse(form.spelled).level == SURNAME
            like = next((head for head in heads[:number] if _fits(form, head, surname_alone)), form)
            clusters.join(like, form, reason)


def _gender(form: Form) -> str | None:
    return next((value for aspect, value in sorted(form.marks) if aspect == "gender"), None)
