"""Bodies whose kind stands beside their name: in quotation marks, as ordinary words, and with a slip in the office."""

from __future__ import annotations

import hashlib

import pytest

from khronika.extraction import extract
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity
from khronika.vocabulary.people import EntityKind


def bodies(text: str, language: str = "en") -> set[tuple[str, ...]]:
    """Every organisation that a text names, with the word for its kind beside it."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    marks = (Mark(MarkKind.PARAGRAPH, 0, len(text)), Mark(MarkKind.LANGUAGE, 0, len(text), language))
    revision = Revision(sha, text, marks, "test", "none")
    found = extract(revision, Document(sha, "letter.txt", len(text), Sensitivity.INTERNAL)).mentions
    assert all(text[m.start : m.end] == m.exact for m in found)
    return {(m.name, *m.titles) for m in found if m.kind is EntityKind.ORGANISATION}


NAMED = [
    ("They banned the opposition party *Spruce!*, and a newspaper.", ("Spruce", "party")),
    ("The police searched the office of the opposition party “Spruce” in May.", ("Spruce", "party")),
    ("Officers searched the Spruce party office in May.", ("Spruce", "party")),
    ("He wrote for the newspaper “Voice of the Harbour” in May.", ("Voice of the Harbour", "newspaper")),
    ("The “Our Common Home” movement was banned in May.", ("Our Common Home", "movement")),
    ("He was dismissed by LLP “Karad Gas” in May.", ("Karad Gas", "company")),
    ("He sent a statement to the Prosecturos' Office in May.", ("Prosecturos' Office",)),
    ("It was rejected by the Prosecturor's Office in May.", ("Prosecturor's Office",)),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_body_is_named_beside_the_word_for_its_kind(text: str, expected: tuple[str, ...]) -> None:
    assert expected in bodies(text)


NONE = [
    "Ruling party members voted in May.",
    "The Health ministry said nothing of the newspaper.",
    "Each State party to the treaty reported in May.",
    "The party said: “Nobody was hurt. We will stay.”",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_name_of_a_body_stays_unnamed(text: str) -> None:
    assert not {found for found in bodies(text) if found[0] in {"Ruling", "Health", "State", "Nobody"}}


def test_a_newspaper_and_a_party_of_one_name_keep_their_kinds() -> None:
    found = bodies("They banned the Spruce party in May. The newspaper “Spruce” was closed in June.")
    assert {("Spruce", "party"), ("Spruce", "newspaper")} <= found


def test_bodies_are_named_in_russian_and_in_french() -> None:
    closed = "Партия «Ворга» и газета «Голос Карада» закрыты."
    russian = bodies(f"{closed} Министерство юстиции отказалось.", "ru")
    assert {name for name, *_ in russian} >= {"Министерство юстиции", "Ворга", "Голос Карада"}
    french = bodies("Le ministère de l'Intérieur a interdit le parti « Vorga » en mai.", "fr")
    assert {name for name, *_ in french} >= {"ministère de l'Intérieur", "Vorga"}
