"""The rows of each later set quote their texts verbatim, so that an edited text cannot silently move the gold."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

SETS = sorted(
    folder.parent
    for folder in Path(__file__).parent.glob("*/documents.jsonl")
    if folder.parent.name not in {"open", "blind"}
)
KINDS = ("counts", "steps", "acts", "persons", "norms", "demands")


def rows(folder: Path, kind: str) -> list[dict[str, Any]]:
    """The rows of one file of a set; a set need not hold every kind."""
    path = folder / f"{kind}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


@lru_cache
def text(path: Path) -> str:
    """The characters of a text as they stand in its bytes."""
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("kind", KINDS)
def test_each_row_quotes_its_text_inside_its_sentence(folder: Path, kind: str) -> None:
    found = rows(folder, kind)
    assert found or not (folder / f"{kind}.jsonl").is_file()
    for row in found:
        start, end = row["locator_start"], row["locator_end"]
        assert row["exact"] == text(folder / "texts" / row["file"])[start:end], row["id"]
        assert row["start"] <= start < end <= row["end"], row["id"]


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_the_texts_are_the_ones_that_were_coded(folder: Path) -> None:
    documents = rows(folder, "documents")
    assert {row["file"] for row in documents} == {path.name for path in (folder / "texts").iterdir()}
    for row in documents:
        digest = hashlib.sha256((folder / "texts" / row["file"]).read_bytes()).hexdigest()
        assert row["sha256"] == digest, row["file"]


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_ids_are_unique_and_wholes_are_counts_of_the_same_text(folder: Path) -> None:
    ids = [row["id"] for kind in KINDS for row in rows(folder, kind)]
    assert len(ids) == len(set(ids))
    file_of = {row["id"]: row["file"] for row in rows(folder, "counts")}
    parts = [row for row in rows(folder, "counts") if row.get("part_of")]
    assert parts or not file_of
    assert all(file_of[row["part_of"]] == row["file"] for row in parts)


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_the_first_choice_is_among_the_values_that_are_allowed(folder: Path) -> None:
    for file, key in (
        ("counts", "quantity"),
        ("counts", "group"),
        ("counts", "qualifier"),
        ("steps", "step"),
        ("acts", "act"),
        ("demands", "force"),
    ):
        for row in rows(folder, file):
            if not row["kind"].startswith("not_"):
                assert row[key] in row[f"{key}_any"], row["id"]
