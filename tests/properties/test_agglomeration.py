"""Clusters obey what people said, hang together by evidence, and are the same whatever the order of the input."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from khronika.resolution.agglomeration import Agglomeration, agglomerate

NODES = range(7)
ENDS = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] < pair[1])
# Quarters of a bit, so that sums are exact in any order.
PAIRS = st.dictionaries(ENDS, st.integers(-40, 40).map(lambda quarters: quarters / 4), max_size=21)
SOME = st.sets(ENDS, max_size=4)
GROUPS = st.dictionaries(st.sampled_from(NODES), st.sampled_from("AB"), max_size=5)

Pair = tuple[int, int]


def clusters(
    pairs: dict[Pair, float], same: set[Pair], apart: set[Pair], groups: dict[int, str], seed: int = 0
) -> Agglomeration[int]:
    """Agglomerate with everything shuffled and half of the pairs turned round."""
    shuffle = random.Random(seed)  # noqa: S311
    weighed = [(a, b, bits) if shuffle.random() < 0.5 else (b, a, bits) for (a, b), bits in pairs.items()]
    for each in (weighed, told := sorted(same), denied := sorted(apart), nodes := list(NODES)):
        shuffle.shuffle(each)
    return agglomerate(nodes, weighed, same=told, apart=denied, groups=groups)


def by_hand(pairs: dict[Pair, float], apart: set[Pair], groups: dict[int, str]) -> set[frozenset[int]]:
    """The plain reference: look at every pair of members of both clusters, each time."""
    found = [frozenset({node}) for node in NODES]

    def across(a: frozenset[int], b: frozenset[int]) -> list[Pair]:
        return [(min(x, y), max(x, y)) for x in a for y in b]

    for pair in sorted((pair for pair in pairs if pairs[pair] > 0), key=lambda pair: (-pairs[pair], pair)):
        one, other = (next(cluster for cluster in found if end in cluster) for end in pair)
        crossing = across(one, other)
        held = [groups[node] for node in one | other if node in groups]
        allowed = one != other and not apart & set(crossing) and len(held) == len(set(held))
        if allowed and sum(pairs.get(each, -0.5) for each in crossing) > 0:
            found = [each for each in found if each not in (one, other)] + [one | other]
    return set(found)


@given(PAIRS, SOME, GROUPS)
def test_it_does_what_the_plain_reference_does(
    pairs: dict[Pair, float], apart: set[Pair], groups: dict[int, str]
) -> None:
    found = clusters(pairs, set(), apart, groups)
    assert set(map(frozenset, found.clusters)) == by_hand(pairs, apart, groups)
    assert found.contradictions == ()


@given(PAIRS, SOME, SOME, GROUPS, st.integers())
def test_the_order_of_the_input_changes_nothing(
    pairs: dict[Pair, float], same: set[Pair], apart: set[Pair], groups: dict[int, str], seed: int
) -> None:
    assert clusters(pairs, same, apart, groups) == clusters(pairs, same, apart, groups, seed)


@given(PAIRS, SOME, SOME, GROUPS)
def test_what_people_said_stands_and_what_contradicts_itself_is_told(
    pairs: dict[Pair, float], same: set[Pair], apart: set[Pair], groups: dict[int, str]
) -> None:
    found = clusters(pairs, same, apart, groups)
    home = {node: cluster for cluster in found.clusters for node in cluster}
    assert sorted(home) == list(NODES)
    left_open = {pair for each in found.contradictions if each.group is None for pair in each.same}
    for a, b in apart:
        assert home[a] != home[b]
    for a, b in same - left_open:
        assert home[a] == home[b]
    for each in found.contradictions:
        assert set(each.same) <= same
        assert each.apart in apart if each.group is None else groups[each.apart[0]] == groups[each.apart[1]]
    told = {each.apart for each in found.contradictions if each.group}
    for cluster in found.clusters:
        doubled = [pair for pair in combinations(cluster, 2) if groups.get(pair[0], 0) == groups.get(pair[1], 1)]
        assert bool(doubled) <= bool(told)


def test_one_bridge_does_not_join_two_families() -> None:
    family = [(a, b, 6.0) for a, b in (*combinations(range(4), 2), *combinations(range(4, 8), 2))]
    assert agglomerate(range(8), [*family, (3, 4, 2.0)]).clusters == ((0, 1, 2, 3), (4, 5, 6, 7))


def test_a_chain_that_a_person_denies_is_returned_and_not_followed() -> None:
    found = agglomerate("abcd", [("c", "d", 3.0)], same=[("a", "b"), ("b", "c")], apart=[("c", "a")])
    assert found.clusters == (("a",), ("b",), ("c", "d"))
    assert [(each.apart, each.same) for each in found.contradictions] == [(("a", "c"), (("a", "b"), ("b", "c")))]


def test_a_list_declared_free_of_duplicates_gives_one_row_to_a_cluster_unless_a_person_says_otherwise() -> None:
    pairs = [("a1", "b1", 9.0), ("a2", "b1", 8.0)]
    groups = {"a1": "A", "a2": "A", "b1": "B"}
    assert agglomerate(groups, pairs, groups=groups).clusters == (("a1", "b1"), ("a2",))
    told = agglomerate(groups, pairs, same=[("a1", "a2")], groups=groups)
    assert told.clusters == (("a1", "a2", "b1"),)
    assert [(each.apart, each.group) for each in told.contradictions] == [(("a1", "a2"), "A")]
