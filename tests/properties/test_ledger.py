"""Whatever is recorded comes back once and in order, and every hit is exact, on any Unicode."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from khronika.ledger import open_ledger
from khronika.ledger.shadow import FOLDS, pieces, shadows
from khronika.vocabulary.canonical import as_json, canonical, from_json
from khronika.vocabulary.documents import Custody, Document, Mark, MarkKind, Revision, Sensitivity
from khronika.vocabulary.people import Event, Link, Sameness

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
anything = st.text(st.characters(exclude_categories=()), max_size=12)  # lone surrogates and NUL too
ODD = "aAbß ﬁ½é e\u0301\u0308İı\u00ad\u200d“’-\u2011 \n\n北京かЁйأمحمّدक्षि\U0001f54a12㎏ǆ\0\t\u0640_"
texts = st.text(st.sampled_from(ODD) | st.characters(exclude_categories=()), max_size=60)
words = st.text(
    st.sampled_from(ODD.replace("\n", "")) | st.characters(exclude_categories=["Cc", "Z"]), min_size=1, max_size=6
)
hashes = st.text("0123456789abcdef", max_size=12)
values = st.one_of(
    st.builds(Document, hashes, anything, st.integers(0), st.sampled_from(Sensitivity)),
    st.builds(Custody, hashes, anything, anything),
    st.builds(Event, anything, anything, st.none() | anything, st.none()),
    st.builds(Revision, hashes, texts, st.just(()), anything, anything),
)


def marks(length: int) -> st.SearchStrategy[list[Mark]]:
    kinds = st.sampled_from([MarkKind.PARAGRAPH, MarkKind.JOIN, MarkKind.NOTE, MarkKind.SPACE, MarkKind.FURNITURE])
    spans = st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted)
    built = st.tuples(kinds, spans).map(
        lambda drawn: Mark(drawn[0], drawn[1][0], drawn[1][0 if drawn[0] is MarkKind.SPACE else 1])
    )
    return st.lists(built, max_size=4)


@given(st.lists(values, max_size=12))
@SLOW
def test_everything_is_kept_once_in_the_order_of_recording(given_values: list[object]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "c.db", create=True) as ledger:
        once = list({(type(value), canonical(value)): value for value in given_values}.values())
        assert ledger.record(given_values, by="Ines") == len(once)
        assert [ledger.payload(entry.leaf) for entry in ledger.entries()] == once
        assert ledger.record(reversed(given_values), by="Tomas") == 0
        for kind in {type(value) for value in once}:
            assert list(ledger.values(kind)) == [value for value in once if type(value) is kind]
        assert ledger.verify() == []


@given(st.lists(st.tuples(st.sampled_from(Sameness), st.sampled_from(["Ines", "Tomas"])), max_size=12))
@SLOW
def test_of_decisions_the_last_of_each_person_is_the_last_recorded(said: list[tuple[Sameness, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "c.db", create=True) as ledger:
        last: dict[str, Sameness] = {}
        for verdict, by in said:
            new = ledger.record([Link("Rosa", "Roza", verdict, by, "Because.")], by=by)
            assert new == (last.get(by) is not verdict)
            last[by] = verdict
        assert {link.by: link.verdict for link in ledger.values(Link)} == last
        assert ledger.verify() == []


@given(texts, st.data())
@settings(deadline=None)
def test_every_word_of_a_shadow_leads_back_to_its_characters(text: str, data: st.DataObject) -> None:
    revision = Revision("a" * 64, text, tuple(data.draw(marks(len(text)))), "text@1", "none")
    spans = list(pieces(revision))
    assert "".join(text[start:end] for start, end in spans) == text, "the pieces are the whole text"
    for shadow in shadows(revision):
        at = 0
        for word in shadow.text.split():
            at = shadow.text.index(word, at)
            start, end = shadow.span(at, at + len(word))
            assert 0 <= start < end <= len(text)
            exact = text[start:end].translate(FOLDS).replace(" ", "")
            assert word in exact, "the exact characters fold to the word"
            at += len(word)


def test_what_is_folded_folds_to_itself() -> None:
    """The words of a hit, copied into a query, are the words of the index, whichever character they come from."""
    for code in range(0x110000):
        folded = chr(code).translate(FOLDS)
        assert folded.translate(FOLDS).split() == folded.split(), hex(code)


@given(st.lists(words, min_size=1, max_size=8), st.sampled_from([" ", "\n", "-", "’", "\u00a0"]), st.data())
@example(["½", "of", "them"], " ", None)
@example(["e\u0301", "E"], " ", None)
@example(["\u32ff", "\u33e0a"], " ", None)  # one sign that is several ideographs, or a number and one
@SLOW
def test_words_taken_from_a_text_are_found_there_exactly(given_words: list[str], gap: str, data: object) -> None:
    first = data.draw(st.integers(0, len(given_words) - 1)) if isinstance(data, st.DataObject) else 0
    text = gap.join(given_words)
    query = " ".join(given_words[first : first + 3]).translate(FOLDS).split()
    revision = Revision("a" * 64, text, (), "text@1", "none")
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "c.db", create=True) as ledger:
        ledger.record([Document("a" * 64, "x", 1, Sensitivity.PUBLIC), revision], by="Ines")
        hits = ledger.search(f'"{" ".join(query)}"', 1000)
        assert bool(hits) == bool(query)
        for hit in hits:
            assert text[hit.start : hit.end] == hit.exact
            assert "".join(query) in hit.exact.translate(FOLDS).replace(" ", "")


@given(st.text())
@SLOW
def test_no_query_raises(query: str) -> None:
    revision = Revision("a" * 64, "At least 15 people were killed.", (), "text@1", "none")
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "c.db", create=True) as ledger:
        ledger.record([Document("a" * 64, "x", 1, Sensitivity.PUBLIC), revision], by="Ines")
        assert all(hit.exact in revision.text for hit in ledger.search(query))


@given(values)
@example(Document("", "odd \ud800 bytes", 0, Sensitivity.PUBLIC))
def test_canonical_json_is_plain_sorted_json_and_leads_back(value: object) -> None:
    plain = json.dumps(as_json(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    escaped = "".join(f"\\u{ord(char):04x}" if "\ud800" <= char <= "\udfff" else char for char in plain)
    assert canonical(value) == escaped.encode("utf-8")
    assert from_json(type(value), json.loads(canonical(value))) == value
