"""What the page of a person says of who is who, in lines that a researcher can read and correct.

Every name is invented. Brackets mark a name in the text of a document; `~` marks a name that is not the real one.
"""

from __future__ import annotations

import hashlib
import re

from khronika.publishing import dossier
from khronika.resolution import resolve
from khronika.vocabulary.documents import Document, Revision, Sensitivity
from khronika.vocabulary.judgements import Linking
from khronika.vocabulary.people import EntityKind, Link, Mention, Sameness
from khronika.vocabulary.record import Record, Source

LETTER = "We write about [Rosa Tulenova]. [Tulenova] is ill."
REPORT = "[Roza Tulenova] was seen in the yard."


def source(file: str, marked: str) -> tuple[Source, list[Mention]]:
    text = re.sub(r"[\[\]~]", "", marked)
    document = hashlib.sha256(file.encode()).hexdigest()
    revision = Revision(document, text, (), "example", "none")
    found, cut = [], 0
    for mark in re.finditer(r"\[(~?)([^]]+)\]", marked):
        at, cut = mark.start() - cut, cut + 2 + len(mark[1])
        place = (revision.id, document, file, at, at + len(mark[2]), mark[2], mark[2])
        found.append(Mention(EntityKind.PERSON, *place, pseudonym=bool(mark[1])))
    return Source(Document(document, file, len(text), Sensitivity.PUBLIC), (), revision, None, None), found


def page(name: str, *judged: tuple[str, Sameness, str, str, str], **documents: str) -> str:
    """Give the page of somebody in a dossier of these documents: its words, without the layout."""
    sources, mentions = zip(*(source(f"{file}.txt", text) for file, text in documents.items()), strict=True)
    linkings = [
        Linking(f"leaf {minute}", minute, f"2019-05-06T09:{minute:02}:00Z", Link(a, b, verdict, f"person:{by}", why))
        for minute, (a, verdict, b, by, why) in enumerate(judged)
    ]
    entities = resolve([each for found in mentions for each in found], (), [one.link for one in linkings])
    record = Record("Example", sources, (), tuple(entities), (), (), (), linkings=tuple(linkings))
    _, _, rest = dossier(record).partition(f"<summary><b>{name}</b>")
    return " ".join(re.sub(r"<[^>]+>", " ", rest.partition("</details>")[0]).split())


def test_the_first_line_says_on_how_many_sources_and_spellings_the_page_stands() -> None:
    assert page("Rosa Tulenova", letter=LETTER, report=REPORT).startswith("Named in 2 sources in 3 spellings")
    assert page("Roza Tulenova", report=REPORT).startswith("Named in 1 source written")


def test_every_spelling_stands_beside_the_words_in_which_a_source_uses_it() -> None:
    told = page("Rosa Tulenova", letter=LETTER, report=REPORT)
    assert "Rosa Tulenova letter.txt We write about Rosa Tulenova . Tulenova is ill." in told
    assert "Roza Tulenova report.txt Roza Tulenova was seen in the yard." in told


def test_why_two_spellings_are_held_to_be_one_is_said() -> None:
    assert "“Rosa Tulenova” (letter.txt) and “Roza Tulenova” (report.txt) are one:" in page(
        "Rosa Tulenova", letter=LETTER, report=REPORT
    )


def test_a_father_and_his_daughter_are_kept_apart_with_the_way_to_the_other_page() -> None:
    told = page("Remi Dovrin", report="[Remi Dovrin] waited for [Remi Dovrina].")
    assert "not the same as Remi Dovrina : “Remi Dovrin” (report.txt) and “Remi Dovrina” (report.txt) are two:" in told


def test_what_a_person_judged_is_said_with_name_day_and_reason() -> None:
    told = page(
        "Rosa Tulenova",
        ("Rosa Tulenova", Sameness.APART, "Roza Tulenova", "Desk officer", "One is a nurse, one a welder."),
        letter=LETTER,
        report=REPORT,
    )
    assert "not the same : Roza Tulenova Desk officer, 6 May 2019, 09:00 UTC One is a nurse, one a welder." in told


def test_where_two_people_differ_both_are_heard_and_nothing_is_joined() -> None:
    told = page(
        "Rosa Tulenova",
        ("Rosa Tulenova", Sameness.SAME, "Roza Tulenova", "Desk officer", "The same street."),
        ("Rosa Tulenova", Sameness.APART, "Roza Tulenova", "Second coder", "Another year of birth."),
        letter=LETTER,
        report=REPORT,
    )
    assert "People differ on this. Nothing is joined until they agree." in told
    assert "the same : Roza Tulenova Desk officer" in told
    assert "not the same : Roza Tulenova Second coder" in told


def test_a_pseudonym_has_a_page_and_no_other_page_tells_of_it() -> None:
    documents = {"interview": "[~Rosa] [not her real name] was seen in the yard.", "letter": LETTER}
    assert page("Rosa", **documents).startswith("protected Named in 1 source")
    assert "interview.txt" not in page("Rosa Tulenova", **documents)
    assert "not the same as" not in page("Rosa Tulenova", **documents)
