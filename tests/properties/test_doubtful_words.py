"""Doubtful words of a part of a text are those that touch it, however the marks of text recognition lie."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khronika.vocabulary.documents import Mark, MarkKind, Revision

LONG = 40
places = st.integers(0, LONG)


@given(st.lists(st.tuples(places, places)), places, places)
def test_the_words_that_touch_a_part_are_found(spans: list[tuple[int, int]], one: int, two: int) -> None:
    marks = tuple(Mark(MarkKind.RECOGNISED, *sorted(span)) for span in spans if span[0] != span[1])
    start, end = sorted((one, two))
    found = Revision("ab" * 32, "x" * LONG, marks, "engine/1", "basic").recognised_in(start, end)
    assert sorted(found, key=repr) == sorted((m for m in marks if m.start < end and start < m.end), key=repr)


def test_a_million_words_are_not_looked_at_for_each_claim() -> None:
    words = 200_000
    marks = tuple(Mark(MarkKind.RECOGNISED, 5 * at, 5 * at + 4, "40") for at in range(words))
    revision = Revision("ab" * 32, "word " * words, marks, "engine/1", "basic")
    assert sum(len(revision.recognised_in(50 * at, 50 * at + 49)) for at in range(words // 10)) == words
