"""Every passage is verbatim: the words of a claim stand in its revision at its place, whatever the file is made of."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khronika import actions
from khronika.extraction import extract
from khronika.reading import read
from khronika.vocabulary.bodies import Count, Person
from khronika.vocabulary.documents import Document, Revision, Sensitivity

if TYPE_CHECKING:
    from khronika.vocabulary.extractions import Extraction

SENTENCES = (
    "Police in Sulmark shot dead nine dockers on 6 May 2014.",
    "The ministry says that at least 14 people were injured and that 31 protesters were detained.",
    "Vera Kolm, a union lawyer, was arrested on 8 May 2014 and sentenced to seven years in prison.",
    "The union urges the government to release her.",
    "Under article 9 of the ICCPR nobody shall be detained arbitrarily.",
)
FEW = settings(max_examples=60, deadline=None)
# What is laid between the letters or words of a sentence: seen or unseen, joined to the letter before, or far away.
JOINED = "\u0301|\u0308|\u20dd|\u00ad|\u200b|\u200d|\u2060|\ufeff|\u200f|\u202e|\u2066|\u2069"
BETWEEN = "\u00a0| \u202f|\u2003|\r\n|\n|\u2028| 🕊️ | 👩🏽‍⚖️ | 𝔘𝔫𝔦𝔬𝔫 | 𓀀 | اعتقال | убит | 逮捕 | ٣٤ |\t|  |\u3000"
# As above, but what a reader does not see at all.
UNSEEN = "\u00ad|\u200b|\u2060|\ufeff|\u200f|\u2066|\u2069"


def html() -> bytes:
    body = "".join(f"<p>{words.replace(' ', ' <b>', 1).replace(' ', '</b> ', 2)}</p>" for words in SENTENCES)
    return f"<!doctype html><meta charset=utf-8><title>Docks</title><main><h1>Docks</h1>{body}</main>".encode()


def docx() -> bytes:
    from docx import Document as Paper

    paper, file = Paper(), io.BytesIO()
    paper.add_heading("Docks")
    for words in SENTENCES:
        paragraph = paper.add_paragraph()
        for word in words.split():
            paragraph.add_run(word + " ").bold = len(word) % 2 == 0
    paper.save(file)
    return file.getvalue()


def pdf() -> bytes:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=(595, 842))
    words, y = " ".join(SENTENCES).split(), 780
    while words:  # six words a line, so that sentences run over lines and over the page
        page.drawString(72, y, " ".join(words[:6]))
        words, y = words[6:], y - 14
        if y < 740:
            page.showPage()
            y = 780
    page.save()
    return file.getvalue()


def table() -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([["no.", "what"], *([i, words] for i, words in enumerate(SENTENCES, 1))])
    return file.getvalue().encode()


def xlsx() -> bytes:
    from openpyxl import Workbook

    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["no.", "what"])
    for i, words in enumerate(SENTENCES, 1):
        sheet.append([i, words])
    book.save(file)
    return file.getvalue()


FORMATS = {
    "docks.txt": "\r\n\r\n".join(SENTENCES).encode,
    "docks.md": "\n".join(["# Docks", *(f"- *{words}*" for words in SENTENCES)]).encode,
    "docks.html": html,
    "docks.docx": docx,
    "docks.pdf": pdf,
    "docks.csv": table,
    "docks.xlsx": xlsx,
}


def check(text: str, passage: dict[str, Any]) -> None:
    start, end = passage["start"], passage["end"]
    assert 0 <= start < end <= len(text)
    assert passage["exact"] == text[start:end]
    assert text[:start].endswith(passage["prefix"])
    assert text[end:].startswith(passage["suffix"])
    at = start
    for part in passage["parts"]:
        assert at <= part["start"] < part["end"] <= end
        assert part["exact"] == text[part["start"] : part["end"]]
        at = part["end"]
    if passage["parts"]:
        assert (passage["parts"][0]["start"], at) == (start, end)


@pytest.mark.parametrize("name", FORMATS)
def test_every_exported_passage_is_verbatim_in_the_text_that_is_handed_out(name: str, tmp_path: Path) -> None:
    file, out = tmp_path / name, tmp_path / "claims.jsonl"
    file.write_bytes(FORMATS[name]())
    with actions.new(tmp_path / "docks.chronicle", by="Ines") as chronicle:
        assert list(actions.intake(chronicle, [file]))
        assert list(actions.read_documents(chronicle))
        assert list(actions.propose_claims(chronicle))
        actions.export(chronicle, claims=out)
        text = actions.text(chronicle, name)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        check(text, row["passage"])
    figures = {(row["body"]["quantity"], row["body"]["low"]) for row in rows if row["kind"] == "count"}
    assert figures >= {("killed", 9), ("injured", 14), ("detained", 31)}
    assert {row["kind"] for row in rows} >= {"count", "step", "person", "norm"}


def read_text(text: str) -> tuple[Revision, Extraction]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "letter.txt")
        file.write_bytes(text.encode())
        found = read(file, file.name, sha256(text.encode()).hexdigest())
    assert isinstance(found, Revision)
    return found, extract(found, Document(found.document, file.name, len(text), Sensitivity.INTERNAL))


@st.composite
def odd(draw: st.DrawFn) -> str:
    """The sentences with odd characters laid between letters and words."""
    letters = list("\n\n".join(SENTENCES))
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(1, len(letters) - 1))
        strange = draw(st.sampled_from(JOINED.split("|")))
        if draw(st.booleans()):
            at, strange = letters.index(" ", at % 200), draw(st.sampled_from(BETWEEN.split("|")))
        letters[at] += strange
    return "".join(letters)


@FEW
@given(odd())
def test_odd_characters_move_no_passage(text: str) -> None:
    found, told = read_text(text)
    for claim in told.claims:
        passage = claim.passage
        parts = [{"start": part.start, "end": part.end, "exact": part.exact} for part in passage.parts]
        said = {"start": passage.start, "end": passage.end, "exact": passage.exact}
        check(found.text, said | {"prefix": passage.prefix, "suffix": passage.suffix, "parts": parts})
        assert passage.revision == found.id
    spans = [(one.start, one.end, one.exact) for one in told.mentions]
    spans += [(one.start, one.end, one.exact) for one in told.abstentions]
    assert [exact for _, _, exact in spans] == [found.text[start:end] for start, end, _ in spans]


@FEW
@given(st.lists(st.tuples(st.integers(1, 250), st.sampled_from(UNSEEN.split("|"))), min_size=1, max_size=8))
def test_what_nobody_sees_changes_nothing_that_is_read(laid: list[tuple[int, str]]) -> None:
    letters = list("\n\n".join(SENTENCES))
    for at, unseen in laid:
        letters[at] += unseen
    assert said(read_text("".join(letters))[1]) == said(read_text("\n\n".join(SENTENCES))[1])


def said(told: Extraction) -> list[object]:
    bodies = [claim.body for claim in told.claims]
    figures = [(body.quantity, body.low, body.high, body.qualifier) for body in bodies if isinstance(body, Count)]
    return [*figures, *(body.name for body in bodies if isinstance(body, Person))]
