"""The open set is well formed: every word it codes stands in its text and in the vocabulary's lists."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from khronika.vocabulary.words import word_list

FILE = Path(__file__).parent / "data" / "open_set.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
QUALIFIERS = {"exact", "at_least", "more_than", "up_to", "fewer_than", "about", "range", "vague", "majority"}
OPEN_BELOW = {"up_to", "fewer_than", "vague", "majority"}
OPEN_ABOVE = {"at_least", "more_than", "vague", "majority"}


def test_the_set_is_large_enough_and_repeats_nothing() -> None:
    assert len({row["text"] for row in ROWS}) == len(ROWS) >= 80


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:40] for row in ROWS])
def test_every_coded_word_stands_in_the_text(row: dict[str, Any]) -> None:
    items = [*row["counts"], *row["steps"]]
    words = [item["exact"] for item in items] + row["persons"] + row["not_counts"] + row["optional"]
    words += [count["origin"] for count in row["counts"] if count["origin"] not in {"author", "unnamed"}]
    words += [step["subject"] for step in row["steps"] if step["subject"]]
    assert [word for word in words if word not in row["text"]] == []
    assert {count["exact"] for count in row["counts"]}.isdisjoint(row["not_counts"])


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:40] for row in ROWS])
def test_every_code_is_of_the_vocabulary(row: dict[str, Any]) -> None:
    for count in row["counts"]:
        assert count["quantity"] == count["quantity_any"][0]
        assert set(count["quantity_any"]) <= set(word_list("quantities"))
        assert count["group"] in word_list("groups")
        assert count["qualifier"] in QUALIFIERS
        assert (count["low"] is None) == (count["qualifier"] in OPEN_BELOW)
        assert (count["high"] is None) == (count["qualifier"] in OPEN_ABOVE)
    for step in row["steps"]:
        assert step["step"] in word_list("steps")
        assert step["polarity"] in {"affirmed", "negated"}
