"""No figure and no name is invented: each stands in the words of its claim or of its document, in every text."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khronika.vocabulary.bodies import Act, Count, Person, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.documents import Revision
    from khronika.vocabulary.extractions import Extraction

    Coded = Callable[[Path], tuple[Revision, Extraction] | None]

ROOT = Path(__file__).parents[2]
EXAMPLE = sorted((ROOT / "examples" / "port-ombrin").iterdir())
OPEN_TEXTS = sorted((ROOT / "tests" / "evaluation").glob("open*/texts/*"))
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
FILES = [*EXAMPLE, *OPEN_TEXTS, *SEEDS]
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
VALUES = {word: at for at, word in enumerate(SMALL.split())}
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
VALUES |= {word: 10 * at for at, word in enumerate(TENS.split(), 2)}
VALUES |= {"a": 1, "an": 1, "both": 2, "couple": 2, "pair": 2, "dozen": 12, "half": 0.5}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
NUMERAL = re.compile(r"\d+(?:\.\d+)?|[a-z]+")
LONGEST = 10  # words of a number


def written(text: str) -> set[float]:
    """Every number that some of the words of a text can be read as, in digits or words."""
    bare = re.sub(r"(?<=\d)[,\s](?=\d{3}(?!\d))", "", text.lower())
    words = NUMERAL.findall(bare.replace("-", " "))
    return {value for at in range(len(words)) for value in _from(words[at : at + LONGEST])}


def _from(words: list[str]) -> Iterator[float]:
    """The numbers that begin with the first of these words: a hundred, a hundred and twenty …."""
    total, current = 0.0, 0.0
    for word in words:
        if word in SCALES and current:
            scaled = current * SCALES[word]
            total, current = (total + scaled, 0.0) if SCALES[word] > 100 else (total, scaled)
        elif word in VALUES and not (word == "a" and current):
            current += VALUES[word]
        elif word[0].isdigit():
            current += float(word)
        elif word not in {"and", "a"}:
            return
        yield total + current


def plain(text: str) -> str:
    """A text as the eye reads it: one space for white space, no invisible signs, no matter which case."""
    seen = (letter for letter in text if unicodedata.category(letter) != "Cf")
    return " ".join("".join(seen).split()).casefold()


def stands(name: str, text: str) -> bool:
    """Whether all words of a name stand in a text; a register's "DOVRIN Remi" is Remi Dovrin."""
    return plain(name) in text or all(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in plain(name).split()
    )


def invented(claim: Claim, document: str) -> Iterator[str]:
    """What a claim says and its words, or its document, do not."""
    body, words = claim.body, plain(claim.passage.exact)
    if isinstance(body, Count):
        yield from (f"figure {value}" for value in {body.low, body.high} - {None} if value not in written(words))
    if isinstance(body, Person):
        yield from (body.as_written for _ in [0] if plain(body.as_written) not in words)
        yield from (f"age {body.age}" for _ in [0] if body.age is not None and body.age not in written(words))
    parties = body.subjects if isinstance(body, Step) else ()
    parties = (*body.victims, *body.perpetrators) if isinstance(body, Act) else parties
    names = (
        [body.name] if isinstance(body, Person) else [name for each in parties for name in (each.name, each.population)]
    )
    yield from (name for name in names if name and not stands(name, document))


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_every_figure_and_name_stands_in_the_words(file: Path, coded: Coded) -> None:
    found = coded(file)
    if found is None:
        pytest.skip("no text can be read from this file")
    revision, extraction = found
    document = plain(revision.text)
    claims = [(claim, what) for claim in extraction.claims for what in invented(claim, document)]
    assert [f"{claim.kind} {what}: {claim.passage.exact}" for claim, what in claims] == []


def test_there_is_something_to_look_at(coded: Coded) -> None:
    figures = 0
    for file in OPEN_TEXTS:
        found = coded(file)
        assert found is not None
        figures += sum(isinstance(claim.body, Count) for claim in found[1].claims)
    assert figures > 200


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("two thousand five hundred men", 2500),
        ("12,500 people", 12500),
        ("a hundred and twenty", 120),
        ("half a dozen", 6),
        ("1.5 million", 1_500_000),
        ("twenty-one", 21),
    ],
)
def test_numbers_are_read_in_digits_and_words(text: str, number: int) -> None:
    assert number in written(text)


def test_an_invented_figure_would_be_noticed() -> None:
    assert 15 not in written("at least fourteen of the 151 people, aged 5")
    assert not stands("Ilse Brandvold", plain("Ilse Brand said so"))
