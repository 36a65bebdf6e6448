"""Plain text and Markdown: every character stays, and what is layout stands beside it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from khronika.reading import Limits, isolation_level, read
from khronika.vocabulary.documents import MarkKind, Revision, Unread

if TYPE_CHECKING:
    from pathlib import Path

BOXED = """\
Ten of the witnesses for the prosecution withdrew their testimony during the trial in the town of Korm and complained
that they had
 Five officers of the Veria police were charged in May with abuse of office. They were sentenced to between
 two and four years in prison.
 been beaten into giving evidence against the accused.

A further paragraph stands by itself.
"""


def read_bytes(folder: Path, data: bytes, name: str = "letter.txt", limits: Limits | None = None) -> Revision | Unread:
    file = folder / "original"
    file.write_bytes(data)
    return read(file, name, hashlib.sha256(data).hexdigest(), limits=limits or Limits())


def revision(folder: Path, text: str, name: str = "letter.txt") -> Revision:
    found = read_bytes(folder, text.encode(), name)
    assert isinstance(found, Revision), found
    assert found.text == text
    return found


def marked(found: Revision, kind: MarkKind) -> list[str]:
    return [found.text[mark.start : mark.end] for mark in found.marked(kind)]


def without_layout(found: Revision) -> str:
    """Read the text as a reader would: no furniture, no boxes, joins as one space, missing spaces set."""
    text = found.text
    edits = [(mark.start, mark.end, "") for mark in found.marked(MarkKind.FURNITURE, MarkKind.BOX, MarkKind.NOTE)]
    gone = list(edits)
    white = [(mark, "" if mark.value else " ") for mark in found.marked(MarkKind.JOIN, MarkKind.SPACE)]
    for mark, instead in white:
        if not any(start <= mark.start and mark.end <= end for start, end, _ in gone):
            edits.append((mark.start, mark.end, instead))
    for start, end, instead in sorted(edits, reverse=True):
        text = text[:start] + instead + text[end:]
    return text


def test_the_text_is_the_file_with_its_line_ends(tmp_path: Path) -> None:
    for text in (
        "One line.\r\nAnother.\r\n",
        "Old Mac.\rLines.\r",
        "No end",
        "\n\n\tIndented.\n",
        "Tab\tand \u2028 signs 🕊 é",
    ):
        assert revision(tmp_path, text).text == text


def test_how_it_was_read_is_recorded(tmp_path: Path) -> None:
    found = revision(tmp_path, "A line of text.\n")
    assert found.isolation == isolation_level()
    assert found.engine.startswith("khronika-text/")
    assert found.partial == ()


def test_reading_twice_gives_the_same_revision(tmp_path: Path) -> None:
    assert revision(tmp_path, BOXED).id == revision(tmp_path, BOXED).id


def test_hard_wrapped_lines_are_joined_into_paragraphs(tmp_path: Path) -> None:
    found = revision(
        tmp_path,
        "The police opened fire on the crowd in the square of the old town of Korm\n"
        "and wounded at least 12 persons, among them a nurse. The commission of the\n"
        "Senate of Veria counted fourteen.\n\nA second paragraph.\n",
    )
    assert len(marked(found, MarkKind.PARAGRAPH)) == 2
    assert "Korm and wounded" in without_layout(found)
    assert "the Senate" in without_layout(found)


def test_lines_that_were_meant_stay_apart(tmp_path: Path) -> None:
    found = revision(tmp_path, "Mira Holt\nPresident of the Union\nKorm Street 4\n\nDear Minister,\n")
    assert marked(found, MarkKind.JOIN) == []
    assert len(marked(found, MarkKind.PARAGRAPH)) == 4


def test_a_box_across_a_sentence_is_told_from_the_sentence(tmp_path: Path) -> None:
    found = revision(tmp_path, BOXED)
    (box,) = marked(found, MarkKind.BOX)
    assert box.startswith("Five officers")
    assert box.endswith("in prison.")
    assert "complained that they had  been beaten into giving evidence against" in without_layout(found)
    assert marked(found, MarkKind.PARAGRAPH)[-1] == "A further paragraph stands by itself."


def test_a_paragraph_between_finished_paragraphs_is_no_box(tmp_path: Path) -> None:
    found = revision(tmp_path, BOXED.replace("that they had", "about it.").replace("been beaten", "They were beaten"))
    assert marked(found, MarkKind.BOX) == []


def test_a_sentence_cut_by_a_page_is_one_paragraph(tmp_path: Path) -> None:
    found = revision(
        tmp_path,
        "It is reported that on the third of May a mass rally\n\nwas announced. Nobody was hurt.\n\nThe end came.\n",
    )
    assert marked(found, MarkKind.JOIN) == ["\n\n"]
    assert len(marked(found, MarkKind.PARAGRAPH)) == 2


def test_a_running_head_in_a_cut_sentence_is_furniture(tmp_path: Path) -> None:
    found = revision(
        tmp_path,
        "It is reported that on the third of May a mass rally\n\nVeria Annual Report\n\nwas announced. All was well.\n",
    )
    assert marked(found, MarkKind.FURNITURE) == ["Veria Annual Report"]
    assert "a mass rally  was announced" in without_layout(found)


def test_page_numbers_that_count_up_are_furniture_and_figures_are_not(tmp_path: Path) -> None:
    found = revision(tmp_path, "First page text.\n\n7\n\nSecond page text.\n\n8\n\nThird page.\n\n1994\n")
    assert marked(found, MarkKind.FURNITURE) == ["7", "8"]


def test_the_site_s_own_lines_are_furniture(tmp_path: Path) -> None:
    found = revision(
        tmp_path,
        "Skip to main content\n\nDear Minister,\n\nWe write about the deaths in Korm and ask you for an answer.\n\n"
        "Mira Holt\n\nYour tax deductible gift helps people.\n\nRegion / Country\n\nMost Viewed\n",
    )
    assert marked(found, MarkKind.FURNITURE) == [
        "Skip to main content",
        "Your tax deductible gift helps people.",
        "Region / Country",
        "Most Viewed",
    ]


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("In all, 64persons were hurt.", "In all, 64 persons were hurt."),
        ("and 23active members and11individuals left", "and 23 active members and 11 individuals left"),
        ("On 12December it began.", "On 12 December it began."),
        ("strikes last year.We urge you", "strikes last year. We urge you"),
        ("the 16th, part 4b, 10km at 5pm and 50mph", None),
        ("COVID19cases, F16fighters, see www.site.Org and 15/21that", None),
        ("She lives in St.Anne, e.g.Korm, and has a Ph.D.degree", None),
    ],
)
def test_lost_spaces_are_marked_and_codes_left(tmp_path: Path, glued: str, apart: str | None) -> None:
    found = revision(tmp_path, glued)
    assert without_layout(found) == (apart or glued)
    assert all(mark.start == mark.end for mark in found.marked(MarkKind.SPACE))


def test_footnote_marks_are_no_part_of_a_word(tmp_path: Path) -> None:
    found = revision(tmp_path, "They killed¹ twelve.[12] The area was 10 km², said [the] doctor.³\n")
    assert marked(found, MarkKind.NOTE) == ["¹", "[12]", "³"]


def test_items_headings_and_quotations(tmp_path: Path) -> None:
    text = (
        "Use of Force\n\nAccording to the doctor many wounded persons were in the hospital of Korm all that night.\n\n"
        "The nurse told our organisation:\n\nI saw them come. I could not count them.\n\nWe ask:\n"
        "  • that the dead be named;\n  • that the wounded\n    be treated.\n1. Who gave the order?\n2. When?\n"
    )
    found = revision(tmp_path, text)
    assert marked(found, MarkKind.HEADING) == ["Use of Force"]
    assert marked(found, MarkKind.QUOTE) == ["I saw them come. I could not count them."]
    assert [mark.value for mark in found.marked(MarkKind.ITEM)] == ["•", "•", "1", "2"]


def test_markdown_headings_have_their_level(tmp_path: Path) -> None:
    found = revision(
        tmp_path, "# Report\n\nText of the report.\n\n## Deaths\nMore text.\n\n> A quotation.\n", "report.md"
    )
    assert [mark.value for mark in found.marked(MarkKind.HEADING)] == ["1", "2"]
    assert marked(found, MarkKind.QUOTE) == ["> A quotation."]


def test_each_paragraph_has_its_language(tmp_path: Path) -> None:
    found = revision(
        tmp_path,
        "The police opened fire on the crowd and twelve persons were killed in the square.\n\n"
        "Полиция открыла огонь по толпе, и двенадцать человек были убиты на площади.\n\n"
        "La police a ouvert le feu sur la foule et douze personnes ont été tuées sur la place.\n\nKorm, Veria\n",
    )
    assert [mark.value for mark in found.marked(MarkKind.LANGUAGE)] == ["en", "ru", "fr"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_names_the_encoding(tmp_path: Path, encoding: str) -> None:
    found = read_bytes(tmp_path, "Двенадцать убитых, é and 🕊.".encode(encoding))
    assert isinstance(found, Revision)
    assert found.text == "Двенадцать убитых, é and 🕊."
    assert found.partial == ()


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Полиция открыла огонь, двенадцать человек убиты."),
        ("koi8-r", "Полиция открыла огонь, двенадцать человек убиты."),
        ("cp1252", "Le général a “nié” les décès survenus à l’hôpital."),
        ("utf-16-le", "A letter without its mark."),
    ],
)
def test_a_guessed_encoding_is_said(tmp_path: Path, encoding: str, text: str) -> None:
    found = read_bytes(tmp_path, text.encode(encoding))
    assert isinstance(found, Revision)
    assert found.text == text
    assert encoding in found.partial[0]


def test_control_characters_are_replaced_and_that_is_said(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, b"A letter with a NUL\x00 in it, and nothing else that is odd about it at all.")
    assert isinstance(found, Revision)
    assert "NUL\ufffd in" in found.text
    assert "U+FFFD" in found.partial[0]


def test_a_text_beyond_the_limit_is_unread_with_the_limit(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, b"word " * 100, limits=Limits(text_chars=400))
    assert isinstance(found, Unread)
    assert "400 characters" in found.reason


def test_a_file_beyond_the_limit_is_unread_with_the_limit(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, b"x" * 3_000_000, limits=Limits(file_bytes=2 * 1024 * 1024))
    assert isinstance(found, Unread)
    assert "2 MB" in found.reason


def test_an_empty_file_is_unread(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, b"")
    assert isinstance(found, Unread)
    assert "empty" in found.reason
