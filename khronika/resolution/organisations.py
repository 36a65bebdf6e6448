"""Which organisation: equal words first, then abbreviations, then short forms."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.resolution.bodies import STEM, BodyName, places_clash, read_body, same_words, shortens
from khronika.resolution.folding import plain
from khronika.resolution.words import words
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.resolution.clusters import Clusters, Form

GAP = 3  # characters between a name and the bracket behind it
FEW = 5  # candidates that a doubt lists


def join_organisations(clusters: Clusters, forms: Iterable[Form], places: frozenset[str]) -> None:
    """Join the forms of organisations: equal words first, then abbreviations, then short forms in one document."""
    names = {form: read_body(form.spelled, places) for form in forms}
    full = [form for form, name in names.items() if name.full]
    _join_equal(clusters, full, names)
    _join_abbreviations(clusters, [form for form in names if not names[form].full], full, names)
    _join_shortened(clusters, full, names)


def _join_equal(clusters: Clusters, full: list[Form], names: dict[Form, BodyName]) -> None:
    exact: dict[frozenset[str], list[Form]] = defaultdict(list)
    for form in full:
        exact[names[form].core].append(form)
    near: dict[str, list[Form]] = defaultdict(list)  # a slip spares the first letters of some word
    for core, forms in exact.items():
        _join_all(clusters, forms, names)
        for stem in sorted({token[:STEM] for token in core}):
            near[stem] += clusters.distinct(forms)
    for forms in near.values():
        _join_all(clusters, forms, names)


def _join_all(clusters: Clusters, forms: list[Form], names: dict[Form, BodyName]) -> None:
    heads: list[Form] = []
    for form in forms:
        for head in heads:
            if same_words(names[head].core, names[form].core) and not places_clash(names[head], names[form]):
                clusters.join(head, form, _why_equal(head, form, names))
                break
        else:
            heads.append(form)


def _why_equal(a: Form, b: Form, names: dict[Form, BodyName]) -> str:
    if plain(a.spelled) == plain(b.spelled):
        return "the same name"
    if names[a].core != names[b].core:
        return "the same name but for a slip in the spelling"
    if names[a].places != names[b].places:
        return "the same name, once without its country or place"
    return "the same words in another order or with other endings"


def _initials(name: str) -> str:
    """Give the first letters of the words that count."""
    empty = words("bodies")["empty"]["words"]
    return "".join(token[0] for token in plain(name).split() if token not in empty)


def _by_document(forms: Iterable[Form]) -> dict[str, list[Form]]:
    at: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        at[form.document].append(form)
    return at


def _join_abbreviations(clusters: Clusters, shorts: list[Form], full: list[Form], names: dict[Form, BodyName]) -> None:
    at, short_at = _by_document(full), _by_document(shorts)
    stated: dict[str, list[Form]] = defaultdict(list)
    for form in full:
        letters = _stated_short(form, short_at[form.document]) or names[form].short
        if letters:
            stated[letters].append(form)
    heads = {letters: clusters.distinct(forms) for letters, forms in stated.items()}
    for short in shorts:
        letters = names[short].short or ""
        here = clusters.distinct(form for form in stated.get(letters, []) if form.document == short.document)
        like = (form for form in at[short.document] if _initials(form.spelled) == letters)
        fits = here or heads.get(letters) or clusters.distinct(like)
        if len(fits) == 1:
            clusters.join(short, fits[0], "the abbreviation of that name")
        for other in fits[:FEW] if len(fits) > 1 else ():
            clusters.note(short, other, Sameness.UNSURE, f"the abbreviation fits {len(fits)} organisations")
    first: dict[str, Form] = {}
    for short in shorts:
        if len(clusters.members(short)) == 1:
            clusters.join(first.setdefault(names[short].short or "", short), short, "the same abbreviation")


def _stated_short(form: Form, shorts: list[Form]) -> str | None:
    """Give the abbreviation that stands in brackets right behind a full name."""
    ends = {mention.end for mention in form.mentions}
    for short in shorts:
        if _initials(form.spelled) == plain(short.spelled):
            for mention in short.mentions:
                if any(0 < mention.start - end <= GAP for end in ends):
                    return plain(short.spelled)
    return None


def _join_shortened(clusters: Clusters, full: list[Form], names: dict[Form, BodyName]) -> None:
    """Tie "the Committee" to the only longer name of the document that holds its words; elsewhere it is a doubt."""
    at = _by_document(full)
    lone = []
    for form in full:
        longer = [other for other in at[form.document] if shortens(names[form], names[other])]
        fits = [other for other in clusters.distinct(longer) if not clusters.together(other, form)]
        if len(fits) == 1:
            clusters.join(form, fits[0], "the short form of the only such name in this document")
        doubt = f"the short form fits {len(fits)} organisations in this document"
        for other in fits[:FEW] if len(fits) > 1 else ():
            clusters.note(form, other, Sameness.UNSURE, doubt)
        if not longer:
            lone.append(form)
    _propose_elsewhere(clusters, clusters.distinct(lone), clusters.distinct(full), names)


def _propose_elsewhere(clusters: Clusters, lone: list[Form], heads: list[Form], names: dict[Form, BodyName]) -> None:
    """Propose the only longer name that another document has; more than one would be guessing."""
    near: dict[str, list[Form]] = defaultdict(list)
    for head in heads:
        for stem in {token[:STEM] for token in names[head].core}:
            near[stem].append(head)
    for form in lone:
        if names[form].kinds and len(names[form].core) > 1:
            rarest = min((near[token[:STEM]] for token in sorted(names[form].core)), key=len)
            longer = [head for head in rarest if shortens(names[form], names[head])]
            if len(longer) == 1:
                reason = "the short form of a name that stands in another document only"
                clusters.note(form, longer[0], Sameness.UNSURE, reason)
