"""Measure extraction: words a second beside the bare pipeline on the same text, and whether time and memory stay flat.

`python bench/extraction.py` reads a folder of real documents where it is there, else the bundled example, prints the
figures and writes them to bench/results.json. Growth is measured on texts made of perturbed copies of the same.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from khronika.extraction import extract
from khronika.extraction.grammar.blocks import blocks
from khronika.extraction.grammar.parse import pipeline
from khronika.reading import read
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
EXAMPLE = ROOT / "examples" / "port-ombrin"
RESULTS = Path(__file__).with_name("results.json")
SIZES = (100_000, 200_000, 400_000)  # characters
ROUNDS = 3
REPEATED = 5  # times that all documents are read once more, to see whether memory grows
BATCH = 64  # blocks that the bare pipeline takes together


def revisions(folder: Path) -> list[Revision]:
    """Read the documents of a folder; what cannot be read is left out."""
    files = sorted(file for file in folder.iterdir() if file.is_file())
    found = (read(file, file.name, sha256(file.read_bytes()).hexdigest()) for file in files)
    return [one for one in found if isinstance(one, Revision)]


def perturbed(text: str, size: int) -> Revision:
    """Give a text of so many characters out of copies with other figures and names, in paragraphs."""
    copies = list[str]()
    for number in count():
        ending = f"{'aeiou'[number % 5]}{'bdkmn'[number // 5 % 5]}"
        copy = re.sub(r"\b([A-Z][a-z]{6,})\b", rf"\g<1>{ending}", text)
        copies.append(re.sub(r"\b(\d)\b", rf"\g<1>{number % 10}", copy))
        if sum(map(len, copies)) > size:
            break
    whole = "\n\n".join(copies)[:size]
    return Revision("0" * 64, whole, tuple(paragraphs(whole)), "bench", "none")


def paragraphs(text: str) -> Iterator[Mark]:
    """Mark what stands between blank lines."""
    for match in re.finditer(r"(?:[^\n]|\n(?!\n))+", text):
        yield Mark(MarkKind.PARAGRAPH, match.start(), match.end())


def ours(found: Iterable[Revision]) -> float:
    """Give the processor's seconds of extraction."""
    begun = time.process_time()
    for one in found:
        extract(one, Document(one.document, "bench.txt", len(one.text), Sensitivity.INTERNAL))
    return time.process_time() - begun


def bare(texts: list[str]) -> float:
    """Give the processor's seconds of the pipeline alone."""
    begun = time.process_time()
    for _ in pipeline().pipe(texts, batch_size=BATCH):
        pass
    return time.process_time() - begun


def peak() -> float:
    """Give the peak memory of this process so far, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in kilobytes elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main() -> None:
    """Measure, print and write down."""
    found = revisions(SEEDS if SEEDS.is_dir() else EXAMPLE)
    texts = [block.text for one in found for block in blocks(one) if block.language in {None, "en"}]
    words = sum(len(text.split()) for text in texts)
    ours(found)  # loads what is needed
    rounds = [(bare(texts), ours(found)) for _ in range(ROUNDS)]
    alone, whole = (min(times) for times in zip(*rounds, strict=True))
    once = peak()
    ours(found * REPEATED)
    figures = {
        "words_per_second": round(words / whole),
        "bare_words_per_second": round(words / alone),
        "ratio": round(alone / whole, 2),
        "peak_mb_once": round(once, 1),
        f"peak_mb_{REPEATED}_times_more": round(peak(), 1),
    }
    text = "\n\n".join(one.text for one in found)
    for size in SIZES:
        figures[f"seconds_{size // 1000}_kb"] = round(ours([perturbed(text, size)]), 2)
    figures[f"peak_mb_{SIZES[-1] // 1000}_kb"] = round(peak(), 1)
    print(json.dumps(figures, indent=1))
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps(kept | {"extraction": figures}, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
