"""No number is passed over in silence: each ends in a figure, or is listed with the reason why it is none."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.extraction import extract
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable

    from khronika.vocabulary.extractions import Extraction

    Coded = Callable[[Path], tuple[Revision, Extraction] | None]

ROOT = Path(__file__).parents[2]
OPEN_SET = ROOT / "tests" / "spec" / "data" / "open_set.jsonl"
EXAMPLE = sorted((ROOT / "examples" / "port-ombrin").iterdir())
OPEN_TEXTS = sorted((ROOT / "tests" / "evaluation").glob("open*/texts/*"))
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
FEW = settings(max_examples=60, deadline=None)
WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|dozens|hundred|hundreds|thousand|thousands|"
    "tens|first|second|third|fourth|fifth|sixth|tenth"
)
NUMBER = re.compile(rf"\d+|\b(?:{WORDS})\b", re.IGNORECASE)
# Odd words with digits and number words, which no list of ordinary numbers holds, and plain ones to stand between.
ODD = (
    "4b|18th-19th|G/SO 214|218/2|1:00|18.40|8.15pm|64persons|died.3|3,5|1,200|1,2,3|12,000.50|½|21st|0)22|+00 55|29(2)|"
    "US$550|243(2)(b)|№7|#9|III|B-52|2017-03-16|16.03.2017|16/3/17|22nd|2/3|25%|€40|1990s|07:00|٣٤|twenty-five|x2|"
    "several hundred|a few dozen|hundred|half a million|two hundred and fifty|1.5 million|7½|mid-2017|ten-fold|40-50"
)
PLAIN = "people|workers|were|killed|injured|on|in|at|the|square|of|whom|and|,|(|)|.|who|had|died|police|arrested"


def revision(text: str) -> Revision:
    return Revision("0" * 64, text, (Mark(MarkKind.PARAGRAPH, 0, len(text)),), "example", "none")


def of(found: Revision) -> Extraction:
    return extract(found, Document(found.document, "example.txt", len(found.text), Sensitivity.INTERNAL))


def passed_over(found: Revision, told: Extraction | None = None) -> list[str]:
    """The numbers of a text, each with the words around it, that are in no figure and in no abstention."""
    told = told or of(found)
    spans = [(one.start, one.end) for one in told.abstentions]
    spans += [(c.passage.start, c.passage.end) for c in told.claims if isinstance(c.body, Count)]
    apart = found.marked(MarkKind.FURNITURE, MarkKind.NOTE, MarkKind.FOOTNOTE)  # no part of the text
    spans += [(mark.start, mark.end) for mark in apart]
    text = found.text
    return [
        text[max(0, m.start() - 30) : m.end() + 30]
        for m in NUMBER.finditer(text)
        if not any(start <= m.start() < end for start, end in spans)
    ]


def test_every_number_of_the_open_set_is_told_or_left_with_its_reason() -> None:
    rows = [json.loads(line)["text"] for line in OPEN_SET.read_text(encoding="utf-8").splitlines()]
    assert [missed for text in rows for missed in passed_over(revision(text))] == []


@pytest.mark.parametrize("file", EXAMPLE, ids=[file.name for file in EXAMPLE])
def test_every_number_of_the_example_is_told_or_left_with_its_reason(file: Path, coded: Coded) -> None:
    found = coded(file)
    if found is None:
        pytest.skip("no text can be read from this file")
    assert passed_over(*found) == []


@pytest.mark.parametrize("file", OPEN_TEXTS, ids=[file.name for file in OPEN_TEXTS])
def test_every_number_of_the_open_texts_is_told_or_left_with_its_reason(file: Path, coded: Coded) -> None:
    found = coded(file)
    assert found is not None
    assert passed_over(*found) == []


@pytest.mark.skipif(not SEEDS, reason="no real documents here")
def test_every_number_of_real_documents_is_told_or_left_with_its_reason(coded: Coded) -> None:
    found = [one for file in SEEDS if (one := coded(file))]
    assert found
    assert [missed for one in found for missed in passed_over(*one)] == []


@FEW
@given(
    st.lists(
        st.one_of(st.sampled_from(ODD.split("|")), st.sampled_from(PLAIN.split("|"))), min_size=1, max_size=14
    ).map(" ".join)
)
def test_odd_numbers_among_plain_words_are_told_or_left_with_their_reason(text: str) -> None:
    assert passed_over(revision(text)) == []


def test_the_reasons_are_few_and_plain() -> None:
    texts = [json.loads(line)["text"] for line in OPEN_SET.read_text(encoding="utf-8").splitlines()]
    reasons = {one.reason for text in [*texts, *ODD.split("|")] for one in of(revision(text)).abstentions}
    assert 5 < len(reasons) <= 25
    assert [reason for reason in reasons if not re.fullmatch(r"[a-z' ]{2,40}", reason)] == []


def test_numbers_of_one_sentence_are_left_alone_once_each() -> None:
    told = of(
        revision(
            "At 1:00 the 3rd gate fell; under part 4b it cost US$550 to move 3.5 of 40 tonnes and 64crates (ref. 12/7)."
        )
    )
    spans = sorted((one.start, one.end) for one in told.abstentions)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert {one.exact: one.reason for one in told.abstentions} == {
        "1:00": "clock",
        "3rd": "ordinal",
        "4b": "provision",
        "550": "money",
        "3.5": "decimal",
        "40": "unit",
        "64crates": "glued to a word",
        "12/7": "reference",
    }
