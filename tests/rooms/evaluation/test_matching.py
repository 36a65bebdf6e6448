"""No other one-to-one matching is worth more than the one that is chosen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khronika.evaluation.matching import match

Worth = dict[tuple[int, int], float]


def best(worth: Worth, left: int = 0, taken: frozenset[int] = frozenset()) -> float:
    """The greatest sum, found by trying everything."""
    if left > max((one for one, _ in worth), default=-1):
        return 0
    tries = (
        value + best(worth, left + 1, taken | {right})
        for (one, right), value in worth.items()
        if one == left and right not in taken
    )
    return max(best(worth, left + 1, taken), *tries, 0)


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 4), st.integers(0, 4)), st.sampled_from([1.0, 2.0, 3.0, 10.0, 100.0]), max_size=16
    )
)
def test_the_matching_is_worth_as_much_as_any(worth: Worth) -> None:
    chosen = match(worth)
    assert len(set(chosen.values())) == len(chosen)
    assert sum(worth[pair] for pair in chosen.items()) == best(worth)


def test_a_claim_gives_way_where_it_fits_elsewhere() -> None:
    assert match({(0, 0): 10, (0, 1): 9, (1, 0): 5}) == {0: 1, 1: 0}
