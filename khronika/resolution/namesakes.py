"""Which of those who bear one full name are one person: the evidence is weighed, and a veto stands above it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from khronika.resolution.agglomeration import agglomerate
from khronika.resolution.bearers import compare, counted, keys, names_two_words, outline
from khronika.resolution.evidence import Weight, limit, weigh
from khronika.resolution.names import FULL, parse, surnames_of_kin
from khronika.resolution.naming.findings import SLIP
from khronika.resolution.words import words
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.resolution.clusters import Clusters, Form

FEW = 5  # candidates that a doubt lists; more help nobody
MANY = 64  # bearers of a name up to whom each is compared with each; beyond, those who share some evidence
FITS_SEVERAL = "the name fits more than one person, and nothing shows who is meant"
TOLD = {"role": "their roles", "place": "the places", "fate": "what became of them", "office": "their offices"}


class Commonness(Counter[str]):
    """How many different full names each word stands in, and each surname with an initial."""

    @classmethod
    def of(cls, names: Iterable[str]) -> Commonness:
        """Count over names, each key of a name once."""
        return cls(part for key in {key for name in names for key in counted(name)} for part in cls.parts(key))

    @staticmethod
    def parts(key: str) -> set[str]:
        """Give what is counted of the key of a full name."""
        a, b = key.split("+")
        return {a, b, f"{a} {b[:1]}", f"{b} {a[:1]}"}

    def bits(self, name: str) -> float:
        """Give the bits that a name loses because many people bear its parts."""
        return float(sum(self.level(word) for word in min(counted(name)).split("+")))

    def level(self, word: str) -> int:
        """Give how often the names in which a word stands have doubled beyond what is usual."""
        return max(0, (self[word] // int(_name_bits("common"))).bit_length() - 1)

    def is_crowded(self, short: str) -> bool:
        """Say whether so many bear a surname, or it with an initial, that alone it can mean anybody."""
        return self[short] > limit("crowd")


@dataclass
class _Pairs:
    """What was found between the bearers of one name, by their numbers."""

    weights: dict[tuple[int, int], tuple[Weight, str]] = field(default_factory=dict)
    apart: set[tuple[int, int]] = field(default_factory=set)

    def bits(self, a: int, b: int) -> float:
        found = self.weights.get((a, b) if a < b else (b, a))
        return found[0].bits if found else float("-inf")

    def are_apart(self, a: int, b: int) -> bool:
        return ((a, b) if a < b else (b, a)) in self.apart


def join_namesakes(clusters: Clusters, forms: Iterable[Form], common: Commonness | None = None) -> None:
    """Join the groups, one form of each given, whose full names share a key and for whom the evidence speaks."""
    for bearers in _families(clusters, forms):
        if len(bearers) > 1:
            _settle(clusters, sorted(bearers, key=lambda form: form.key), common or Commonness())


def group_keys(clusters: Clusters, form: Form) -> set[str]:
    """Give the keys of all full names of a group."""
    return {key for name in clusters.names(form) if names_two_words(name) for key in keys(name)}


def _families(clusters: Clusters, forms: Iterable[Form]) -> list[list[Form]]:
    home: dict[str, str] = {}

    def root(key: str) -> str:
        while home.setdefault(key, key) != key:
            home[key] = home[home[key]]
            key = home[key]
        return key

    mine = [  # somebody who bears two names by a person's word is of two families
        (form, sorted({key for name in names if names_two_words(name) for key in keys(name)}))
        for form in clusters.distinct(forms)
        for names in clusters.name_sets(form)
    ]
    for _, each in mine:
        first, *rest = sorted({root(key) for key in each}) or [""]
        for other in rest:
            home[other] = first
    found: dict[str, dict[Form, None]] = defaultdict(dict)
    for form, each in mine:
        if each:
            found[root(each[0])][form] = None
    return sorted((list(family) for family in found.values()), key=lambda family: min(form.key for form in family))


def _settle(clusters: Clusters, bearers: list[Form], common: Commonness) -> None:
    """Put together those of one name, told alike first: what is known of them word for word the same weighs once."""
    alike: dict[object, list[Form]] = defaultdict(list)
    for form in bearers:
        known = frozenset((aspect, value) for aspect, values in clusters.known(form).items() for value in values)
        alike[frozenset(clusters.names(form)), known].append(form)
    kinds = list(alike.values())
    pairs = _weigh_all(clusters, [kind[0] for kind in kinds], common)
    torn = _torn(pairs, len(kinds))
    for number, rivals in torn.items():
        for rival in rivals[:FEW]:
            clusters.note(kinds[number][0], kinds[rival][0], Sameness.UNSURE, FITS_SEVERAL)
    bits = [(a, b, weight.bits) for (a, b), (weight, _) in pairs.weights.items() if a not in torn and b not in torn]
    settled = agglomerate(range(len(kinds)), bits, apart=pairs.apart)
    for cluster in settled.clusters:
        _join(clusters, kinds, cluster, pairs)
    for number, kind in enumerate(kinds):
        _join_alike(clusters, kind, common, torn=number in torn)
    _note_doubts(clusters, [kind[0] for kind in kinds], pairs)


def _weigh_all(clusters: Clusters, heads: list[Form], common: Commonness) -> _Pairs:
    found = _Pairs()
    for a, b in _candidates(clusters, heads):
        one, other = heads[a], heads[b]
        if clusters.veto(one, other):
            found.apart.add((a, b))
            _note_veto(clusters, one, other)
        elif (weighed := weigh_groups(clusters, one, other, common)) is not None:
            found.weights[a, b] = weighed
    return found


def _candidates(clusters: Clusters, heads: list[Form]) -> Iterable[tuple[int, int]]:
    if len(heads) <= MANY:
        return combinations(range(len(heads)), 2)
    sharing: dict[object, list[int]] = defaultdict(list)
    for number, form in enumerate(heads):
        sharing["names", frozenset(clusters.names(form))].append(number)
        for aspect, values in clusters.known(form).items():
            for value in values:
                sharing[aspect, value].append(number)
    near = {pair for numbers in sharing.values() for pair in combinations(numbers[:MANY], 2)}
    return sorted(near)


def weigh_groups(clusters: Clusters, a: Form, b: Form, common: Commonness) -> tuple[Weight, str] | None:
    """Weigh two groups by the names that are most alike and by all else; None where no two names can be of one."""
    base, reason, name = max(
        (_bits_of_names(x, y) for x in clusters.names(a) for y in clusters.names(b)),
        key=lambda told: (told[0], told[1]),
    )
    if base == float("-inf"):
        return None
    company = len((a.beside & b.beside) - group_keys(clusters, a)) if a.document != b.document else 0
    rest = weigh(clusters.known(a), clusters.known(b), company)
    named = max(base - common.bits(name), min(base, _name_bits("floor"))) if name else base
    return Weight(named + rest.bits, rest.agreeing, rest.differing), reason


def _bits_of_names(x: str, y: str) -> tuple[float, str, str]:
    verdict, reason = compare(x, y)
    if verdict is Sameness.APART:
        return float("-inf"), reason, ""
    levels = sorted((outline(x).level, outline(y).level))
    if verdict is Sameness.UNSURE:
        return _name_bits("surname" if not levels[0] else "partial"), reason, ""
    kind = "patronymic" if levels[0] == FULL else "full" if levels[0] > 1 else "initial"
    kind = "slip" if kind == "full" and reason == SLIP.reason else kind
    return _name_bits(kind), reason, x if levels[0] > 1 else ""


def _name_bits(kind: str) -> float:
    return float(words("evidence")["name"][kind][0])


def _torn(pairs: _Pairs, number: int) -> dict[int, list[int]]:
    """Give who fits two that are apart, with these; where one fits better by far, the other fit is struck out."""
    fits: dict[int, list[int]] = defaultdict(list)
    for (a, b), (weight, _) in pairs.weights.items():
        if weight.bits > 0:
            fits[a].append(b)
            fits[b].append(a)
    torn: dict[int, list[int]] = {}
    struck: list[tuple[int, int]] = []
    for one in range(number) if pairs.apart else ():
        ranked = sorted(fits[one], key=lambda other: (-pairs.bits(one, other), other))
        rivals = [other for other in ranked[1:] if pairs.are_apart(ranked[0], other)]
        near = [other for other in rivals if pairs.bits(one, other) > pairs.bits(one, ranked[0]) - limit("margin")]
        if near:
            torn[one] = [ranked[0], *near]
        struck += [(min(one, other), max(one, other)) for other in rivals]
    for pair in struck:
        pairs.weights.pop(pair, None)
    return torn


def _join(clusters: Clusters, kinds: list[list[Form]], cluster: tuple[int, ...], pairs: _Pairs) -> None:
    for place, number in enumerate(cluster[1:], 1):
        best = max(cluster[:place][:MANY], key=lambda other: (pairs.bits(other, number), -other))
        weight, reason = pairs.weights.get((best, number), (Weight(0), "the same full name"))
        clusters.join(kinds[best][0], kinds[number][0], weight.told(reason))


def _join_alike(clusters: Clusters, kind: list[Form], common: Commonness, *, torn: bool) -> None:
    """Join those of whom the very same is told, unless that fits two people or the name is too common to say it."""
    first, *rest = kind
    for form in rest:
        weighed = None if torn else weigh_groups(clusters, first, form, common)
        if weighed and weighed[0].bits > 0:
            clusters.join(first, form, "the same full name")
        elif not torn:
            clusters.note(first, form, Sameness.UNSURE, "the name is common here, and nothing else shows who it is")


def _note_veto(clusters: Clusters, a: Form, b: Form) -> None:
    """Say why two are kept apart whose names are alike, or are the male and the female form of one."""
    veto = clusters.veto(a, b)
    alike = compare(a.spelled, b.spelled)[0] is not Sameness.APART or surnames_of_kin(
        parse(a.spelled), parse(b.spelled)
    )
    if veto and alike:
        clusters.note(a, b, veto[0], veto[2])


def _note_doubts(clusters: Clusters, heads: list[Form], pairs: _Pairs) -> None:
    noted: Counter[int] = Counter()
    for (a, b), (weight, reason) in sorted(pairs.weights.items()):
        if clusters.together(heads[a], heads[b]) or max(noted[a], noted[b]) >= FEW:
            continue
        noted.update((a, b))
        differing = " and ".join(TOLD[aspect] for aspect in weight.differing if aspect in TOLD)
        clusters.note(heads[a], heads[b], Sameness.UNSURE, f"{reason}, but {differing} differ" if differing else reason)
