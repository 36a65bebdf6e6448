"""The documents at hand, each read and coded once however many properties ask for it."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from khronika.extraction import extract
from khronika.reading import read
from khronika.vocabulary.documents import Document, Revision, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from khronika.vocabulary.extractions import Extraction


@cache
def _coded(file: Path) -> tuple[Revision, Extraction] | None:
    found = read(file, file.name, sha256(file.read_bytes()).hexdigest())
    if not isinstance(found, Revision):
        return None
    return found, extract(found, Document(found.document, file.name, len(found.text), Sensitivity.INTERNAL))


@pytest.fixture(scope="session")
def coded() -> Callable[[Path], tuple[Revision, Extraction] | None]:
    """Give a file's text and what was taken from it; None where nothing can be read from it."""
    return _coded
