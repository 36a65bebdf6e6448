"""What holds of every reading: marks lie in the text, text files stay as they are, nothing raises."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khronika.reading import Limits, read
from khronika.reading.answer import KINDS, pack, unpack
from khronika.reading.draft import UNSPEAKABLE, Draft, Reading, in_order
from khronika.reading.layout import lay_out
from khronika.reading.limits import DEFAULT
from khronika.reading.refusal import Refusal
from khronika.reading.tables import write_table
from khronika.vocabulary.documents import Mark, MarkKind, Revision, Unread

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=300, deadline=None)
# Pieces from which a text grows that layout has something to say about.
WORDS = (
    "The police said| that|64persons|year.We|• |1. |- |# |> |12|Korm|,|.|:|told us:|”|¹|[3]|ill-\n|Most Viewed|é🕊|убит"
)
PIECES = st.sampled_from([*WORDS.split("|"), "\n", "\n\n", "\n ", "\r\n", "\f", "\u2028", "\t", "\xa0", " "])
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200))


def read_bytes(data: bytes, name: str, limits: Limits = DEFAULT) -> Revision | Unread:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "original")
        file.write_bytes(data)
        return read(file, name, "0" * 64, limits=limits)


def check(text: str, marks: tuple[Mark, ...]) -> None:
    assert marks == in_order(marks)
    for mark in marks:
        assert 0 <= mark.start <= mark.end <= len(text)
        assert mark.start < mark.end or mark.kind is MarkKind.SPACE
        if mark.kind is MarkKind.JOIN:
            assert not text[mark.start : mark.end].strip(), "a join is white space"


@MANY
@given(TEXTS)
def test_every_mark_lies_in_the_text_and_joins_are_white_space(text: str) -> None:
    check(text, lay_out(text))
    check(text, lay_out(text, soft=True))


@MANY
@given(TEXTS)
def test_no_word_is_outside_a_block(text: str) -> None:
    """What no block covers would be read by nobody."""
    covered = set()
    for mark in lay_out(text):
        if mark.kind not in (MarkKind.JOIN, MarkKind.SPACE, MarkKind.NOTE):
            covered.update(range(mark.start, mark.end))
    assert not [at for at, character in enumerate(text) if not character.isspace() and at not in covered]


@FEW
@given(TEXTS.filter(lambda text: text.strip() and not UNSPEAKABLE.search(text) and not text.startswith("\ufeff")))
def test_the_text_of_a_text_file_is_its_characters(text: str) -> None:
    found = read_bytes(text.encode("utf-8"), "letter.txt")
    if isinstance(found, Revision):
        assert found.text == text
        check(found.text, found.marks)
    else:
        assert text.lstrip().startswith(("{\\rtf", "PK", "<", "%PDF-"))


@FEW
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"name;charge\n"]),
    st.sampled_from(
        ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.xlsx", "a.csv", "a", ".", "a.bin", "a." + "x" * 50]
    ),
)
def test_arbitrary_bytes_never_raise(data: bytes, start: bytes, name: str) -> None:
    found = read_bytes(start + data, name)
    if isinstance(found, Revision):
        check(found.text, found.marks)
    else:
        assert found.reason.endswith(".")
        assert found.name == name


@MANY
@given(st.binary(max_size=300))
def test_an_arbitrary_answer_of_a_child_is_refused_or_whole(answer: bytes) -> None:
    try:
        reading = unpack(answer, DEFAULT)
    except Refusal:
        return
    check(reading.text, reading.marks)


@MANY
@given(
    TEXTS.filter(lambda text: not UNSPEAKABLE.search(text)),
    st.lists(
        st.tuples(
            st.sampled_from([*KINDS, "nonsense"]),
            st.integers(-2, 50),
            st.integers(-2, 50),
            st.none() | st.text(max_size=4),
        ),
        max_size=5,
    ),
)
def test_marks_of_a_hostile_child_are_believed_only_where_they_can_be_true(
    text: str, rows: list[tuple[str, int, int, str | None]]
) -> None:
    packed = pack(Reading(text, (), "engine"))
    marks = json.dumps(sorted(rows, key=lambda row: (row[1], -row[2]))).encode()
    try:
        reading = unpack(packed.removesuffix(b"[]") + marks, DEFAULT)
    except Refusal:
        return
    check(reading.text, reading.marks)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *[("page", value) for value in (None, "", "0", "-1", "²", "１", " 1", "1_0", "9" * 9)],
        *[("cell", value) for value in ("²,1", "1,²", "1", "1,", "1,1,1", "-1,1", "9" * 9 + ",1")],
        *[("recognised", value) for value in ("101", "-1", "07", "٣", "1e1")],
        *[("language", value) for value in (None, "", "en")],
    ],
)
def test_a_figure_that_others_count_on_is_one(kind: str, value: str | None) -> None:
    packed = pack(Reading("14 people", (), "engine/1")).removesuffix(b"[]")
    with pytest.raises(Refusal):
        unpack(packed + json.dumps([[kind, 0, 2, value]]).encode(), DEFAULT)


def test_blocks_within_blocks_without_end_are_refused() -> None:
    """Each is read without those inside it, so that the work would be the square of their number."""
    text = "words " * 200
    for most, believed in ((50, True), (51, False)):
        marks = tuple(Mark(MarkKind.BOX, at, len(text) - at) for at in range(most))
        answer = pack(Reading(text, marks, "engine/1"))
        if believed:
            assert unpack(answer, DEFAULT).marks == marks
        else:
            with pytest.raises(Refusal):
                unpack(answer, DEFAULT)


ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2**70) | st.floats() | st.text(max_size=4) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@MANY
@given(
    st.dictionaries(
        st.sampled_from(["text", "engine", "partial", "enclosed", "scanned", "ahead", "refused"]), ODD, max_size=3
    ),
    ODD,
    ODD,
)
def test_whatever_stands_in_a_childs_answer_is_refused_or_whole(
    header: dict[str, object], inside: object, marks: object
) -> None:
    table = json.dumps(inside).encode()
    plain = {
        "text": 3,
        "engine": "e/1",
        "partial": [],
        "table": len(table),
        "enclosed": 0,
        "scanned": [],
        "ahead": None,
    }
    answer = b"".join([json.dumps(plain | header).encode(), b"\n", b"abc", table, json.dumps(marks).encode()])
    try:
        reading = unpack(answer, DEFAULT)
    except Refusal:
        return
    check(reading.text, reading.marks)


@MANY
@given(st.lists(st.lists(st.text(max_size=8), max_size=4), max_size=6))
def test_every_cell_of_a_table_stands_in_its_text(rows: list[list[str]]) -> None:
    draft = Draft()
    settled = write_table(draft, rows, DEFAULT)
    text = draft.text()
    check(text, lay_out(text, settled, draft.marks))
    for mark in draft.marks:
        assert "\t" not in text[mark.start : mark.end]
        assert "\n" not in text[mark.start : mark.end]
