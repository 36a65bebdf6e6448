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
    near: dict[str, list[Form]] = defaultdict(list)  # a slip spares the first letter of a word
    for core, forms in exact.items():
        _join_alike(clusters, forms, names)
        near["".join(sorted(stem(token)[:1] for token in core))] += clusters.distinct(forms)
    for forms in near.values():
        _join_alike(clusters, forms, names)


def _join_alike(clusters: Clusters, forms: list[Form], names: dict[Form, BodyName]) -> None:
    """Join what has the same words: first those of one place, then those that leave the place out."""
    placed = [form for form in forms if names[form].places or names[form].country]
    bare = [form for form in forms if not (names[form].places or names[form].country)]
    heads = _join_all(clusters, placed, names)
    for form in bare:
        _join_bare(clusters, form, heads, names)
    _join_all(clusters, bare, names)


def _join_all(clusters: Clusters, forms: list[Form], names: dict[Form, BodyName]) -> list[Form]:
    """Join each form to the only group of its words that nothing forbids; give one form of each group that results."""
    heads: list[Form] = []
    for form in sorted(forms, key=lambda form: (not clusters.marks(form, "kind"), form.key)):
        like = [h for h in heads if same_words(names[h].core, names[form].core) and _told_alike(h, form, names)]
        free = [h for h in like if clusters.together(h, form) or not clusters.veto(h, form)]
        if len(free) > 1:
            free = [head for head in free if form.document in clusters.documents(head)] or free
        fits = clusters.distinct(free)
        if len(fits) == 1 or (like and not fits):  # a join that is forbidden notes why
            clusters.join((fits or like)[0], form, _why_equal((fits or like)[0], form, names))
        for head in fits[:FEW] if len(fits) > 1 else ():
            clusters.note(head, form, Sameness.UNSURE, f"{len(fits)} bodies bear this name")
        if not fits:
            heads.append(form)
    return heads


def _told_alike(a: Form, b: Form, names: dict[Form, BodyName]) -> bool:
    """Say whether equal words of two forms mean one body: of one place, and not "the District Court" of anywhere."""
    one, other = names[a], names[b]
    if one.places != other.places or places_clash(one, other):
        return False
    return a.document == b.document or not (one.vague and other.vague)


def _join_bare(clusters: Clusters, form: Form, heads: list[Form], names: dict[Form, BodyName]) -> None:
    """Tie a name without its place to the only one of these words: in its document, or the whole State's anywhere."""
    like = [head for head in heads if same_words(names[head].core, names[form].core)]
    fits = [head for head in clusters.distinct(like) if clusters.together(head, form) or not clusters.veto(head, form)]
    here = [head for head in fits if form.document in clusters.documents(head)]
    sure = here or [head for head in fits if names[head].national or (not names[head].places and not names[form].vague)]
    if len(sure) == 1:
        clusters.join(form, sure[0], "the same name, once without its country or place")
        return
    doubt = "the same words, and nothing shows of which place the body is"
    for head in (sure or fits)[:FEW]:
        clusters.note(form, head, Sameness.UNSURE, doubt)


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
