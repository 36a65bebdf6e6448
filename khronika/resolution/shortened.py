"""Short names of organisations: abbreviations, "the Committee", and the parts of a body that name the whole."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.resolution.bodies import (
    STEM,
    BodyName,
    covers,
    kinds_of,
    places_clash,
    read_body,
    same_words,
    shortens,
    stem,
)
from khronika.resolution.folding import plain
from khronika.resolution.words import words
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khronika.resolution.clusters import Clusters, Form

GAP = 3  # characters between a name and the bracket behind it
FEW = 5  # candidates that a doubt lists
WHOLE = re.compile(r"^(?P<part>.+?)\s+(?:of|at|within|under|du|de la|des)\s+(?:the\s+)?(?P<whole>.+)$")


def _initials(name: str) -> str:
    """Give the first letters of the words that count."""
    left_out = words("bodies")["empty"]["words"]
    small = {word for word in left_out if len(word) < STEM}
    return "".join(token[0] for token in plain(name).split() if token not in small)


def _by_document(forms: Iterable[Form]) -> dict[str, list[Form]]:
    at: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        at[form.document].append(form)
    return at


def join_abbreviations(clusters: Clusters, shorts: list[Form], full: list[Form], names: dict[Form, BodyName]) -> None:
    """Tie abbreviations to the only name for which they stand: stated in brackets, or by its first letters."""
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
        fits = here or _allowed(clusters, short, heads.get(letters, [])) or clusters.distinct(like)
        if len(fits) == 1:
            clusters.join(short, fits[0], "the abbreviation of that name")
        for other in fits[:FEW] if len(fits) > 1 else ():
            clusters.note(short, other, Sameness.UNSURE, f"the abbreviation fits {len(fits)} organisations")
    first: dict[str, list[Form]] = defaultdict(list)
    for short in shorts:
        if len(clusters.members(short)) == 1:
            same = first[names[short].short or ""]
            if not any(clusters.join(one, short, "the same abbreviation") for one in same):
                same.append(short)


def _allowed(clusters: Clusters, form: Form, heads: list[Form]) -> list[Form]:
    """Give one form of each group to which nothing forbids to join a form, or that has it already."""
    there = clusters.distinct(heads)
    return [head for head in there if clusters.together(head, form) or not clusters.veto(head, form)]


def _stated_short(form: Form, shorts: list[Form]) -> str | None:
    """Give the abbreviation that stands in brackets right behind a full name."""
    ends = {mention.end for mention in form.mentions}
    for short in shorts:
        if _initials(form.spelled) == plain(short.spelled):
            for mention in short.mentions:
                if any(0 < mention.start - end <= GAP for end in ends):
                    return plain(short.spelled)
    return None


def join_shortened(clusters: Clusters, full: list[Form], names: dict[Form, BodyName], home: Mapping[str, str]) -> None:
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
    _join_elsewhere(clusters, clusters.distinct(lone), clusters.distinct(full), names, home)


def _join_elsewhere(
    clusters: Clusters, lone: list[Form], heads: list[Form], names: dict[Form, BodyName], home: Mapping[str, str]
) -> None:
    """Find the only longer name that another document has; more than one would be guessing.

    A State has one prosecution: where both documents are about it and only its head is named, that is who is meant.
    """
    near: dict[str, list[Form]] = defaultdict(list)
    for head in heads:
        for start in {stem(token) for token in names[head].core}:
            near[start].append(head)
    for form in lone:
        if not names[form].kinds:
            _join_own_name(clusters, form, near[stem(min(names[form].core))], names)
            continue
        rarest = min((near[stem(token)] for token in sorted(names[form].core)), key=len)
        longer = [head for head in rarest if shortens(names[form], names[head])]
        if len(longer) != 1:
            continue
        if _is_head(names[form], names[longer[0]]) and _one_country(clusters, form, longer[0], home):
            clusters.join(form, longer[0], "the bare name of what a State has one of, and only its head is named")
        elif len(names[form].core) > 1:
            reason = "the short form of a name that stands in another document only"
            clusters.note(form, longer[0], Sameness.UNSURE, reason)


def _join_own_name(clusters: Clusters, form: Form, heads: list[Form], names: dict[Form, BodyName]) -> None:
    """Tie a name of its own to the only one that has the word for its kind beside it: "Vorga" and "Vorga Party"."""
    single = {*words("bodies")["named"]["kinds"]}
    longer = []
    for head in heads:
        added = [token for token in names[head].core if not covers(names[form].core, frozenset({token}))]
        if shortens(names[form], names[head]) and all(kinds_of(token) & single for token in added):
            longer.append(head)
    fits = [head for head in clusters.distinct(longer) if not clusters.together(head, form)]
    if len(fits) == 1:
        clusters.join(form, fits[0], "the same name of its own, once with the word for its kind")
    for head in fits[:FEW] if len(fits) > 1 else ():
        clusters.note(form, head, Sameness.UNSURE, f"{len(fits)} bodies of different kinds bear this name")


def _is_head(bare: BodyName, long: BodyName) -> bool:
    single = words("bodies")["hierarchies"]["kinds"]
    return (
        len(bare.core) == 1 and not bare.places and not long.places and bool(bare.kinds & {*single}) and long.national
    )


def _one_country(clusters: Clusters, a: Form, b: Form, home: Mapping[str, str]) -> bool:
    there = clusters.marks(b, "country") or {home.get(document, "") for document in clusters.documents(b)}
    return a.document in home and there == {home[a.document]}


def note_units(clusters: Clusters, full: list[Form], names: dict[Form, BodyName], places: frozenset[str]) -> None:
    """Say of a name that names a whole of which it is a part that they are two: a department is not its ministry."""
    near: dict[str, list[Form]] = defaultdict(list)
    for head in clusters.distinct(full):
        for start in {stem(token) for token in names[head].core}:
            near[start].append(head)
    for form in full:
        said = WHOLE.match(form.spelled)
        whole = read_body(said["whole"], places) if said else None
        if whole is None or not whole.kinds or not names[form].kinds:
            continue
        rarest = min((near[stem(token)] for token in sorted(whole.core)), key=len)
        for other in rarest:
            same = same_words(whole.core, names[other].core) and not places_clash(whole, names[other])
            if same and not clusters.together(form, other):
                clusters.note(form, other, Sameness.APART, "the first calls itself a part of the second")
