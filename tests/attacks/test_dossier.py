"""Hostile words in documents, names and file names stay words on the page of a dossier."""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from khronika.publishing import dossier
from khronika.vocabulary.bodies import Party, Step
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.documents import Document, Passage, Revision, Sensitivity, Unread
from khronika.vocabulary.record import Record, Source

LANTERN: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[1] / "golden" / "lantern_record.py"))
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "http://tracker.example/pixel.png",
    "Orrin\u202eelaV\u202c",
    "NUL\x00 and \x1b[31m and \x9b",
    "half \ud800 a character",
    "&lt;script&gt;",
]


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.targets += [value or "" for name, value in attrs if name in ("href", "src", "action", "style")]


def elements(page: str) -> Elements:
    found = Elements()
    found.feed(page)
    return found


def hostile_record(words: str) -> Record:
    text = f"Before. {words} was arrested. After."
    revision = Revision("0" * 64, text, (), words, words, (words,))
    speaker = Speaker(words, Role.AUTHOR, words, Stance.ALLEGED)
    claim = Claim(
        kind=Kind.STEP,
        file=words,
        document="0" * 64,
        passage=Passage.cut(revision, 8, len(text) - 7),
        speakers=(speaker, speaker),
        stance=Stance.ALLEGED,
        polarity=Polarity.AFFIRMED,
        when=None,
        where=None,
        body=Step("arrested", (Party(words),), words, body=words),
        method=words,
    )
    document = Document("0" * 64, words, 1, Sensitivity.PUBLIC)
    source = Source(document, (), revision, None, Unread(words, words))
    return replace(LANTERN["invented_record"](), name=words, sources=(source,), claims=(claim,), judged_by=(words,))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_add_no_element_attribute_or_address(words: str) -> None:
    plain, page = elements(dossier(hostile_record("Orrin Vale"))), dossier(hostile_record(words))
    found = elements(page)
    assert found.tags == plain.tags
    assert found.attributes == plain.attributes
    assert all(target.startswith("#") for target in found.targets)
    assert page.count("<style>") == page.count("</style>") == 1


@pytest.mark.parametrize("words", HOSTILE)
def test_no_unsafe_character_reaches_the_page(words: str) -> None:
    page = dossier(hostile_record(words))
    page.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


def test_an_override_of_direction_is_made_visible() -> None:
    assert "Orrin[U+202E]elaV[U+202C]" in dossier(hostile_record("Orrin\u202eelaV\u202c"))


def test_the_end_of_a_page_and_of_a_foreign_line_is_white_space() -> None:
    assert "\ufffd" not in dossier(hostile_record("Orrin\x0cElav\r\n"))
    assert "Orrin\ufffdElav" in dossier(hostile_record("Orrin\x07Elav"))


def test_templates_in_a_document_are_not_run() -> None:
    assert "{{ 7 * 7 }}" in dossier(hostile_record("{{ 7 * 7 }}"))


def test_the_page_may_load_and_run_nothing() -> None:
    page = dossier(LANTERN["invented_record"]())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy.group(1).startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy.group(1)
    assert "script" not in elements(page).tags
    assert not re.search(r"(?:https?:)?//[a-z]|url\(|@import", page)
