"""Measure extraction: words a second beside the bare pipeline on the same text, and whether time and memory stay flat.

`python bench/extraction.py` reads a folder of real documents where it is there, else the bundled example, and coded
sets in French and Russian; it prints the figures and writes them to bench/results.json. Each language is measured in a
process of its own. Growth is measured on perturbed copies of the English texts, on one long paragraph, on a register.
"""

from __future__ import annotations

import json
import random
import re
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from kept import keep

from khronika.extraction import extract
from khronika.extraction.grammar.blocks import blocks
from khronika.reading import read
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
EXAMPLE = ROOT / "examples" / "port-ombrin"
CODED = ROOT / "tests" / "evaluation"
SIZES = (100_000, 200_000, 400_000, 1_000_000)  # characters of a document in paragraphs
PARAGRAPHS = (100_000, 200_000)  # characters of a document in one paragraph
ROWS = (1_000, 4_000)  # lines of a register
ROUNDS = 3
REPEATED = 5  # times that all documents are read once more, to see whether memory grows
BATCH = 64  # blocks, or sentences, that the bare pipeline takes together
SYLLABLES = ("bar", "kel", "mon", "tir", "vas", "dol", "ren", "pos", "lug", "zan", "fir", "hol")


def revisions(folder: Path) -> list[Revision]:
    """Read the documents of a folder; what cannot be read is left out."""
    files = sorted(file for file in folder.iterdir() if file.is_file())
    return [one for one in map(revision, files) if isinstance(one, Revision)]


def revision(file: Path) -> object:
    """Read one file."""
    return read(file, file.name, sha256(file.read_bytes()).hexdigest())


def perturbed(text: str, size: int) -> str:
    """Give a text of so many characters out of copies with other figures and names."""
    copies, length = list[str](), 0
    for number in count():
        ending = f"{'aeiou'[number % 5]}{'bdkmn'[number // 5 % 5]}"
        copy = re.sub(r"\b([A-Z][a-z]{6,})\b", rf"\g<1>{ending}", text)
        copies.append(re.sub(r"\b(\d)\b", rf"\g<1>{number % 10}", copy))
        length += len(copies[-1])
        if length > size:
            break
    return "\n\n".join(copies)[:size]


def marked(text: str) -> Revision:
    """Give a text with a mark for each paragraph, that is, for what stands between blank lines."""
    found = re.finditer(r"(?:[^\n]|\n(?!\n))+", text)
    marks = tuple(Mark(MarkKind.PARAGRAPH, match.start(), match.end()) for match in found)
    return Revision("0" * 64, text, marks, "bench", "none")


def register(rows: int) -> Revision:
    """Give an invented register of so many persons, as it is read from a sheet."""
    chance = random.Random(rows)  # noqa: S311 - nothing secret; the same register each time
    lines = ["No,Name,Age,Date of arrest,Place,Charge,Outcome"]
    for number in range(1, rows + 1):
        name = " ".join("".join(chance.choices(SYLLABLES, k=2)).capitalize() for _ in range(2))
        arrest = f"{chance.randint(1, 28):02}.03.2014"
        charge, outcome = chance.choice(("Art. 212", "mass unrest")), chance.choice(("released", "fined", "remanded"))
        lines.append(f"{number},{name},{chance.randint(16, 70)},{arrest},Port Ombrin,{charge},{outcome}")
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "register.csv"
        file.write_text("\n".join(lines), encoding="utf-8")
        found = revision(file)
    if not isinstance(found, Revision):
        sys.exit(f"The register of {rows} lines could not be read: {found}")
    return found


def ours(found: Iterable[Revision]) -> float:
    """Give the processor's seconds of extraction."""
    begun = time.process_time()
    for one in found:
        extract(one, Document(one.document, "bench.txt", len(one.text), Sensitivity.INTERNAL))
    return time.process_time() - begun


def bare(language: str, texts: list[str]) -> float:
    """Give the processor's seconds of a language's pipeline alone."""
    begun = time.process_time()
    for _ in russian(texts) if language == "ru" else spacy(language, texts):
        pass
    return time.process_time() - begun


def spacy(language: str, texts: list[str]) -> Iterator[object]:
    """Run the pipeline of English or French."""
    from khronika.extraction.grammar import parse
    from khronika.extraction.grammar.tongues.french import parser

    pipeline = parser.pipeline() if language == "fr" else parse.pipeline()
    return iter(pipeline.pipe(texts, batch_size=BATCH))


def russian(texts: list[str]) -> Iterator[object]:
    """Run the chain of models for Russian: sentences, words, forms, trees, names."""
    from razdel import sentenize, tokenize

    from khronika.extraction.grammar.tongues.russian import parser

    models = parser._models()  # noqa: SLF001 - the very models that extraction has loaded
    found = (sentence.text for text in texts for sentence in sentenize(text))
    for batch in iter(lambda: [text for _, text in zip(range(BATCH), found, strict=False)], []):
        words = [[word.text for word in tokenize(text)] for text in batch]
        yield from zip(models.forms.map(words), models.trees.map(words), models.names.map(batch), strict=True)


def peak() -> float:
    """Give the peak memory of this process so far, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in kilobytes elsewhere
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6, 1)


def speed(language: str, folder: Path) -> dict[str, float]:
    """Measure the documents of a folder in one language: speed beside the bare pipeline, and memory."""
    found = revisions(folder)
    texts = [block.text for one in found for block in blocks(one) if (block.language or "en") == language]
    words = sum(len(text.split()) for text in texts)
    ours(found)  # loads what is needed
    rounds = [(bare(language, texts), ours(found)) for _ in range(ROUNDS)]
    alone, whole = (min(times) for times in zip(*rounds, strict=True))
    once = peak()
    ours(found * REPEATED)
    return {
        "words_per_second": round(words / whole),
        "bare_words_per_second": round(words / alone),
        "ratio": round(alone / whole, 2),
        "peak_mb_once": once,
        f"peak_mb_{REPEATED}_times_more": peak(),
    }


def growth(folder: Path) -> dict[str, float]:
    """Measure how time and memory grow with the length of a document, of a paragraph, of a register."""
    text = "\n\n".join(one.text for one in revisions(folder))
    ours([marked(text[:10_000])])  # loads what is needed
    figures = dict[str, float]()
    for size in SIZES:
        figures[f"seconds_{size // 1000}_kb"] = round(ours([marked(perturbed(text, size))]), 2)
        figures[f"peak_mb_{size // 1000}_kb"] = peak()
    for size in PARAGRAPHS:
        one = marked(" ".join(perturbed(text, size).split()))
        figures[f"seconds_paragraph_{size // 1000}_kb"] = round(ours([one]), 2)
    for rows in ROWS:
        figures[f"seconds_register_{rows}_rows"] = round(ours([register(rows)]), 2)
    return figures


def main() -> None:
    """Measure, print and write down."""
    folder = SEEDS if SEEDS.is_dir() else EXAMPLE
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as alone:
        figures: dict[str, object] = dict(alone.submit(speed, "en", folder).result())
        figures |= alone.submit(growth, folder).result()
        for language, name in (("fr", "french"), ("ru", "russian")):
            figures[name] = alone.submit(speed, language, CODED / name / "texts").result()
    print(json.dumps(figures, indent=1))
    keep("extraction", figures)


if __name__ == "__main__":
    main()
