"""Measure who is who among persons: a batch, one new document among many, one mention against a million.

`python bench/people.py [THOUSANDS [THOUSANDS]]` invents people (100 thousand unless said otherwise, and 1000 thousand
for the look-up) from syllables, with surnames and given names as unequally common as real ones, in documents of ten.
The figures are printed and go to bench/results.json.
"""

from __future__ import annotations

import gc
import json
import random
import resource
import statistics
import sys
import time
from bisect import bisect
from itertools import accumulate

from kept import keep

from khronika.resolution import Directory, resolve
from khronika.vocabulary.people import EntityKind, Mention

CONSONANTS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "ch", "sh")
SYLLABLES = [consonant + vowel for consonant in CONSONANTS for vowel in "aeiou"]
OF_A_DOCUMENT = 10
NEW = 60  # documents and mentions that are timed one by one


class Crowd:
    """Invented people: surnames and given names by Zipf's law, a fifth told by surname or initial alone."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - names, no secrets
        self.surnames = self._words(40_000, 3, "ov")
        self.given = self._words(2_000, 2, "ar")
        self.of_surname = list(accumulate(1 / (rank + 20) for rank in range(len(self.surnames))))
        self.of_given = list(accumulate(1 / (rank + 10) for rank in range(len(self.given))))

    def _words(self, number: int, syllables: int, ending: str) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < number:
            made["".join(self.chance.choices(SYLLABLES, k=syllables)).capitalize() + ending] = None
        return list(made)

    def name(self) -> str:
        """Invent one name."""
        surname = self.surnames[bisect(self.of_surname, self.chance.random() * self.of_surname[-1])]
        given = self.given[bisect(self.of_given, self.chance.random() * self.of_given[-1])]
        return self.chance.choice([surname, f"{given[0]}. {surname}", *8 * [f"{given} {surname}"]])

    def document(self, number: int) -> list[Mention]:
        """Invent the mentions of one document."""
        at = (f"r{number}", f"d{number}", f"{number}.txt")
        names = [self.name() for _ in range(OF_A_DOCUMENT)]
        spans = [(100 * place, 100 * place + len(name)) for place, name in enumerate(names)]
        chosen = [self.chance.choice((None, None, "male", "female")) for _ in names]
        rows = zip(names, spans, chosen, strict=True)
        return [Mention(EntityKind.PERSON, *at, *span, name, name, (), gender) for name, span, gender in rows]


def peak_mb() -> float:
    """Give the peak memory of this process so far, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)


def measure(thousands: int) -> dict[str, float]:
    """Time the batch, and one new document after another."""
    crowd = Crowd(thousands)
    mentions = [m for number in range(thousands * 1000 // OF_A_DOCUMENT) for m in crowd.document(number)]
    begun = time.process_time()
    entities = resolve(mentions)
    batch = time.process_time() - begun
    directory = Directory.of(mentions)
    gc.freeze()  # as a process does that lives long: what is known is not looked through for garbage again and again
    taken = []
    for number in range(NEW):
        new = crowd.document(10**9 + number)
        begun = time.process_time()
        directory.add(new)
        taken.append(time.process_time() - begun)
    return {
        "persons": thousands * 1000,
        "entities": len(entities),
        "batch_cpu_s": round(batch, 2),
        "new_document_median_ms": round(1000 * statistics.median(taken), 1),
        "new_document_worst_ms": round(1000 * max(taken), 1),
        "peak_mb": peak_mb(),
    }


def look_up(thousands: int) -> dict[str, float]:
    """Time one mention against so many known ones."""
    crowd = Crowd(thousands)
    begun = time.process_time()
    directory = Directory.of([m for n in range(thousands * 1000 // OF_A_DOCUMENT) for m in crowd.document(n)])
    made = time.process_time() - begun
    gc.freeze()
    taken = []
    for mention in [m for number in range(NEW) for m in crowd.document(10**9 + number)]:
        begun = time.process_time()
        directory.candidates(mention)
        taken.append(time.process_time() - begun)
    return {
        "known": thousands * 1000,
        "directory_cpu_s": round(made, 1),
        "mention_median_ms": round(1000 * statistics.median(taken), 2),
        "mention_worst_ms": round(1000 * max(taken), 2),
        "peak_mb": peak_mb(),
    }


def main() -> None:
    """Measure, print and write down."""
    thousands = [int(word) for word in sys.argv[1:]] or [100, 1000]
    found = measure(thousands[0])
    print(json.dumps(found, indent=1))
    if len(thousands) > 1:
        found["look_up"] = look_up(thousands[1])  # type: ignore[assignment]
        print(json.dumps(found["look_up"], indent=1))
    keep("people", found)


if __name__ == "__main__":
    main()
