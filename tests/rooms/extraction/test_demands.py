"""What is asked of whom: one demand for each thing asked, and none where a norm or an offence is told."""

from __future__ import annotations

import pytest

from khronika.extraction import extract
from khronika.extraction.demands import Demands
from khronika.extraction.grammar.blocks import blocks
from khronika.extraction.grammar.parse import sentences
from khronika.extraction.norms import Citations
from khronika.vocabulary.bodies import Count, Demand, Force
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity


def asked(*paragraphs: str, kind: MarkKind = MarkKind.PARAGRAPH) -> list[tuple[str, str | None, str]]:
    """Give force, addressee and action of each demand; each paragraph is a block of its own."""
    text, marks = "", []
    for paragraph in paragraphs:
        marks.append(Mark(kind, len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    citations, demands = Citations.over(text), Demands()
    found = []
    for sentence in sentences(blocks(Revision("d", text, tuple(marks), "test", "none"))):
        found += demands.find(sentence, cited=bool(citations.find(sentence)))
    return [(str(f.body.force), f.body.addressee, f.body.action) for f in found if isinstance(f.body, Demand)]


DEMANDS = [
    (
        "We urge your Government to end the siege and to open an inquiry.",
        [("urge", "your Government", "end the siege"), ("urge", "your Government", "open an inquiry")],
    ),
    (
        "I urge you, Mr Kabo, to free them, investigate the killings and publish the list.",
        [
            ("urge", "Mr Kabo", "free them"),
            ("urge", "Mr Kabo", "investigate the killings"),
            ("urge", "Mr Kabo", "publish the list"),
        ],
    ),
    ("The union called for an independent inquiry.", [("call", None, "an independent inquiry")]),
    ("The Government is called upon to help.", [("call", "The Government", "help")]),
    ("We would like to appeal to the mayor to lift the curfew.", [("call", "the mayor", "lift the curfew")]),
    (
        "Requests were made to the media to refrain from reporting.",
        [("request", "the media", "refrain from reporting")],
    ),
    (
        "The union asks that a commission be set up.",
        [("request", None, "that a commission be set up")],
    ),
    ("We ask for access to the prisoners.", [("request", None, "access to the prisoners")]),
    ("I urge you to free them.", [("urge", "you", "free them")]),
    ("We would appreciate a prompt response.", [("request", None, "a prompt response")]),
    ("We welcome the release of six dockers.", [("welcome", None, "the release of six dockers")]),
    (
        "The authorities should release Ana Bel and drop all charges.",
        [
            ("recommend", "The authorities", "The authorities should release Ana Bel"),
            ("recommend", "The authorities", "drop all charges"),
        ],
    ),
    ("Those responsible must be brought to justice.", [("call", None, "Those responsible must be brought to justice")]),
    ("Please explain why the port was closed.", [("ask", None, "explain why the port was closed")]),
]  # fmt: skip

NO_DEMANDS = [
    "He was convicted of calling for the overthrow of the government.",
    "They appealed to the Supreme Court, and the appeal was rejected.",
    "She called her brother.",
    "He asked who had shot.",
    "She asked for his name.",
    "Should restrictions be made, they have to be lawful.",
    "Under the Covenant, States must investigate all deaths.",
    "Workers must obtain a permit before they may strike.",
    "Prisoners should have been freed in May.",
    "Please accept, Excellency, the assurances of our highest consideration.",
    "He was detained after an extradition request.",
]


@pytest.mark.parametrize(("text", "expected"), DEMANDS, ids=[text[:40] for text, _ in DEMANDS])
def test_each_thing_asked_is_one_demand(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert asked(text) == expected


@pytest.mark.parametrize("text", NO_DEMANDS)
def test_reminders_of_norms_offences_and_courtesy_ask_nothing(text: str) -> None:
    assert asked(text) == []


def test_numbered_questions_are_asked_of_whom_the_letter_addresses() -> None:
    letter = ("We call on your Government to end the siege.", "1. How many people were detained?")
    assert asked(*letter)[-1] == ("ask", "your Government", "How many people were detained?")


def test_items_below_a_heading_of_recommendations_are_recommended_to_whom_it_names() -> None:
    found = asked(
        "Recommendations to the Government of Veldania:", "Release all detainees.", "To the Union:", "Pay them."
    )
    assert found == [
        ("recommend", "the Government of Veldania", "Release all detainees"),
        ("recommend", "the Union", "Pay them"),
    ]
    found = asked("The union urges the mayor to:", "lift the curfew;", "free the dockers.", "The strike began in May.")
    assert found == [("urge", "the mayor", "lift the curfew"), ("urge", "the mayor", "free the dockers")]


def test_what_a_quoted_norm_says_should_be_done_is_no_demand() -> None:
    quoted = (
        "Article 21 of the ICCPR says that “States should respect it. The authorities should protect all.” It is late."
    )
    assert asked(quoted) == []
    assert asked("He said: “The authorities should protect all.”")[0][:2] == ("recommend", "The authorities")


def test_a_demand_that_was_not_made_is_negated() -> None:
    text = "The minister did not call for an inquiry."
    sentence = next(sentences(blocks(Revision("d", text, (), "test", "none"))))
    assert [str(one.polarity) for one in Demands().find(sentence)] == ["negated"]


def test_a_question_inside_a_witness_s_words_asks_nothing_of_the_addressee() -> None:
    letter = [
        "Dear Minister Oduvaa,",
        "A nurse, Sela Orin, told us:",
        "They shot at passers-by, do you understand? I said ‘What are you doing?’",
        "We put the following questions to you:",
        "1. How many officers have been charged?",
    ]
    text, marks = "", []
    for paragraph in letter:
        marks.append(Mark(MarkKind.PARAGRAPH, len(text), len(text) + len(paragraph)))
        text += paragraph + "\n"
    revision = Revision("0" * 64, text, tuple(marks), "test", "none")
    claims = extract(revision, Document("0" * 64, "letter.txt", len(text), Sensitivity.INTERNAL)).claims
    questions = [c.body.action for c in claims if isinstance(c.body, Demand) and c.body.force is Force.ASK]
    assert questions == ["How many officers have been charged?"]


@pytest.mark.parametrize(
    ("language", "demand", "told"),
    [
        ("en", "We demand the release of 12 detainees.", "The court released 14 detainees."),
        ("fr", "Nous demandons aux autorités de libérer les 12 détenus.", "Le tribunal a libéré 14 détenus."),
        ("ru", "Мы требуем освободить 12 задержанных.", "Суд освободил 14 задержанных."),
    ],
)
def test_a_release_that_is_only_demanded_is_no_figure_of_people_released(language: str, demand: str, told: str) -> None:
    text = f"{demand} {told}"
    marks = (Mark(MarkKind.PARAGRAPH, 0, len(text)), Mark(MarkKind.LANGUAGE, 0, len(text), language))
    revision = Revision("0" * 64, text, marks, "test", "none")
    claims = extract(revision, Document("0" * 64, "demand.txt", len(text), Sensitivity.INTERNAL)).claims
    assert [c.body.low for c in claims if isinstance(c.body, Count) and c.body.quantity == "released"] == [14]
