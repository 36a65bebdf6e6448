"""Which language words are in: sentences of thirty languages, and blocks that change theirs in the middle."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khronika.extraction import extract
from khronika.reading.draft import Reading
from khronika.reading.languages import language_marks, likeliest
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

if TYPE_CHECKING:
    from khronika.vocabulary.extractions import Extraction

DATA = Path(__file__).parent / "data"
TUNED, FROZEN = (
    tomllib.loads((DATA / f"languages{part}.toml").read_text(encoding="utf-8")) for part in ("", "_frozen")
)
SENTENCES = [(language, text) for language, texts in TUNED["sentences"].items() for text in texts]
TOO_SHORT = "Съдът в Корм осъди седем работници на затвор."  # takes the language of what stands around it


def marks(*blocks: str, kind: MarkKind = MarkKind.PARAGRAPH) -> tuple[str, tuple[Mark, ...]]:
    text, laid_out = "", list[Mark]()
    for block in blocks:
        laid_out.append(Mark(kind, len(text), len(text) + len(block)))
        text += block + "\n\n"
    return text, (*laid_out, *language_marks(Reading(text, tuple(laid_out), "test")))


def spoken(*blocks: str, kind: MarkKind = MarkKind.PARAGRAPH) -> list[tuple[str | None, str]]:
    text, found = marks(*blocks, kind=kind)
    return [(mark.value, text[mark.start : mark.end]) for mark in found if mark.kind is MarkKind.LANGUAGE]


def extracted(*blocks: str) -> Extraction:
    text, found = marks(*blocks)
    document = Document("0" * 64, "mixed.txt", len(text), Sensitivity.INTERNAL)
    return extract(Revision("0" * 64, text, found, "test", "none"), document)


def counted(found: Extraction) -> list[tuple[str, int | None, str]]:
    return [
        (claim.body.quantity, claim.body.low, claim.speakers[0].name or claim.speakers[0].role.value)
        for claim in found.claims
        if isinstance(claim.body, Count)
    ]


@pytest.mark.parametrize(("language", "text"), SENTENCES, ids=[text[:40] for _, text in SENTENCES])
def test_a_sentence_is_known_by_its_script_its_letters_and_its_words(language: str, text: str) -> None:
    assert [code for code, _ in spoken(text)] == ([] if text == TOO_SHORT else [language])


@pytest.mark.parametrize("stretches", TUNED["mixed"]["blocks"], ids=lambda block: block[0][1][:40])
def test_a_block_is_cut_where_its_language_changes(stretches: list[list[str]]) -> None:
    assert spoken("".join(words for _, words in stretches)) == [(language, words) for language, words in stretches]


def _right(data: dict[str, Any]) -> tuple[float, float]:
    """The share of sentences in their language, and of characters of mixed blocks."""
    sentences = [(language, text) for language, texts in data["sentences"].items() for text in texts]
    known = [[code for code, _ in spoken(text)] == [language] for language, text in sentences]
    right = list[bool]()
    for block in data["mixed"]["blocks"]:
        true = [language for language, words in block for _ in words]
        text, found = marks("".join(words for _, words in block))
        said = dict.fromkeys(range(len(text)), "")
        said.update((at, m.value or "") for m in found if m.kind is MarkKind.LANGUAGE for at in range(m.start, m.end))
        right += [said[at] == language for at, language in enumerate(true)]
    return sum(known) / len(known), sum(right) / len(right)


def test_what_was_never_tuned_on_is_known_as_well() -> None:
    sentences, characters = _right(FROZEN)
    assert sentences >= 0.97
    assert characters >= 0.95


def test_a_short_heading_in_a_script_of_one_language_is_known_and_a_name_is_not() -> None:
    assert spoken("თბილისი", kind=MarkKind.HEADING) == [("ka", "თბილისი")]
    assert spoken("Frank La Rue", kind=MarkKind.CELL) == []


def test_an_address_is_in_the_language_of_the_document() -> None:
    sentence = "The police of the town said that nobody had been told where the men were."
    found = spoken(*[sentence] * 4, "Rue du Marais 14, Ministerio Vasquez Herrera, Wilhelmstrasse, Korm")
    assert [code for code, _ in found] == ["en"] * 5


def test_the_likeliest_of_a_few_languages_is_in_the_script_of_the_text() -> None:
    assert likeliest("Двенадцать рабочих задержаны.", ("en", "fr", "ru")) == "ru"
    assert likeliest("Douze ouvriers ont été tués.", ("en", "fr", "ru")) == "fr"
    assert likeliest("12", ("en", "fr", "ru")) == "en"


def test_each_language_of_a_block_is_read_by_its_own_grammar_and_keeps_its_speaker() -> None:
    found = extracted(
        "The union leader Ivan Petrov said: «Полиция убила двенадцать рабочих, сорок человек были ранены.» "
        "In the evening nine journalists were detained."
    )
    assert counted(found) == [
        ("killed", 12, "Ivan Petrov"),
        ("injured", 40, "Ivan Petrov"),
        ("detained", 9, "author"),
    ]


def test_a_sentence_goes_on_around_a_quotation_in_another_language() -> None:
    found = extracted(
        "Ivan Petrov said «полиция задержала двенадцать рабочих и трёх журналистов» and left the hall, "
        "where nine villagers were shot dead.",
        "The soldiers detained seven dockers.",
    )
    assert counted(found) == [
        ("killed", 9, "author"),
        ("detained", 12, "Ivan Petrov"),
        ("detained", 3, "Ivan Petrov"),
        ("detained", 7, "author"),
    ]


def test_two_words_that_say_who_speaks_keep_their_language_before_a_longer_quotation() -> None:
    told = "Свидетель сказал: “They shot at us, five people died next to me”, и заплакал."
    assert spoken(told)[0] == ("ru", "Свидетель сказал: ")
    (claim,) = [each for each in extracted(told).claims if isinstance(each.body, Count)]
    assert (claim.speakers[0].name, claim.passage.exact) == ("Свидетель", "five people died")
    assert spoken("The doctor said: «Шесть человек погибли на площади рядом.»")[0] == ("en", "The doctor said: ")


def test_a_quotation_that_nobody_is_named_for_is_not_said_by_the_author() -> None:
    found = extracted("On the wall stood «полиция задержала двенадцать рабочих и трёх журналистов» and was washed off.")
    assert [speaker for _, _, speaker in counted(found)] == ["unnamed", "unnamed"]


def test_what_no_grammar_reads_in_a_block_is_listed_and_the_rest_is_read() -> None:
    kazakh = "Ешкім отбасыларға ұлдарын қайда алып кеткенін айтпады. "
    found = extracted(f"The police gave no figures. {kazakh}In the evening nine villagers were shot dead.")
    assert counted(found) == [("killed", 9, "author")]
    assert [(one.exact, one.reason) for one in found.abstentions] == [(kazakh, "language kk: read, not coded")]


def test_a_few_words_in_a_script_that_nothing_around_is_in_are_not_read_as_english() -> None:
    found = extracted("Nine villagers were shot dead by soldiers in the town of Korm.", "قتل الجنود تسعة")
    assert [(one.exact.strip(), one.reason) for one in found.abstentions] == [
        ("قتل الجنود تسعة", "language not known: read, not coded")
    ]
