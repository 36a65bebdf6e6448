"""The rows of the open set quote their texts verbatim, so that an edited text cannot silently move the gold."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
KINDS = ("counts", "steps", "persons", "norms", "demands")


def rows(kind: str) -> list[dict[str, Any]]:
    """The rows of one file of the set."""
    return [json.loads(line) for line in (HERE / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()]


def text(name: str) -> str:
    """The characters of a text as they stand in its bytes."""
    return (HERE / "texts" / name).read_bytes().decode("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_each_row_quotes_its_text_inside_its_sentence(kind: str) -> None:
    for row in rows(kind):
        start, end = row["locator_start"], row["locator_end"]
        assert row["exact"] == text(row["file"])[start:end], row["id"]
        assert row["start"] <= start < end <= row["end"], row["id"]


def test_the_texts_are_the_ones_that_were_coded() -> None:
    for row in rows("documents"):
        assert row["sha256"] == hashlib.sha256((HERE / "texts" / row["file"]).read_bytes()).hexdigest(), row["file"]


def test_ids_are_unique_and_wholes_are_counts_of_the_same_text() -> None:
    ids = [row["id"] for kind in KINDS for row in rows(kind)]
    assert len(ids) == len(set(ids))
    file_of = {row["id"]: row["file"] for row in rows("counts")}
    parts = [row for row in rows("counts") if row.get("part_of")]
    assert parts
    assert all(file_of[row["part_of"]] == row["file"] for row in parts)
