"""A language model as second reader: which documents it may see, and what a person must know of how it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.actions.holdings import confidential_documents, is_confidential

if TYPE_CHECKING:
    from khronika.actions.chronicle import Chronicle
    from khronika.extraction.models import Model
    from khronika.vocabulary.documents import Document


@dataclass(frozen=True, slots=True)
class Consulted:
    """What a model was asked and what came of it; `noted` are sentences that must be known."""

    model: str
    questions: int
    claims: int
    known: int  # what the grammar had proposed already
    refused: dict[str, int]  # by reason, the most frequent first
    noted: tuple[str, ...]


def second_reader(url: str, name: str | None = None, *, elsewhere: bool = False) -> Model:
    """Give the model behind an address; `UsageError` where the address, or the name, will not do."""
    from khronika import extraction

    return extraction.second_reader(url, name, elsewhere=elsewhere)


def may_read(model: Model | None, document: Document) -> bool:
    """Say whether a model reads a document: it must answer, and no confidential word may leave this machine."""
    return model is not None and model.silence is None and not (model.address.elsewhere and is_confidential(document))


def consulted(chronicle: Chronicle, model: Model) -> Consulted:
    """Sum up what a model did in this run."""
    refused = dict(model.refused.most_common())
    return Consulted(model.method, model.questions, model.claims, model.known, refused, tuple(notes(chronicle, model)))


def notes(chronicle: Chronicle, model: Model) -> list[str]:
    """Say where the grammar read alone, and why."""
    said = []
    withheld = len(confidential_documents(chronicle)) if model.address.elsewhere else 0
    if withheld:
        said.append(f"{withheld} confidential document(s) were not shown to the model: it is not on this machine.")
    if model.silence:
        said.append(
            f"The model at {model.address} fell silent: {model.silence}. Where it did not answer, the claims are the "
            "grammar's alone. Start it and give the same command again."
        )
    return said
