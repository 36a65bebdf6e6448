"""Which organisation: equal words first, then abbreviations, then short forms; a part of a body is not the body."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.resolution.bodies import BodyName, places_clash, read_body, same_words, stem
from khronika.resolution.folding import plain
from khronika.resolution.shortened import join_abbreviations, join_shortened, note_units
from khronika.resolution.stated import listed, words_of
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khronika.resolution.clusters import Clusters, Form
    from khronika.resolution.whereabouts import Whereabouts

SPARED = 2  # letters at the beginning of a word in which nobody slips
FEW = 5  # candidates that a doubt lists


def join_organisations(clusters: Clusters, forms: Iterable[Form], whereabouts: Whereabouts) -> None:
    """Join the forms of organisations; whose body each is shows the country that its document is about."""
    places, home = whereabouts.words, whereabouts.home
    names = {form: read_body(form.spelled, places) for form in forms}
    full = [form for form, name in names.items() if name.full]
    _join_equal(clusters, full, names)
    _join_listed(clusters, names, home)
    join_abbreviations(clusters, [form for form in names if not names[form].full], full, names)
    join_shortened(clusters, full, names, home)
    note_units(clusters, full, names, places)


def _join_equal(clusters: Clusters, full: list[Form], names: dict[Form, BodyName]) -> None:
    exact: dict[frozenset[str], list[Form]] = defaultdict(list)
    for form in full:
        exact[names[form].core].append(form)
    near: dict[str, list[Form]] = defaultdict(list)  # a slip spares the first letters of a word
    for core, forms in exact.items():
        _join_alike(clusters, forms, names)
        firm = [form for form in forms if not names[form].vague]
        near[" ".join(sorted(stem(token)[:SPARED] for token in core))] += clusters.distinct(firm)
    for forms in near.values():
        if len({names[form].core for form in forms}) > 1:
            _join_alike(clusters, forms, names)


def _join_alike(clusters: Clusters, forms: list[Form], names: dict[Form, BodyName]) -> None:
    """Join what has the same words: first those of one place, then those that leave the place out."""
    placed = [form for form in forms if names[form].places or names[form].country]
    bare = [form for form in forms if not (names[form].places or names[form].country)]
    heads = _join_all(clusters, placed, names)
    at: dict[str, list[Form]] = defaultdict(list)
    for head in heads if bare else ():
        for document in clusters.documents(head):
            at[document].append(head)
    for form in bare:
        _join_bare(clusters, form, at[form.document], heads, names)
    _join_all(clusters, bare, names)


def _join_all(clusters: Clusters, forms: list[Form], names: dict[Form, BodyName]) -> list[Form]:
    """Join each form to the only group of its words that nothing forbids; give one form of each group that results.

    "The District Court" of nowhere is compared within its document only, any other with the bodies of its place.
    """
    heads: dict[tuple[object, ...], list[Form]] = defaultdict(list)
    for form in sorted(forms, key=lambda form: (not clusters.marks(form, "kind"), form.key)):
        name = names[form]
        there = heads[name.places, form.document if name.vague else None]
        like = [h for h in there if same_words(names[h].core, name.core) and not places_clash(names[h], name)]
        free = [h for h in like if clusters.together(h, form) or not clusters.veto(h, form)]
        if len(free) > 1:
            free = [head for head in free if form.document in clusters.documents(head)] or free
        fits = clusters.distinct(free)
        if len(fits) == 1 or (like and not fits):  # a join that is forbidden notes why
            clusters.join((fits or like)[0], form, _why_equal((fits or like)[0], form, names))
        for head in fits[:FEW] if len(fits) > 1 else ():
            clusters.note(head, form, Sameness.UNSURE, f"{len(fits)} bodies bear this name")
        if not fits:
            there.append(form)
    return [head for group in heads.values() for head in group]


def _join_bare(
    clusters: Clusters, form: Form, here: list[Form], heads: list[Form], names: dict[Form, BodyName]
) -> None:
    """Tie a name without its place to the only one of these words: in its document, or the whole State's anywhere."""
    vague = names[form].vague
    whole = [head for head in heads if names[head].national or (not names[head].places and not vague)]
    for among in (here, whole):
        fits = [h for h in clusters.distinct(among) if same_words(names[h].core, names[form].core)]
        fits = [h for h in fits if clusters.together(h, form) or not clusters.veto(h, form)]
        if len(fits) == 1:
            clusters.join(form, fits[0], "the same name, once without its country or place")
        if fits:
            break
    else:
        fits = [h for h in heads[: FEW * FEW] if same_words(names[h].core, names[form].core)]
        fits = [h for h in fits if not clusters.veto(h, form)]
    for head in fits[:FEW]:
        clusters.note(form, head, Sameness.UNSURE, "the same words, and nothing shows of which place the body is")


def _why_equal(a: Form, b: Form, names: dict[Form, BodyName]) -> str:
    one, other = names[a], names[b]
    if plain(a.spelled) == plain(b.spelled):
        return "the same name"
    if one.said == other.said:
        return "the same words in another order"
    if one.core != other.core or one.slipped or other.slipped:
        return "the same name but for a slip in the spelling"
    if (one.places, one.country) != (other.places, other.country):
        return "the same name, once without its country or place"
    return "the same words in another order, with other endings or in another language"


def _join_listed(clusters: Clusters, names: dict[Form, BodyName], home: Mapping[str, str]) -> None:
    """Join what the list of bodies knows under several names and abbreviations, in documents about one country."""
    known: dict[str, list[Form]] = defaultdict(list)
    for form, name in names.items():
        if key := listed(name, home.get(form.document)):
            known[key].append(form)
    for key, forms in known.items():
        heads: list[Form] = []
        for form in clusters.distinct(forms):
            if not any(clusters.join(head, form, f"both are usual names of the {words_of(key)}") for head in heads):
                heads.append(form)
