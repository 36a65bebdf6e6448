"""What holds of the languages of every text: borders between words, each character under one mark, nothing outside."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.extraction.grammar.blocks import blocks
from khronika.extraction.languages import Languages
from khronika.reading.draft import Reading, in_order
from khronika.reading.languages import language_marks
from khronika.vocabulary.documents import LAID_OUT, Mark, Revision

WORDS = [
    "the police of the town said that they were told", "полиция города сообщила, что никто не пришёл", "Амнистия",
    "ешкім отбасыларға қайда екенін айтпады", "Ils sont venus la nuit et ils ont tout pris", "لم يخبر أحد العائلات",
    "士兵向人群开枪打死了九名农民", "ИВС", "«", "»", "“", "”", ". ", "! ", ": ", " | ", "\n", " ", ", ", "12",
    "www.x.example/a", "(", ")",
]  # fmt: skip
texts = st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=14).map("".join)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(texts)
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(st.sampled_from(LAID_OUT), place, place), max_size=6))
    return Reading(text, in_order(Mark(kind, *sorted((a, b))) for kind, a, b in spans if a != b), "test")


@given(readings())
@settings(deadline=None)  # the first text in doubt loads the model
def test_marks_of_language_do_not_overlap_and_never_part_a_word(reading: Reading) -> None:
    ends = {at for mark in reading.marks for at in (mark.start, mark.end)}
    taken = 0
    for mark in sorted(language_marks(reading), key=lambda mark: mark.start):
        assert taken <= mark.start < mark.end <= len(reading.text)
        assert any(block.start <= mark.start and mark.end <= block.end for block in reading.marks)
        taken = mark.end
        for border in {mark.start, mark.end} - ends:
            assert not reading.text[border - 1 : border + 1].isalpha() or not reading.text[:border].isascii()


@given(readings())
@settings(deadline=None)  # the first text in doubt loads the model
def test_the_parts_of_a_block_are_its_characters(reading: Reading) -> None:
    marks = in_order((*reading.marks, *language_marks(reading)))
    revision = Revision("a" * 64, reading.text, marks, "test", "none")
    languages = Languages.of(revision)
    for block in blocks(revision):
        parts = list(languages.parts(block))
        assert {part.start for part in parts if part.within is None} >= {block.start}
        kept = sorted(at for part in parts for char, at in zip(part.text, part.at, strict=True) if char.strip())
        assert kept == [at for char, at in zip(block.text, block.at, strict=True) if char.strip()]
        assert all(part.language for part in parts)
