"""Measure the search for shared words: processor time over documents of 2,000 invented words, some copied in part.

`python bench/origins.py [DOCUMENTS]` measures a quarter, a half and all of so many documents (1,000 unless said
otherwise), so that one sees whether the time grows with the words alone. Figures go to bench/results.json.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time

from kept import keep

from khronika.comparison import trace
from khronika.vocabulary.dates import span
from khronika.vocabulary.documents import Document, Revision, Sensitivity
from khronika.vocabulary.extractions import Profile
from khronika.vocabulary.record import Source

WORDS = 2_000
SENTENCE = 12
KNOWN = 5_000  # different words, the frequent ones far more frequent, as in a language


def documents(number: int) -> list[Source]:
    """Invent documents; each tenth has twenty sentences of the one ten before it."""
    chance = random.Random(7)  # noqa: S311 - the same documents each time
    words = ["".join(chance.choice("aeioumnrstlkd") for _ in range(chance.randint(2, 9))) for _ in range(KNOWN)]
    weights = [1 / rank for rank in range(1, KNOWN + 1)]
    texts: list[list[str]] = []
    for at in range(number):
        told = chance.choices(words, weights, k=WORDS)
        sentences = [" ".join(told[n : n + SENTENCE]) for n in range(0, WORDS, SENTENCE)]
        if at % 10 == 0 and at:
            sentences[5:25] = texts[at - 10][5:25]
        texts.append(sentences)
    return [source(at, ". ".join(sentences)) for at, sentences in enumerate(texts)]


def source(at: int, text: str) -> Source:
    """Give one document with an author of its own."""
    name = f"{at:05}.txt"
    profile = Profile(f"League {at}", "author", span(f"2031-{at % 12 + 1:02}-01", f"2031-{at % 12 + 1:02}-28"))
    document = Document(name, name, len(text), Sensitivity.INTERNAL)
    return Source(document, (), Revision(name, text, (), "bench@1", "none"), profile, None)


def measure(sources: list[Source]) -> dict[str, float]:
    """Give seconds of the processor, and how many documents were tied."""
    begun = time.process_time()
    lineage = trace(sources, [])
    taken = time.process_time() - begun
    return {"documents": len(sources), "cpu_s": round(taken, 2), "tied": len(lineage.ties)}


def main() -> None:
    """Measure, print and write down."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    invented = documents(number)
    found = {"sizes": [measure(invented[: number // part]) for part in (4, 2, 1)]}
    found["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)
    print(json.dumps(found, indent=1))
    keep("origins", found)


if __name__ == "__main__":
    main()
