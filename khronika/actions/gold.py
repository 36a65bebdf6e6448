"""A gold on disk: a folder of JSONL files, one row an item, as tests/evaluation/open/README.md describes them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from khronika.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from khronika.evaluation import Coded
    from khronika.vocabulary.canonical import Json

TEXTS = "texts"
FORM = "A gold is a folder of JSONL files, one row an item; tests/evaluation/open is one"


def read_gold(folder: Path) -> tuple[tuple[Coded, ...], str]:
    """Give what a folder of gold says of each document, and a SHA-256 over its files, so that a figure can name it.

    Raises `UsageError` where the folder holds no rows or a line is no JSON object.
    """
    from khronika.evaluation import coded

    files = sorted(folder.glob("*.jsonl"))
    documents = coded(row for file in files for row in rows(file))
    if not documents:
        raise UsageError(f"{folder} holds no rows of a gold. {FORM}.")
    proof = hashlib.sha256()
    for file in files:
        proof.update(hashlib.sha256(file.read_bytes()).digest())
    return documents, proof.hexdigest()


def rows(file: Path) -> Iterator[Json]:
    """Give the rows of one file; raises `UsageError` with the number of a line that is no JSON object."""
    for number, line in enumerate(lines(file), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            if not isinstance(row, dict):
                raise UsageError(f"Line {number} of {file} is no JSON object. {FORM}.")
            yield row


def lines(file: Path) -> list[str]:
    """Give the lines of a file; raises `UsageError` where it is not UTF-8."""
    try:
        return file.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8; save it again as UTF-8.") from error


def texts_of(folder: Path, texts: Path | None) -> list[Path]:
    """Give the files that a gold names, from its folder `texts` or another; raises `UsageError` for one that is not."""
    home = texts or folder / TEXTS
    named = [home / document.file for document in read_gold(folder)[0]]
    for path in named:
        if not path.is_file():
            raise UsageError(f"{path} is not there; say with --texts where the files stand that the gold names.")
    return named
