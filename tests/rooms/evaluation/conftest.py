"""An invented text, a claim on some of its words, and a row of gold that codes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.documents import Passage, Revision

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = (
    "Police detained 14 people in Ombrin, among them three minors. The hospital recorded at least 9 injured. "
    "The men were held for 21 days. Nobody counted the 6 who fled."
)
REVISION = Revision("d" * 64, TEXT, (), "example", "none")
AUTHOR = Speaker("Tide Watch", Role.AUTHOR, None, Stance.REPORTED)


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def revision() -> Revision:
    return REVISION


@pytest.fixture
def claim() -> Callable[..., Claim]:
    """Make a count on some words of the text."""

    def make(words: str, quantity: str, low: int | None, **more: Any) -> Claim:  # noqa: ANN401
        start = TEXT.index(words)
        whole = more.pop("of", None)
        body = Count(
            quantity, "people", more.pop("group", "all"), low, low, more.pop("qualifier", Qualifier.EXACT), of=whole
        )
        known: dict[str, Any] = {
            "polarity": Polarity.AFFIRMED,
            "speakers": (AUTHOR,),
            "document": REVISION.document,
            "file": "letter.txt",
        } | more
        return Claim(
            kind=Kind.COUNT,
            passage=Passage.cut(REVISION, start, start + len(words)),
            stance=Stance.REPORTED,
            when=None,
            where=None,
            body=body,
            method="grammar@1",
            **known,
        )

    return make


@pytest.fixture
def row() -> Callable[..., dict[str, Any]]:
    """Make a row of gold on some words of the text."""

    def make(identity: str, words: str, low: int | None = None, **more: Any) -> dict[str, Any]:  # noqa: ANN401
        start = TEXT.index(words)
        begin = TEXT.rfind(". ", 0, start) + 2 if ". " in TEXT[:start] else 0
        end = TEXT.index(".", start) + 1
        return {
            "id": identity,
            "kind": "count",
            "file": "letter.txt",
            "exact": words,
            "locator_start": start,
            "locator_end": start + len(words),
            "start": begin,
            "end": end,
            "quantity": "detained",
            "group": "all",
            "low": low,
            "high": low,
            "qualifier": "exact",
            "origin": ["author"],
        } | more

    return make
