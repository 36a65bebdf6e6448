"""A letter with sentences that the grammar leaves open, and how it reads with a model beside it."""

from __future__ import annotations

import runpy
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khronika.extraction import extract, second_reader
from khronika.vocabulary.documents import Document, Revision, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable

    from khronika.extraction.models import Model
    from khronika.vocabulary.extractions import Extraction

DOUBLE = runpy.run_path(str(Path(__file__).parents[3] / "model_server.py"))
VAN = "Soldiers bundled at least 30 students into a van in Korm on 2 May 2015.\n"


def document(text: str) -> tuple[Revision, Document]:
    """Give a text as a document that was read."""
    name = sha256(text.encode()).hexdigest()
    return Revision(name, text, (), "test", "none"), Document(name, "letter.txt", len(text), Sensitivity.INTERNAL)


@pytest.fixture
def reads(model_server: Callable[..., Any]) -> Callable[..., tuple[Extraction, Model]]:
    """Give a function that reads a text with the model of a server that answers so, or of one at an address."""

    def read(text: str, answer: Any, seconds: float = 0) -> tuple[Extraction, Model]:  # noqa: ANN401
        model = second_reader(answer if isinstance(answer, str) else model_server(answer).url)
        model.seconds = seconds or model.seconds
        return extract(*document(text), model), model

    return read


@pytest.fixture
def alone() -> Callable[[str], Extraction]:
    """Give a function that reads a text with the grammar alone."""
    return lambda text: extract(*document(text))


@pytest.fixture
def double() -> dict[str, Any]:
    """Give what makes the answers of a server: `replaying`, `saying`, `completion`, `row`, `eager`."""
    return DOUBLE


@pytest.fixture
def van() -> str:
    """Give a letter with one sentence that the grammar does not understand."""
    return VAN
